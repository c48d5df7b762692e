// The survey without the program: with script off, with script that is slow, and in browsers that cannot run it.
import { readFile } from "node:fs/promises";
import { phone } from "./browser.mjs";
import { KeyboardPerson } from "./people.mjs";
import { questions, toTheListOfAnswers } from "./places.mjs";
import { Checked, eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { project, survey } from "./site.mjs";

const axe = await readFile(`${project}node_modules/axe-core/axe.min.js`, "utf8");
const form = `/survey/${survey}/form`;
const formHeading = /: all questions$/;
const words = "The drop-in on Tuesdays, and the \"walk & talk\" group";

const questionOf = (page, number) => {
  const name = new RegExp(`^Question ${number}: `);
  return page.getByRole("group", { name }).or(page.getByRole("radiogroup", { name }));
};
const referenceOn = async (page) => (await page.getByText(/^RS \w{4} \w{4}$/).textContent()).trim();
const codeOn = async (page) => (await page.getByText(/^\w{4} \w{4} \w{4} \w{4}$/).textContent()).trim();
const rowsOf = async (visit, reference) => (await visit.site.rows()).filter((row) => row.reference === reference);

// Fills in the form with keys alone.
class FormPerson extends KeyboardPerson {
  async tick(number, role, name) {
    const field = questionOf(this.page, number).getByRole(role, { name, exact: typeof name === "string" });
    const before = await field.isChecked();
    await this.tabTo(field, `${role} ${name}`);
    for (let presses = 0; !(await field.evaluate((node) => node === document.activeElement)); presses++) {
      if (presses > 20) throw new Checked(`The arrows do not reach ${role} ${name}.`);
      await this.page.keyboard.press("ArrowDown");
    }
    if (role === "checkbox" || !(await field.isChecked())) await this.page.keyboard.press("Space");
    expectEqual(await field.isChecked(), role === "radio" || !before, `${role} ${name}`);
  }
  async place(name, number) {
    const list = this.page.getByRole("combobox", { name });
    await this.tabTo(list, `list ${name}`);
    await this.page.keyboard.type(String(number));
    await eventuallyEqual(() => list.inputValue(), String(number), `The place of ${name}`);
  }
}

test("Without scripts, by keyboard alone: the survey is answered, an error is mended, and the answers are stored once", async (visit) => {
  visit.allow(/status of 422/);
  const context = await visit.browser({ javaScriptEnabled: false });
  const page = await visit.open("/", { context, ready: false });
  const person = new FormPerson(page);
  await person.press("link", /^Have your say/);
  await person.press("button", "Start");
  await person.seesHeading(formHeading);
  await person.isAt(form);

  await person.tick(1, "radio", "Stoke-on-Trent");
  await person.tick(2, "checkbox", "Resident");
  await person.tick(2, "checkbox", "Prefer not to say");
  for (const [name, place] of [[/^Start well/, 2], [/^Grow well/, 3], [/^Live well/, 1], [/^Age well/, 4], [/^End well/, 4]]) await person.place(name, place);
  await person.tick(6, "radio", "Yes");
  await person.tick(7, "radio", "Partly");
  await person.write(/What already works well/, words);
  await person.tick(9, "radio", "Quite clear");
  // What is kept apart, under its own headings.
  await person.sees("heading", "Some questions about you", { level: 2 });
  await person.tick(14, "radio", "25 to 34");
  await person.tick(15, "radio", "Yes");
  await person.tick(17, "checkbox", "Memory");
  await person.write("Email address", "jo at example");
  await person.write("Phone number", "01632 960 001");
  await person.press("button", "Send my answers");

  await person.sees("heading", "There is a problem");
  await person.isAt(form);
  expect((await page.title()).startsWith("Error: "), "The title says that there is an error");
  expectEqual(await page.getByRole("textbox", { name: /What already works well/ }).inputValue(), words, "The words that were written");
  expectEqual(await questionOf(page, 9).getByRole("radio", { name: "Quite clear" }).isChecked(), true, "Whether an answer without fault stays");
  await person.press("link", /^Question 2: Choose only “Prefer not to say”/);
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.id), "describes_you.resident", "The link leads to the first choice");
  await person.tick(2, "checkbox", "Prefer not to say");
  expect(/different number from 1 to 5/.test(await questionOf(page, 4).innerText()), "The error stands beside the ranking");
  await person.place(/^End well/, 5);
  await person.press("link", "Enter an email address in full, like name@example.org");
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.id), "contact-email", "The link leads to the field");
  expectEqual(await questionOf(page, 14).getByRole("radio", { name: "25 to 34" }).isChecked(), true, "Whether the answer about the person stays");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("form@example.org");
  await person.press("button", "Send my answers");

  await person.seesHeading("Thank you. Your answers are in.");
  const reference = await referenceOn(page);
  const code = await codeOn(page);
  const [row, ...others] = await rowsOf(visit, reference);
  expect(row && !others.length, "There is one row in the export");
  const expected = { channel: "form", where_live: "stoke_on_trent", "describes_you.resident": "1", "describes_you.prefer_not": "0", "life_stage.live_well": "1",
    "life_stage.end_well": "5", gave_views_before: "yes", told_what_happened: "partly", works_well: words, clear_what_can_change: "clear_4", kept_informed: "" };
  expectEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, row[name]])), expected, "The row");

  await page.reload(); // the browser posts the form again
  await person.seesHeading("Thank you. Your answers are in.");
  expectEqual(await referenceOn(page), reference, "The reference after a reload");
  expectEqual(await codeOn(page), code, "The code after a reload");
  expectEqual((await rowsOf(visit, reference)).length, 1, "Rows after a reload");

  const apart = async () => ({
    equality: (await visit.site.rows("equality")).filter((row) => row.age_range === "age_25_34" && row["health_areas.memory"] === "1").length,
    contact: (await visit.site.rows("contact")).filter((row) => row.email === "form@example.org" && row.phone === "01632 960 001").length,
  });
  expectEqual(await apart(), { equality: 1, contact: 1 }, "What is kept apart");
  await person.tabTo(page.locator("#withdraw"), "the link beside the code");
  await page.keyboard.press("Enter");
  await person.isAt("/withdraw");
  await person.write("Your reference", "RS 1");
  await person.write("Your code", code.toLowerCase());
  await person.press("button", "Delete my answers");
  await person.press("link", /^Enter the reference/);
  await eventuallyEqual(() => page.evaluate(() => document.activeElement?.id), "withdraw-reference", "The link leads to the field");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(reference);
  await person.press("button", "Delete my answers");
  await person.seesHeading("We have checked the reference and the code");
  expectEqual([(await rowsOf(visit, reference)).length, await apart()], [0, { equality: 0, contact: 0 }], "What is left of them");
}, { seconds: 200 });

test("Without scripts in Urdu: from the start of the survey to a stored answer in that language", async (visit) => {
  const context = await visit.browser({ javaScriptEnabled: false });
  const page = await visit.open(`/ur/survey/${survey}`, { context, ready: false });
  await page.getByRole("button", { name: "شروع کریں" }).click();
  await page.waitForURL(`**/ur${form}`);
  expectEqual(await page.locator("html").evaluate((html) => [html.lang, html.dir]), ["ur", "rtl"], "The language of the form");
  await page.getByRole("radio", { name: "سٹوک آن ٹرینٹ", exact: true }).check();
  await page.getByRole("button", { name: "میرے جوابات بھیجیں" }).click();
  await page.getByRole("heading", { level: 1, name: "شکریہ۔ آپ کے جوابات مل گئے ہیں۔" }).waitFor();
  const [row] = await rowsOf(visit, await referenceOn(page));
  expectEqual([row?.language, row?.channel, row?.where_live], ["ur", "form", "stoke_on_trent"], "What is stored");
  visit.allow(/status of 404/);
  expectEqual((await page.goto("/ur/nowhere")).status(), 404, "The status of an address that is not there");
  expectEqual(await page.locator("html").getAttribute("lang"), "ur", "The language of its page");
});

test("Without scripts an answer on a page of one question goes with it to the form", async (visit) => {
  const context = await visit.browser({ javaScriptEnabled: false });
  const page = await visit.open(questions.single, { context, ready: false });
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: formHeading }).waitFor();
  expectEqual(await questionOf(page, 1).getByRole("radio", { name: "Stoke-on-Trent", exact: true }).isChecked(), true, "Whether the answer is there");
  await page.goto(questions.ranking);
  await page.getByRole("button", { name: "They all matter the same to me" }).click();
  expectEqual(await questionOf(page, 4).getByRole("checkbox", { name: "They all matter the same to me" }).isChecked(), true, "Whether the answer to the ranking is there");
});

test("While the program is on its way, Start leads to the form", async (visit) => {
  const context = await visit.browser({ webgl: false });
  await context.route(/\/boot-[^/]*\.js$/, () => undefined); // never comes
  const page = await context.newPage();
  await page.goto(`/survey/${survey}`, { waitUntil: "commit" });
  await page.getByRole("button", { name: "Start" }).click({ noWaitAfter: true });
  await page.getByRole("heading", { level: 1, name: formHeading }).waitFor();
});

test("With the program, Start and Continue stay in the program", async (visit) => {
  const page = await visit.open(`/survey/${survey}`, { webgl: false });
  await page.evaluate(() => (window.stayed = true));
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/where_live");
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/describes_you");
  expectEqual(await page.evaluate(() => window.stayed), true, "Whether it is the same document");
});

// An old browser takes `type="module"` for a language it does not know, and knows no `nomodule`.
async function withoutModules(context) {
  await context.route((url) => !url.pathname.startsWith("/assets/"), async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const answer = await route.fetch();
    const html = (await answer.text()).replace('type="module"', 'type="text/unknown"').replace(" nomodule", "").replaceAll('rel="modulepreload"', 'rel="unknown"');
    await route.fulfill({ response: answer, body: html });
  });
}
const old = [
  ["module scripts", withoutModules],
  ["WebAssembly", (context) => context.addInitScript(() => delete window.WebAssembly)],
  ["a WebAssembly that it can compile", (context) => context.addInitScript(() => {
    const fail = async () => Promise.reject(new WebAssembly.CompileError("broken on purpose"));
    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) WebAssembly[name] = fail;
  })],
];
for (const [what, prepare] of old) {
  test(`A browser without ${what} can read everything, says so calmly and leads to the form`, async (visit) => {
    visit.allow(/wasm|WebAssembly|core|broken on purpose|abort|preload/i);
    const context = await visit.browser({ webgl: false });
    await prepare(context);
    const page = await visit.open("/explain/waiting-list", { context, ready: false });
    await page.getByText("Some parts of this page did not load.").filter({ visible: true }).first().waitFor();
    await page.getByRole("heading", { level: 1, name: "The waiting list as 1,000 people" }).waitFor();
    await page.getByRole("link", { name: "Next: 18 weeks" }).click();
    await page.waitForURL("**/2");
    await page.getByRole("link", { name: "Answer all questions on one page" }).click();
    await page.getByRole("heading", { level: 1, name: formHeading }).waitFor();
    await page.goto(questions.text);
    await page.getByText("Some parts of this page did not load.").filter({ visible: true }).first().waitFor();
    await page.getByRole("textbox").fill("Still here");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { level: 1, name: formHeading }).waitFor();
    expectEqual(await page.getByRole("textbox", { name: /What already works well/ }).inputValue(), "Still here", "What was written before");
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByRole("heading", { level: 1, name: "Thank you. Your answers are in." }).waitFor();
    const [row] = await rowsOf(visit, await referenceOn(page));
    expectEqual(row?.works_well, "Still here", "What is stored");
  });
}

test("A browser without idle callbacks, randomUUID and structuredClone works as any other", async (visit) => {
  const context = await visit.browser();
  await context.addInitScript(() => {
    delete window.requestIdleCallback;
    delete window.structuredClone;
    delete Crypto.prototype.randomUUID;
  });
  const page = await visit.open(questions.last, { context });
  expectEqual(await page.evaluate(() => roadshow.canvasReady), true, "Whether the canvas started");
  await page.getByRole("textbox").fill("From an older browser");
  await toTheListOfAnswers(page);
  await page.getByRole("button", { name: "Send my answers" }).click();
  await page.getByRole("heading", { level: 1, name: "Thank you. Your answers are in." }).waitFor();
});

test("When the core stops in the middle of the survey, Continue leads to the form with the answer", async (visit) => {
  visit.allow(/broken on purpose|unreachable|RuntimeError|wasm|core/i);
  const page = await visit.open(questions.single, { webgl: false });
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
  await page.evaluate(() => {
    TextDecoder.prototype.decode = () => {
      throw new Error("broken on purpose: core");
    };
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: formHeading }).waitFor();
  expectEqual(await questionOf(page, 1).getByRole("radio", { name: "Stoke-on-Trent", exact: true }).isChecked(), true, "Whether the answer is there");
});

for (const [size, viewport] of [["narrow", { width: 320, height: 640 }], ["phone", phone], ["desktop", { width: 1440, height: 900 }]]) {
  test(`The form, its problems and its confirmation hold to WCAG 2.2 AA and fit, ${size} size`, async (visit) => {
    visit.allow(/status of 422/);
    const page = await visit.open(form, { viewport, ready: false, reducedMotion: "reduce" });
    const faults = [];
    const look = async (what) => {
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }));
      for (const { id, nodes } of found.violations) faults.push(`${what}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`${what}: scrolls sideways by ${wide} px`);
    };
    await look("the form");
    await questionOf(page, 2).getByRole("checkbox", { name: "Prefer not to say" }).check();
    await questionOf(page, 2).getByRole("checkbox", { name: "Resident" }).check();
    await page.getByRole("combobox", { name: /^Live well/ }).selectOption("1");
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    await look("the form with problems");
    await questionOf(page, 2).getByRole("checkbox", { name: "Resident" }).uncheck();
    await page.getByRole("combobox", { name: /^Live well/ }).selectOption("");
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByRole("heading", { level: 1, name: "Thank you. Your answers are in." }).waitFor();
    await look("the confirmation");
    expectNone(faults, "What is wrong");
  }, { seconds: 90 });
}
