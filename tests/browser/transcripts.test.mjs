// What a screen reader says, from first to last, on the way through the survey and through every explainer: a virtual screen
// reader (guidepup) walks the document, and what it says is as a person read it and found it right (golden/transcripts). It
// is a program that follows the ARIA specifications, not NVDA or VoiceOver; unlike those it also reads what is closed. After a change that is meant:
//   node tests/browser/run.mjs --only "screen reader" --write
import { build } from "esbuild";
import { desktop, go } from "./browser.mjs";
import { compareWithGolden, withoutSecrets } from "./golden.mjs";
import { project } from "./site.mjs";
import { eventually, expect, expectEqual, test } from "./runner.mjs";

let bundled;
const reader = () => (bundled ??= build({
  stdin: { contents: `import { virtual } from "@guidepup/virtual-screen-reader"; globalThis.reader = virtual;`, resolveDir: project },
  bundle: true, write: false, format: "iife", platform: "browser",
}).then(({ outputFiles }) => outputFiles[0].text));

// Runs in the page: all that the reader says of `container`, one phrase a line.
async function readAloud(selector) {
  const phrases = [];
  await reader.start({ container: document.querySelector(selector) });
  phrases.push(await reader.lastSpokenPhrase());
  for (let i = 0; i < 500; i++) {
    const before = (await reader.spokenPhraseLog()).length;
    await reader.next();
    const log = await reader.spokenPhraseLog();
    if (log.length === before || log.at(-1) === phrases[0]) break; // round again
    phrases.push(log.at(-1));
    if (phrases.at(-1) === `end of ${phrases[0]}` || phrases.at(-1) === "end of document") break;
  }
  await reader.stop();
  return phrases;
}

// Said of every run of words, and by no reader as people set it up.
const noise = /^(end of )?(paragraph|strong|rowgroup|status)$/;

// Someone who listens: keeps what is read and what is announced.
class Listener {
  lines = [];

  constructor(page) {
    this.page = page;
  }
  async begin() {
    await this.page.evaluate(await reader());
    await this.page.evaluate(() => {
      window.announced = [];
      for (const region of document.querySelectorAll("body > [role=status]"))
        new MutationObserver(() => region.textContent && announced.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
  }
  async read(selector = "main") {
    const focus = await this.page.evaluate(() => document.activeElement.id);
    const phrases = await this.page.evaluate(`(${readAloud})(${JSON.stringify(selector)})`);
    expect(phrases.length > 3, `The reader says only ${JSON.stringify(phrases)}`);
    await this.#announcements();
    this.lines.push("", `# ${await this.page.title()}`, ...phrases.filter((phrase) => !noise.test(phrase)));
    // Where the reader left the focus is not where the person had it.
    await this.page.evaluate((id) => document.getElementById(id)?.focus({ preventScroll: true }), focus);
  }
  async act(what, deed) {
    this.lines.push(`> ${what}`);
    await deed();
    await this.#announcements();
  }
  async #announcements() {
    for (const words of await this.page.evaluate(() => announced.splice(0))) this.lines.push(`* ${words}`);
  }
  get transcript() {
    return this.lines.slice(1).map((line) => withoutSecrets(line).replace(/[ \u00a0]+/g, " "));
  }
}

async function listen(visit, path) {
  const page = await visit.open(path, { viewport: desktop, webgl: false });
  const listener = new Listener(page);
  await listener.begin();
  return { page, listener };
}

test("What a screen reader says of the whole survey is as reviewed", async (visit) => {
  const { page, listener } = await listen(visit, "/");
  const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  const press = (role, name, next) => listener.act(`presses ${role} ${name}`, async () => {
    await page.getByRole(role, { name }).first().click();
    if (next) await heading(next);
  });
  // Another screen, with the focus on its heading.
  const arrived = (from) => eventually(() => page.url() !== from && page.evaluate(() => document.activeElement?.id === "heading"), "The next screen");
  await listener.read("body");
  await press("link", "Have your say", "Have your say on the health and care strategy");
  await listener.read();
  await press("button", "Start", "Where do you live?");
  await listener.read();
  await press("button", "Continue");
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await listener.read();

  // The first answer to each question; the reader reads each question before and after it, as someone who checks would.
  for (let questions = 0; questions < 30; questions++) {
    const url = page.url();
    if (url.endsWith("/check")) break;
    if (questions > 0) await listener.read();
    const main = page.getByRole("main");
    const way = url.endsWith("/about-you") ? "Answer these questions" : url.endsWith("/contact") ? "Skip this" : "";
    if (way) {
      await listener.act(`presses button ${way}`, async () => {
        await page.getByRole("button", { name: way, exact: true }).click();
        await arrived(url);
      });
      continue;
    }
    const first = main.locator("input, textarea, .rank-card button:enabled").first();
    const kind = await first.evaluate((element) => (element.tagName === "INPUT" ? element.type : element.tagName.toLowerCase()));
    const name = kind === "button" ? await first.getAttribute("aria-label") : kind === "textarea" ? "" : await first.evaluate((input) => input.labels[0].textContent);
    await listener.act(kind === "textarea" ? "writes: Later buses" : `presses ${kind} ${name}`, async () => {
      if (kind === "textarea") await first.fill("Later buses");
      else await first.click();
    });
    await listener.act("presses button Continue", async () => {
      await page.getByRole("button", { name: "Continue" }).click();
      await arrived(url);
    });
  }
  await listener.read();
  // Whether “saved” comes before “sent” depends on the network; either is said once.
  listener.lines.push("> presses button Send my answers");
  await page.getByRole("button", { name: "Send my answers" }).click();
  await heading("Thank you. Your answers are in.");
  const said = await page.evaluate(() => announced.splice(0));
  expectEqual(said, [...new Set(said)], "What is said while the answers are sent");
  await listener.read();
  await compareWithGolden("transcripts/survey.txt", listener.transcript);
}, { seconds: 180 });

test("What a screen reader says of every explainer is as reviewed", async (visit) => {
  const { page, listener: list } = await listen(visit, "/explain");
  const topics = await page.locator("main a[id^='topic-']").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  expect(topics.length > 0, "There is an explainer");
  await list.read();
  await compareWithGolden("transcripts/explainers.txt", list.transcript);
  for (const topic of topics) {
    await go(page, topic);
    const listener = new Listener(page);
    await listener.begin();
    for (let steps = 0; steps < 20; steps++) {
      await listener.read();
      const next = page.locator("#step-next");
      if (!(await next.count())) break;
      const address = page.url();
      await listener.act(`presses link ${(await next.textContent()).trim()}`, async () => {
        await next.click();
        await eventually(() => page.url() !== address, "The next step");
      });
    }
    const table = page.getByRole("radio", { name: "Table", exact: true });
    if (await table.count()) {
      await listener.act("chooses Table", () => table.click());
      await listener.read();
    }
    await compareWithGolden(`transcripts/${topic.split("/").at(-1)}.txt`, listener.transcript);
  }
}, { seconds: 180 });
