// Every screen can be read at the age of 11: how that is measured stands in reading.mjs.
import { ageOf, agesOf, sentencesOf, syllables } from "./reading.mjs";
import { expect, expectNone, test } from "./runner.mjs";

const oldest = 11;

test("The formula gives the ages that are known", async () => {
  for (const [word, count] of [["care", 1], ["waiting", 2], ["people", 2], ["hospital", 3], ["waited", 2], ["changes", 2], ["stroke", 1], ["answers", 2], ["table", 2], ["you", 1]])
    expect(syllables(word) === count, `“${word}” has ${count} syllables, not ${syllables(word)}`);
  const age = (text) => ageOf(sentencesOf(`<main><p>${text}</p></main>`));
  expect(age("You can skip any question. We do not ask for your name.") < 8, "An easy text is for the young");
  expect(age("Notwithstanding organisational reconfiguration, multidisciplinary commissioning arrangements facilitate sustainable transformation.") > 20, "A hard text is not");
});

test("Every screen can be read at the age of 11", async (visit) => {
  const found = await agesOf(visit.site);
  expect(found.length > 30, `Only ${found.length} screens have words enough`);
  expectNone(found.filter(({ age }) => age > oldest).map(({ path, age, sentences }) => {
    const hardest = sentences.map((words) => [ageOf([words]), words]).sort(([one], [other]) => other - one).slice(0, 3)
      .map(([age, words]) => `${age.toFixed(1)}: “${words.join(" ").slice(0, 150)}”`);
    return `${path}: ${age.toFixed(1)} years; hardest: ${hardest.join("; ")}`;
  }), "Screens that are hard to read");
});
