// On paper every screen is a clean document: no keys or bars, drawings as SVG, every table, every step of a story.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crowded, tour } from "./inspect.mjs";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";

const a4 = { width: 794, height: 1123 };

// Runs in the page: what has no use on paper, and what paper needs.
function unfit() {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0;
  for (const element of document.querySelectorAll("#app :is(button, summary, nav:not(.segmented), .skip-link, .action-bar, .back-link, .header-key, canvas)"))
    if (seen(element)) faults.push(`<${element.tagName.toLowerCase()} id="${element.id}"> has no use on paper`);
  for (const table of document.querySelectorAll("#app table"))
    if (!seen(table)) faults.push(`the table “${table.caption.textContent}” is left out`);
  for (const picture of document.querySelectorAll("#app [data-figure]:not(.hero-picture)"))
    if (![...picture.querySelectorAll("svg .marks")].some((marks) => seen(marks.closest("svg")) && getComputedStyle(marks).visibility === "visible")) faults.push(`the picture #${picture.id} is left out`);
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  if (ground !== "rgb(255, 255, 255)") faults.push(`the paper is ${ground}`);
  return faults;
}

test("Every screen prints as a clean document, also for someone who reads on a dark ground", async (visit) => {
  const page = await visit.open("/", { viewport: a4, colorScheme: "dark", webgl: false });
  const look = async () => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const found = [...(await page.evaluate(unfit)), ...(await page.evaluate(crowded))];
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    return found;
  };
  expectNone(await tour(visit, page, look), "What is wrong on paper");
}, { seconds: 240 });

test("A printed story has all its steps, and on the screen nobody is told them twice", async (visit) => {
  const page = await visit.open("/explain/waiting-list/2", { webgl: false });
  const steps = page.locator(".print-only li");
  expectEqual(await steps.count(), await page.locator(".stepper li").count(), "Steps for paper");
  expectEqual(await steps.first().isVisible(), false, "Whether the steps for paper show on the screen");
  const folder = await mkdtemp(join(tmpdir(), "roadshow-print-"));
  try {
    const file = join(folder, "page.pdf");
    await writeFile(file, await page.pdf({ format: "A4", printBackground: true }));
    const text = (await promisify(execFile)("pdftotext", [file, "-"])).stdout.replace(/\s+/g, " ");
    for (const words of await steps.allTextContents()) expect(text.includes(words.replace(/\s+/g, " ").trim().slice(0, 40)), `“${words}” is not on paper`);
    expect(text.includes("How long people had waited"), "The table is not on paper");
    expect(!text.includes("Text size"), "The keys are on paper");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
