// What a test is, and how it says what it expects.
export const all = [];

// `write`: golden files are written anew instead of being compared.
export const settings = { write: false };

// A failed expectation: its message says it all, and its stack would not help.
export class Checked extends Error {}

// test("In a user's words", async (visit) => ..., {seconds}): `visit` is a Visit of browser.mjs.
export function test(name, body, { seconds = 90 } = {}) {
  if (all.some((other) => other.name === name)) throw new Error(`Two tests are called "${name}".`);
  all.push({ name, body, seconds });
}

export function expect(truth, sentence) {
  if (!truth) throw new Checked(sentence);
}

export function expectEqual(actual, expected, what) {
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new Checked(`${what}:\n  expected ${other}\n  but was  ${one}`);
}

// No entry in the list; each one is shown.
export function expectNone(list, what) {
  if (list.length) throw new Checked(`${what}:\n  ${shortened(list, 30).join("\n  ")}`);
}

export const shortened = (list, most) => (list.length > most ? [...list.slice(0, most), `and ${list.length - most} more`] : list);

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Asks until the answer is not false, undefined or null, and returns it.
export async function eventually(ask, what, ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer != null) return answer;
    if (Date.now() > end) throw new Checked(`${what}: waited ${ms / 1000} s in vain.`);
    await pause(50);
  }
}

// Asks until the answer is the expected one.
export async function eventuallyEqual(ask, expected, what, ms = 10_000) {
  const wanted = JSON.stringify(expected);
  let actual;
  const end = Date.now() + ms;
  while (JSON.stringify((actual = await ask())) !== wanted) {
    if (Date.now() > end) return expectEqual(actual, expected, what);
    await pause(50);
  }
}
