// Addresses: every kind of screen has one; reloading keeps the answers of the tab and no other.
import { go, phone } from "./browser.mjs";
import { notFoundIsSaid, places, questions } from "./places.mjs";
import { eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { survey } from "./site.mjs";

test("Every kind of address can be opened directly", async (visit) => {
  visit.allow(notFoundIsSaid);
  const page = await visit.open("/", { viewport: phone, webgl: false });
  const faults = [];
  for (const { kind, path, heading } of places) {
    await go(page, path);
    const found = await page.getByRole("heading", { level: 1 }).allInnerTexts();
    const right = found.length === 1 && (heading instanceof RegExp ? heading.test(found[0]) : found[0] === heading);
    if (!right) faults.push(`${kind} (${path}): the heading is ${JSON.stringify(found)}, not ${heading}`);
    if (new URL(page.url()).pathname + new URL(page.url()).search !== path) faults.push(`${kind}: the address became ${page.url()}`);
    if (!(await page.title())) faults.push(`${kind}: no title`);
  }
  expectNone(faults, "Addresses that show something else");
});

test("Addresses that cannot be shown lead to where one can go on", async (visit) => {
  visit.allow(/Failed to load resource.*40[04]/);
  const page = await visit.open(`/survey/${survey}/check`, { webgl: false });
  const heading = page.getByRole("heading", { level: 1 });
  expectEqual(await heading.innerText(), "Have your say on the health and care strategy", "The list of answers before any answer");
  await go(page, `/survey/${survey}/done`);
  expectEqual(await heading.innerText(), "Have your say on the health and care strategy", "The confirmation before sending");
  await go(page, `/survey/${survey}/told_what_happened`);
  expectEqual(await heading.innerText(), "Have your say on the health and care strategy", "A question that is only asked after another answer");
  for (const path of ["/explain/waiting-list/6", "/explain/waiting-list/0", "/explain/nothing", "/waits/nothing", "/survey/nothing", "/a/b/c/d", "/waits/%3Cscript%3E"]) {
    const answer = await page.goto(path);
    expect(answer.status() === 404, `${path} answers ${answer.status()}`);
    await page.evaluate(() => roadshow.ready);
    expectEqual(await heading.innerText(), "Page not found", path);
  }
  await page.getByRole("main").getByRole("link", { name: "Go to the home page" }).click();
  expectEqual(new URL(page.url()).pathname, "/", "The way home");
  // What is no address at all is a page, too, with the same way on.
  const answer = await page.goto("/%ff");
  expect(answer.status() === 400, `/%ff answers ${answer.status()}`);
  await page.locator("#home-link").click();
  expectEqual(new URL(page.url()).pathname, "/", "The way home from what is no address");
});

test("A reload in the middle of the survey keeps the answers, and another tab does not have them", async (visit) => {
  const context = await visit.browser({ webgl: false });
  const page = await visit.open(questions.single, { context });
  await page.getByRole("radio", { name: "Somewhere else", exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("checkbox", { name: "Councillor", exact: true }).click();
  await page.reload();
  await page.evaluate(() => roadshow.ready);
  expectEqual(await page.getByRole("checkbox", { name: "Councillor", exact: true }).isChecked(), true, "The answer on the screen after a reload");
  await page.getByRole("link", { name: "Back" }).click();
  await eventuallyEqual(() => page.getByRole("radio", { name: "Somewhere else", exact: true }).isChecked(), true, "The answer before it after a reload");

  await go(page, questions.text);
  await page.getByRole("textbox").fill("Line one\nline two");
  await page.reload();
  await page.evaluate(() => roadshow.ready);
  expectEqual(await page.getByRole("textbox").inputValue(), "Line one\nline two", "The text after a reload");

  const other = await visit.open(questions.single, { context });
  expectEqual(await other.getByRole("radio", { name: "Somewhere else", exact: true }).isChecked(), false, "The answer in another tab");
});

test("Back and forward work through the survey, and a link of the site leaves no second load", async (visit) => {
  const page = await visit.open(questions.single, { webgl: false });
  await page.evaluate(() => (window.same = true));
  await page.getByRole("radio", { name: "Somewhere else", exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/describes_you");
  await page.goBack();
  await page.waitForURL("**/where_live");
  expectEqual(await page.getByRole("radio", { name: "Somewhere else", exact: true }).isChecked(), true, "The answer after going back");
  await page.goForward();
  await page.waitForURL("**/describes_you");
  expectEqual(await page.evaluate(() => window.same), true, "The page was not loaded again");
});
