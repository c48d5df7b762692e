// The whole journey, the same for everyone: explore an explainer, check waits, answer the survey, find the row.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { eventually, eventuallyEqual, expect, expectEqual } from "./runner.mjs";
import { nameOfLayout } from "./browser.mjs";
import { survey } from "./site.mjs";

export async function exploreExplainer(person) {
  const { page } = person;
  await person.press("link", /^Understand the plan/);
  await person.seesHeading("Short explainers");
  await person.press("link", /^The waiting list as 1,000 people/);
  await person.seesHeading("The waiting list as 1,000 people");
  await person.isAt("/explain/waiting-list");
  await person.press("link", "Next: 18 weeks");
  await person.isAt("/explain/waiting-list/2");
  await person.press("link", "Step 4 of 5: 1 year");
  await person.isAt("/explain/waiting-list/4");
  await eventually(() => page.getByText("had waited more than a year.").first().isVisible(), "The step says what it shows");
  await page.goBack();
  await person.isAt("/explain/waiting-list/2");
  await eventually(() => page.getByText("had waited 18 weeks or less.").first().isVisible(), "Going back shows the step before");
  await page.goForward();
  await person.isAt("/explain/waiting-list/4");
  expectEqual(await page.getByRole("link", { name: "Step 4 of 5: 1 year" }).getAttribute("aria-current"), "step", "The step is marked as the current one");
  await person.choose("radio", "Table");
  await person.sees("table", "The same facts as the picture, in rows.");
  await person.choose("radio", "Picture");
  await page.getByRole("table", { name: "The same facts as the picture, in rows." }).waitFor({ state: "hidden" });
  await person.press("link", "Roadshow");
  await person.isAt("/");
}

export async function checkWaits(person) {
  await person.press("link", /^Check waiting times/);
  await person.seesHeading("Most waits are longer than the targets");
  await person.press("link", "UHNM (Royal Stoke, County)");
  await person.isAt("/waits?at=uhnm");
  await person.press("link", "All local residents");
  await person.isAt("/waits");
  await person.press("link", /^Planned treatment/);
  await person.isAt("/waits/planned-18-weeks");
  await person.seesHeading(/Planned treatment/);
  await person.press("link", "All waiting times");
  await person.isAt("/waits");
  await person.press("link", "Home");
  await person.isAt("/");
}

// What one person writes, so that their traces in the store can be told from everybody else's.
function writing() {
  const mark = randomUUID().slice(0, 8);
  return { words: `The drop-in on Tuesdays (${mark}), and the "walk & talk" group`, email: `jo.${mark}@example.org` };
}

// The questions about the person, and how to reach them: both kept apart from the answers.
async function answerAboutYou(person, email) {
  const { page } = person;
  const at = (code) => person.isAt(`/survey/${survey}/${code}`);
  const go = () => person.press("button", "Continue");
  await at("about-you");
  await person.seesHeading("Some questions about you");
  await person.press("button", "Answer these questions");
  await at("about-you/age_range");
  await person.choose("radio", "85 or over");
  await go();
  await at("about-you/health_condition");
  await person.choose("radio", "No");
  await go();
  await at("about-you/ethnic_group");
  await person.press("button", "Skip the rest");

  await at("contact");
  await person.seesHeading("Do you want to hear what happened?");
  await person.write("Email address", email.replace(".org", ""));
  await go();
  await person.sees("heading", "There is a problem");
  await person.press("link", /^Enter an email address in full/);
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.id), "contact-email", "The link in the list of errors leads to the field");
  await page.keyboard.press("End");
  await page.keyboard.type(".org");
  await go();
}

// Answers every kind of question, makes an error, skips, goes through a branch and back, and sends.
export async function answerSurvey(person) {
  const { page } = person;
  const { words, email } = writing();
  const at = (code) => person.isAt(`/survey/${survey}/${code}`);
  const go = () => person.press("button", "Continue");
  await person.press("link", /^Have your say/);
  await person.press("button", "Start");

  await at("where_live");
  await go();
  await person.sees("alert", /There is a problem/).catch(async () => person.sees("heading", "There is a problem"));
  expect((await page.title()).startsWith("Error:"), "The title says that there is an error");
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.closest("[role=alert]") !== null), true, "The focus is in the list of errors");
  await person.press("link", "Choose one answer, or skip");
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.id), "where_live.stoke_on_trent", "The link in the list of errors leads to the first choice");
  await person.choose("radio", "Stoke-on-Trent");
  expect(await page.getByRole("heading", { name: "There is a problem" }).isVisible(), "The list of errors stays until Continue, so that nothing moves under the finger");
  await go();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor({ state: "hidden" });

  await at("describes_you");
  await person.choose("checkbox", "Prefer not to say");
  await person.choose("checkbox", "Resident");
  await eventuallyEqual(() => person.find("checkbox", "Prefer not to say").isChecked(), false, "“Prefer not to say” does not stay beside another answer");
  await person.choose("checkbox", /^Unpaid carer/);
  await go();

  await at("biggest_unfairness");
  await person.choose("radio", "How easy it is to get care");
  await go();

  await at("life_stage");
  await person.press("button", "Move Live well up");
  await person.press("button", "Move Live well up");
  await eventuallyEqual(() => page.getByRole("main").getByRole("list").getByRole("paragraph").filter({ hasText: / well$/ }).allTextContents(),
    ["Live well", "Start well", "Grow well", "Age well", "End well"], "The cards are in the order they were moved to");
  await go();

  await at("hard_to_take_part");
  await person.choose("checkbox", "Time");
  await person.choose("checkbox", "Travel");
  await go();

  await at("gave_views_before");
  await person.sees("heading", "Have you given views to the NHS or council before?");
  await person.choose("radio", "Yes");
  await go();
  await at("told_what_happened"); // only asked after "Yes"
  await person.choose("radio", "Partly");
  await go();

  await at("works_well");
  await person.write("What already works well where you live?", words);
  await go();

  await at("clear_what_can_change");
  await person.choose("radio", "Quite clear");
  await go();

  await at("kept_informed");
  await person.press("button", "Skip this question");

  await at("video_or_phone");
  await person.choose("radio", "It depends what it is for");
  await go();

  await at("how_take_part");
  await person.choose("checkbox", "Online");
  await person.choose("checkbox", "By phone");
  await go();

  await at("anything_else");
  await go(); // a text may stay empty

  await answerAboutYou(person, email);
  await at("check");
  await person.seesHeading("Check your answers");
  const answers = () => page.getByRole("definition").allTextContents();
  await eventually(async () => (await answers()).includes("Partly"), "The list of answers has the answer of the branch");
  expect((await answers()).includes("1 Live well, 2 Start well, 3 Grow well, 4 Age well, 5 End well"), "The list of answers has the ranking");
  await person.press("link", "Change: Gave views before");
  await at("gave_views_before");
  await person.choose("radio", "No");
  await go();
  await at("check");
  await eventually(async () => !(await answers()).includes("Partly"), "The branch is gone with the answer that led there");

  const layout = await nameOfLayout(page);
  await person.press("button", "Send my answers");
  await person.seesHeading("Thank you. Your answers are in.");
  const reference = (await page.getByText(/^RS [0-9A-Z]{4} [0-9A-Z]{4}$/).textContent()).trim();
  const code = (await page.getByText(/^([0-9A-Z]{4} ){3}[0-9A-Z]{4}$/).textContent()).trim();
  return { reference, code, layout, words, email };
}

// The person takes it all back, with the reference and the code, from any device.
export async function takeBack(person, site, { reference, code, words, email }) {
  const { page } = person;
  await person.press("link", "Take your answers back");
  await person.isAt("/withdraw");
  await person.seesHeading("Take your answers back");
  await person.press("button", "Delete my answers");
  await person.sees("link", /^Enter the code/); // both at once
  await person.press("link", /^Enter the reference/);
  await page.keyboard.type(reference.toLowerCase());
  await person.write("Your code", code.replaceAll(" ", "-"));
  await person.press("button", "Delete my answers");
  await person.seesHeading("Delete these answers?");
  await person.press("button", "Yes, delete them");
  await person.seesHeading("We have checked the reference and the code");
  const rows = (await site.rows()).filter((row) => row.reference === reference);
  expectEqual(rows.length, 0, `Rows in the database with reference ${reference}, after it was taken back`);
  for (const [what, trace] of [["The contact details", email], ["The answers", words.split(",")[0]]]) {
    await eventually(async () => {
      const files = await Promise.all([site.store, `${site.store}-wal`].map((file) => readFile(file).catch(() => Buffer.alloc(0))));
      return !Buffer.concat(files).includes(trace);
    }, `${what} are gone from the files of the store`, 30_000);
  }
}

// The row in the database is what the person said.
export async function findRow(site, { reference, layout, words }) {
  const rows = (await site.rows()).filter((row) => row.reference === reference);
  expectEqual(rows.length, 1, `Rows in the database with reference ${reference}`);
  const [row] = rows;
  const expected = {
    survey, version: "1", language: "en", channel: "web", layout, month: row.month,
    where_live: "stoke_on_trent",
    "describes_you.resident": "1", "describes_you.unpaid_carer": "1", "describes_you.patient": "0", "describes_you.prefer_not": "0",
    biggest_unfairness: "access",
    "life_stage.live_well": "1", "life_stage.start_well": "2", "life_stage.grow_well": "3", "life_stage.age_well": "4", "life_stage.end_well": "5",
    "hard_to_take_part.time": "1", "hard_to_take_part.travel": "1", "hard_to_take_part.language": "0",
    gave_views_before: "no", told_what_happened: "not asked", works_well: words, clear_what_can_change: "clear_4", kept_informed: "",
    video_or_phone: "depends", "how_take_part.online": "1", "how_take_part.phone": "1", "how_take_part.panel": "0", anything_else: "",
  };
  const found = Object.fromEntries(Object.keys(expected).map((column) => [column, row[column]]));
  expectEqual(found, expected, "The row in the database");
  expect(/^\d{4}-\d{2}$/.test(row.month), `The month is ${row.month}`);
}

export async function wholeJourney(person, site) {
  await person.seesHeading("What would you like to do?");
  await exploreExplainer(person);
  await checkWaits(person);
  const sent = await answerSurvey(person);
  await findRow(site, sent);
  await person.press("button", "Finish");
  await person.isAt("/");
  expectEqual(await person.page.evaluate(() => sessionStorage.getItem("roadshow-draft")), null, "Draft that is left in the tab");
  await takeBack(person, site, sent);
  return sent;
}
