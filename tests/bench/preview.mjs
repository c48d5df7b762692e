// How long it takes from a saved file to the new words in an open page of `roadshow preview`: median of ten.
//   node tests/bench/preview.mjs [--content FOLDER] [--runs 10]
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../browser/browser.mjs";
import { preview, project } from "../browser/site.mjs";

const { values: options } = parseArgs({ options: { content: { type: "string", default: join(project, "content") }, runs: { type: "string", default: "10" } } });
const folder = await mkdtemp(join(tmpdir(), "roadshow-preview-bench-"));
const content = join(folder, "content");
await cp(options.content, content, { recursive: true });
const file = join(content, "staffordshire-stoke/pack.json");
const pack = JSON.parse(await readFile(file, "utf8"));
const site = await preview(content);
const chrome = await launch();
const visit = chrome.visit(site);
const page = await visit.open("/waits", { webgl: false });

const times = [];
for (let run = 0; run < Number(options.runs); run++) {
  pack.waits.title = `Most waits are too long, as said ${run + 1} times`;
  const start = Date.now();
  await writeFile(file, JSON.stringify(pack, null, 2));
  for (;;) {
    const shown = await page.evaluate(() => document.querySelector("h1")?.textContent).catch(() => "");
    if (shown === pack.waits.title) break;
  }
  times.push(Date.now() - start);
  await page.evaluate(() => globalThis.roadshow?.ready).catch(() => undefined);
}
const sorted = [...times].sort((one, other) => one - other);
console.log(`\nFrom a saved file to the new words on the screen: median of ${times.length}`);
console.log(`  ${sorted[Math.floor(sorted.length / 2)]} ms (${sorted[0]} to ${sorted.at(-1)} ms); goal <= 1000`);
await visit.close();
await chrome.close();
await site.stop();
await rm(folder, { recursive: true, force: true });
