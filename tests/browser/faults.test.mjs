// Every call to the platform, broken in every way it can be: no answer is lost when the endpoint takes it, the words on the
// screen are true, and no screen is stuck. The table is made from the list of calls itself (web/platform.ts).
import { readdir, readFile } from "node:fs/promises";
import { build } from "esbuild";
import { breakCall, hasten } from "./breaking.mjs";
import { inkOf } from "./pictures.mjs";
import { questions, toTheListOfAnswers } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, pause, test } from "./runner.mjs";
import { project } from "./site.mjs";

export async function moduleOf(file) {
  const { outputFiles } = await build({ entryPoints: [project + file], bundle: true, format: "esm", write: false });
  return import("data:text/javascript;base64," + Buffer.from(outputFiles[0].contents).toString("base64"));
}

const { calls } = await moduleOf("web/platform.ts");
const ways = ["missing", "throws", "rejects", "hangs", "aborts", "quota"];

const quiet = /broken on purpose|no answer|roadshow|undefined|not a|not found|null|IndexedDB|IDB|database|Transaction|transaction|Abort|Failed|net::ERR|denied|wasm|core|assets/i;
const heading = async (page) => (await page.getByRole("heading", { level: 1 }).innerText()).replace(/\s+/g, " ");
const sent = "Thank you. Your answers are in.";
const unkept = "Your answers are not saved on this device yet.";
const saved = "Thank you. Your answers are saved on this device.";
const responses = "**/v1/responses/**";

// What really is on disk, asked with the calls as they were: from another page of the same browser.
async function onDisk(visit, context) {
  const page = await context.newPage();
  await page.goto("/sources");
  const count = await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("roadshow");
    opening.onerror = () => resolve(0);
    opening.onsuccess = () => {
      if (!opening.result.objectStoreNames.contains("responses")) return resolve(0);
      const counting = opening.result.transaction("responses").objectStore("responses").count();
      counting.onsuccess = () => resolve(counting.result);
    };
  }));
  await page.close();
  return count;
}

async function answerAndSend(page, words) {
  await page.getByRole("textbox").fill(words);
  await toTheListOfAnswers(page);
  await page.getByRole("button", { name: "Send my answers" }).click();
}

// Without fetch there is no program, and without history no screen has an address: what is true then is tested elsewhere.
const withoutProgram = new Set(["fetch"]);

for (const call of calls.filter((call) => !withoutProgram.has(call))) {
  test(`Whatever becomes of ${call}, answers arrive and the words are true`, async (visit) => {
    visit.allow(quiet);
    await Promise.all(ways.map(async (way) => {
      const context = await visit.browser({ webgl: false });
      const page = await context.newPage();
      await page.addInitScript(breakCall, { call, way });
      await page.goto(questions.last);
      await page.evaluate(() => roadshow.ready);
      const words = `${call} ${way} ${Math.random()}`;
      await answerAndSend(page, words);
      await eventuallyEqual(() => heading(page), sent, `The heading when ${call} ${way}`, 20_000);
      await eventually(async () => (await visit.site.rows()).filter((row) => row.anything_else === words).length === 1, `One row when ${call} ${way}`);
      await context.close();
    }));
  }, { seconds: 240 });
}

// The calls that decide whether answers are on disk.
for (const call of calls.filter((call) => /^indexedDB|^IDB|^navigator\.locks|torage$/.test(call))) {
  test(`Offline, “saved” is said only of what is on disk, whatever becomes of ${call}`, async (visit) => {
    visit.allow(quiet);
    await Promise.all(ways.map(async (way) => {
      const context = await visit.browser({ webgl: false });
      const page = await context.newPage();
      await page.addInitScript(breakCall, { call, way });
      await page.goto(questions.last);
      await page.evaluate(() => roadshow.ready);
      await context.route(responses, (route) => route.abort("connectionfailed")); // also for the page that looks at the disk
      const words = `${call} ${way} offline ${Math.random()}`;
      await answerAndSend(page, words);
      const waits = page.getByText("Keep this page open until they are sent.").first();
      // A disk that is only slow may take them after all; then the page says that.
      const said = await eventually(async () => {
        const now = await heading(page);
        return (now === saved || (now === unkept && (await waits.isVisible()))) && now;
      }, `The screen says where the answers are when ${call} ${way}`, 20_000);
      if (said === saved) expectEqual(await onDisk(visit, context), 1, `Responses on disk when ${call} ${way} and “saved” is said`);
      else expect(await page.getByRole("button", { name: "Save my answers as a file" }).isVisible(), "They can be saved as a file");
      await context.unroute(responses);
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await eventuallyEqual(() => heading(page), sent, `The heading when the network is back and ${call} ${way}`, 20_000);
      expectEqual((await visit.site.rows()).filter((row) => row.anything_else === words).length, 1, `Rows when ${call} ${way}`);
      await context.close();
    }));
  }, { seconds: 240 });
}

test("With cookies blocked altogether, answers arrive, a reload is asked about, and nothing is said to be saved", async (visit) => {
  visit.allow(quiet);
  const context = await visit.browser({ webgl: false });
  const page = await context.newPage();
  for (const call of ["sessionStorage", "localStorage", "navigator.locks.request", "indexedDB.open", "BroadcastChannel"])
    await page.addInitScript(breakCall, { call, way: call.endsWith("request") ? "rejects" : "throws" });
  await page.goto(questions.last);
  await page.evaluate(() => roadshow.ready);
  await page.getByRole("textbox").fill("Nothing is kept");
  let asked = 0;
  page.on("dialog", (dialog) => (asked++, dialog.accept()));
  await toTheListOfAnswers(page);
  await page.route(responses, (route) => route.abort("connectionfailed"));
  await page.getByRole("button", { name: "Send my answers" }).click();
  await eventuallyEqual(() => heading(page), unkept, "The heading");
  await page.unroute(responses);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await eventuallyEqual(() => heading(page), sent, "The heading");
});

test("A disk that closes in the middle of a visit loses nothing", async (visit) => {
  visit.allow(quiet);
  const context = await visit.browser({ webgl: false });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const original = IDBDatabase.prototype.transaction;
    let uses = 0;
    IDBDatabase.prototype.transaction = function (...values) {
      if (++uses % 3 === 0) this.close();
      return original.apply(this, values);
    };
  });
  await page.goto(questions.last);
  await page.evaluate(() => roadshow.ready);
  await answerAndSend(page, "It closes under us");
  await eventuallyEqual(() => heading(page), sent, "The heading", 20_000);
});

async function expectSeen(page, what) {
  for (const [name, locator] of [["heading", page.locator("h1")], ["picture", page.locator("[data-figure]").first()], ["key of the next step", page.locator("#step-next")]]) {
    await locator.scrollIntoViewIfNeeded();
    await eventually(async () => (await inkOf(page, locator)) > 0.02, `The ${name} is seen when ${what}`);
  }
}

// What is drawn is seen, by the canvas or by the document, and leads on.
async function expectThatItGoesOn(page, what) {
  await expectSeen(page, what);
  await page.locator("#step-next").click();
  await page.waitForURL("**/3*", { waitUntil: "commit" });
  await expectSeen(page, `${what}, on the next step`);
}
const explainer = "/explain/waiting-list/2";

const drawing = ["HTMLCanvasElement.prototype.getContext", "CanvasRenderingContext2D.prototype.drawImage", "IntersectionObserver", "MutationObserver",
  "ResizeObserver", "requestAnimationFrame", "CSSStyleSheet.prototype.cssRules", "document.fonts", "document.fonts.load", "document.fonts.check",
  "document.fonts.addEventListener", "matchMedia", "performance.now", "requestIdleCallback", "fetch", "sessionStorage"];
const late = new Set(["document.fonts.load", "requestAnimationFrame", "requestIdleCallback"]); // those that may never answer
for (const call of drawing) {
  for (const layout of call === "fetch" ? ["flow"] : ["flow", "stage"]) {
    test(`Whatever becomes of ${call}, the page and its pictures are seen, ${layout}`, async (visit) => {
      visit.allow(quiet);
      for (const way of ["missing", "throws", ...(late.has(call) ? ["rejects", "hangs"] : [])]) {
        const context = await visit.browser({ reducedMotion: "reduce" });
        await context.addInitScript(hasten);
        const page = await context.newPage();
        await page.addInitScript(breakCall, { call, way });
        await page.goto(`${explainer}?layout=${layout}`);
        await page.evaluate(() => roadshow.ready).catch(() => undefined);
        await page.evaluate(() => roadshow.canvasReady).catch(() => undefined);
        if (call === "fetch") await expectSeen(page, `${call} ${way}`);
        else await expectThatItGoesOn(page, `${call} ${way}, ${layout}`);
        await context.close();
      }
    }, { seconds: 240 });
  }
}

// Playwright's own pictures wait for every font, which those tests cannot. Several of them run side by side.
let withoutFonts = 0;
function waitForFonts(wait) {
  withoutFonts += wait ? -1 : 1;
  if (withoutFonts) process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY = "1";
  else delete process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY;
}

for (const [file, what, note] of [[/canvas-[^/]*\.js$/, "canvas.js", true], [/canvas-[^/]*\.mjs$/, "canvas.mjs", true], [/canvas-[^/]*\.wasm$/, "canvas.wasm", true],
  [/atkinson-[^/]*\.ttf$/, "the canvas's fonts", true], [/\.woff2$/, "the document's fonts", false]]) {
  test(`With ${what} that never arrive${note && !what.endsWith("fonts") ? "s" : ""}, the page is seen and goes on`, async (visit) => {
    visit.allow(quiet);
    const context = await visit.browser({ reducedMotion: "reduce" });
    await context.addInitScript(hasten);
    const held = [];
    await context.route(file, (route) => held.push(route));
    waitForFonts(false);
    try {
      const page = await context.newPage();
      await page.goto(`${explainer}?layout=stage`, { waitUntil: "domcontentloaded" }); // a page that waits for a font is never loaded
      await page.evaluate(() => roadshow.ready);
      await expectThatItGoesOn(page, `${what} never comes`);
      const view = page.locator("#view-note");
      if (note) await view.getByText("This device cannot draw Full screen now.").waitFor();
      else await page.waitForSelector("html[data-layout=stage].stage-drawn", { state: "attached" });
      await expectSeen(page, `${what} did not come`);
      if (note && !what.endsWith("fonts")) { // late is not too late
        await page.evaluate(() => (globalThis.patient = true));
        for (const route of held) await route.continue();
        await page.waitForSelector("html[data-layout=stage].stage-drawn", { state: "attached" });
        await eventuallyEqual(() => view.count(), 0, "Notes, once the stage is drawn");
        await expectSeen(page, `${what} came late`);
      }
    } finally {
      waitForFonts(true);
    }
  }, { seconds: 120 });
}

for (const call of ["navigator.clipboard", "navigator.clipboard.writeText", "print", "URL.createObjectURL"]) {
  const name = { print: "Print", "URL.createObjectURL": "Save" }[call] ?? "Copy";
  test(`Whatever becomes of ${call}, ${name} on the confirmation says what is so`, async (visit) => {
    visit.allow(quiet);
    for (const way of ["missing", "throws", "rejects", "hangs"]) {
      const context = await visit.browser({ webgl: false });
      const page = await context.newPage();
      await page.addInitScript(breakCall, { call, way });
      await page.goto(questions.last);
      await page.evaluate(() => roadshow.ready);
      await answerAndSend(page, `${call} ${way}`);
      await eventuallyEqual(() => heading(page), sent, "The heading", 20_000);
      await page.getByRole("button", { name }).first().click();
      await eventually(async () => (await page.locator("#did").count()) || name === "Print", `What became of it is said when ${call} ${way}`);
      await page.getByRole("button", { name: "Finish" }).click();
      await page.getByRole("heading", { level: 1, name: "What would you like to do?" }).waitFor();
      await context.close();
    }
  }, { seconds: 180 });
}

test("No other file of the client calls the platform by itself", async () => {
  const doors = new Set(["platform.ts", "shelf.ts", "preview.ts"]); // the preview runs on its writer's own computer only
  const found = [];
  for (const file of (await readdir(project + "web")).filter((name) => name.endsWith(".ts") && !doors.has(name))) {
    const text = (await readFile(project + "web/" + file, "utf8")).replace(/\/\/.*$/gm, "");
    const direct = text.match(/\b(indexedDB|localStorage\.|sessionStorage\.|navigator\.|crypto\.|speechSynthesis|matchMedia\(|history\.(push|replace)|(?<![.\w])fetch\((?!\w+: )|document\.fonts|getContext|[^.\w]print\(\)|new \w+Observer|requestIdleCallback|requestAnimationFrame|\.cssRules\b(?! as)|new Highlight|CSS\.highlights|SpeechSynthesisUtterance|drawImage|BroadcastChannel|AbortController|performance\.)/g);
    if (direct) found.push(`${file}: ${[...new Set(direct)].join(", ")}`);
  }
  expectNone(found, "Calls beside platform.ts");
});

test("How long an answer may keep the device from sending", async () => {
  const { pauseAsked } = await moduleOf("web/retry_after.ts");
  const at = (ms) => new Date(ms).toUTCString();
  const now = Date.UTC(2026, 10, 29, 12);
  const hour = 3_600_000;
  const table = [
    [null, null, 0], ["", at(now), 0], ["0", null, 0], ["5", null, 5000], [" 7 ", null, 7000], ["3600", null, hour], ["999999999", null, hour],
    ["1e9", null, 0], ["-5", null, 0], ["5.5", null, 0], ["Infinity", null, 0], ["soon", at(now), 0],
    [at(now + 90_000), at(now), 90_000], [at(now - 90_000), at(now), 0], [at(now + 30 * 24 * hour), at(now), hour],
    [at(now + 90_000), null, 0], [at(now + 90_000), "no date", 0], // nothing to hold it against: this device's clock is not believed
  ];
  for (const years of [-56, -1, 1, 73]) { // a server and a device that are years apart
    const there = now + years * 365 * 24 * hour;
    table.push([at(there + 60_000), at(there), 60_000]);
  }
  expectNone(table.filter(([after, date, ms]) => pauseAsked(after, date) !== ms).map((row) => `${row} but ${pauseAsked(row[0], row[1])}`), "Pauses");
  for (let turn = 0; turn < 2000; turn++) {
    const text = String.fromCharCode(...Array.from({ length: turn % 40 }, () => 32 + Math.floor(Math.random() * 95)));
    const pause = pauseAsked(text, turn % 2 ? at(now) : text);
    expect(pause >= 0 && pause <= hour, `“${text}” gives ${pause}`);
  }
});
