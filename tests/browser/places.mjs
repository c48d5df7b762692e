// One address of every kind of screen.
import { survey } from "./site.mjs";

const question = (code) => `/survey/${survey}/${code}`;

export const questions = {
  single: question("where_live"),
  multiple: question("describes_you"),
  ranking: question("life_stage"),
  rating: question("clear_what_can_change"),
  text: question("works_well"),
  last: question("anything_else"),
};

// From the last question past the equality questions.
export async function toContact(page) {
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Skip all of these" }).click();
  await page.getByRole("textbox", { name: "Email address" }).waitFor();
}

// From the last question to the list of answers, past what is kept apart. Who came from the list goes right back to it.
export async function toTheListOfAnswers(page) {
  const send = page.getByRole("button", { name: "Send my answers" });
  const skipAll = page.getByRole("button", { name: "Skip all of these" });
  await page.getByRole("button", { name: "Continue" }).click();
  await skipAll.or(send).waitFor();
  if (await send.isVisible()) return;
  await skipAll.click();
  await page.getByRole("button", { name: "Skip this", exact: true }).click();
  await send.waitFor();
}

export const places = [
  ["home", "/", "What would you like to do?"],
  ["list of explainers", "/explain", "Short explainers"],
  ["explainer", "/explain/waiting-list", "The waiting list as 1,000 people"],
  ["explainer, a later step", "/explain/waiting-list/3", "The waiting list as 1,000 people"],
  ["waiting times", "/waits", "Most waits are longer than the targets"],
  ["waiting times of one trust", "/waits?at=uhnm", "Most waits are longer than the targets"],
  ["measure with a trend", "/waits/urgent-home-2-hours", /Urgent help at home/],
  ["measure with bars", "/waits/planned-18-weeks", /Planned treatment/],
  ["start of the survey", `/survey/${survey}`, "Have your say on the health and care strategy"],
  ["question with one choice", questions.single, "Where do you live?"],
  ["question with several choices", questions.multiple, "Which of these describe you?"],
  ["question with ranking", questions.ranking, "Which stage of life matters most to you now?"],
  ["question with rating", questions.rating, "How clear is it to you what can and cannot change?"],
  ["question with text", questions.text, "What already works well where you live?"],
  ["taking answers back", "/withdraw", "Take your answers back"],
  ["answers that are not sent", "/unsent", "Answers on this device that are not sent"],
  ["sources", "/sources", "Where the figures come from"],
  ["reading page", "/privacy", /./],
  ["page that is not there", "/nothing/here", "Page not found"],
].map(([kind, path, heading]) => ({ kind, path, heading }));

// The server answers 404 with the page, and Chromium says so in the console.
export const notFoundIsSaid = /Failed to load resource.*404.*nothing\/here/;
