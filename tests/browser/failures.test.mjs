// What is missing or broken takes nothing else with it.
import { canvasReady, go } from "./browser.mjs";
import { exploreExplainer } from "./journey.mjs";
import { MousePerson } from "./people.mjs";
import { questions, toTheListOfAnswers } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";

const calm = "Some parts of this page did not load.";

// Whether a program's words show where a person reads.
async function expectNoTrace(page, what) {
  const words = await page.locator("body").innerText();
  const trace = words.match(/\bat \S+:\d+:\d+|(?:Type|Syntax|Reference|Runtime)Error|wasm-function|\[object |undefined|NaN/);
  expect(!trace, `${what}: a person reads “${trace?.[0]}”`);
}

async function picturesAreSvg(page) {
  expectEqual(await page.locator("[data-painted], [data-figure] > canvas").count(), 0, "Painted pictures");
  expect(await page.locator("[data-figure] .marks").evaluateAll((marks) => marks.some((mark) => mark.checkVisibility({ visibilityProperty: true }))), "The SVG shows");
}

test("Without WebGL the pictures are SVG and everything works", async (visit) => {
  const context = await visit.browser({ webgl: false });
  const page = await visit.open("/", { context });
  expectEqual(await page.evaluate(() => roadshow.canvasReady), false, "Whether the canvas started");
  await exploreExplainer(new MousePerson(page));
  await go(page, "/explain/waiting-list/2");
  await picturesAreSvg(page);
  await page.getByRole("button", { name: "Full screen" }).click();
  await page.locator("#view-note").getByText("This device cannot draw Full screen now.").waitFor();
  await page.getByRole("button", { name: "Page view" }).click();
  expectEqual(await page.locator("#view-note").count(), 0, "Notes that Full screen is not shown, once it is not wished for");
  await go(page, "/?layout=stage");
  await page.evaluate(() => roadshow.canvasReady);
  expectEqual(await page.evaluate(() => document.documentElement.dataset.layout), "flow", "The layout, when the stage is asked for");
});

for (const [file, what] of [[/canvas-[^/]*\.wasm$/, "canvas.wasm"], [/canvas-[^/]*\.mjs$/, "canvas.mjs"], [/canvas-[^/]*\.js$/, "canvas.js"]]) {
  test(`Without ${what} the pictures are SVG and everything works`, async (visit) => {
    visit.allow(/status of 404/, /canvas|theme/, /wasm/i);
    const context = await visit.browser();
    await context.route(file, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>Not here</h1>" }));
    const page = await visit.open("/explain/waiting-list?layout=stage", { context });
    await page.evaluate(() => roadshow.canvasReady);
    await picturesAreSvg(page);
    await page.getByRole("link", { name: "Next: 18 weeks" }).click();
    await page.waitForURL("**/2");
    await page.getByRole("radio", { name: "Table", exact: true }).click();
    await page.getByRole("table").first().waitFor();
    await expectNoTrace(page, what);
  });
}

test("Without the fonts the stage stays a page", async (visit) => {
  visit.allow(/status of 404/, /atkinson/, /font/i);
  const context = await visit.browser();
  await context.route(/atkinson-[^/]*\.ttf$/, (route) => route.fulfill({ status: 404, body: "" }));
  const page = await visit.open("/explain/waiting-list?layout=stage", { context });
  await page.evaluate(() => roadshow.canvasReady);
  expectEqual(await page.evaluate(() => document.documentElement.dataset.layout), "flow", "The layout");
  await page.getByRole("link", { name: "Next: 18 weeks" }).click();
  await page.waitForURL("**/2");
});

for (const [file, what] of [[/core-[^/]*\.wasm$/, "core.wasm"], [/bundle-[^/]*\.json$/, "the content"]]) {
  test(`Without ${what} the page can be read, says so calmly, and its links work`, async (visit) => {
    visit.allow(/status of 404/, /core|wasm|bundle/i);
    const context = await visit.browser();
    await context.route(file, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>Not here</h1>" }));
    const page = await visit.open("/", { context, ready: false });
    await page.getByText(calm).first().waitFor();
    expectEqual(await page.getByText(calm).filter({ visible: true }).count() > 0, true, "Whether the message shows");
    await page.getByRole("link", { name: /^Check waiting times/ }).click();
    await page.waitForURL("**/waits");
    await page.getByRole("heading", { level: 1, name: "Most waits are longer than the targets" }).waitFor();
    await page.getByText(calm).first().waitFor();
    await page.getByText("The numbers as a table").click();
    await page.getByRole("table").first().waitFor();
    await expectNoTrace(page, what);
  });
}

test("When the core stops in the middle, the page stays and its links work", async (visit) => {
  visit.allow(/unreachable|RuntimeError|wasm|core|abort/i);
  const page = await visit.open("/explain/waiting-list");
  await page.evaluate(() => {
    TextDecoder.prototype.decode = () => {
      throw new Error("broken on purpose: core");
    };
  });
  await page.getByRole("link", { name: "Next: 18 weeks" }).click();
  await page.waitForURL("**/2");
  await page.getByRole("heading", { level: 1, name: "The waiting list as 1,000 people" }).waitFor();
});

test("When the canvas stops in the middle, the pictures are SVG and everything works", async (visit) => {
  visit.allow(/broken on purpose/);
  const page = await visit.open("/explain/waiting-list");
  await canvasReady(page);
  await eventually(async () => (await page.locator("[data-painted]").count()) > 0, "A picture is painted");
  await page.evaluate(() => {
    CanvasRenderingContext2D.prototype.drawImage = () => {
      throw new Error("broken on purpose");
    };
  });
  await page.getByRole("link", { name: "Next: 18 weeks" }).click();
  await page.waitForURL("**/2");
  await eventuallyEqual(() => page.locator("[data-painted], [data-figure] > canvas").count(), 0, "Painted pictures");
  await picturesAreSvg(page);
});

test("Content that is broken gives a calm page", async (visit) => {
  visit.allow(/status of 404/);
  const page = await visit.open("/");
  const bundle = await page.evaluate(async () => (await fetch(document.documentElement.dataset.bundle)).text());
  const changed = (change) => {
    const copy = JSON.parse(bundle);
    return JSON.stringify(change(copy) ?? copy);
  };
  const broken = {
    "nothing at all": "",
    "half a file": bundle.slice(0, bundle.length / 2),
    "not JSON": "<h1>Welcome to our Wi-Fi</h1>",
    "a list": "[]",
    "a number": "7",
    "no files": "{}",
    "null": "null",
    "no survey or pack": changed((copy) => {
      if (Array.isArray(copy.files)) copy.files = [];
      else for (const key of Object.keys(copy)) delete copy[key];
    }),
    "numbers for words": bundle.replace(/"title":\s*"[^"]*"/g, '"title": 7').replace(/\\"title\\":\s*\\"[^"\\]*\\"/g, '\\"title\\": 7'),
    "deep nesting": "[".repeat(100_000),
    "bytes that are no text": Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
  };
  const faults = [];
  for (const [name, body] of Object.entries(broken)) {
    const context = await visit.browser({ webgl: false });
    await context.route(/\/bundle-[^/]*\.json$/, (route) => route.fulfill({ status: 200, contentType: "application/json", body }));
    const broken = await visit.open("/waits", { context });
    const headings = await broken.getByRole("heading", { level: 1 }).allInnerTexts();
    if (headings.join() !== "We cannot show this page right now") faults.push(`${name}: the headings are ${JSON.stringify(headings)}`);
    await expectNoTrace(broken, name).catch((error) => faults.push(error.message));
    const again = await broken.getByRole("link", { name: "Try again" }).count();
    if (again !== 1) faults.push(`${name}: no link to try again`);
    await context.close();
  }
  expectNone(faults, "Broken content");
});

test("Where the browser keeps nothing, the survey works and says what is true", async (visit) => {
  visit.allow(/IndexedDB|denied|broken on purpose|net::ERR_/i);
  const context = await visit.browser();
  await context.addInitScript(() => {
    const denied = () => {
      throw new DOMException("denied", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: denied });
    indexedDB.constructor.prototype.open = denied;
  });
  const page = await visit.open(questions.last, { context });
  await page.getByRole("textbox").fill("No room to keep this");
  await toTheListOfAnswers(page);
  await page.getByRole("button", { name: "Send my answers" }).click();
  await page.getByRole("heading", { level: 1, name: "Thank you. Your answers are in." }).waitFor();
  const reference = (await page.getByText(/^RS \w{4} \w{4}$/).textContent()).trim();
  expectEqual((await visit.site.rows()).filter((row) => row.reference === reference).length, 1, "Rows in the database");
});

test("A page that an extension has changed still works", async (visit) => {
  const page = await visit.open("/survey/icp-strategy/where_live");
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("#app *")) if (element.tagName !== "svg" && Math.random() < 0.3) element.prepend(document.createElement("font"));
    document.querySelector("#question").remove();
  });
  await page.getByRole("button", { name: "Skip this question" }).click();
  await page.waitForURL("**/describes_you");
  await page.getByRole("checkbox", { name: "Councillor", exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/biggest_unfairness");
});

test("Offline, choosing a language stays on the page and says why; nothing is lost", async (visit) => {
  visit.allow(/net::ERR_INTERNET_DISCONNECTED|Failed to load/);
  const context = await visit.browser({ webgl: false });
  const page = await visit.open(questions.text, { context });
  await page.getByRole("textbox").fill("Still here");
  await context.setOffline(true);
  const language = () => page.locator("#language > summary").click();
  await language();
  await page.getByRole("link", { name: "Polski" }).click();
  await page.locator("#language-note").getByText("We could not get this page in that language.").waitFor();
  expectEqual([new URL(page.url()).pathname, await page.getByRole("textbox").inputValue()], [questions.text, "Still here"], "Address and words");
  await context.setOffline(false);
  if (!(await page.getByRole("link", { name: "Polski" }).isVisible())) await language();
  await page.getByRole("link", { name: "Polski" }).click();
  await page.waitForURL("**/pl/survey/**");
  await page.evaluate(() => roadshow.ready);
  expectEqual(await page.getByRole("textbox").inputValue(), "Still here", "The words in Polish");
});

test("Start again clears the answers from the page, the tab and the way back, and sends nothing", async (visit) => {
  const page = await visit.open(questions.single, { webgl: false });
  let posted = 0;
  page.on("request", (request) => (posted += request.method() === "PUT" ? 1 : 0));
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.goto(questions.text);
  await page.evaluate(() => roadshow.ready);
  await page.getByRole("textbox").fill("My secret words");
  await page.getByText("Start again: clear my answers").click();
  await page.getByRole("button", { name: "Clear my answers" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  expectEqual(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage })), "{}", "What the browser keeps");
  await page.goBack();
  await page.keyboard.press("Control+z");
  for (const path of [questions.text, questions.single]) {
    await page.goto(path);
    await page.evaluate(() => roadshow.ready);
    const left = await page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll("input, textarea")].map((field) => (field.type === "radio" ? field.checked && field.id.startsWith("where") : field.value) || "")].join(" "));
    expect(!/My secret words|true/.test(left), `Nothing is left at ${path}`);
  }
  expectEqual(posted, 0, "Responses sent");
});
