// The tests in a real browser, on the real site, server and store.
//   node tests/browser/run.mjs [--only TEXT] [--site FOLDER] [--lanes N] [--list] [--write]
// Without --site, the site is made from what stands in build/. --write writes the golden files anew. One line a test; the
// last line is "N passed, N failed".
import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch, NotQuiet } from "./browser.mjs";
import { all, Checked, settings } from "./runner.mjs";
import { makeSite, serve } from "./site.mjs";

const { values: options } = parseArgs({
  options: { only: { type: "string" }, site: { type: "string" }, lanes: { type: "string", default: "2" }, list: { type: "boolean" },
    write: { type: "boolean", default: false } },
});

settings.write = options.write;
const here = new URL(".", import.meta.url);
for (const file of (await readdir(here)).filter((name) => name.endsWith(".test.mjs")).sort()) await import(new URL(file, here));

const wanted = all.filter(({ name }) => name.toLowerCase().includes((options.only ?? "").toLowerCase()));
if (options.list) {
  for (const { name } of wanted) console.log(name);
  process.exit(0);
}

// Runs one test; the words of what went wrong, or nothing.
async function attempt({ body, seconds }, browser, site) {
  const visit = browser.visit(site);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Checked(`It took more than ${seconds} seconds.`)), seconds * 1000);
  });
  const run = (async () => {
    await body(visit);
    await visit.checkQuiet();
  })();
  try {
    await Promise.race([run, late]);
  } catch (error) {
    const words = error instanceof Checked ? error.message : (error.stack ?? String(error));
    const said = error instanceof NotQuiet ? [] : visit.troubles;
    return [words, ...said.slice(0, 5).map((trouble) => `The page said: ${trouble}`)].join("\n");
  } finally {
    clearTimeout(timer);
    run.catch(() => undefined); // after the time is up
    await visit.close();
  }
  return undefined;
}

// What a test began and did not wait for ends with its browser.
process.on("unhandledRejection", (error) => {
  if (!/closed|disposed/i.test(error?.message)) throw error;
});

const site = await serve(options.site ?? (await makeSite()));
const browser = await launch();
const started = Date.now();
let passed = 0;
let failed = 0;
const queue = [...wanted];
async function lane() {
  for (let next; (next = queue.shift()); ) {
    const start = Date.now();
    const trouble = await attempt(next, browser, site);
    const time = `${((Date.now() - start) / 1000).toFixed(1)} s`;
    if (trouble) failed++;
    else passed++;
    console.log(`${trouble ? "FAILED" : "ok    "} ${next.name} (${time})`);
    if (trouble) console.log(trouble.replace(/^/gm, "         "));
  }
}
try {
  await Promise.all(Array.from({ length: Number(options.lanes) }, lane));
} finally {
  await browser.close();
  await site.stop();
}
console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
