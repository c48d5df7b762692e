// What the canvas paints on the stage is the document as the browser lays it out: the same boxes, letters and pictures, on
// every screen, in every language and size; and it moves from where things were to where they are.
import { desktop, frame, openStage } from "./browser.mjs";
import { states as opened, walk } from "./inspect.mjs";
import { settled, unlikeDocument } from "./pictures.mjs";
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
      const { unmeasured, same } = await page.evaluate(() => ({ ...roadshow.measured(), same: roadshow.isAsReadAnew() }));
      faults.push(...unmeasured.map((one) => `${kind}: cannot be measured: ${one}`));
      if (!same) faults.push(`${kind}: a style was taken for that of another element`);
      const { mean, worst, at } = await unlikeDocument(page, blank);
      if (process.env.ROADSHOW_SHOW_DIFFERENCES) console.log(`      ${kind}: ${mean.toFixed(2)}, ${worst.toFixed(0)} at ${at}`);
      if (mean > alike(viewport).mean || worst > alike(viewport).worst) faults.push(`${kind}: differs by ${mean.toFixed(2)}, most by ${worst.toFixed(0)} at ${at}`);
    }
    expectNone(faults, "Where the painted screen is not the document");
  }, { seconds: 240 });
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
