// Access: axe-core on every screen, and room for big text. What a screen reader is told: trees.test.mjs.
import { readFile } from "node:fs/promises";
import { canvasReady, desktop, frame, go, onStage, openStage, phone } from "./browser.mjs";
import { notFoundIsSaid, places, questions } from "./places.mjs";
import { expectEqual, expectNone, shortened, test } from "./runner.mjs";
import { project } from "./site.mjs";

const axe = await readFile(`${project}node_modules/axe-core/axe.min.js`, "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function violations(page, kind, layout) {
  await page.evaluate(axe);
  const found = await page.evaluate(({ tags, rules }) => axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }),
    // On the stage the elements are transparent over their drawn twins, whose contrast a unit test of the theme checks.
    { tags, rules: layout === "stage" ? { "color-contrast": { enabled: false } } : {} });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${kind}: ${id} at ${target.join(" ")}: ${failureSummary.split("\n").slice(1).map((line) => line.trim()).join(" ")}`));
}

// What is not a place of its own.
const states = [
  ["home with the menu of text sizes", "/", (page) => page.getByText("Text size").first().click()],
  ["explainer as a table", "/explain/waiting-list", (page) => page.getByRole("radio", { name: "Table", exact: true }).click()],
  ["waiting times with the table open", "/waits", (page) => page.getByText("The numbers as a table").click()],
  ["question with an error", questions.single, (page) => page.getByRole("button", { name: "Continue" }).click()],
  ["list of answers", questions.last, (page) => page.getByRole("button", { name: "Continue" }).click()],
  ["confirmation", questions.last, async (page) => {
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText(/^RS \w{4} \w{4}$/).waitFor();
  }],
];

const nothing = async () => undefined;

async function everywhere(page, layout, look) {
  const found = [];
  for (const [kind, path, act] of [...places.map(({ kind, path }) => [kind, path, nothing]), ...states]) {
    await go(page, path);
    if (layout === "stage") {
      await canvasReady(page);
      await onStage(page);
    }
    await act(page);
    await frame(page);
    found.push(...(await look(kind)));
  }
  return found;
}

for (const [size, viewport] of [["phone", phone], ["desktop", desktop]]) {
  test(`axe-core finds nothing against WCAG 2.2 AA, ${size} size`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = await visit.open("/", { viewport, reducedMotion: "reduce", webgl: false });
    expectNone(await everywhere(page, "flow", (kind) => violations(page, kind, "flow")), "Violations");
  }, { seconds: 120 });
}

// Runs in the page: what is wider than the window, cut off, or lies on something else.
function crowded() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const [widest] = [...document.querySelectorAll("#app *")].map((element) => [element, element.getBoundingClientRect().right])
      .sort(([, one], [, other]) => other - one).map(([element]) => element);
    faults.push(`scrolls sideways: ${root.scrollWidth} px in a window of ${root.clientWidth}; <${widest.tagName.toLowerCase()} id="${widest.id}" class="${widest.getAttribute("class") ?? ""}"> reaches furthest`);
  }
  const name = (element) => `“${(element.textContent || element.id).trim().slice(0, 40)}”`;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
  const controls = [...document.querySelectorAll("#app :is(a, button, summary, textarea, [id$='-row'])")].filter((element) => visible(element) && !element.matches(".skip-link"));
  for (const control of controls) {
    if (getComputedStyle(control).display === "inline") continue;
    const box = control.getBoundingClientRect();
    const words = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode()); ) {
      if (!text.data.trim() || !visible(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const letters = range.getBoundingClientRect();
      if (!letters.width || getComputedStyle(text.parentElement).clipPath !== "none") continue;
      if (letters.left < box.left - 1 || letters.right > box.right + 1 || letters.top < box.top - 1 || letters.bottom > box.bottom + 1)
        faults.push(`the words “${text.data.trim().slice(0, 40)}” leave their ${control.tagName.toLowerCase()}${control.id ? " #" + control.id : ""}`);
    }
  }
  // An open menu and a bar that stays in the window lie over the page on purpose.
  const floating = (element) => {
    for (let around = element; around && around.id !== "app"; around = around.parentElement)
      if (["absolute", "fixed", "sticky"].includes(getComputedStyle(around).position)) return around;
    return null;
  };
  for (const [index, one] of controls.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one) || floating(one) !== floating(other)) continue;
      const b = other.getBoundingClientRect();
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
        faults.push(`${name(one)} lies on ${name(other)}`);
    }
  }
  const pictures = [...document.querySelectorAll("[data-figure]")].filter((picture) => visible(picture) && !picture.closest("a") && !picture.matches(".hero-picture"));
  const words = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  for (let text; (text = words.nextNode()); ) {
    const around = text.parentElement;
    if (!text.data.trim() || !visible(around) || around.closest("svg, legend") || floating(around) || getComputedStyle(around).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const a = range.getBoundingClientRect();
    for (const picture of pictures) {
      const b = picture.getBoundingClientRect();
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 12)
        faults.push(`the words “${text.data.trim().slice(0, 40)}” lie on the picture #${picture.id}`);
    }
  }
  for (const element of document.querySelectorAll("#app :is(p, h1, h2, h3, li, label, span, strong, td, th, dt, dd)")) {
    if (!visible(element) || element.closest(".visually-hidden, .icon, legend")) continue;
    const style = getComputedStyle(element);
    if (style.overflow !== "visible" && style.clipPath === "none" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
      faults.push(`the words ${name(element)} are cut off`);
  }
  return [...new Set(faults)];
}

test("Nothing scrolls sideways or is cut off in a window 320 pixels wide", async (visit) => {
  visit.allow(notFoundIsSaid);
  const page = await visit.open("/", { viewport: { width: 320, height: 640 }, webgl: false });
  expectNone(await everywhere(page, "flow", async (kind) => (await page.evaluate(crowded)).map((fault) => `${kind}: ${fault}`)), "Crowded screens");
}, { seconds: 90 });

for (const [size, viewport] of [["phone", phone], ["desktop", desktop]]) {
  test(`With the largest text nothing overlaps, is cut off or scrolls sideways, ${size} size`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = await visit.open("/", { viewport, webgl: false });
    const before = await page.getByRole("heading", { level: 1 }).evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    await page.getByText("Text size").first().click();
    await page.getByRole("radio", { name: "Largest", exact: true }).click();
    const after = await page.getByRole("heading", { level: 1 }).evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
    expectEqual(after / before, 2, "How much larger the heading is");
    expectNone(await everywhere(page, "flow", async (kind) => (await page.evaluate(crowded)).map((fault) => `${kind}: ${fault}`)), "Crowded screens");
    expectEqual(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px", "The size of the text on the next page");
  }, { seconds: 90 });
}

// Runs in the page: the controls on the stage against where they were put.
function misplaced() {
  const faults = [];
  const name = (element) => `${element.tagName.toLowerCase()} #${element.id} “${(element.textContent || "").trim().slice(0, 30)}”`;
  const page = { width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight };
  const put = ["left", "top", "width", "height"];
  const where = (element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left + scrollX, top: box.top + scrollY, width: box.width, height: box.height };
  };
  for (const element of document.querySelectorAll("#app *")) {
    if (!element.style.left || element.tagName === "CANVAS") continue;
    const box = where(element);
    const around = element.offsetParent === document.body || !element.offsetParent ? { left: 0, top: 0 } : where(element.offsetParent);
    const wanted = Object.fromEntries(put.map((side) => [side, parseFloat(element.style[side]) + (side === "left" || side === "top" ? around[side] : 0)]));
    if (element.matches("[hidden] *") || !element.checkVisibility()) continue;
    for (const side of put) {
      if (Math.abs(box[side] - wanted[side]) > 1) faults.push(`${name(element)}: ${side} is ${box[side].toFixed(1)}, and was put at ${wanted[side].toFixed(1)}`);
    }
  }
  const controls = [...document.querySelectorAll("#app :is(a, button, summary, textarea, input)")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip-link"));
  for (const control of controls) {
    const box = where(control);
    if (box.width < 24 || box.height < 24) faults.push(`${name(control)} is only ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
    if (box.left < -1 || box.top < -1 || box.left + box.width > page.width + 1 || box.top + box.height > page.height + 1)
      faults.push(`${name(control)} leaves the page: ${JSON.stringify(box)}`);
    // What a finger would hit in its middle.
    control.scrollIntoView({ block: "center", behavior: "instant" });
    const seen = control.getBoundingClientRect();
    const hit = document.elementFromPoint(seen.left + seen.width / 2, seen.top + seen.height / 2);
    if (!hit || !(control.contains(hit) || hit.contains(control) && hit.matches("[id$='-row'], label") || hit.closest("label")?.control === control))
      faults.push(`${name(control)} cannot be hit: ${hit ? name(hit) : "nothing"} lies over it`);
  }
  scrollTo(0, 0);
  for (const [index, one] of controls.entries()) {
    const a = where(one);
    for (const other of controls.slice(index + 1)) {
      const b = where(other);
      if (one.contains(other) || other.contains(one)) continue;
      if (Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left) > 1 && Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top) > 1)
        faults.push(`${name(one)} lies on ${name(other)}`);
    }
  }
  return { faults, count: controls.length };
}

// One walk for both, since each screen of the stage takes its time to draw.
test("On the stage every control lies over its drawn twin, is in the page and big enough, and axe-core finds nothing", async (visit) => {
  visit.allow(notFoundIsSaid);
  const page = await openStage(visit, "/", { reducedMotion: "reduce" });
  const faults = await everywhere(page, "stage", async (kind) => {
    const { faults, count } = await page.evaluate(misplaced);
    return [...(count ? [] : [`${kind}: no control`]), ...shortened(faults, 3).map((fault) => `${kind}: ${fault}`), ...(await violations(page, kind, "stage"))];
  });
  expectNone(faults, "What is wrong on the stage");
}, { seconds: 150 });
