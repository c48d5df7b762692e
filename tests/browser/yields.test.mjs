// The stage gives way to what a person's device asks for, says so, and comes back when that ends.
import { desktop, nameOfLayout, onStage, openStage, phone } from "./browser.mjs";
import { space } from "./inspect.mjs";
import { eventuallyEqual, expectEqual, test } from "./runner.mjs";

const flow = (page) => page.waitForSelector("html[data-layout=flow]:not(.stage-drawn)", { state: "attached" });
const noted = (page, words) => page.locator("#view-note").filter({ hasText: words }).waitFor();
const said = async (page) => (await page.locator("#say-1, #say-2").allTextContents()).join(" ");

const needs = [
  ["dark colours", (page, on) => page.emulateMedia({ colorScheme: on ? "dark" : "light" }), "Your device asks for dark colours."],
  ["more contrast", (page, on) => page.emulateMedia({ contrast: on ? "more" : null }), "Your device asks for more contrast."],
  ["colours of the person's own", (page, on) => page.emulateMedia({ forcedColors: on ? "active" : null }), "Your device uses colours of its own."],
  ["space in the text", (page, on) => space(page, on), "Your device puts more space into the text."],
  ["a narrow window, as zooming makes it", (page, on) => page.setViewportSize(on ? { width: 720, height: 450 } : desktop), "The window is too narrow for Full screen, or zoomed in."],
];

test("The stage gives way to each wish of the device, says so, and comes back with the answers", async (visit) => {
  const page = await openStage(visit, "/survey/icp-strategy/where_live");
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
  for (const [what, ask, words] of needs) {
    await ask(page, true);
    await flow(page);
    await noted(page, words);
    await eventuallyEqual(async () => (await said(page)).includes(words), true, `What a screen reader is told: ${what}`);
    expectEqual(await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).isChecked(), true, `The answer, with ${what}`);
    await ask(page, false);
    await onStage(page);
    expectEqual(await page.locator("#view-note").count(), 0, "Notes on the stage");
  }
});

test("Where the stage cannot be shown its switch answers, and the wish is kept for later", async (visit) => {
  const context = await visit.browser({ colorScheme: "dark" });
  const page = await visit.open("/", { context });
  await page.getByRole("button", { name: "Full screen" }).click();
  await noted(page, "Your device asks for dark colours.");
  expectEqual(await page.evaluate(() => document.activeElement.id), "view", "Where the focus is");
  await page.reload();
  await page.evaluate(() => roadshow.ready);
  await noted(page, "Your device asks for dark colours.");
  expectEqual(await nameOfLayout(page), "flow", "The layout");
  await page.emulateMedia({ colorScheme: "light" });
  await onStage(page);
  await page.setViewportSize(phone);
  await flow(page);
  await page.getByRole("button", { name: "Page view" }).click(); // on a phone too
  await page.setViewportSize(desktop);
  await page.getByRole("button", { name: "Full screen" }).waitFor();
  expectEqual(await nameOfLayout(page), "flow", "The layout, once it is not wished for");
});
