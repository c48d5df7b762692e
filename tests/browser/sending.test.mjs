// Sending: nothing leaves the device but for a receipt, and nothing arrives twice.
import { readFile } from "node:fs/promises";
import { questions, toTheListOfAnswers } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, pause, test } from "./runner.mjs";
import { survey } from "./site.mjs";

const sent = "Thank you. Your answers are in.";
const saved = "Thank you. Your answers are saved on this device.";
const parked = "Your answers are safe on this device.";
const responses = "**/v1/responses/**";

// Answers the last question and sends.
async function answer(visit, options = { webgl: false }) {
  const page = await visit.open(questions.last, options);
  await page.getByRole("textbox").fill("A seat at the bus stop");
  await toTheListOfAnswers(page);
  await page.getByRole("button", { name: "Send my answers" }).waitFor();
  return page;
}
const send = (page) => page.getByRole("button", { name: "Send my answers" }).click();
const heading = async (page) => (await page.getByRole("heading", { level: 1 }).innerText()).replace(/\s+/g, " ");
const seesHeading = (page, words) => eventuallyEqual(() => heading(page), words, "The heading");
const reference = async (page) => (await page.getByText(/^RS \w{4} \w{4}$/).textContent()).trim();
const rowsOf = async (visit, number) => (await visit.site.rows()).filter((row) => row.reference === number);

// What the device keeps.
function shelf(page, name = "responses") {
  return page.evaluate((name) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("roadshow");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction(name).objectStore(name).getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  }), name);
}

async function oneRow(visit, page) {
  const number = await reference(page);
  await eventuallyEqual(async () => (await rowsOf(visit, number)).length, 1, `Rows with reference ${number}`);
  expectEqual(await shelf(page), [], "What is left on the device");
  expectEqual((await shelf(page, "receipts")).length, 1, "Receipts on the device");
  await pause(300);
  expectEqual((await rowsOf(visit, number)).length, 1, `Rows with reference ${number}, later`);
}

test("Without a network the answers are kept on the device, and sent once when it is back", async (visit) => {
  visit.allow(/net::ERR_INTERNET_DISCONNECTED/);
  const context = await visit.browser({ webgl: false });
  const page = await answer(visit, { context });
  await context.setOffline(true);
  await send(page);
  await seesHeading(page, saved);
  const [kept, ...others] = await shelf(page);
  expectEqual(others, [], "Other responses on the device");
  expectEqual([kept?.state, JSON.parse(kept.body).answers.anything_else], ["waiting", "A seat at the bus stop"], "The response on the device");
  expectEqual((await rowsOf(visit, await reference(page))).length, 0, "Rows before the network is back");
  await context.setOffline(false);
  await seesHeading(page, sent);
  await oneRow(visit, page);
});

test("Answers that wait are sent when the site is opened again", async (visit) => {
  visit.allow(/net::ERR_/);
  const context = await visit.browser({ webgl: false });
  const page = await answer(visit, { context });
  await page.route(responses, (route) => route.abort("connectionfailed"));
  await send(page);
  await seesHeading(page, saved);
  const number = await reference(page);
  await page.close();
  const later = await visit.open("/", { context });
  await eventuallyEqual(async () => (await rowsOf(visit, number)).length, 1, "Rows after the site is opened again");
  await eventuallyEqual(() => shelf(later), [], "What is left on the device");
});

test("How many answers wait stands on the page", async (visit) => {
  visit.allow(/net::ERR_/);
  const context = await visit.browser({ webgl: false });
  await context.route(responses, (route) => route.abort("connectionfailed"));
  const page = await answer(visit, { context });
  await send(page);
  await seesHeading(page, saved);
  await page.getByText("1 answers on this device are waiting to be sent.").or(page.getByText("1 answer on this device is waiting to be sent.")).waitFor();
});

test("A sign-in page of a Wi-Fi network is not taken for success", async (visit) => {
  const page = await answer(visit);
  await page.route(responses, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to our Wi-Fi</h1>" }));
  await send(page);
  await seesHeading(page, saved);
  await pause(300);
  expectEqual((await shelf(page)).map(({ state }) => state), ["waiting"], "The response on the device");
  await page.unroute(responses);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await seesHeading(page, sent);
  await oneRow(visit, page);
});

test("A receipt that is not for this response is not taken for success", async (visit) => {
  const page = await answer(visit);
  const body = JSON.stringify({ id: "0f8fad5b-d9cb-469f-a165-70867728950e", sha256: "0".repeat(64), sequence: 1 });
  await page.route(responses, (route) => route.fulfill({ status: 201, contentType: "application/json", body }));
  await send(page);
  await seesHeading(page, saved);
  expectEqual((await shelf(page)).map(({ state }) => state), ["waiting"], "The response on the device");
});

const fulfilRefused = (status) => (route) => route.fulfill({ status, contentType: "application/problem+json", body: '{"title": "No"}' });

for (const status of [409, 413, 415, 422]) {
  test(`A response refused with ${status} is parked, found again, tried again and saved as a file`, async (visit) => {
    visit.allow(new RegExp(`status of ${status}`));
    const page = await answer(visit);
    const bodies = [];
    await page.route(responses, (route) => {
      bodies.push(route.request().postData());
      return fulfilRefused(status)(route);
    });
    await send(page);
    await seesHeading(page, parked);
    // Other answers have this id: these get another one, once.
    const times = status === 409 ? 2 : 1;
    await eventuallyEqual(() => bodies.length, times, "Times that it was sent");
    await eventuallyEqual(async () => (await shelf(page)).map(({ state }) => state), ["parked"], "The responses on the device");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await pause(300);
    expectEqual(bodies.length, times, "Times that it was sent, later");
    const number = await reference(page);
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByRole("link", { name: "See why, and try again" }).click();
    await page.getByText(number).waitFor();
    await page.getByText("Not taken: ").waitFor();
    await page.reload(); // the same content: not tried again
    await page.evaluate(() => roadshow.ready);
    await page.getByText("Not taken: ").waitFor();
    expectEqual(bodies.length, times, "Times that it was sent, after a reload");

    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a file" }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    expect(file.includes(bodies.at(-1)), "The file holds the very bytes that were sent");
    expectEqual([JSON.parse(file).roadshow, JSON.parse(file).responses.length], ["responses", 1], "The file");

    await page.getByRole("button", { name: "Try again" }).click();
    await eventuallyEqual(() => bodies.length, times + 1, "Times that it was sent, after “Try again”");
    await page.getByText("Not taken: ").waitFor();
    await page.unroute(responses);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("We find no answers on this device that are not sent.").waitFor();
    expectEqual((await rowsOf(visit, number)).length, 1, `Rows with reference ${number}`);
  });
}

test("What was refused is tried again once the site's content has changed, and only once", async (visit) => {
  visit.allow(/status of 422/);
  const context = await visit.browser({ webgl: false });
  const page = await answer(visit, { context });
  let times = 0;
  await context.route(responses, (route) => (times++, fulfilRefused(422)(route)));
  await send(page);
  await seesHeading(page, parked);
  // As if it had been refused under other content.
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("roadshow");
    opening.onsuccess = () => {
      const store = opening.result.transaction("responses", "readwrite").objectStore("responses");
      store.getAll().onsuccess = ({ target }) => (store.put({ ...target.result[0], build: "another" }).onsuccess = () => (opening.result.close(), resolve()));
    };
  }));
  expectEqual(times, 1, "Times that it was sent");
  for (let visits = 0; visits < 3; visits++) {
    const other = await visit.open("/", { context });
    await other.getByRole("link", { name: "See why, and try again" }).waitFor();
    await pause(200);
    await other.close();
  }
  expectEqual(times, 2, "Times that it was sent");
});

for (const offline of [true, false]) {
  test(`A tab that was duplicated sends answers of its own: two references, nothing overwritten, ${offline ? "offline" : "online"}`, async (visit) => {
    visit.allow(/net::ERR_|status of 409/);
    const context = await visit.browser({ webgl: false });
    const first = await visit.open(questions.last, { context });
    await first.getByRole("textbox").fill("In both");
    // Browsers copy the session storage of a tab that is duplicated.
    const draft = await eventually(() => first.evaluate(() => sessionStorage.getItem("roadshow-draft")), "A draft");
    const second = await context.newPage();
    await second.addInitScript((draft) => sessionStorage.getItem("roadshow-draft") ?? sessionStorage.setItem("roadshow-draft", draft), draft);
    await second.goto(questions.last);
    await second.evaluate(() => roadshow.ready);
    expectEqual(await second.getByRole("textbox").inputValue(), "In both", "The words in the copy");
    if (offline) await context.setOffline(true);
    for (const [page, words] of [[first, "In the first tab"], [second, "In the second tab"]]) {
      await page.getByRole("textbox").fill(words);
      await toTheListOfAnswers(page);
      await send(page);
      await seesHeading(page, offline ? saved : sent);
    }
    if (offline) expectEqual((await shelf(first)).length, 2, "Responses on the device");
    await context.setOffline(false);
    const numbers = [];
    for (const page of [first, second]) {
      await seesHeading(page, sent);
      numbers.push(await reference(page));
    }
    expect(numbers[0] !== numbers[1], "Two references");
    for (const [at, words] of [[0, "In the first tab"], [1, "In the second tab"]])
      expectEqual((await rowsOf(visit, numbers[at])).map((row) => row.anything_else), [words], `Rows with reference ${numbers[at]}`);
  });

  test(`Without locks and channels, a duplicated tab overwrites nothing either, ${offline ? "offline" : "online"}`, async (visit) => {
    visit.allow(/net::ERR_|status of 409/);
    const context = await visit.browser({ webgl: false });
    await context.addInitScript(() => {
      Object.defineProperty(navigator, "locks", { value: undefined });
      window.BroadcastChannel = undefined;
    });
    const first = await visit.open(questions.last, { context });
    await first.getByRole("textbox").fill("In both");
    const draft = await eventually(() => first.evaluate(() => sessionStorage.getItem("roadshow-draft")), "A draft");
    const second = await context.newPage();
    await second.addInitScript((draft) => sessionStorage.getItem("roadshow-draft") ?? sessionStorage.setItem("roadshow-draft", draft), draft);
    await second.goto(questions.last);
    await second.evaluate(() => roadshow.ready);
    if (offline) await context.setOffline(true);
    for (const [page, words] of [[first, "First, without locks"], [second, "Second, without locks"]]) {
      await page.getByRole("textbox").fill(words);
      await toTheListOfAnswers(page);
      await send(page);
      await seesHeading(page, offline ? saved : sent);
    }
    await context.setOffline(false);
    await seesHeading(first, sent);
    await seesHeading(second, sent);
    expect((await reference(first)) !== (await reference(second)), "Two references");
    for (const [page, words] of [[first, "First, without locks"], [second, "Second, without locks"]])
      expectEqual((await rowsOf(visit, await reference(page))).map((row) => row.anything_else), [words], "Rows with the reference on the screen");
  });
}

test("After sending, a reload keeps the reference and the code, until the person leaves them", async (visit) => {
  const page = await answer(visit);
  await send(page);
  await seesHeading(page, sent);
  const [number, code] = [await reference(page), await page.locator("#code").innerText()];
  for (const way of [() => page.reload(), () => page.goto(`/survey/${survey}/done`)]) {
    await way();
    await page.evaluate(() => roadshow.ready);
    await seesHeading(page, sent);
    expectEqual([await reference(page), await page.locator("#code").innerText()], [number, code], "Reference and code");
  }
  expect(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes("bus stop"), "No answer is kept in the tab");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.goto(`/survey/${survey}/done`);
  await page.evaluate(() => roadshow.ready);
  expect(!(await page.locator("body").innerText()).includes(code), "The next person sees no code");
});

test("A reload while the answers wait says how they stand, and what came of them", async (visit) => {
  visit.allow(/net::ERR_/);
  const context = await visit.browser({ webgl: false });
  const page = await answer(visit, { context });
  await context.route(responses, (route) => route.abort("connectionfailed"));
  await send(page);
  await seesHeading(page, saved);
  const number = await reference(page);
  await page.reload();
  await page.evaluate(() => roadshow.ready);
  await seesHeading(page, saved);
  expectEqual(await reference(page), number, "The reference");
  await context.unroute(responses);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await seesHeading(page, sent);
  expectEqual((await rowsOf(visit, number)).length, 1, "Rows");
});

test("The code can be copied, saved and printed", async (visit) => {
  const context = await visit.browser({ webgl: false, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await answer(visit, { context });
  await send(page);
  await seesHeading(page, sent);
  const both = [await reference(page), await page.locator("#code").innerText()];
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied.").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  for (const words of both) expect(copied.includes(words) && file.includes(words), `${words} is copied and saved`);
  await page.evaluate(() => (window.print = () => (window.printed = true)));
  await page.getByRole("button", { name: "Print" }).click();
  await eventually(() => page.evaluate(() => window.printed), "It is printed");
});

for (const status of [429, 500, 503]) {
  test(`After ${status} the response waits and is sent later`, async (visit) => {
    visit.allow(new RegExp(`status of ${status}`));
    const page = await answer(visit);
    await page.route(responses, (route) => route.fulfill({ status, headers: { "retry-after": "1" }, body: "" }));
    await send(page);
    await seesHeading(page, saved);
    expectEqual((await shelf(page)).map(({ state }) => state), ["waiting"], "The response on the device");
    await page.unroute(responses);
    await seesHeading(page, sent); // by itself
    await oneRow(visit, page);
  });
}

test("When the answer of the server is lost on the way, the response is sent again and stored once", async (visit) => {
  visit.allow(/net::ERR_/);
  const page = await answer(visit);
  const statuses = [];
  page.on("response", (response) => response.url().includes("/v1/responses/") && statuses.push(response.status()));
  await page.route(responses, async (route) => {
    const reply = await route.fetch(); // the server has it
    statuses.push(`${reply.status()}, lost`);
    await route.abort("connectionreset");
  }, { times: 1 });
  await send(page);
  await seesHeading(page, saved);
  const number = await reference(page);
  await eventuallyEqual(async () => (await rowsOf(visit, number)).length, 1, "Rows after the first sending");
  await eventually(() => statuses.length, "The answer is lost");
  expectEqual((await shelf(page)).length, 1, "Responses on the device");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await seesHeading(page, sent);
  await eventually(() => statuses.length > 1, "The response is sent again");
  expectEqual(statuses, ["201, lost", 202], "The answers of the server");
  await oneRow(visit, page);
});

test("Two presses on Send store one row", async (visit) => {
  const page = await answer(visit);
  await page.getByRole("button", { name: "Send my answers" }).dblclick();
  await seesHeading(page, sent);
  await oneRow(visit, page);
});

test("A closed tab loses nothing: the answers are on the device before the screen says so", async (visit) => {
  visit.allow(/net::ERR_/);
  const page = await answer(visit);
  await page.route(responses, () => undefined); // never answers
  await send(page);
  await seesHeading(page, saved);
  expectEqual((await shelf(page)).length, 1, "Responses on the device while the server is silent");
  await page.unroute(responses, { behavior: "ignoreErrors" }).catch(() => undefined);
});
