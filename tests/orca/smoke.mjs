// The first question, as the Orca screen reader says it in Debian's Chromium, on a display that nobody sees.
//   node tests/orca/smoke.mjs [--site FOLDER] [--said]
// Without --site, the site is made from what stands in build/. --said prints every word that Orca said. Takes at most 120 s;
// what fails is tried once more from the start. The last line is "N passed, N failed".
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, promisify } from "node:util";
import { Checked, eventually, expectEqual, pause } from "../browser/runner.mjs";
import { makeSite, serve } from "../browser/site.mjs";

const { values: options } = parseArgs({ options: { site: { type: "string" }, said: { type: "boolean", default: false } } });
const run = promisify(execFile);
const started = Date.now();
const most = 115_000; // what is left of the 120 s is for ending
const secondsLeft = () => (most - (Date.now() - started)) / 1000;
const interrupted = new Promise((resolve) => ["SIGINT", "SIGTERM"].forEach((signal) => process.once(signal, resolve)))
  .then(() => { throw new Checked("It was stopped from outside."); });
let stopping = false;
interrupted.catch(() => (stopping = true));

const missing = Object.entries({ orca: "Orca", Xvfb: "Xvfb", "dbus-daemon": "D-Bus", xdotool: "xdotool", chromium: "Chromium" })
  .filter(([program]) => !process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, program))))
  .map(([, name]) => name);
if (missing.length) {
  console.log(`Not installed: ${missing.join(", ")}. Run as root: ` +
    "apt-get install --no-install-recommends orca at-spi2-core dbus xvfb xdotool chromium");
  process.exit(1);
}

// A display, a message bus, Orca and Chromium, in folders of their own; what is said is in `said`.
class Desk {
  said = [];
  words = ""; // of the programs, for when something fails
  #ended = [];
  #children = [];

  async open(address) {
    this.folder = await mkdtemp(join(tmpdir(), "roadshow-orca-"));
    const orca = join(this.folder, "data/orca");
    await mkdir(orca, { recursive: true });
    await mkdir(join(this.folder, "run"), { mode: 0o700 });
    await copyFile(new URL("orca-customizations.py", import.meta.url), join(orca, "orca-customizations.py"));
    this.env = { PATH: process.env.PATH, HOME: this.folder, LC_ALL: "C.UTF-8", GSETTINGS_BACKEND: "memory",
      XDG_DATA_HOME: join(this.folder, "data"), XDG_CONFIG_HOME: join(this.folder, "config"), XDG_CACHE_HOME: join(this.folder, "cache"),
      XDG_RUNTIME_DIR: join(this.folder, "run") };

    let display, bus;
    this.#lines(this.#start("Xvfb", "-displayfd", "3", "-screen", "0", "1280x960x24", "-nolisten", "tcp"), 3, (line) => (display = line));
    this.env.DISPLAY = ":" + (await eventually(() => display, "The display did not start"));
    this.#lines(this.#start("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=3"), 3, (line) => (bus = line));
    this.env.DBUS_SESSION_BUS_ADDRESS = await eventually(() => bus, "The message bus did not start");
    this.#lines(this.#start("orca"), 3, (line) => this.said.push(line));
    await this.hears(0, /Screen reader on/, 25_000);
    // In a window without a toolbar, so that Tab begins in the page. Chromium finds out itself that a screen reader runs.
    this.#start("chromium", "--no-sandbox", "--test-type", "--no-first-run", "--disable-gpu", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", `--user-data-dir=${join(this.folder, "chromium")}`,
      "--window-position=0,0", "--window-size=1200,900", `--app=${address}`);
  }

  #start(program, ...args) {
    const child = spawn(program, args, { env: this.env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.words = (this.words + text).slice(-4000)));
    this.#children.push(child);
    this.#ended.push(new Promise((resolve) => child.once("exit", resolve).once("error", resolve)));
    return child;
  }

  #lines(child, stream, use) {
    createInterface({ input: child.stdio[stream] }).on("line", use);
  }

  // Gives the keyboard to the window with this title: nothing else does, where there is no window manager.
  async focus(title) {
    const args = ["search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync"];
    await run("xdotool", args, { env: this.env, timeout: 25_000 });
  }

  // Resolves to what was said from `from` on, once it has the words and Orca has finished; fails when they are not said.
  async hears(from, words, ms = 8000) {
    await eventually(() => words.test(this.said.slice(from).join("\n")) || null, `Orca did not say ${words}`, ms).catch((error) => {
      throw new Checked(`${error.message}\nIt said: ${this.said.slice(from).join(" | ") || "nothing"}`);
    });
    for (let count = -1; count !== this.said.length; await pause(500)) count = this.said.length;
    return this.said.slice(from).join("\n");
  }

  // Presses a key, and resolves to what Orca says then.
  async press(key, words, ms) {
    const from = this.said.length;
    await run("xdotool", ["key", key], { env: this.env, timeout: 10_000 });
    return this.hears(from, words, ms);
  }

  // Presses Tab until Orca says these words, and resolves to what it said last. Chromium may say late that the page has loaded,
  // and then Orca reads it again, between two keys: the words are those for what has the focus, which reading has on more lines.
  async tabTo(words) {
    const said = [];
    for (let i = 0; i < 12; i++) {
      said.push(await this.press("Tab", /./));
      if (words.test(said.at(-1))) return said.at(-1);
    }
    throw new Checked(`Tab did not come to ${words}. Orca said: ${said.join("\n").replaceAll("\n", " | ")}`);
  }

  async close() {
    for (const child of this.#children.reverse()) child.kill("SIGKILL");
    await Promise.all(this.#ended);
    if (this.folder) await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

// What is checked, in turn: each step goes on from where the one before left the reader.
const steps = [
  ["The page that opens is read from its title to its last key", async (desk) => {
    await desk.focus("Where do you live");
    inTurn(await desk.hears(0, /Skip this question\npush button/, 30_000), "Question 1 of 12: Where do you live? - Roadshow",
      "main content", "Where do you live?", "heading level 1", "Stoke-on-Trent", "not selected", "radio button", "Prefer not to say",
      "Continue", "push button");
  }],
  ["Tab comes to the question, and to its first answer, a radio button that is not selected", async (desk) => {
    await desk.tabTo(/^Where do you live\? panel\.\nStoke-on-Trent\.\nnot selected radio button$/m);
  }],
  ["Space selects it", async (desk) => {
    expectEqual(await desk.press("space", /selected/), "selected", "What Orca said");
  }],
  ["Down reads the next answer, which is not selected", async (desk) => {
    inTurn(await desk.press("Down", /selected/), "Staffordshire, outside Stoke-on-Trent", "not selected radio button");
  }],
  ["Continue brings the next question, and its heading is said", async (desk) => {
    await desk.tabTo(/^Continue push button\.$/m);
    inTurn(await desk.press("Return", /heading level/), "Which of these describe you?", "heading level 1");
  }],
  ["H goes to the next heading", async (desk) => {
    inTurn(await desk.press("h", /heading level/), "What your answer can change", "heading level 2");
  }],
];

function inTurn(text, ...words) {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word, at);
    if (found < 0) throw new Checked(`Orca did not say "${word}" in its turn. It said: ${text.replaceAll("\n", " | ")}`);
    at = found + word.length;
  }
}

// Runs the steps; {done: how many of them held, trouble: what went wrong with the next one}
async function attempt(address, seconds) {
  const desk = new Desk();
  let done = 0, timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Checked(`It took more than ${seconds.toFixed(0)} seconds.`)), seconds * 1000);
  });
  const all = (async () => {
    await desk.open(address);
    for (const [, body] of steps) {
      await body(desk);
      done++;
    }
  })();
  try {
    await Promise.race([all, late, interrupted]);
    return { done };
  } catch (error) {
    const words = error instanceof Checked ? error.message : (error.stack ?? String(error));
    return { done, trouble: desk.said.length ? words : `${words}\nThe programs said:\n${desk.words}` };
  } finally {
    clearTimeout(timer);
    all.catch(() => undefined); // after the time is up
    if (options.said) console.log(desk.said.map((line) => `  | ${line}`).join("\n"));
    await desk.close();
  }
}

const site = await serve(options.site ?? (await makeSite()));
const address = `${site.address}/survey/icp-strategy/where_live`;
let result = await attempt(address, 60);
if (result.trouble && !stopping && secondsLeft() > 20) {
  console.log(`Once more, since the first time this went wrong: ${steps[result.done][0]}`);
  console.log(result.trouble.replace(/^/gm, "         "));
  result = await attempt(address, secondsLeft());
}
await site.stop();
steps.forEach(([name], index) => console.log(`${index < result.done ? "ok    " : "FAILED"} ${name}`));
if (result.trouble) console.log(result.trouble.replace(/^/gm, "         "));
console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${result.done} passed, ${steps.length - result.done} failed`);
process.exit(result.trouble ? 1 : 0); // what a step that was late still waits for ends here
