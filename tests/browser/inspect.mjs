// What a page can be asked by measuring it: axe-core, words that are cut off or crowded, contrast of what is drawn.
import { readFile } from "node:fs/promises";
import { frame } from "./browser.mjs";
import { questions, toContact, toTheListOfAnswers } from "./places.mjs";
import { Checked } from "./runner.mjs";
import { project } from "./site.mjs";

const axe = await readFile(`${project}node_modules/axe-core/axe.min.js`, "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// What axe-core finds against WCAG 2.2 AA.
export async function violations(page, { stage = false } = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(({ tags, rules }) => axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }),
    // On the stage the elements are transparent over their drawn twins, whose contrast a unit test of the theme checks.
    { tags, rules: stage ? { "color-contrast": { enabled: false } } : {} });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id} at ${target.join(" ")}: ${failureSummary.split("\n").slice(1).map((line) => line.trim()).join(" ")}`));
}

// To another page of the site within the running program, as the browser's own back and forward do: much quicker than
// to load it.
export async function walk(page, path) {
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
    scrollTo(0, 0);
  }, path);
  if (!(await page.locator("h1").count())) throw new Checked(`There is no heading at ${path}.`);
}

// On a phone the keys of the header are behind one key.
export async function openHeader(page) {
  const menu = page.locator("#menu > summary");
  if ((await menu.isVisible()) && !(await menu.evaluate((summary) => summary.parentElement.open))) await menu.click();
}
export async function pressTextSize(page) {
  await openHeader(page);
  await page.locator("#text-size-menu > summary").click();
}

// Screens that are not a place of their own: what is opened, chosen, wrong or sent.
export const states = [
  ["waiting times with the table open", "/waits", (page) => page.getByText("The numbers as a table").click()],
  ["question with an error", questions.single, (page) => page.getByRole("button", { name: "Continue" }).click()],
  ["contact details with an error", questions.last, async (page) => {
    await toContact(page);
    await page.getByRole("textbox", { name: "Phone number" }).fill("12");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  }],
  ["taking answers back, with an error", "/withdraw", (page) => page.getByRole("button", { name: "Delete my answers" }).click()],
  ["list of answers", questions.last, toTheListOfAnswers],
  ["confirmation", questions.last, async (page) => {
    await toTheListOfAnswers(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText(/^RS \w{4} \w{4}$/).waitFor();
  }],
  ["explainer as a table", "/explain/waiting-list", (page) => page.getByRole("radio", { name: "Table", exact: true }).click()],
  ["home with the menu of text sizes", "/", (page) => pressTextSize(page)],
];

// What `look` finds on every page of the site, and in every state, one after the other in the same window. What is found on
// many pages is said once.
export async function tour(visit, page, look) {
  const places = new Map();
  const note = async (kind) => {
    for (const fault of await look(page)) places.set(fault, [...(places.get(fault) ?? []), kind]);
  };
  for (const path of await visit.site.pages()) {
    await walk(page, path);
    await note(path);
  }
  for (const [kind, path, act] of states) {
    await walk(page, path);
    await act(page);
    await frame(page);
    await note(kind);
  }
  // As before, for the next tour.
  await walk(page, questions.last.replace(/[^/]+$/, "done"));
  await page.getByRole("button", { name: "Finish" }).click();
  await pressTextSize(page);
  await walk(page, "/explain/waiting-list");
  await page.getByRole("radio", { name: "Picture", exact: true }).click();
  return saidOnce(places);
}

export const saidOnce = (places) => [...places].map(([fault, kinds]) => `${kinds[0]}${kinds.length > 1 ? ` and ${kinds.length - 1} more` : ""}: ${fault}`);

// Runs in the page: what is wider than the window, cut off, or lies on something else.
export function crowded() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const [widest] = [...document.querySelectorAll("#app *")].map((element) => [element, element.getBoundingClientRect().right])
      .sort(([, one], [, other]) => other - one).map(([element]) => element);
    faults.push(`scrolls sideways: ${root.scrollWidth} px in a window of ${root.clientWidth}; <${widest.tagName.toLowerCase()} id="${widest.id}" class="${widest.getAttribute("class") ?? ""}"> reaches furthest`);
  }
  const name = (element) => `“${(element.textContent || element.id).trim().slice(0, 40)}”`;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
  const controls = [...document.querySelectorAll("#app :is(a, button, summary, textarea, [id$='-row'])")].filter((element) => visible(element) && !element.matches(".skip-link"));
  for (const control of controls) {
    if (getComputedStyle(control).display === "inline") continue;
    const box = control.getBoundingClientRect();
    const words = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode()); ) {
      if (!text.data.trim() || !visible(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const letters = range.getBoundingClientRect();
      if (!letters.width || getComputedStyle(text.parentElement).clipPath !== "none") continue;
      if (letters.left < box.left - 1 || letters.right > box.right + 1 || letters.top < box.top - 1 || letters.bottom > box.bottom + 1)
        faults.push(`the words “${text.data.trim().slice(0, 40)}” leave their ${control.tagName.toLowerCase()}${control.id ? " #" + control.id : ""}`);
    }
  }
  // An open menu and a bar that stays in the window lie over the page on purpose.
  const floating = (element) => {
    for (let around = element; around && around.id !== "app"; around = around.parentElement)
      if (["absolute", "fixed", "sticky"].includes(getComputedStyle(around).position)) return around;
    return null;
  };
  for (const [index, one] of controls.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one) || floating(one) !== floating(other)) continue;
      const b = other.getBoundingClientRect();
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
        faults.push(`${name(one)} lies on ${name(other)}`);
    }
  }
  const clipped = (element) => element && (getComputedStyle(element).clipPath !== "none" || clipped(element.parentElement)); // only for screen readers
  // A column is too narrow when short words and figures break within. (A table of figures may: its columns are what it is for.)
  const texts = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    if (!visible(text.parentElement) || text.parentElement.closest("svg, td, th") || clipped(text.parentElement)) continue;
    for (const { index, 0: word } of text.data.matchAll(/(?<!\p{L})\p{L}{2,9}(?!\p{L})|\d[\d,.]{0,6}\d%?/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size > 1) faults.push(`“${word}” is broken`);
    }
  }
  const pictures = [...document.querySelectorAll("[data-figure]")].filter((picture) => visible(picture) && !picture.closest("a") && !picture.matches(".hero-picture"));
  const words = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  for (let text; (text = words.nextNode()); ) {
    const around = text.parentElement;
    if (!text.data.trim() || !visible(around) || around.closest("svg, legend") || floating(around) || getComputedStyle(around).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const a = range.getBoundingClientRect();
    for (const picture of pictures) {
      const b = picture.getBoundingClientRect();
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 12)
        faults.push(`the words “${text.data.trim().slice(0, 40)}” lie on the picture #${picture.id}`);
    }
  }
  for (const element of document.querySelectorAll("#app :is(p, h1, h2, h3, li, label, span, strong, td, th, dt, dd)")) {
    if (!visible(element) || element.closest(".visually-hidden, .icon, legend")) continue;
    const style = getComputedStyle(element);
    if (style.overflow !== "visible" && style.clipPath === "none" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
      faults.push(`the words ${name(element)} are cut off`);
  }
  return [...new Set(faults)];
}

// The styles of WCAG 2.2, 1.4.12. They come from outside the page, past its content security policy.
const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
export const space = (page, on = true) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}, on ? spacing : "");

// Runs in the page: drawn words and marks that are too faint on their ground (WCAG 1.4.3 and 1.4.11). Marks that only give
// context are dimmed on purpose and always labelled, and illustrations are decoration.
export function faint() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [a, b] = [one, other].map((colour) => luminance(channels(colour)) + 0.05);
    return Math.max(a, b) / Math.min(a, b);
  };
  const groundOf = (element) => {
    for (let around = element; around; around = around.parentElement) {
      const colour = getComputedStyle(around).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const context = /-(dim-(blue|grey|orange)|border|track|wash|orange-wash|white)$/;
  const faults = new Set();
  for (const svg of document.querySelectorAll("#app svg")) {
    if (!svg.checkVisibility({ visibilityProperty: true }) || svg.closest(".hero-picture, .card-picture, .brand, :disabled")) continue;
    const ground = groundOf(svg);
    for (const mark of svg.querySelectorAll("text, [class^='fill-'], [class^='line-']")) {
      const name = mark.getAttribute("class") ?? "";
      if (context.test(name) || mark.closest("pattern")) continue;
      const style = getComputedStyle(mark);
      const words = mark.tagName === "text";
      const ratio = contrast(words || name.startsWith("fill-") ? style.fill : style.stroke, ground);
      if (ratio < (words ? 4.5 : 3)) faults.add(`${name} of ${svg.parentElement.id || svg.parentElement.parentElement.className || svg.parentElement.className} ${words ? `“${mark.textContent}” ` : ""}has ${ratio.toFixed(1)} on ${ground}`);
    }
  }
  return [...faults];
}
