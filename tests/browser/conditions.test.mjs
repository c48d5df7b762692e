// The page in every condition that a person sets on a device: a narrow window, zoom, larger text, more space between letters,
// dark colours, more contrast, colours of their own. Measured on every page of the site.
import { canvasReady, desktop, frame, onStage, phone } from "./browser.mjs";
import { crowded, faint, openHeader, pressTextSize, space, tour, violations, walk } from "./inspect.mjs";
import { places } from "./places.mjs";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";

const small = { width: 320, height: 640 };
const zoomed = { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 }; // a window of 1280 x 900 at 400%

const measured = (look) => (page) => page.evaluate(look);

for (const [what, options] of [["in a window 320 pixels wide", { viewport: small }], ["in a wide window at 400% zoom", zoomed]]) {
  test(`Nothing scrolls sideways, is cut off or lies on something else ${what}`, async (visit) => {
    const page = await visit.open("/", { ...options, webgl: false });
    expectNone(await tour(visit, page, measured(crowded)), "Crowded screens");
  }, { seconds: 180 });
}

for (const [size, viewport] of [["phone", phone], ["desktop", desktop]]) {
  test(`With larger text nothing overlaps, is cut off or scrolls sideways, ${size} size`, async (visit) => {
    const page = await visit.open("/", { viewport, webgl: false });
    const sizeOf = () => page.getByRole("heading", { level: 1 }).evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    const before = await sizeOf();
    const faults = [];
    for (const [name, factor] of [["Larger", 1.5], ["Largest", 2]]) {
      await walk(page, "/");
      await openHeader(page);
      if (!(await page.locator("#text-size-menu").evaluate((menu) => menu.open))) await pressTextSize(page);
      await page.getByRole("radio", { name, exact: true }).click();
      expectEqual((await sizeOf()) / before, factor, "How much larger the heading is");
      await pressTextSize(page);
      faults.push(...(await tour(visit, page, measured(crowded))).map((fault) => `${name}: ${fault}`));
    }
    expectNone(faults, "Crowded screens");
    await page.reload();
    expectEqual(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px", "The size of the text after loading the page again");
  }, { seconds: 240 });
}

for (const [size, viewport] of [["320 pixels wide", small], ["phone size", phone], ["desktop size", desktop]]) {
  test(`With the text spacing of WCAG 1.4.12 nothing overlaps, is cut off or scrolls sideways, ${size}`, async (visit) => {
    const page = await visit.open("/", { viewport, webgl: false });
    await space(page);
    expectEqual(await page.getByRole("heading", { level: 1 }).evaluate((heading) => parseFloat(getComputedStyle(heading).lineHeight) / parseFloat(getComputedStyle(heading).fontSize)), 1.5, "The space between lines");
    expectNone(await tour(visit, page, measured(crowded)), "Crowded screens");
  }, { seconds: 180 });
}

const themes = [
  ["dark colours", { colorScheme: "dark" }, "rgb(11, 23, 33)"],
  ["more contrast", { contrast: "more" }, "rgb(11, 23, 33)"],
  ["colours of the person's own", { forcedColors: "active" }, undefined],
];
for (const [what, media, ground] of themes) {
  test(`With ${what} words and drawings have enough contrast everywhere, and axe-core finds nothing`, async (visit) => {
    const page = await visit.open("/", { viewport: desktop, reducedMotion: "reduce", webgl: false, ...media });
    if (ground) expectEqual(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), ground, "The ground of the page");
    expectNone(await tour(visit, page, async () => [...(await violations(page)), ...(await page.evaluate(faint))]), "Too faint, or against WCAG");
  }, { seconds: 240 });
}

test("In dark colours the pictures stay SVG, in the page's colours, and come back painted in the light", async (visit) => {
  const page = await visit.open("/explain/waiting-list?layout=stage", { viewport: desktop, colorScheme: "dark" });
  await canvasReady(page);
  await frame(page);
  expectEqual(await page.evaluate(() => [document.documentElement.dataset.layout, document.querySelectorAll("[data-painted]").length]), ["flow", 0], "The layout, and painted pictures");
  await page.emulateMedia({ colorScheme: "light" });
  await onStage(page);
});

test("With the usual colours every drawing has enough contrast", async (visit) => {
  const page = await visit.open("/", { viewport: desktop, webgl: false });
  expectNone(await tour(visit, page, measured(faint)), "Too faint");
}, { seconds: 120 });

test("With colours of the person's own every state of a control can be seen", async (visit) => {
  const page = await visit.open("/survey/icp-strategy/where_live", { viewport: phone, webgl: false, forcedColors: "active" });
  const row = page.locator("main [id$='-row']").first();
  const look = async () => (await row.screenshot()).toString("base64");
  const before = await look();
  await row.click();
  const chosen = await look();
  expect(before !== chosen, "A chosen row looks like one that is not");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect((await look()) !== chosen, "A row with the focus looks like one without");
});

test("With less motion nothing moves by itself", async (visit) => {
  const page = await visit.open("/", { viewport: desktop, reducedMotion: "reduce", webgl: false });
  const faults = [];
  for (const { path } of places) {
    await walk(page, path);
    faults.push(...(await page.evaluate(() => [...document.querySelectorAll("*")]
      .filter((element) => { const style = getComputedStyle(element); return style.transitionDuration.split(", ").some((time) => time !== "0s") || style.animationName !== "none"; })
      .map((element) => element.className))).map((name) => `${path}: ${name}`));
  }
  expectNone(faults, "Elements that move");
});

test("The bar with the buttons never covers more than a quarter of the window", async (visit) => {
  const faults = [];
  for (const viewport of [{ width: 320, height: 256 }, small, { width: 360, height: 640 }, phone, { width: 844, height: 390 }, desktop]) {
    const page = await visit.open("/survey/icp-strategy/where_live", { viewport, webgl: false });
    for (const percent of [100, 200]) {
      await page.evaluate((percent) => { document.documentElement.style.fontSize = `${percent}%`; scrollTo(0, 0); }, percent);
      const covered = await page.locator(".action-bar").evaluate((bar) => {
        const stuck = document.documentElement.scrollHeight > innerHeight + 1 && bar.getBoundingClientRect().top < innerHeight - 1;
        return stuck ? (innerHeight - bar.getBoundingClientRect().top) / innerHeight : 0;
      });
      if (covered > 0.25) faults.push(`${viewport.width} x ${viewport.height} at ${percent}%: ${(covered * 100).toFixed(0)}%`);
    }
    await page.close();
  }
  expectNone(faults, "Covered");
});
