// Every screen as a screen reader is told it: the same on the page, on the stage and in the HTML without script, and as a
// person read it and found it right (golden/trees). After a change that is meant:
//   node tests/browser/run.mjs --only "tree of" --write
// and read what changed.
import { canvasReady, desktop, onStage } from "./browser.mjs";
import { compareWithGolden, slug, withoutSecrets } from "./golden.mjs";
import { pressTextSize } from "./inspect.mjs";
import { notFoundIsSaid, places, questions, toContact, toTheListOfAnswers } from "./places.mjs";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";
import { survey } from "./site.mjs";
import { differences, tree } from "./tree.mjs";

const press = (name) => (page) => page.getByRole("button", { name, exact: true }).click();
const choose = (role, name) => (page) => page.getByRole(role, { name, exact: true }).click();
const open = (words) => (page) => page.getByText(words, { exact: true }).first().click();
const inError = async (page) => {
  await press("Continue")(page);
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
};
const toCheck = async (page) => {
  await page.getByRole("textbox").fill("Later buses");
  await toTheListOfAnswers(page);
  await page.getByRole("heading", { level: 1, name: "Check your answers" }).waitFor();
};
// What is kept apart comes after the last question.
const toAboutYou = press("Continue");

// Places that residents do not come to.
const forStaff = [{ kind: "screen of analysts", path: `/staff/${survey}` }];

// What is not a place of its own. Steps that only the program can take have no HTML without script.
const states = [
  ["home with the menu of text sizes open", "/", (page) => pressTextSize(page)],
  ["explainer as a table", "/explain/waiting-list", choose("radio", "Table")],
  ["explainer with the numbers open", "/explain/waiting-list/3", open("The numbers as a table")],
  ["waiting times with the table open", "/waits", open("The numbers as a table")],
  ["question with one choice, answered", questions.single, choose("radio", "Stoke-on-Trent")],
  ["question with one choice, in error", questions.single, inError],
  ["question with several choices, answered", questions.multiple, async (page) => {
    await choose("checkbox", "Resident")(page);
    await choose("checkbox", "Patient")(page);
  }],
  ["question with several choices, in error", questions.multiple, inError],
  ["question with ranking, answered", questions.ranking, press("Move Live well up")],
  ["question with ranking, in error", questions.ranking, inError],
  ["question with rating, answered", questions.rating, (page) => page.getByRole("radio").nth(3).click()],
  ["question with rating, in error", questions.rating, inError],
  ["question with text, answered", questions.text, (page) => page.getByRole("textbox").fill("The midwives.\nAnd the buses.")],
  ["question with text, in error", questions.text, async (page) => {
    await page.getByRole("textbox").fill("far too long ".repeat(1000));
    await inError(page);
  }],
  ["before the equality questions", questions.last, toAboutYou],
  ["equality question", questions.last, async (page) => {
    await toAboutYou(page);
    await press("Answer these questions")(page);
  }],
  ["contact details", questions.last, toContact],
  ["contact details, in error", questions.last, async (page) => {
    await toContact(page);
    await page.getByRole("textbox", { name: "Phone number" }).fill("12");
    await inError(page);
  }],
  ["taking answers back, in error", "/withdraw", press("Delete my answers")],
  ["taking answers back, asked whether that is right", "/withdraw", async (page) => {
    await page.getByRole("textbox", { name: "Your reference" }).fill("RS 7K4M 92HJ");
    await page.getByRole("textbox", { name: "Your code" }).fill("7K4M 92HJ QX3D VN8T");
    await press("Delete my answers")(page);
    await page.getByRole("heading", { level: 1, name: "Delete these answers?" }).waitFor();
  }],
  ["question with start again open", questions.single, open("Start again: clear my answers")],
  ["list of answers", questions.last, toCheck],
  ["confirmation", questions.last, async (page) => {
    await toCheck(page);
    await press("Send my answers")(page);
    await page.getByRole("heading", { level: 1, name: "Thank you. Your answers are in." }).waitFor();
  }],
].map(([kind, path, act]) => ({ kind, path, act, reopens: kind === "home with the menu of text sizes open" })); // it closes when the focus goes to the switch

// A file cannot answer to what stands after the question mark: without script this address shows the whole area. Nor does
// it know what a device keeps: it says so.
const onlyWithProgram = ["/waits?at=uhnm", "/unsent"];

// Right by design, and nothing else: the switch names the layout that it leads to, and is not offered without the program.
const switchLine = /^( *button) “(Full screen|Page view)”$/;
const onePage = (lines) => lines.map((line) => line.replace(switchLine, "$1 “(the other) view”"));
const withoutSwitch = (lines) => lines.filter((line) => !switchLine.test(line));
// Differs from person to person, and may be long.
const same = (lines) => lines.map((line) => withoutSecrets(line).replace(/(far too long ){20,}/, "far too long (and so on) "));

const treeOf = async (page) => same(await tree(page));

async function switchLayout(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
}

for (const { kind, path, act, reopens } of [...places, ...forStaff, ...states]) {
  test(`Tree of ${kind}: the same on the page, on the stage and without script, and as reviewed`, async (visit) => {
    visit.allow(notFoundIsSaid);
    const page = await visit.open(path, { viewport: desktop, reducedMotion: "reduce" });
    await canvasReady(page);
    await act?.(page);
    const flow = await treeOf(page);
    expect(flow.length > 10, `Only ${flow.length} things on the page`);
    expectEqual(flow.filter((line) => switchLine.test(line)).length, 1, "How many switches between the layouts there are");

    await switchLayout(page, "Full screen");
    await onStage(page);
    if (reopens) await act(page);
    expectNone(differences(onePage(flow), onePage(await treeOf(page))), "What differs (- page, + stage)");

    if (!act && !onlyWithProgram.includes(path)) {
      const context = await visit.browser({ javaScriptEnabled: false });
      const html = await context.newPage();
      await html.goto(path);
      expectNone(differences(withoutSwitch(flow), await treeOf(html)), "What differs (- page, + HTML without script)");
    }
    await compareWithGolden(`trees/${slug(kind)}.txt`, flow);
  });
}

test("Tree of the survey as one form, as reviewed", async (visit) => {
  const page = await visit.open(`/survey/${survey}/form`, { ready: false });
  await compareWithGolden("trees/form.txt", await treeOf(page));
});

test("Tree of trouble with the content, as reviewed", async (visit) => {
  const context = await visit.browser({ webgl: false });
  await context.route(/\/bundle-[^/]*\.json$/, (route) => route.fulfill({ status: 200, contentType: "application/json", body: "[]" }));
  const page = await visit.open("/waits", { context });
  await page.getByText(/For the people who look after this site/).click();
  await compareWithGolden("trees/trouble.txt", await treeOf(page));
});
