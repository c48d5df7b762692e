// The reading age of each screen, from the words of its page as built: the Flesch-Kincaid grade (Kincaid and others, 1975,
// "Derivation of new readability formulas for Navy enlisted personnel") and 5, since grade 1 is age 6.
//
// Set aside, because plain words cannot replace them: figures (words with a digit), proper names (words with a capital letter
// after the first of their sentence) and source lines. Read as sentences: paragraphs, points, headings, captions and hints of
// at least three words; labels and cells of tables are shorter than any sentence, and would flatter.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

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

// Of every page of the site that has words enough: its path, its age, and its sentences.
export async function agesOf(site) {
  const found = [];
  for (const path of await site.pages()) {
    const html = await readFile(join(site.folder, path, "index.html"), "utf8");
    if (!/<html[^>]* lang="en"/.test(html)) continue; // the formula is of English words
    const sentences = sentencesOf(html);
    if (sentences.flat().length >= fewest) found.push({ path, age: ageOf(sentences), sentences });
  }
  return found;
}
