// What the canvas paints on the stage is the document as the browser lays it out: the same boxes, letters and pictures, on
// every screen, in every language and size; and it moves from where things were to where they are.
import { desktop, frame, openStage } from "./browser.mjs";
import { states as opened, walk } from "./inspect.mjs";
import { asDocument, inkOf, settled, unlikeDocument } from "./pictures.mjs";
import { notFoundIsSaid, places, questions } from "./places.mjs";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";

export const kiosk = { width: 1080, height: 1920 };

const open = (id) => (page) => page.evaluate((id) => (document.getElementById(id).open = true), id);
const menus = [
  ["home with the menu of languages", "/", open("language")],
  ["home with the menu of text sizes", "/", open("text-size-menu")],
  ["waiting times with the table open", "/waits", open("ladder-numbers")],
];
const english = [...places.map(({ kind, path }) => [kind, path]), ...menus, ...opened.filter(([kind]) => !/menu|table open/.test(kind))];
const others = ["/", "/explain/waiting-list/3", "/waits", "/waits/urgent-home-2-hours", questions.single, questions.ranking, questions.rating, questions.text];
const everywhere = [
  ["desktop", desktop, english],
  ["kiosk", kiosk, english],
  ...["ur", "pa", "pl"].map((code) => [`desktop, ${code}`, desktop, [...others.map((path) => [path, `/${code}${path === "/" ? "" : path}`]), ["menu", `/${code}`, open("language")]]]),
  ["kiosk, ur", kiosk, others.map((path) => [path, `/ur${path === "/" ? "" : path}`])],
];

// Measured on this machine: letters that two engines rasterise differ by up to 2.3 in all and 36 within a part, large dots
// on a kiosk by up to 70; a bar or a key that is not there by 89 and more.
const alike = (viewport) => ({ mean: 2.8, worst: viewport === kiosk ? 75 : 45 });

for (const [what, viewport, screens] of everywhere) {
  test(`On the stage the canvas paints what the browser has laid out, and can measure all of it: ${what}`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const blank = await (await visit.browser({ baseURL: undefined })).newPage();
    const faults = [];
    const page = await openStage(visit, screens[0][1], { viewport, reducedMotion: "reduce" });
    for (const [kind, path, act] of screens) {
      await walk(page, path);
      await page.evaluate(() => document.querySelectorAll(".header-key[open]").forEach((menu) => (menu.open = false)));
      await act?.(page);
      await page.mouse.move(1, 500);
      await frame(page);
      await settled(page);
      const { unmeasured, mistaken } = await page.evaluate(() => ({ ...roadshow.measured(), mistaken: roadshow.mistaken() }));
      faults.push(...unmeasured.map((one) => `${kind}: cannot be measured: ${one}`));
      faults.push(...mistaken.map((one) => `${kind}: taken for another: ${one}`));
      const { mean, worst, at } = await unlikeDocument(page, blank);
      if (process.env.ROADSHOW_SHOW_DIFFERENCES) console.log(`      ${kind}: ${mean.toFixed(2)}, ${worst.toFixed(0)} at ${at}`);
      if (mean > alike(viewport).mean || worst > alike(viewport).worst) faults.push(`${kind}: differs by ${mean.toFixed(2)}, most by ${worst.toFixed(0)} at ${at}`);
    }
    expectNone(faults, "Where the painted screen is not the document");
  }, { seconds: 400 });
}

// Where the card is drawn, frame after frame, once its key is pressed.
const pathOfCard = (page) => page.evaluate(() => new Promise((resolve) => {
  const key = document.querySelector(".icon-button:not(:disabled)");
  const seen = new Set();
  key.click();
  const start = performance.now();
  const look = () => {
    const drawn = roadshow.controls().find(([id]) => id === key.id);
    if (drawn) seen.add(Math.round(drawn[2]));
    if (performance.now() - start < 1500) requestAnimationFrame(look);
    else resolve({ seen: [...seen], end: Math.round(key.getBoundingClientRect().top), drawn: Math.round(drawn[2]) });
  };
  requestAnimationFrame(look);
}));

test("On the stage a card moves from its place to its next one, and is simply there for who asks for less motion", async (visit) => {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    const page = await openStage(visit, questions.ranking, { viewport: desktop, reducedMotion });
    await settled(page);
    const { seen, end, drawn } = await pathOfCard(page);
    expectEqual(drawn, end, "Where the key is drawn in the end");
    if (reducedMotion === "reduce") expect(seen.length <= 2, `Places on its way: ${seen}`);
    else expect(seen.length > 2, `Places on its way: ${seen}`);
    await page.close();
  }
});

const written = {
  Chinese: "\u533b\u9662\u9884\u7ea6\u592a\u96be\u4e86", Arabic: "\u0627\u0644\u0645\u0648\u0627\u0639\u064a\u062f \u0635\u0639\u0628\u0629", Hebrew: "\u05e9\u05dc\u05d5\u05dd, and thanks",
  emoji: "\u{1f44d}\u{1f3fd} \u{1f469}\u200d\u2695\ufe0f \u{1f600}", Devanagari: "\u0921\u0949\u0915\u094d\u091f\u0930 \u0938\u0947 \u092e\u093f\u0932\u0928\u093e", Gurmukhi: "\u0a21\u0a3e\u0a15\u0a1f\u0a30 \u0a28\u0a42\u0a70",
  Greek: "\u039a\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1", Cyrillic: "\u0414\u043e\u0431\u0440\u044b\u0439 \u0434\u0435\u043d\u044c", "marks of their own": "cafe\u0301 Z\u0307o\u0301\u0142w", mathematics: "\u{1d49c} \u2260 \u{1d539}",
  "several directions": "One \u0648\u0642\u062a\n\u0627\u06cc\u06a9 two", "soft hyphens": "Ap\u00adpoint\u00adments", English: "Shorter waits",
};
for (const language of ["en", "ur", "pa", "pl"]) {
  test(`Whatever letters a person writes in, the stage shows them as the document does: ${language}`, async (visit) => {
    const prefix = language === "en" ? "" : `/${language}`;
    const blank = await (await visit.browser({ baseURL: undefined })).newPage();
    const page = await openStage(visit, prefix + questions.last, { viewport: desktop, reducedMotion: "reduce" });
    const faults = [];
    let seen = 0;
    const press = (id) => page.locator(`[id="${id}"]`).click();
    for (const [kind, words] of Object.entries(written)) {
      await page.getByRole("textbox").fill(words);
      await press("continue");
      if (await page.locator("#skip-all").count()) {
        await press("skip-all");
        await press("skip");
      }
      const answer = page.locator("#answer-anything_else");
      await answer.scrollIntoViewIfNeeded();
      await page.mouse.move(1, 500);
      await settled(page);
      // Letters that this machine has no font for may be nothing at all, on the stage as in the document.
      const ink = await inkOf(page, answer);
      const inDocument = await asDocument(page, () => inkOf(page, answer));
      if (inDocument) seen++;
      if (ink < inDocument * 0.7) faults.push(`${kind}: “${words}” is not seen: ${ink.toFixed(4)} of its place is written on, in the document ${inDocument.toFixed(4)}`);
      const { mean, worst, at } = await unlikeDocument(page, blank);
      if (mean > alike(desktop).mean || worst > alike(desktop).worst) faults.push(`${kind}: differs by ${mean.toFixed(2)}, most by ${worst.toFixed(0)} at ${at}`);
      faults.push(...(await page.evaluate(() => roadshow.mistaken())).map((one) => `${kind}: taken for another: ${one}`));
      await press("change-anything_else");
    }
    if (seen < 8) faults.push(`This machine has letters for ${seen} kinds of writing only.`);
    expectNone(faults, "Letters that the stage does not show");
  }, { seconds: 240 });
}
