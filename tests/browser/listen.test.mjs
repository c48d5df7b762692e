// Reading aloud with the device's own voices. Debian's Chromium has none, so each test brings its own.
import { canvasReady, desktop, onStage, phone } from "./browser.mjs";
import { breakCall, hasten } from "./breaking.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, test } from "./runner.mjs";
import { withoutTranslationOf } from "./site.mjs";

const english = { name: "Sonia", lang: "en-GB", localService: true };
const urdu = { name: "Uzma", lang: "ur-PK", localService: true };
const remote = { name: "Far away", lang: "en-GB", localService: false };

// Runs in the page before its scripts. It says a sentence when the test lets it: spoken.next().
function fakeSpeech(voices) {
  const synth = new EventTarget();
  let known = voices;
  let now;
  const spoken = { said: [], paused: false, speaking: () => now !== undefined };
  spoken.next = () => {
    const before = now;
    now = undefined;
    before?.onend?.();
  };
  spoken.voicesCome = (more) => {
    known = more;
    synth.dispatchEvent(new Event("voiceschanged"));
  };
  Object.assign(synth, {
    getVoices: () => known,
    speak: (utterance) => ((now = utterance), spoken.said.push([utterance.text, utterance.voice.lang])),
    cancel: () => {
      const before = now;
      now = undefined;
      before?.onerror?.({ error: "canceled" });
    },
    pause: () => (spoken.paused = true),
    resume: () => (spoken.paused = false),
  });
  Object.defineProperty(window, "speechSynthesis", { value: synth, configurable: true });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.spoken = spoken;
}

async function withVoices(visit, path, voices, options = {}) {
  const context = await visit.browser({ viewport: desktop, webgl: false, ...options });
  await context.addInitScript(fakeSpeech, voices);
  return visit.open(path, { context });
}
const said = (page) => page.evaluate(() => window.spoken.said);
const next = (page) => page.evaluate(() => window.spoken.next());
const speaking = (page) => page.evaluate(() => window.spoken.speaking());
const marked = (page) => page.evaluate(() => [...(CSS.highlights.get("spoken") ?? [])].map(String).join());
const key = (page, name) => page.getByRole("button", { name, exact: true });

test("Listen reads the page sentence by sentence and shows which one, pauses, goes on and stops", async (visit) => {
  const page = await withVoices(visit, "/privacy", [english]);
  await key(page, "Listen").click();
  const sentences = async () => (await said(page)).map(([text]) => text);
  await eventually(async () => (await sentences()).length === 1, "The first sentence");
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  expect((await sentences())[0].length > 0 && (await said(page))[0][1] === "en-GB", "It is said by the voice of the language");
  expectEqual(await marked(page), (await sentences())[0], "The sentence that is said is marked");
  await next(page);
  await next(page);
  expectEqual((await sentences()).length, 3, "One sentence after the other");
  expect((await sentences()).includes(title), `The heading is read: ${title}`);
  expectEqual(await marked(page), (await sentences())[2], "The mark goes along");
  await key(page, "Pause").click();
  expectEqual(await page.evaluate(() => window.spoken.paused), true, "Paused");
  await key(page, "Go on").click();
  expectEqual(await page.evaluate(() => window.spoken.paused), false, "Going on");
  await key(page, "Stop").click();
  expectEqual([await speaking(page), await marked(page)], [false, ""], "Nothing is said or marked any more");

  await key(page, "Listen").click();
  await eventually(() => speaking(page), "It starts again");
  await page.keyboard.press("Escape");
  await key(page, "Listen").waitFor();
  expectEqual(await speaking(page), false, "Escape stops it");

  await key(page, "Listen").click();
  await eventually(() => speaking(page), "Once more");
  await page.getByRole("link", { name: "Roadshow" }).click();
  await page.getByRole("heading", { level: 1, name: "What would you like to do?" }).waitFor();
  await key(page, "Listen").waitFor();
  expectEqual(await speaking(page), false, "Another screen stops it");
}, { seconds: 150 });

test("Listen comes to the end of the page by itself, and reads what is shown once and in order", async (visit) => {
  const page = await withVoices(visit, "/survey/icp-strategy/where_live", [english]);
  await key(page, "Listen").click();
  await eventually(() => speaking(page), "It reads");
  for (let i = 0; i < 100 && (await speaking(page)); i++) await next(page);
  await key(page, "Listen").waitFor();
  const texts = (await said(page)).map(([text]) => text);
  for (const once of ["Where do you live?", "Stoke-on-Trent", "Somewhere else", "Continue"])
    expectEqual(texts.filter((text) => text === once).length, 1, `How often "${once}" is read`);
  expect(texts.indexOf("Where do you live?") < texts.indexOf("Stoke-on-Trent"), "The question before its answers");
}, { seconds: 120 });

test("Listen is not there without a voice of the device, and comes when a voice comes", async (visit) => {
  const page = await withVoices(visit, "/", [remote, urdu]);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 })));
  expectEqual(await key(page, "Listen").count(), 0, "No voice for English on the device");
  await page.evaluate((voices) => window.spoken.voicesCome(voices), [remote, english]);
  await key(page, "Listen").waitFor();
  await page.evaluate((voices) => window.spoken.voicesCome(voices), [remote]);
  await key(page, "Listen").waitFor({ state: "detached" });
}, { seconds: 120 });

test("Words in another language are read by a voice of that language, or left out with a notice", async (visit) => {
  await withoutTranslationOf(visit, "privacy", async () => {
    const both = await withVoices(visit, "/ur/privacy", [urdu, english]);
    await both.getByRole("button", { name: "سنیں" }).click();
    for (let i = 0; i < 8; i++) await next(both);
    await eventually(async () => new Set((await said(both)).map(([, lang]) => lang)).size === 2, "Both voices have their parts");
    const title = await both.getByRole("heading", { level: 1 }).innerText();
    expectEqual((await said(both)).find(([text]) => text === title)?.[1], "en-GB", "The English heading is said by the English voice");

    const one = await withVoices(visit, "/ur/privacy", [urdu]);
    await one.getByRole("button", { name: "سنیں" }).click();
    for (let i = 0; i < 8; i++) await next(one);
    expect((await said(one)).every(([, lang]) => lang === "ur-PK"), "Only the Urdu voice is there");
    await eventually(async () => !(await speaking(one)) || one.locator("#left-out").isVisible(), "The notice");
  });
}, { seconds: 150 });

test("On the stage, too, the sentence that is read has its mark", async (visit) => {
  const page = await withVoices(visit, "/?layout=stage", [english], { viewport: desktop, webgl: true });
  await canvasReady(page);
  await onStage(page);
  await key(page, "Listen").click();
  await eventually(() => speaking(page), "It reads");
  await eventually(() => page.locator(".spoken-frame").isVisible(), "A frame around the sentence");
  const [frame, text] = await page.evaluate(() => {
    const [range] = CSS.highlights.get("spoken");
    return [document.querySelector(".spoken-frame").getBoundingClientRect().toJSON(), range.getBoundingClientRect().toJSON()];
  });
  expect(Math.abs(frame.x - text.x) <= 1 && Math.abs(frame.y - text.y) <= 1, "The frame lies over the words");
  await page.keyboard.press("Escape");
  await page.locator(".spoken-frame").waitFor({ state: "hidden" });
}, { seconds: 150 });

// Whatever the voice does, the key says what is so, and nobody waits for a voice that says nothing.
for (const call of ["speechSynthesis", "speechSynthesis.getVoices", "speechSynthesis.speak", "speechSynthesis.cancel", "speechSynthesis.addEventListener",
  "SpeechSynthesisUtterance", "CSS.highlights", "matchMedia"]) {
  test(`Whatever becomes of ${call}, listening ends, and the page is there`, async (visit) => {
    visit.allow(/broken on purpose/);
    for (const way of ["missing", "throws", "rejects", "hangs"]) {
      const context = await visit.browser({ viewport: desktop, webgl: false });
      await context.addInitScript(hasten);
      await context.addInitScript(fakeSpeech, [english]);
      await context.addInitScript(breakCall, { call, way });
      const page = await visit.open("/privacy", { context });
      const listen = key(page, "Listen");
      await listen.waitFor({ timeout: 3_000 }).catch(() => undefined); // where it cannot read, there is no such key
      if (await listen.count()) {
        await listen.click();
        if (call === "CSS.highlights" || call === "matchMedia") {
          await eventually(async () => (await said(page)).length === 1, `It reads when ${call} ${way}`);
          const shown = await page.evaluate(() => !document.querySelector(".spoken-frame").hidden || [...(CSS.highlights?.get?.("spoken") ?? [])].length > 0);
          expect(shown, `The sentence is marked when ${call} ${way}`);
          await page.keyboard.press("Escape");
        }
        await eventually(() => listen.isVisible(), `The key says “Listen” again when ${call} ${way}`, 20_000);
      }
      await page.getByRole("link", { name: "Roadshow" }).click();
      await page.getByRole("heading", { level: 1, name: "What would you like to do?" }).waitFor();
      await context.close();
    }
  }, { seconds: 120 });
}
