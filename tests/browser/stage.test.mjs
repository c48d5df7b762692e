// The stage against its document: every control lies over its drawn twin wherever the page is scrolled to and however large
// the text is, and the two have the same controls; what a finger or a mouse may expect of both layouts.
import { canvasReady, desktop, frame, openStage, phone } from "./browser.mjs";
import { notFoundIsSaid, places, questions } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, shortened, test } from "./runner.mjs";

// Goes to a path within the page, as a link does: quicker than loading it.
const follow = (page, path) => page.evaluate((path) => {
  const link = Object.assign(document.createElement("a"), { href: path });
  document.getElementById("app").append(link);
  link.click();
  link.remove();
}, path);

const press = (id) => (page) => page.evaluate((id) => document.getElementById(id).click(), id);
const open = (id) => (page) => page.evaluate((id) => (document.getElementById(id).open = true), id);
const states = [
  ["home with the menu of text sizes open", "/", open("text-size-menu")],
  ["home with the menu of languages open", "/", open("language")],
  ["waiting times with the table open", "/waits", open("ladder-numbers")],
  ["question with one choice, in error", questions.single, press("continue")],
  ["question with text, long", questions.text, (page) => page.getByRole("textbox").fill("One more line of words for a field that grows.\n".repeat(12))],
];

// Runs in the page: faults of what the window shows, and the ids that it has seen. Drawn rectangles come from the canvas module.
function compare(tolerance) {
  const drawn = new Map(roadshow.controls().map(([id, ...area]) => [id, area]));
  const faults = [];
  const controls = [...document.querySelectorAll("#app :is(a[href], button, input, textarea, summary)")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip-link"));
  const ids = new Map(controls.map((element) => [element.tagName === "SUMMARY" ? element.parentElement.id : element.id, element]));
  for (const [id, element] of ids) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const twin = drawn.get(id);
    if (!twin) {
      if (top < innerHeight && top + height > 0) faults.push(`#${id} is not drawn`);
      continue;
    }
    const box = [left, top, width, height];
    if (box.some((side, index) => Math.abs(side - twin[index]) > tolerance))
      faults.push(`#${id} is at ${box.map((side) => side.toFixed(1)).join(" ")} and was drawn at ${twin.map((side) => side.toFixed(1)).join(" ")}`);
  }
  for (const id of drawn.keys()) if (!ids.has(id)) faults.push(`#${id} is drawn and no element can be pressed`);
  if (drawn.size !== roadshow.controls().length) faults.push("a control is drawn twice");
  return { faults, all: [...ids.keys()], seen: [...drawn.keys()] };
}

// A frame may still be on its way: what is wrong for good is still wrong some frames later.
async function compared(page) {
  let found;
  for (let frames = 0; frames < 20; frames++) {
    await frame(page);
    found = await page.evaluate(compare, 1);
    if (!found.faults.length) break;
  }
  return found;
}

for (const percent of [100, 125, 150, 200]) {
  test(`On the stage every control lies within a pixel of its drawn twin at every scroll position, and none is without the other: text at ${percent}%`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = await openStage(visit, "/", { reducedMotion: "reduce", viewport: { width: 1280, height: 720 } });
    await page.evaluate((percent) => document.getElementById(`text-size-${percent}`).click(), percent);
    const faults = [];
    for (const [kind, path, act] of [...places.map(({ kind, path }) => [kind, path]), ...states]) {
      await follow(page, path);
      await act?.(page);
      await frame(page);
      const seen = new Set();
      let all = [];
      for (let down = 0; ; down += 500) {
        const end = await page.evaluate((down) => {
          scrollTo(0, down);
          return down >= document.documentElement.scrollHeight - innerHeight;
        }, down);
        const found = await compared(page);
        all = found.all;
        for (const id of found.seen) seen.add(id);
        faults.push(...shortened(found.faults, 3).map((fault) => `${kind}, scrolled by ${down}: ${fault}`));
        if (end) break;
      }
      if (!all.length) faults.push(`${kind}: no control`);
      faults.push(...all.filter((id) => !seen.has(id)).map((id) => `${kind}: #${id} is never drawn`));
    }
    expectNone(faults, "Where the stage and its document disagree");
  }, { seconds: 240 });
}

for (const language of ["ur", "pa", "pl"]) {
  test(`On the stage every control lies within a pixel of its drawn twin in every language: ${language}`, async (visit) => {
    const page = await openStage(visit, `/${language}`, { reducedMotion: "reduce", viewport: { width: 1280, height: 720 } });
    const faults = [];
    for (const path of ["", "/explain/waiting-list/3", "/waits", questions.single, questions.ranking, questions.text]) {
      await follow(page, `/${language}${path}`);
      const { faults: found, all } = await compared(page);
      faults.push(...found.map((fault) => `${path}: ${fault}`));
      if (!all.length) faults.push(`${path}: no control`);
    }
    expectNone(faults, "Where the stage and its document disagree");
  });
}

test("Scrolling the stage moves no element by itself", async (visit) => {
  const page = await openStage(visit, "/waits", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const frames = await page.evaluate(() => {
    window.changed = [];
    new MutationObserver((records) => changed.push(...records.map(({ target, attributeName }) => `${attributeName} of #${target.id}`)))
      .observe(document.getElementById("app"), { subtree: true, attributes: true, childList: true, characterData: true });
    return roadshow.frames();
  });
  for (let down = 60; down <= 600; down += 60) {
    await page.evaluate((down) => scrollTo(0, down), down);
    await frame(page);
  }
  await eventually(() => page.evaluate((frames) => roadshow.frames() > frames + 3, frames), "The canvas follows the scrolling");
  expectNone(await page.evaluate(() => changed), "What changed in the document");
});

for (const layout of ["page", "stage"]) {
  const visitIn = (visit, path, options) => (layout === "stage" ? openStage(visit, path, { reducedMotion: "reduce", ...options }) : visit.open(path, options));

  test(`The keys of a question stand at the foot of the window, ${layout}`, async (visit) => {
    const page = await visitIn(visit, questions.multiple, { viewport: { width: 1024, height: 640 } });
    const foot = () => page.evaluate(() => {
      const bar = document.getElementById("continue").parentElement.getBoundingClientRect();
      return { scrolls: document.documentElement.scrollHeight > innerHeight + 100, off: Math.round(Math.abs(innerHeight - bar.bottom)) };
    });
    for (const down of [0, 150, 100_000]) {
      await page.evaluate((down) => scrollTo(0, down), down);
      await frame(page);
      expectEqual(await foot(), { scrolls: true, off: 0 }, `How far the keys are from the foot of the window, scrolled by ${down}`);
    }
    // The last answer can be seen above the bar.
    const [answer, bar] = await page.evaluate(() => [[...document.querySelectorAll("#question input")].at(-1), document.getElementById("continue").parentElement]
      .map((element) => element.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    expect(answer.bottom <= bar.top, `The last answer ends at ${answer.bottom}, and the bar begins at ${bar.top}`);
  });

  test(`A press that is let go somewhere else does nothing, ${layout}`, async (visit) => {
    const page = await visitIn(visit, questions.single, { viewport: desktop });
    const away = async (locator) => {
      const { x, y, width, height } = await locator.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await frame(page);
      await page.mouse.move(700, 130, { steps: 4 });
      await page.mouse.up();
      await frame(page);
    };
    const before = page.url();
    await away(page.getByRole("button", { name: "Continue" }));
    await away(page.getByRole("button", { name: "Skip this question" }));
    await away(page.getByRole("link", { name: "Roadshow" }));
    await away(page.getByRole("radio", { name: "Somewhere else" }));
    expectEqual(page.url(), before, "The address");
    expectEqual(await page.getByRole("alert").filter({ hasText: "problem" }).count(), 0, "Errors on the page");
    expectEqual(await page.getByRole("radio", { checked: true }).filter({ visible: true }).count(), 0, "Answers chosen");
    await page.getByRole("radio", { name: "Somewhere else" }).click(); // and a whole press does
    await page.getByRole("button", { name: "Continue" }).click();
    await eventually(() => page.url().endsWith("/describes_you"), "The next question");
  });

  test(`Nothing happens by pointing alone, ${layout}`, async (visit) => {
    for (const path of ["/explain/waiting-list/2", "/waits", questions.ranking]) {
      const page = await visitIn(visit, path, { viewport: desktop });
      await canvasReady(page);
      const document_ = () => page.evaluate(() => [location.href, document.title, document.getElementById("app").innerText, document.querySelectorAll("[open]").length, document.activeElement.tagName]);
      const before = await document_();
      for (const control of await page.locator("#app :is(a, button, summary, input)").filter({ visible: true }).all()) {
        const box = await control.boundingBox();
        if (box && box.y > 0 && box.y + box.height < desktop.height) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      }
      await frame(page);
      expectEqual(await document_(), before, `The page ${path} after pointing at everything`);
      await page.close();
    }
  });
}

// Runs in the page: controls smaller than `least`, but for links within a line of words (WCAG 2.2, 2.5.8).
function small(least) {
  return [...document.querySelectorAll("#app :is(a[href], button, input, textarea, summary)")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip-link"))
    .filter((element) => getComputedStyle(element).display !== "inline")
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < least - 0.5 || height < least - 0.5)
    .map(([element, { width, height }]) => `#${element.id || element.parentElement.id} “${element.textContent.trim().slice(0, 30)}” is only ${width.toFixed(0)} x ${height.toFixed(0)}`);
}

const kiosk = { width: 1080, height: 1920 };
for (const [what, least, stage, options] of [
  ["44 pixels on a phone", 44, false, { viewport: phone, hasTouch: true, isMobile: true }],
  ["24 pixels on a desk", 24, false, { viewport: desktop }],
  ["24 pixels on the stage on a desk", 24, true, { viewport: desktop }],
  ["64 pixels on the stage of a kiosk", 64, true, { viewport: kiosk, hasTouch: true }],
]) {
  test(`Everything that can be pressed is at least ${what}`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = stage ? await openStage(visit, "/", { reducedMotion: "reduce", ...options }) : await visit.open("/", { webgl: false, ...options });
    const faults = [];
    for (const [kind, path, act] of [...places.map(({ kind, path }) => [kind, path]), ...states]) {
      await follow(page, path);
      await act?.(page);
      await frame(page);
      faults.push(...(await page.evaluate(small, least)).map((fault) => `${kind}: ${fault}`));
    }
    expectNone(faults, "What is too small");
  }, { seconds: 120 });
}

// How much of the surroundings of an element is in the yellow of the focus.
async function yellow(page, locator) {
  const { x, y, width, height } = await locator.boundingBox();
  const room = 14;
  const shot = await page.screenshot({ clip: { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room } });
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = png;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += Math.abs(data[i] - 0xff) + Math.abs(data[i + 1] - 0xeb) + Math.abs(data[i + 2] - 0x3b) < 24;
    return count / (data.length / 4);
  }, `data:image/png;base64,${shot.toString("base64")}`);
}

test("On the stage the focus is drawn in yellow after a key, and not after a touch", async (visit) => {
  const page = await openStage(visit, questions.single, { viewport: desktop, reducedMotion: "reduce" });
  const back = page.getByRole("link", { name: "Back" });
  const radio = page.getByRole("radio", { name: "Stoke-on-Trent", exact: true });
  const settledYellow = (locator, least, most, what) => eventually(async () => {
    const part = await yellow(page, locator);
    return part >= least && part <= most;
  }, what);
  await settledYellow(back, 0, 0, "No yellow without focus");
  await radio.click();
  await settledYellow(page.locator("[id='where_live.stoke_on_trent-row']"), 0, 0, "No yellow after a click");
  await page.keyboard.press("ArrowDown");
  await settledYellow(page.locator("[id='where_live.staffordshire-row']"), 0.02, 0.3, "A yellow ring around the answer that the arrow reached");
  await back.focus();
  await settledYellow(back, 0.35, 1, "The key with the focus is yellow");
  await page.keyboard.press("Tab");
  await settledYellow(back, 0, 0, "No yellow when the focus has gone on");
});

test("A text field on the stage is the real field, with its words, whether it is edited or not", async (visit) => {
  for (const viewport of [desktop, kiosk]) {
    const page = await openStage(visit, questions.text, { viewport, reducedMotion: "reduce" });
    const field = page.getByRole("textbox");
    await field.fill("Later buses");
    const look = () => field.evaluate((element) => {
      const { color, webkitTextFillColor, backgroundColor, fontSize } = getComputedStyle(element);
      return { words: [color, webkitTextFillColor], ground: backgroundColor, size: parseFloat(fontSize) };
    });
    for (const edited of [true, false]) {
      await (edited ? field : page.getByRole("button", { name: "Continue" })).focus();
      await frame(page);
      const { words, ground, size } = await look();
      expectEqual([...words, ground], ["rgb(33, 43, 50)", "rgb(33, 43, 50)", "rgb(255, 255, 255)"], `Words and ground of the field, ${edited ? "edited" : "left"}`);
      expect(size >= (viewport === kiosk ? 26 : 18), `The letters are ${size} px`);
    }
    await page.close();
  }
});
