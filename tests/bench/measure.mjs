// How long the stage takes to read what the browser has laid out (web/measure.ts), in ms: the heaviest screens, without and
// with four times slower CPU, each thirty times after a change. Prints; asserts nothing. Wants a quiet machine.
//   node tests/bench/measure.mjs [--site build/site]
import { parseArgs } from "node:util";
import { loadavg } from "node:os";
import { desktop, frame, launch, openStage } from "../browser/browser.mjs";
import { questions } from "../browser/places.mjs";
import { makeSite, serve } from "../browser/site.mjs";

const { values } = parseArgs({ options: { site: { type: "string" } } });
const site = await serve(values.site ?? (await makeSite()));
const browser = await launch();
const visit = browser.visit(site);

// Runs in the page: what a person does to it.
function change(times) {
  const keys = document.querySelectorAll(".icon-button:not(:disabled)");
  if (keys.length) keys[times % keys.length].click();
  else document.querySelector("#app p").toggleAttribute("data-changed");
}

console.log(`Reading the stage, ms (load ${loadavg()[0].toFixed(1)})`);
for (const [name, path] of [["ranking", questions.ranking], ["waits", "/waits"], ["explainer", "/explain/waiting-list/2"]]) {
  for (const rate of [1, 4]) {
    const page = await openStage(visit, path, { viewport: desktop, reducedMotion: "reduce" });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const found = [];
    for (let times = 0; times < 30; times++) {
      await page.evaluate(change, times);
      await frame(page);
      found.push((await page.evaluate(() => roadshow.measured())).ms);
    }
    const elements = await page.evaluate(() => document.querySelectorAll("#app *").length);
    found.sort((one, other) => one - other);
    console.log(`  ${name.padEnd(10)} ${elements} elements, ${rate}x: least ${found[0].toFixed(1)}, median ${found[15].toFixed(1)}, most ${found[29].toFixed(1)}`);
    await page.close();
  }
}
await visit.close();
await browser.close();
await site.stop();
