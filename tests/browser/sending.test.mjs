// Sending: nothing leaves the device but for a receipt, and nothing arrives twice.
import { questions, toTheListOfAnswers } from "./places.mjs";
import { eventually, eventuallyEqual, expect, expectEqual, expectNone, pause, test } from "./runner.mjs";

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
const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
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

for (const status of [409, 413, 415, 422]) {
  test(`A response refused with ${status} is parked, not dropped`, async (visit) => {
    visit.allow(new RegExp(`status of ${status}`));
    const page = await answer(visit);
    let times = 0;
    await page.route(responses, (route) => {
      times++;
      return route.fulfill({ status, contentType: "application/problem+json", body: '{"title": "No"}' });
    });
    await send(page);
    await seesHeading(page, parked);
    await reference(page);
    expectEqual((await shelf(page)).map(({ state }) => state), ["parked"], "The response on the device");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await pause(300);
    expectEqual(times, 1, "Times that it was sent");
  });
}

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
