// roadshow preview, as somebody who writes content sees it: the editor saves a file, the browser shows it.
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canvasReady, go, onStage } from "./browser.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { preview, project } from "./site.mjs";

const axe = await readFile(`${project}node_modules/axe-core/axe.min.js`, "utf8");
const pack = "staffordshire-stoke";

// A copy of the content, and the preview of it.
async function atTheDesk(visit, use) {
  const shared = visit.site;
  const folder = await mkdtemp(join(tmpdir(), "roadshow-desk-"));
  const content = join(folder, "content");
  await cp(join(project, "content"), content, { recursive: true });
  const file = (name) => join(content, pack, name);
  const desk = {
    text: (name) => readFile(file(name), "utf8"),
    // As editors do: a new file takes the old one's name.
    async save(name, text) {
      await writeFile(`${file(name)}.new`, text);
      await rename(`${file(name)}.new`, file(name));
    },
    async change(name, from, to) {
      const text = await desk.text(name);
      expect(text.includes(from), `${name} no longer holds ${from}: this test needs a new example.`);
      await desk.save(name, text.replace(from, () => to));
    },
    stop: () => visit.site.stop(),
  };
  try {
    visit.site = await preview(content, pack);
    await use(desk).finally(() => visit.close()).finally(() => visit.site.stop());
  } finally {
    visit.site = shared;
    await rm(folder, { recursive: true, force: true });
  }
}

const shows = (page, words) => eventually(() => page.evaluate((text) => document.getElementById("app")?.innerText.includes(text), words).catch(() => false),
  `The page shows "${words}"`);
const alert = (page) => page.locator("#preview-alert");

test("A file that is saved shows in the open page: same address, same place, same focus, same answers", (visit) => atTheDesk(visit, async (desk) => {
  const page = await visit.open("/waits", { viewport: { width: 390, height: 600 }, webgl: false });
  await page.getByText("Answers that you give here are not kept.").waitFor();
  const details = page.locator("#app details[id]:not(.header-key)").last();
  if (await details.count()) await details.evaluate((node) => (node.open = true));
  const focused = await page.locator("#app main a[id]").last().evaluate((link) => (link.focus(), link.id));
  await page.evaluate(() => scrollTo(0, 500));
  await eventuallyEqual(() => page.evaluate(() => scrollY), 500, "How far the page is scrolled");
  const started = Date.now();
  await desk.change("pack.json", "Most waits are longer than the targets", "Most waits are too long");
  await shows(page, "Most waits are too long");
  console.log(`       from saved to shown: ${Date.now() - started} ms`);
  await page.evaluate(() => roadshow.ready);
  await eventuallyEqual(() => page.evaluate(() => [location.pathname, scrollY, document.activeElement.id]), ["/waits", 500, focused], "Where the page is");
  if (await details.count()) await eventuallyEqual(() => details.evaluate((node) => node.open), true, "What was unfolded is");

  await go(page, "/survey/icp-strategy");
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("radio", { name: "Stoke-on-Trent", exact: true }).check();
  const address = page.url();
  await desk.change("surveys/icp-strategy.json", '"label": "Stoke-on-Trent"', '"label": "The city of Stoke"');
  await shows(page, "The city of Stoke");
  await page.evaluate(() => roadshow.ready);
  expectEqual(page.url(), address, "The address");
  await eventuallyEqual(() => page.getByRole("radio", { name: "The city of Stoke" }).isChecked(), true, "The answer is chosen");
}));

test("A mistake is shown over the page with its place, and the last good page can still be used", (visit) => atTheDesk(visit, async (desk) => {
  const page = await visit.open("/", { webgl: false });
  const good = await desk.text("measures.json");
  for (const [slip, says] of [[good.replace('"people"', '"peple"'), /line \d+, column \d+ \(\/measures\/0\/unit/], [good.slice(0, 400), /line \d+/], ["", /measures\.json/]]) {
    await desk.save("measures.json", slip);
    await alert(page).getByText("to mend").waitFor();
    expectEqual(await alert(page).getAttribute("role"), "alert", "The role of the list of mistakes");
    await eventually(async () => says.test(await alert(page).innerText()) && (await alert(page).innerText()).includes("measures.json"), `The list of mistakes names ${says}`);
    await page.getByRole("button", { name: "Close", exact: true }).focus();
    await page.keyboard.press("Escape");
    await alert(page).getByText("to mend").waitFor({ state: "detached" });
  }
  await desk.save("measures.json", good.replace('"people"', '"peple"'));
  await alert(page).getByText("to mend").waitFor();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  expectNone(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)), "What axe finds");
  await page.getByRole("link", { name: /^Check waiting times/ }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Most waits are longer than the targets" }).waitFor();
  await go(page, "/ur/waits"); // a page that is opened now is told as well
  await alert(page).getByText("to mend").waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).press("Enter");
  await alert(page).getByText("to mend").waitFor({ state: "detached" });
  await desk.save("measures.json", good);
  await eventually(() => page.evaluate(() => document.querySelector("#preview-alert:empty") !== null).catch(() => false), "Nothing is left to mend");
}));

test("The stage is shown anew as well, in the same layout", (visit) => atTheDesk(visit, async (desk) => {
  const page = await visit.open("/waits?layout=stage");
  await canvasReady(page);
  await onStage(page);
  await desk.change("pack.json", "Most waits are longer than the targets", "Most waits are too long");
  await eventually(() => page.evaluate(() => document.querySelector("h1")?.textContent === "Most waits are too long").catch(() => false), "The heading is the new one");
  await canvasReady(page);
  await onStage(page);
}));

test("A published site has nothing of the preview", async (visit) => {
  const page = await visit.open("/", { webgl: false });
  expectEqual(await page.locator("[id^=preview], [data-preview], script[src*=preview]").count(), 0, "What is of the preview");
  for (const path of ["/preview/preview.js", "/preview/changes", "/preview", "/edit"]) {
    expectEqual((await page.request.get(path)).status(), 404, `The status of ${path}`);
  }
});
