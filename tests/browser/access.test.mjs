// Access on the stage: every control lies over its drawn twin. What a screen reader is told: trees.test.mjs.
import { canvasReady, frame, go, onStage, openStage } from "./browser.mjs";
import { states, violations } from "./inspect.mjs";
import { notFoundIsSaid, places } from "./places.mjs";
import { expectNone, shortened, test } from "./runner.mjs";

const nothing = async () => undefined;

async function everywhere(page, look) {
  const found = [];
  for (const [kind, path, act] of [...places.map(({ kind, path }) => [kind, path, nothing]), ...states]) {
    await go(page, path);
    await canvasReady(page);
    await onStage(page);
    await act(page);
    await frame(page);
    found.push(...(await look(kind)));
  }
  return found;
}

// Runs in the page: controls that leave it, cannot be hit, or lie on each other. (Their drawn twins: stage.test.mjs.)
function misplaced() {
  const faults = [];
  const name = (element) => `${element.tagName.toLowerCase()} #${element.id} “${(element.textContent || "").trim().slice(0, 30)}”`;
  const page = { width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight };
  const where = (element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left + scrollX, top: box.top + scrollY, width: box.width, height: box.height };
  };
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
  // The bar at the foot of the window lies over the page on purpose, which scrolls under it.
  const inBar = (element) => {
    for (let around = element; around.id !== "app"; around = around.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(around).position)) return true;
    return false;
  };
  for (const [index, one] of controls.entries()) {
    const a = where(one);
    for (const other of controls.slice(index + 1)) {
      const b = where(other);
      if (one.contains(other) || other.contains(one) || inBar(one) !== inBar(other)) continue;
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
  const faults = await everywhere(page, async (kind) => {
    const { faults, count } = await page.evaluate(misplaced);
    return [...(count ? [] : [`${kind}: no control`]), ...shortened(faults, 3).map((fault) => `${kind}: ${fault}`), ...(await violations(page, { stage: true })).map((fault) => `${kind}: ${fault}`)];
  });
  expectNone(faults, "What is wrong on the stage");
}, { seconds: 150 });
