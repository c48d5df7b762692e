// On paper every screen is a clean document: no keys or bars, drawings as SVG, every table.
import { crowded, tour } from "./inspect.mjs";
import { expectNone, test } from "./runner.mjs";

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
