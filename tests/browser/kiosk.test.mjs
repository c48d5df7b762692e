// A kiosk: arm's length, and one place for each thing on every screen, on the stage and on the page, in every language.
import { desktop, frame, openStage } from "./browser.mjs";
import { walk } from "./inspect.mjs";
import { notFoundIsSaid, places, questions } from "./places.mjs";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";

const kiosk = { width: 1080, height: 1920 };
const openKiosk = (visit, path) => openStage(visit, path, { viewport: kiosk, hasTouch: true, reducedMotion: "reduce" });
const answering = (path) => Object.values(questions).some((question) => path.endsWith(question));
const ready = async (page) => {
  await frame(page);
  await frame(page);
};

// Runs in the page.
function chrome() {
  const place = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height].map(Math.round);
  };
  const bar = document.querySelector(".header-bar");
  const keys = [...bar.children].filter((child) => child.matches(".header-key")).map((key) => place(key.querySelector("summary") ?? key));
  return {
    head: place(bar.querySelector(".brand")), keys, first: bar.querySelector(".header-key").id,
    answer: ["continue"].map((id) => document.getElementById(id)).filter(Boolean).map(place)[0],
    arrows: [...document.querySelectorAll(".icon-button")].map(place).map(([, , width, height]) => [width, height]),
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}

// Runs in the page: words smaller than `least` pixels.
function smallWords(least) {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width <= 1 || element.closest(".visually-hidden, legend:not(.columns-question > legend), caption")) continue;
    const svg = element.closest("svg");
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least - 0.5) found.push(`“${node.data.trim().slice(0, 30)}” in ${size.toFixed(1)} px`);
  }
  return found;
}

for (const [what, prefix, leave] of [["stage", "", false], ["page view", "", true], ["stage in Urdu", "/ur", false], ["stage in Punjabi", "/pa", false]]) {
  test(`A kiosk has everything in its one place on every screen, large enough to be read and pressed at arm's length: ${what}`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = await openKiosk(visit, prefix || "/");
    if (leave) {
      await page.evaluate(() => document.getElementById("view").click());
      await page.waitForSelector("html[data-layout=flow]", { state: "attached" });
    }
    const faults = [];
    let first;
    let keys;
    for (const { kind, path } of places) {
      await walk(page, prefix + path);
      await ready(page);
      const now = await page.evaluate(chrome);
      first ??= now;
      if (now.head.join() !== [0, 0, 1080, 144].join()) faults.push(`${kind}: the header is at ${now.head}`);
      if (now.first !== "start-again") faults.push(`${kind}: the first key at the foot is ${now.first}`);
      if (now.keys.join() !== first.keys.join()) faults.push(`${kind}: the keys at the foot are at ${now.keys.join("; ")}`);
      for (const [, top, , height] of now.keys) if (height !== 96 || top !== 1920 - 120) faults.push(`${kind}: a key at the foot is at ${top}, ${height} px high`);
      if (now.sideways > 0) faults.push(`${kind}: ${now.sideways} px too wide`);
      if (answering(path)) {
        keys ??= now.answer;
        if (now.answer.join() !== keys.join() || now.answer[3] !== 120) faults.push(`${kind}: Continue is at ${now.answer}, was at ${keys}`);
      }
      for (const size of now.arrows) if (size.join() !== "96,96") faults.push(`${kind}: an arrow key of ${size}`);
      faults.push(...(await page.evaluate(smallWords, 26)).slice(0, 4).map((fault) => `${kind}: ${fault}`));
    }
    expectNone(faults, "What is not as everywhere");
  }, { seconds: 180 });
}

test("At the largest text nothing on a kiosk runs off the edge, and its keys stay where they are", async (visit) => {
  visit.allow(notFoundIsSaid);
  const page = await openKiosk(visit, "/");
  const before = await page.evaluate(chrome);
  await page.evaluate(() => document.getElementById("text-size-200").click());
  const faults = [];
  for (const [kind, path, open] of [...places.map(({ kind, path }) => [kind, path]), ["menu of sizes", "/", "text-size-menu"], ["menu of languages", "/", "language"]]) {
    await walk(page, path);
    if (open) await page.evaluate((id) => (document.getElementById(id).open = true), open);
    await ready(page);
    const { keys, sideways } = await page.evaluate(chrome);
    if (keys.join() !== before.keys.join()) faults.push(`${kind}: the keys at the foot are at ${keys.join("; ")}`);
    if (sideways > 0) faults.push(`${kind}: ${sideways} px too wide`);
    faults.push(...await page.evaluate(() => [...document.querySelectorAll("#app :is(p, h1, h2, h3, a, label, button, li, summary)")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip-link"))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, { left, right, width }]) => width > 1 && (left < -1 || right > innerWidth + 1))
      .slice(0, 3).map(([element, { left, right }]) => `${element.tagName} “${element.textContent.trim().slice(0, 20)}” from ${left.toFixed(0)} to ${right.toFixed(0)}`)).then((found) => found.map((fault) => `${kind}: ${fault}`)));
  }
  expectNone(faults, "What runs off the edge or moves");
}, { seconds: 180 });

test("The keys at the foot of a kiosk stay while the page scrolls, and a window on a desk has no such bar", async (visit) => {
  const page = await openKiosk(visit, "/waits");
  const before = await page.evaluate(chrome);
  await page.evaluate(() => scrollTo(0, 900));
  await ready(page);
  expect((await page.evaluate(() => scrollY)) > 300, "The page was scrolled");
  expectEqual((await page.evaluate(chrome)).keys, before.keys, "Where the keys are");
  const desk = await openStage(visit, "/waits", { viewport: desktop });
  expectEqual(await desk.evaluate(() => document.documentElement.hasAttribute("data-kiosk")), false, "A desk is a kiosk");
});

test("On a kiosk, Start again at the foot of every screen clears what was answered and leads home, with two presses", async (visit) => {
  for (const path of [questions.single, "/waits"]) {
    const page = await openKiosk(visit, questions.single);
    await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
    await walk(page, path);
    await page.locator("#start-again > summary").click();
    await page.getByRole("button", { name: "Clear my answers" }).click();
    await page.getByRole("heading", { level: 1, name: "What would you like to do?" }).waitFor();
    expectEqual(await page.locator(".header-bar details[open]").count(), 0, "Menus that are open");
    expect(!/where_live/.test(await page.evaluate(() => JSON.stringify(sessionStorage))), "The tab keeps no answer");
    await walk(page, questions.single);
    expectEqual(await page.getByRole("radio", { checked: true }).count(), 0, "Answers chosen");
    await page.close();
  }
});

test("On a kiosk one menu at the foot is open at a time", async (visit) => {
  const page = await openKiosk(visit, "/");
  for (const id of ["language", "text-size-menu", "start-again"]) {
    await page.locator(`#${id} > summary`).click();
    await frame(page);
    expectEqual(await page.evaluate(() => [...document.querySelectorAll(".header-bar details[open]")].map(({ id }) => id)), [id], "Open menus");
  }
});
