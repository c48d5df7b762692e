// What a page loads stays within assets/budgets.json. Bytes as sent: the brotli twins that the build wrote.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, expectNone, test } from "./runner.mjs";
import { project } from "./site.mjs";

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

async function site(folder) {
  const budgets = JSON.parse(await readFile(join(project, "assets/budgets.json"), "utf8"));
  const sent = async (path) => (await stat(join(folder, `${path}.br`)).catch(() => stat(join(folder, path)))).size;
  const assets = (await readdir(join(folder, "assets"))).filter((name) => !/\.(br|gz)$/.test(name));
  const plain = (name) => name.replace(/-[0-9a-f]{10}(?=\.)/, "");
  const find = (name) => `assets/${assets.find((one) => plain(one) === name)}`;
  const pages = (await readdir(folder, { recursive: true })).filter((path) => /(^|\/)(index|404)\.html$/.test(path));
  return { budgets, sent, assets, plain, find, pages };
}

test("No file that a page loads is larger than its budget", async (visit) => {
  const { budgets, sent, assets, plain } = await site(visit.site.folder);
  const faults = [];
  for (const name of assets) {
    const budget = budgets.files[plain(name)];
    const size = await sent(`assets/${name}`);
    if (budget === undefined) faults.push(`${plain(name)} (${kB(size)}) has no budget.`);
    else if (size > budget) faults.push(`${plain(name)}: ${size} bytes, ${budget} at most.`);
  }
  for (const name of Object.keys(budgets.files))
    if (!assets.some((one) => plain(one) === name)) faults.push(`${name} has a budget and is not there.`);
  expectNone(faults, "Files over their budget. A larger budget is a commit of its own, which says why (CONTRIBUTING.md)");
});

test("No page needs more than its budget before it can be read, and before every control works", async (visit) => {
  const { budgets, sent, find, pages } = await site(visit.site.folder);
  expect(pages.length > 20, `There are pages: ${pages.length}`);
  const listen = await sent(find("listen.js"));
  const faults = [];
  let largest = 0;
  for (const page of pages) {
    const html = await readFile(join(visit.site.folder, page), "utf8");
    const first = await sent(page);
    // Everything of ours that the document names for the program; fonts and the canvas come when all is quiet.
    const named = new Set([...html.matchAll(/\/(assets\/(?:core|bundle|boot|icon)[\w-]*\.\w+)/g)].map(([, path]) => path));
    expect([...named].some((path) => path.endsWith(".wasm")), `${page} names the program`);
    let controls = first + listen;
    for (const path of named) controls += await sent(path);
    largest = Math.max(largest, controls);
    if (first > budgets.firstPage) faults.push(`${page} can be read after ${first} bytes, ${budgets.firstPage} at most.`);
    if (controls > budgets.everyControl) faults.push(`${page} works after ${controls} bytes, ${budgets.everyControl} at most.`);
  }
  expectNone(faults, "Pages over their budget");
  expect(largest > budgets.everyControl * 0.96, `A budget is near to what is there: ${kB(largest)} of ${kB(budgets.everyControl)}`);
});

test("Everything in one language, with pictures, canvas and fonts, stays within its budget", async (visit) => {
  const { budgets, sent, assets, plain, pages } = await site(visit.site.folder);
  const others = /^(bundle-|arabic|gurmukhi)/; // of other languages
  let everything = Math.max(...(await Promise.all(pages.map(sent))));
  for (const name of assets) if (!others.test(plain(name))) everything += await sent(`assets/${name}`);
  expect(everything <= budgets.everything, `Everything is ${everything} bytes, ${budgets.everything} at most.`);
});
