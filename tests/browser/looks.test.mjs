// What the eye and the finger meet on windows of every size, measured in the browser.
import { desktop, phone } from "./browser.mjs";
import { openHeader, walk } from "./inspect.mjs";
import { places, questions } from "./places.mjs";
import { eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";

const sizes = [[1440, 900], [1024, 768], [768, 1024], [390, 844], [320, 640]];

const rendered = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test("On a phone the header is one line with one key, and little stands above a question", async (visit) => {
  const page = await visit.open(questions.single, { viewport: phone, webgl: false });
  const box = (selector) => page.locator(selector).first().boundingBox();
  expectEqual((await box(".header")).height, 64, "The height of the header");
  expectEqual(await page.locator(".header :is(summary, button, a):visible").count(), 2, "What can be pressed in it: the name and the menu");
  expect((await box("h1")).y <= 136, `The question starts at ${(await box("h1")).y}`);
  for (const size of ["150%", "200%"]) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
    const height = (await box(".header")).height;
    expect(height <= phone.height / 8, `The header is ${height} px high with text of ${size}`);
  }
});

test("On a phone the menu is a sheet over the page: it opens, holds every key, and Escape closes it", async (visit) => {
  const page = await visit.open("/waits", { viewport: phone, webgl: false });
  const menu = page.locator("#menu > summary");
  const before = await page.locator("h1").boundingBox();
  await menu.press("Enter");
  await page.getByText("Close", { exact: true }).waitFor();
  expectEqual((await page.locator("h1").boundingBox()).y, before.y, "Where the page stands under it");
  for (const id of ["language", "text-size-menu"]) {
    const summary = page.locator(`#${id} > summary`);
    const box = await summary.boundingBox();
    expect(box.height >= 44 && box.width > phone.width * 0.8, `#${id} is a row of ${box.width} x ${box.height}`);
  }
  await page.locator("#language > summary").click();
  const names = await page.locator(".language-menu a").evaluateAll((links) => links.map((link) => [link.textContent, link.getBoundingClientRect().height >= 44, link.getBoundingClientRect().right <= innerWidth]));
  expectEqual(names, ["English", "اردو", "ਪੰਜਾਬੀ", "Polski"].map((name) => [name, true, true]), "The names of the languages, with room");
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => [...document.fonts].some((font) => /Gurmukhi/.test(font.family) && font.status === "loaded")), "The Punjabi name is in our own letters");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await eventuallyEqual(() => page.locator("#menu").evaluate((details) => details.open), false, "Whether the menu is open after Escape");
  expect(await menu.evaluate((summary) => document.activeElement === summary), "The focus is back on the key");
  await openHeader(page);
  await page.locator("#text-size-menu > summary").focus();
  for (let i = 0; i < 3; ++i) await page.keyboard.press("Tab");
  await eventuallyEqual(() => page.locator("#menu").evaluate((details) => details.open), false, "Whether the menu is open when the focus has left it");
});

test("On a phone the way on through a story stays in reach, and keeps the focus to its end", async (visit) => {
  const page = await visit.open("/explain/waiting-list", { viewport: phone, webgl: false });
  for (let step = 1; step <= 5; ++step) {
    const next = page.locator("#step-next");
    const { y, height } = await next.boundingBox();
    expect(y + height <= phone.height, `The key ends at ${y + height} of ${phone.height} at step ${step}`);
    if (step > 1) expect(await next.evaluate((key) => document.activeElement === key), `The focus is on the key at step ${step}`);
    if (step < 5) {
      await next.press("Enter");
      await page.waitForURL(`**/waiting-list/${step + 1}`);
    }
  }
});

test("Whatever is pressed after an error, nothing moves until the person goes on", async (visit) => {
  for (const [path, press] of [[questions.single, "main .choice-row input"], [questions.multiple, "main .choice-row input"], [questions.rating, "main .scale-step input"], [questions.ranking, "main .icon-button:enabled"]]) {
    const page = await visit.open(path, { viewport: phone, webgl: false });
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    const place = () => page.locator("#question").evaluate((question) => question.getBoundingClientRect().top + scrollY);
    const before = await place();
    await page.locator(press).first().click();
    await rendered(page);
    expectEqual(await place(), before, `Where the question stands, ${path}`);
    await page.context().close();
  }
});

test("In every window the header is one line, and the edges of the page are one line", async (visit) => {
  const page = await visit.open("/", { viewport: desktop, webgl: false });
  const faults = [];
  for (const { path } of places.filter(({ path }) => path !== "/nothing/here")) {
    await walk(page, path);
    for (const [width, height] of [...sizes, [1100, 800], [1279, 800]]) {
      await page.setViewportSize({ width, height });
      const found = await page.evaluate(() => {
        const left = (element) => element && Math.round(element.getBoundingClientRect().left);
        const tops = [...document.querySelectorAll(".header-bar > *")].filter((key) => key.getClientRects().length).map((key) => { const { top, height } = key.getBoundingClientRect(); return top + height / 2; });
        const brand = left(document.querySelector(".brand"));
        const faults = Math.max(...tops) - Math.min(...tops) > 4 ? ["the header wraps"] : [];
        for (const selector of ["h1", ".action-bar > :first-child"]) {
          const at = left(document.querySelector(selector));
          if (at !== null && at !== undefined && Math.abs(at - brand) > 1) faults.push(`${selector} starts at ${at}, the name at ${brand}`);
        }
        return faults;
      });
      faults.push(...found.map((fault) => `${path} at ${width}: ${fault}`));
    }
  }
  expectNone(faults, "Lines that do not meet");
}, { seconds: 180 });
