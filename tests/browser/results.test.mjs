// The results as people see them, and the screen of analysts, on the real service.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { onStage } from "./browser.mjs";
import { compareWithGolden } from "./golden.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { project, serve, survey } from "./site.mjs";
import { differences, tree } from "./tree.mjs";

const run = promisify(execFile);
const roadshow = `${project}build/native/roadshow`;

// A service of its own, since what others answer would change what is published. `count` people have answered.
async function withAnswers(visit, count, use) {
  const site = await serve(visit.site.folder);
  const shared = visit.site;
  visit.site = site;
  try {
    // The noise in the counts comes from a secret of the store: here always the same one, so that pages can be compared.
    await run("sqlite3", [site.store, `.timeout 10000`, `insert or replace into entry values('secret', 'records', '${"5".repeat(64)}')`]);
    const { stdout } = await run(roadshow, ["sample", "--site", site.folder, "--survey", survey, "--count", String(count)], { maxBuffer: 1 << 26 });
    for (const body of stdout.trim().split("\n")) {
      const answer = await fetch(`${site.address}/v1/responses/${JSON.parse(body).id}`, {
        method: "PUT", headers: { "content-type": "application/json" }, body });
      expectEqual(answer.status, 201, "A sample is stored");
    }
    // The service counts once a minute at most; the command line publishes what is due at once.
    await run(roadshow, ["results", "--site", site.folder, "--store", site.store, "--survey", survey]);
    await use(site);
  } finally {
    await visit.close(); // nothing of this service is asked for when it is gone
    visit.site = shared;
    await site.stop();
  }
}

test("Results: few answers are not shown, many are, and no small group is", async (visit) => {
  await withAnswers(visit, 8, async () => {
    const page = await visit.open(`/results/${survey}`, { webgl: false });
    await page.getByText(/Fewer than 16 people have answered so far|have not been counted yet/).waitFor();
  });
  await withAnswers(visit, 120, async (site) => {
    const page = await visit.open(`/results/${survey}`, { webgl: false });
    await page.getByText("so that nobody can be picked out").waitFor();
    await page.getByText(/About 1[123]\d people had answered/).waitFor();
    const results = await (await fetch(`${site.address}/v1/surveys/${survey}/results.json`)).json();
    for (const question of results.questions) {
      for (const { count, hidden } of question.options) {
        expect(hidden || (count >= 10 && count % 5 === 0), `${question.code}: ${count} is hidden, or rounded and not small`);
      }
    }
    const printed = await run(roadshow, ["results", "--site", site.folder, "--store", site.store, "--survey", survey]);
    expectEqual(JSON.parse(printed.stdout), results, "What the command line prints");
    await page.getByRole("radio", { name: "Table", exact: true }).click();
    await page.getByRole("table", { name: "Which stage of life matters most to you now?", exact: true }).waitFor();
  });
}, { seconds: 180 });

test("Tree of the results: the same on the page and on the stage, and as reviewed", async (visit) => {
  await withAnswers(visit, 120, async () => {
    const page = await visit.open(`/results/${survey}`, { reducedMotion: "reduce" });
    await page.getByText(/About 1[123]\d people had answered/).waitFor();
    const lines = async () => (await tree(page)).filter((line) => !/(Full screen|Page view)/.test(line))
      .map((line) => line.replace(/Published on [^.]*\./, "Published on (a day)."));
    const flow = await lines();
    await page.getByRole("button", { name: "Full screen" }).click();
    await onStage(page);
    expectNone(differences(flow, await lines()), "What differs (- page, + stage)");
    await compareWithGolden("trees/results.txt", flow);
  });
}, { seconds: 120 });

test("Results: without a connection the page says so, and tries again", async (visit) => {
  visit.allow(/net::ERR_INTERNET_DISCONNECTED/);
  const context = await visit.browser({ webgl: false });
  const page = await visit.open("/", { context });
  await page.evaluate(() => roadshow.canvasReady);
  await context.setOffline(true);
  await page.evaluate((path) => {
    const link = document.querySelector("#skip-link ~ * a[href='/sources'], a[href='/sources']");
    link.setAttribute("href", path);
    link.click();
  }, `/results/${survey}`);
  await page.getByText("We could not get this. Your connection may be lost.").waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await eventually(async () => (await page.getByText(/have answered so far|had answered|not been counted/).count()) > 0, "The results come");
});

test("Analysts: a token opens what people wrote; what is marked stands among the results", async (visit) => {
  await withAnswers(visit, 40, async (site) => {
    visit.allow(/status of 401/);
    const token = (await run(roadshow, ["token", "add", "--store", site.store, "--role", "analyst", "--name", "Test"])).stdout.trim();
    const page = await visit.open(`/staff/${survey}`, { webgl: false });
    await page.getByLabel("Access code").fill("roadshow_wrong");
    await page.getByRole("button", { name: "Show the answers" }).click();
    await page.getByText("This access code is not known").first().waitFor();
    await page.getByLabel("Access code").fill(token);
    await page.getByRole("button", { name: "Show the answers" }).click();
    await page.getByText(/\d+ answers in words/).waitFor();
    const words = await page.locator("#main li p.body").first().innerText();
    await page.getByRole("textbox", { name: /^Tags/ }).first().fill("buses, rural");
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Save 1", exact: true }).click();
    await page.getByText("Saved.", { exact: true }).first().waitFor();
    const quotes = async () => {
      const results = await (await fetch(`${site.address}/v1/surveys/${survey}/results.json`)).json();
      return results.questions.flatMap((question) => question.quotes ?? []).map((quote) => quote.replace(/\s+/g, " "));
    };
    await eventuallyEqual(quotes, [words.replace(/\s+/g, " ")], "The words among the results");
    await page.getByRole("button", { name: "Leave" }).click();
    expectEqual(await page.getByLabel("Access code").inputValue(), "", "The token, after leaving");
  });
}, { seconds: 180 });
