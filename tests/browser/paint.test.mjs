// First paint: the page is there before any program, and the program changes nothing of it.
import { canvasReady, desktop, phone } from "./browser.mjs";
import { notFoundIsSaid, places } from "./places.mjs";
import { expect, expectEqual, expectNone, pause, test } from "./runner.mjs";

test("Without scripts every page has its heading and its text", async (visit) => {
  const page = await visit.open("/", { viewport: phone, javaScriptEnabled: false, ready: false });
  const paths = await visit.site.pages();
  expect(paths.length > 30, `Only ${paths.length} pages were written.`);
  const faults = [];
  for (const path of paths) {
    await page.goto(path, { waitUntil: "commit" });
    await page.waitForLoadState("domcontentloaded");
    const headings = await page.getByRole("heading", { level: 1 }).allInnerTexts();
    const text = (await page.getByRole("main").innerText()).length;
    if (headings.length !== 1 || !headings[0].trim()) faults.push(`${path}: headings of level 1: ${JSON.stringify(headings)}`);
    if (text < 100) faults.push(`${path}: only ${text} characters of text`);
    if (!(await page.title()).trim()) faults.push(`${path}: no title`);
  }
  expectNone(faults, "Pages that say too little without scripts");
}, { seconds: 300 }); // every page in every language

// Runs in the page before its scripts: writes down every change of the document after it was parsed, and every shift.
function watch() {
  const seen = { changes: [], shift: 0, moved: [] };
  Object.defineProperty(window, "seen", { value: seen });
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, startTime, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      seen.shift += value;
      for (const { node, previousRect: before, currentRect: now } of sources)
        seen.moved.push(`${node?.nodeName} .${node?.parentElement?.className} ${[before.x, before.y, before.width, before.height]} to ${[now.x, now.y, now.width, now.height]} after ${Math.round(startTime)} ms`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  const isCanvas = (node) => node.nodeName === "CANVAS";
  // The canvas behind a picture, and what its place in the picture needs.
  const isPainting = ({ type, target, attributeName, addedNodes, removedNodes }) =>
    type === "childList" ? [...addedNodes, ...removedNodes].every(isCanvas)
    : isCanvas(target) || (target.dataset.figure !== undefined && ["data-painted", "style"].includes(attributeName));
  const describe = ({ type, target, attributeName, addedNodes, removedNodes }) =>
    `${type} ${attributeName ?? ""} of <${target.nodeName.toLowerCase()} id="${target.id ?? ""}"> +${addedNodes.length} -${removedNodes.length}`;
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    new MutationObserver((records) => {
      for (const record of records) if (!isPainting(record)) seen.changes.push(describe(record));
    }).observe(document.getElementById("app"), { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

for (const [size, viewport] of [["phone", phone], ["desktop", desktop]]) {
  test(`Starting the program changes nothing on the page and nothing jumps, ${size} size`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const context = await visit.browser({ viewport });
    await context.addInitScript(watch);
    const faults = [];
    // The addresses whose page was written at build time, as it is; what a device keeps was not known then.
    const look = async (path) => {
      const page = await visit.open(path, { context });
      await canvasReady(page);
      await pause(250);
      const found = await page.evaluate(() => seen);
      await page.close();
      return found;
    };
    for (const { kind, path } of places.filter(({ path }) => !path.includes("?") && path !== "/unsent")) {
      let { changes, shift, moved } = await look(path);
      // On a busy machine a font can come in the very moment of the first paint. What the program moves, it moves each time.
      for (let again = 0; again < 2 && shift >= 0.0005 && !changes.length; again++) ({ changes, shift, moved } = await look(path));
      if (changes.length) faults.push(`${kind}: ${changes.length} changes, such as ${changes.slice(0, 3).join("; ")}`);
      if (shift >= 0.0005) faults.push(`${kind}: layout shift ${shift.toFixed(4)}: ${moved.slice(0, 3).join("; ")}`);
    }
    expectNone(faults, "Pages that change when the program starts");
  });
}

test("An answer given before the program was there is not lost", async (visit) => {
  const context = await visit.browser();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route(/core-.*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  const page = await visit.open("/survey/icp-strategy/where_live", { context, ready: false });
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
  release();
  await page.evaluate(() => roadshow.ready);
  expectEqual(await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).isChecked(), true, "The choice is still there");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/describes_you");
});
