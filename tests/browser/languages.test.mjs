// Other languages: a whole visit in Urdu that ends in the store, mirrored, in its own letters; the menu of languages; and
// the text that has no translation yet.
import { desktop, go, phone } from "./browser.mjs";
import { openHeader } from "./inspect.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { survey, withoutTranslationOf } from "./site.mjs";

const names = { en: "English", ur: "اردو", pa: "ਪੰਜਾਬੀ", pl: "Polski" };
const heading = (page) => page.getByRole("heading", { level: 1 });

// Through the menu, as a person goes.
async function goToLanguage(page, code) {
  await openHeader(page);
  await page.locator("details#language > summary").click();
  await page.getByRole("link", { name: names[code], exact: true }).click();
  await page.waitForURL(code === "en" ? /^(?!.*\/(ur|pa|pl)\/)/ : new RegExp(`/${code}/`));
  await page.evaluate(() => globalThis.roadshow.ready);
}

test("A visit in Urdu: first screen, explainer, survey, and a stored answer in that language", async (visit) => {
  const page = await visit.open("/", { viewport: phone, webgl: false });
  await goToLanguage(page, "ur");
  expectEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["ur", "rtl"], "The document says its language");
  await page.getByRole("link", { name: /منصوبے کو سمجھیں/ }).click();
  await page.getByRole("link", { name: /انتظار کی فہرست/ }).click();
  await page.waitForURL("**/ur/explain/waiting-list");
  await page.getByRole("link", { name: "آگے: 18 ہفتے" }).click();
  await page.waitForURL("**/ur/explain/waiting-list/2");
  await page.getByText("18 ہفتے یا اس سے کم عرصے سے منتظر تھے۔").first().waitFor();
  await page.goBack();
  await page.waitForURL("**/ur/explain/waiting-list");
  await page.getByRole("link", { name: "Roadshow" }).click();
  await page.waitForURL("**/ur/");

  await page.getByRole("link", { name: /اپنی رائے دیں/ }).click();
  await page.getByRole("button", { name: "شروع کریں" }).click();
  await page.getByRole("radio", { name: "سٹوک آن ٹرینٹ", exact: true }).check();
  // Another language in the middle: the answers come along, and so they do on the way back.
  await goToLanguage(page, "pa");
  expect(page.url().endsWith(`/pa/survey/${survey}/where_live`), `The same question, not ${page.url()}`);
  await eventually(() => page.getByRole("radio", { name: "ਸਟੋਕ-ਔਨ-ਟਰੈਂਟ", exact: true }).isChecked(), "The answer came along");
  await goToLanguage(page, "ur");
  await page.getByRole("button", { name: "آگے بڑھیں" }).click();
  // Every question and what is kept apart can be skipped.
  const skip = page.locator("#skip-above:visible, #skip:visible, #skip-all:visible").last();
  const check = page.getByRole("heading", { level: 1, name: "اپنے جوابات دیکھ لیں" });
  while (!(await check.isVisible())) {
    const before = page.url();
    await skip.click();
    await page.waitForURL((url) => url.href !== before);
  }
  await page.getByRole("button", { name: "میرے جوابات بھیجیں" }).click();
  await page.getByRole("heading", { level: 1, name: "شکریہ۔ آپ کے جوابات مل گئے ہیں۔" }).waitFor();
  const reference = (await page.locator("#reference").innerText()).trim();
  const row = await eventually(async () => (await visit.site.rows()).find((row) => row.reference === reference), `The row of ${reference} in the store`);
  expectEqual([row.language, row.where_live, row.survey], ["ur", "stoke_on_trent", survey], "What is stored");
}, { seconds: 300 });

test("Pages in every language fit the screen, say their languages, and are alike but for the side they start at", async (visit) => {
  const faults = [];
  for (const viewport of [{ width: 320, height: 640 }, phone, desktop]) {
    const page = await visit.open("/ur/", { viewport, webgl: false });
    for (const code of ["ur", "pa", "pl"]) {
      for (const path of ["/", "/explain/waiting-list/3", `/survey/${survey}`, `/survey/${survey}/life_stage`, "/waits", "/waits/planned-18-weeks"]) {
        await go(page, `/${code}${path}`);
        const seen = await page.evaluate(() => {
          const box = document.querySelector("h1").getBoundingClientRect();
          const root = document.documentElement;
          return {
            over: root.scrollWidth - root.clientWidth,
            left: box.left, right: root.clientWidth - box.right,
            align: getComputedStyle(document.querySelector("h1")).direction,
            canonical: document.querySelector("link[rel=canonical]").getAttribute("href"),
            languages: [...document.querySelectorAll("link[rel=alternate]")].map((link) => link.hreflang).join(" "),
          };
        });
        const where = `/${code}${path} at ${viewport.width}`;
        if (seen.over > 0) faults.push(`${where} is ${seen.over} px too wide`);
        if (seen.align !== (code === "ur" ? "rtl" : "ltr")) faults.push(`${where} runs ${seen.align}`);
        if (seen.canonical !== `/${code}${path}`) faults.push(`${where} calls itself ${seen.canonical}`);
        if (seen.languages !== "en ur pa pl x-default") faults.push(`${where} names ${seen.languages}`);
      }
    }
    await page.context().close();
  }
  expectNone(faults, "Pages in other languages");
}, { seconds: 300 });

test("Urdu is the mirror of English: keys, steps, progress and pictures start at the right", async (visit) => {
  const context = await visit.browser({ viewport: desktop, webgl: false });
  const measure = async (path, pick) => {
    const page = await visit.open(path, { context });
    const found = await page.evaluate(pick);
    await page.close();
    return found;
  };
  const steps = () => [...document.querySelectorAll(".stepper ol a")].map((stop) => stop.getBoundingClientRect().left);
  const rising = (list) => list.every((value, i) => i === 0 || value > list[i - 1]);
  const english = await measure("/explain/waiting-list/2", steps);
  const urdu = await measure("/ur/explain/waiting-list/2", steps);
  expect(english.length === 5 && rising(english), `English steps from the left: ${english}`);
  expect(urdu.length === 5 && rising(urdu.reverse()), `Urdu steps from the right: ${urdu}`);
  const side = () => {
    const label = [...document.querySelectorAll("#dot-field svg.wide .labels text")].find((text) => text.textContent.trim() === "577");
    const frame = document.querySelector("#dot-field").getBoundingClientRect();
    const box = label.getBoundingClientRect();
    return Math.round(((box.left + box.right) / 2 - frame.left) / frame.width * 100);
  };
  expect((await measure("/explain/waiting-list/2", side)) < 50, "577 stands at the left in English");
  expect((await measure("/ur/explain/waiting-list/2", side)) > 50, "577 stands at the right in Urdu");
  const done = () => {
    const done = document.querySelector(".segments .done").getBoundingClientRect();
    const ahead = document.querySelector(".segments .ahead").getBoundingClientRect();
    return done.left < ahead.left;
  };
  expectEqual(await measure(`/survey/${survey}/life_stage`, done), true, "Progress runs to the right in English");
  expectEqual(await measure(`/ur/survey/${survey}/life_stage`, done), false, "Progress runs to the left in Urdu");
}, { seconds: 180 });

test("Letters of other scripts are loaded only on pages that are written in them", async (visit) => {
  const faults = [];
  for (const [path, expected] of [["/", ""], ["/pl/", ""], ["/ur/", "arabic"], ["/pa/", "gurmukhi"]]) {
    const context = await visit.browser({ viewport: phone, webgl: false });
    const asked = [];
    context.on("request", (request) => asked.push(request.url()));
    const page = await visit.open(path, { context });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const fonts = asked.filter((url) => /(arabic|gurmukhi)-\d/.test(url)).map((url) => url.match(/(arabic|gurmukhi)-/)[1]);
    if ([...new Set(fonts)].join() !== expected) faults.push(`${path} loads ${fonts.join() || "none"}`);
    const bundles = asked.filter((url) => /bundle/.test(url)).map((url) => url.match(/bundle(-[a-z]{2})?-/)[1] ?? "");
    if ([...new Set(bundles)].join() !== (path === "/" ? "" : `-${path.slice(1, 3)}`)) faults.push(`${path} loads the content ${bundles}`);
    if (expected && asked.some((url) => /canvas/.test(url))) faults.push(`${path} loads the canvas`);
    await context.close();
  }
  expectNone(faults, "What pages load");
}, { seconds: 180 });

test("Words that have no translation say that they are English, and a language that is not there is not found", async (visit) => {
  visit.allow(/Failed to load resource.*404/);
  await withoutTranslationOf(visit, "privacy", async () => {
    const page = await visit.open("/ur/privacy", { viewport: phone, webgl: false });
    const english = heading(page);
    expectEqual([await english.getAttribute("lang"), await english.getAttribute("dir")], ["en", "ltr"], "The heading in English");
    const left = await page.evaluate(() => `${document.title} ${document.body.innerHTML}`.match(/.{0,80}[\u2066-\u2069].{0,80}/s)?.[0] ?? "");
    expectEqual(left, "", "Marks that are left");
    await page.getByText("یہ ترجمہ مشین نے کیا ہے۔").waitFor();
    const answer = await page.goto("/xx/privacy");
    expectEqual(answer.status(), 404, "A language that is not there");
    await eventuallyEqual(() => heading(page).innerText(), "Page not found", "The page says so");
  });
}, { seconds: 120 });
