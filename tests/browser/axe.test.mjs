// axe-core against WCAG 2.2 AA on every page of the site and in every state, at three sizes, with the program and without it.
import { desktop, phone } from "./browser.mjs";
import { saidOnce, tour, violations } from "./inspect.mjs";
import { notFoundIsSaid } from "./places.mjs";
import { expectNone, test } from "./runner.mjs";

const sizes = [["320 x 640", { width: 320, height: 640 }], ["390 x 844", phone], ["1440 x 900", desktop]];

for (const [size, viewport] of sizes) {
  test(`axe-core finds nothing against WCAG 2.2 AA, ${size}`, async (visit) => {
    const page = await visit.open("/", { viewport, reducedMotion: "reduce", webgl: false });
    expectNone(await tour(visit, page, violations), "Violations");
  }, { seconds: 240 });
}

// axe-core needs script itself, so only the site's own is kept away.
test("axe-core finds nothing against WCAG 2.2 AA before any program runs", async (visit) => {
  visit.allow(notFoundIsSaid, /ERR_FAILED/);
  const context = await visit.browser({ reducedMotion: "reduce" });
  await context.route(/\.m?js$/, (route) => route.abort());
  const page = await visit.open("/", { context, ready: false });
  const places = new Map();
  for (const path of [...(await visit.site.pages()), "/nothing/here"]) {
    await page.goto(path, { waitUntil: "domcontentloaded" });
    for (const [size, viewport] of sizes) {
      await page.setViewportSize(viewport);
      for (const fault of await violations(page)) places.set(fault, [...(places.get(fault) ?? []), `${path} at ${size}`]);
    }
  }
  expectNone(saidOnce(places), "Violations");
}, { seconds: 600 });
