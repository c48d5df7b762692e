// Everything that the keyboard does beyond Tab: what opens closes with Escape, arrows move within a group, the focus and the
// title follow the page, and what happened is said once. Tab itself: input.test.mjs; the whole journey: journey.test.mjs.
import { canvasReady, desktop, go, onStage, openStage } from "./browser.mjs";
import { questions } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, test } from "./runner.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
const waitForFocus = (page, id, what) => eventuallyEqual(() => focused(page), id, what);

const layouts = [
  ["page", async (visit, path) => {
    const page = await visit.open(path, { viewport: desktop });
    await canvasReady(page);
    return page;
  }],
  ["stage", (visit, path) => openStage(visit, path, { reducedMotion: "reduce" })],
];

for (const [layout, open] of layouts) {
  test(`The skip link comes first and leads past the header, the switch of layouts comes second, ${layout}`, async (visit) => {
    const page = await open(visit, "/waits");
    await page.keyboard.press("Tab");
    expectEqual(await focused(page), "skip-link", "What Tab reaches first");
    expect(await page.locator("#skip-link").evaluate((link) => {
      const { top, left, width, height } = link.getBoundingClientRect();
      return top >= 0 && left >= 0 && width > 24 && height > 24 && document.elementFromPoint(left + width / 2, top + height / 2) === link;
    }), "The skip link shows when it has the focus");
    await page.keyboard.press("Enter");
    expectEqual(await focused(page), "main", "Where the skip link leads");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "Tab goes on from there, within the main part");
    await go(page, "/waits");
    await canvasReady(page); // which offers the switch
    if (layout === "stage") await onStage(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expectEqual(await focused(page), "view", "What Tab reaches second");
  });

  test(`What is open closes with Escape, and the focus goes back to what opened it, ${layout}`, async (visit) => {
    const page = await open(visit, "/explain/waiting-list");
    const details = (id) => page.locator(`#${id}`);
    const isOpen = (id) => details(id).evaluate((element) => element.open);
    const openWithKeys = async (id) => {
      await details(id).locator("> summary").focus();
      await page.keyboard.press("Enter");
      await eventuallyEqual(() => isOpen(id), true, `Whether #${id} opens with Enter`);
    };
    const onSummary = (id) => page.evaluate((id) => document.activeElement === document.querySelector(`#${id} > summary`), id);

    await openWithKeys("people-numbers");
    await page.keyboard.press("Escape");
    await eventuallyEqual(() => isOpen("people-numbers"), false, "Whether the table is still open after Escape");
    expect(await onSummary("people-numbers"), "The focus is on the line that opened the table");

    await openWithKeys("text-size-menu");
    await page.keyboard.press("Tab");
    expectEqual(await focused(page), "text-size-100", "What Tab reaches in the menu");
    await page.keyboard.press("ArrowDown");
    await eventuallyEqual(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "20px", "The size of the text after an arrow key");
    expect(await isOpen("text-size-menu"), "The menu is still open after a choice in it");
    await page.keyboard.press("Escape");
    await eventuallyEqual(() => isOpen("text-size-menu"), false, "Whether the menu is still open after Escape");
    expect(await onSummary("text-size-menu"), "The focus is on the key that opened the menu");

    // The menu lies over the page, so it closes when the focus goes on: nothing that has the focus is hidden.
    await openWithKeys("text-size-menu");
    await page.keyboard.press("Shift+Tab");
    await eventuallyEqual(() => isOpen("text-size-menu"), false, "Whether the menu is still open when the focus has left it");
    expect(!(await onSummary("text-size-menu")), "The focus stays where it went");
  });

  test(`The cards of a ranking move with keys, say so once, and keep the focus, ${layout}`, async (visit) => {
    const page = await open(visit, questions.ranking);
    const order = () => page.evaluate(() => [...document.querySelectorAll(".rank-card")].map((card) => card.id.replace("life_stage.", "")).join(" "));
    await page.evaluate(() => {
      window.said = [];
      for (const region of document.querySelectorAll("[role=status]"))
        new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await page.locator("[id='life_stage.live_well.up']").focus();
    await page.keyboard.press("Enter");
    await eventuallyEqual(order, "start_well live_well grow_well age_well end_well", "The order after Enter on “up”");
    expectEqual(await focused(page), "life_stage.live_well.up", "Where the focus is after the move");
    // At the top the key that was pressed is gone; its neighbour has the focus.
    await page.keyboard.press("Enter");
    await eventuallyEqual(order, "live_well start_well grow_well age_well end_well", "The order after the second Enter");
    await waitForFocus(page, "life_stage.live_well.down", "Where the focus is when the card cannot go further up");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowDown"); // two more than there are places
    await eventuallyEqual(order, "start_well grow_well age_well end_well live_well", "The order after the arrows");
    await waitForFocus(page, "life_stage.live_well.up", "Where the focus is when the card cannot go further down");
    await page.keyboard.press("ArrowUp");
    await eventuallyEqual(order, "start_well grow_well age_well live_well end_well", "The order after one arrow up");
    expectEqual(await page.evaluate(() => said), ["2", "1", "2", "3", "4", "5", "4"].map((place) => `Live well moved to ${place} of 5.`), "What was said");
  });

  test(`A new screen has the focus on its heading and its own title; an error comes first, ${layout}`, async (visit) => {
    const page = await open(visit, "/");
    const heading = () => page.evaluate(() => (document.activeElement.tagName === "H1" ? document.activeElement.textContent : `the focus is on ${document.activeElement.outerHTML.slice(0, 60)}`));
    const titles = new Set([await page.title()]);
    const arrive = async (press, h1) => {
      await press();
      await eventuallyEqual(heading, h1, "The heading with the focus");
      const title = await page.title();
      expect(!titles.has(title), `The title “${title}” is new`);
      titles.add(title);
    };
    const enter = (role, name) => async () => {
      await page.getByRole(role, { name }).first().focus();
      await page.keyboard.press("Enter");
    };
    await arrive(enter("link", /^Understand the plan/), "Short explainers");
    await arrive(enter("link", /^The waiting list as 1,000 people/), "The waiting list as 1,000 people");
    await go(page, "/");
    await arrive(enter("link", /^Have your say/), "Have your say on the health and care strategy");
    await arrive(enter("button", "Start"), "Where do you live?");
    await enter("button", "Continue")();
    await eventually(() => page.evaluate(() => document.activeElement.closest("[role=alert]")), "The focus is on the list of errors");
    expect((await page.title()).startsWith("Error: "), "The title says that there is an error");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await waitForFocus(page, "where_live.stoke_on_trent", "Where the link of the error leads");
    await page.keyboard.press("Space");
    expect((await page.title()).startsWith("Error: "), "The error stays until Continue");
    await arrive(enter("button", "Continue"), "Which of these describe you?");
    expect(!(await page.title()).startsWith("Error"), "The title says no error any more");
  });
}

test("Two polite regions are there from the start, in the HTML itself", async (visit) => {
  const context = await visit.browser({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/");
  const regions = page.locator("body > [role=status]");
  expectEqual(await regions.count(), 2, "How many regions there are");
  for (const region of await regions.all()) expectEqual(await region.textContent(), "", "What stands in a region at first");
});
