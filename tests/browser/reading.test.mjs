// The reading age of each screen, from the words of its page as built: the Flesch-Kincaid grade (Kincaid and others, 1975,
// "Derivation of new readability formulas for Navy enlisted personnel") and 5, since grade 1 is age 6.
//
// Set aside, because plain words cannot replace them: figures (words with a digit), proper names (words with a capital letter
// after the first of their sentence) and source lines. Read as sentences: paragraphs, points, headings, captions and hints of
// at least three words; labels and cells of tables are shorter than any sentence, and would flatter.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, expectNone, test } from "./runner.mjs";

const oldest = 11;
const fewest = 30; // words; fewer say nothing

const silent = /(?:[^laeiouycghsxz]es|[^td]ed|[^l]e)$/;
export function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "").replace(/^y/, "");
  if (letters.length <= 3) return 1;
  return Math.max(1, (letters.replace(silent, (end) => end[0] === "e" ? "" : end[0]).match(/[aeiouy]{1,2}/g) ?? []).length);
}

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, (entity) => entities[entity] ?? " ").replace(/\s+/g, " ").trim();

export function sentencesOf(html) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>")).replace(/<svg.*?<\/svg>/gs, " ");
  const blocks = [...main.matchAll(/<(p|h[1-3]|figcaption|caption)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inside]) => plain(inside));
  return blocks.filter((block) => !/^Source:/.test(block)).flatMap((block) => block.split(/(?<=[.?!:])\s+(?=[A-Z“])/))
    .map((sentence) => sentence.split(/[\s–—/-]+/).filter((word, index) => /[a-z]/i.test(word) && !/\d/.test(word) && (index === 0 || !/^[“(]?[A-Z]/.test(word) || word === "I")))
    .filter((words) => words.length >= 3);
}

export function ageOf(sentences) {
  const words = sentences.flat();
  const count = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (count / words.length) - 15.59 + 5;
}

test("The formula gives the ages that are known", async () => {
  for (const [word, count] of [["care", 1], ["waiting", 2], ["people", 2], ["hospital", 3], ["waited", 2], ["changes", 2], ["stroke", 1], ["answers", 2], ["table", 2], ["you", 1]])
    expect(syllables(word) === count, `“${word}” has ${count} syllables, not ${syllables(word)}`);
  const age = (text) => ageOf(sentencesOf(`<main><p>${text}</p></main>`));
  expect(age("You can skip any question. We do not ask for your name.") < 8, "An easy text is for the young");
  expect(age("Notwithstanding organisational reconfiguration, multidisciplinary commissioning arrangements facilitate sustainable transformation.") > 20, "A hard text is not");
});

test("Every screen can be read at the age of 11", async (visit) => {
  const faults = [];
  const ages = [];
  for (const path of await visit.site.pages()) {
    const sentences = sentencesOf(await readFile(join(visit.site.folder, path, "index.html"), "utf8"));
    if (sentences.flat().length < fewest) continue;
    const age = ageOf(sentences);
    ages.push(age);
    const hardest = sentences.map((words) => [ageOf([words]), words]).sort(([one], [other]) => other - one).slice(0, 3)
      .map(([age, words]) => `${age.toFixed(1)}: “${words.join(" ").slice(0, 150)}”`);
    if (age > oldest) faults.push(`${path}: ${age.toFixed(1)} years; hardest: ${hardest.join("; ")}`);
  }
  expect(ages.length > 30, `Only ${ages.length} screens have words enough`);
  if (process.env.ROADSHOW_SHOW_AGES) console.log(`      ${ages.length} screens, ${Math.min(...ages).toFixed(1)} to ${Math.max(...ages).toFixed(1)} years`);
  expectNone(faults, "Screens that are hard to read");
});
