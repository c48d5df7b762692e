// The running service against its own description, assets/openapi.json: every operation is asked, and each answer must be
// one the document names, with the type and the shape that it says.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import Ajv from "ajv/dist/2020.js";
import { expect, expectEqual, expectNone, test } from "./runner.mjs";
import { project, survey } from "./site.mjs";

const run = promisify(execFile);
const roadshow = `${project}build/native/roadshow`;
const methods = ["get", "head", "put", "post", "delete", "options", "patch"];

// What to ask, by operationId: requests with the status that must come. `{id}` in the path is `id`.
// A route that is added to the document without a line here fails the first test.
function questions({ body, tokens, origin }) {
  const id = JSON.parse(body).id;
  const id2 = randomUUID();
  const json = { "content-type": "application/json" };
  const analyst = { authorization: `Bearer ${tokens.analyst}` };
  const as = (role) => ({ authorization: `Bearer ${tokens[role]}` });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const other = JSON.stringify({ ...JSON.parse(body), month: "2020-01" });
  return {
    knowEndpoint: [{ status: 204 }],
    putResponse: [
      { id, headers: json, body, status: 201 },
      { id, headers: json, body, status: 202 },
      { id, headers: { ...json, origin, "sec-fetch-site": "cross-site" }, body, status: 403 },
      { id, headers: json, body: other, status: 409 },
      { id, headers: json, body: " ".repeat(262_145), status: 413 },
      { id, headers: { "content-type": "text/plain" }, body, status: 415 },
      { id, headers: json, body: "{}", status: 422 },
      { id: randomUUID(), headers: json, body, status: 422 },
    ],
    askToPutResponse: [{ id, headers: { origin, "access-control-request-method": "PUT" }, status: 403 }],
    getResults: [
      { id: survey, status: 200 },
      { id: survey, headers: { authorization: "Bearer nobody" }, status: 401 },
      { id: "nothing", status: 404 },
    ],
    getTexts: [
      { id: survey, headers: analyst, status: 200 },
      { id: survey, headers: { authorization: `Bearer ${tokens.viewer}` }, status: 403 },
      { id: "nothing", headers: analyst, status: 404 },
    ],
    putAnnotation: [
      { id: survey, response: id, question: "works_well", headers: analyst, body: '{"tags":["buses"],"publish":true}', status: 204 },
      { id: survey, response: id, question: "life_stage", headers: analyst, body: "{}", status: 404 },
      { id: survey, response: id, question: "works_well", headers: analyst, body: '{"tags":"buses"}', status: 422 },
    ],
    withdrawResponse: [
      { headers: json, body: '{"reference":"RS 0000 0000","code":"0000 0000 0000 0000"}', status: 204 },
      { headers: json, body: '{"reference":"RS","code":"0000 0000 0000 0000"}', status: 422 },
      { headers: { ...json, origin, "sec-fetch-site": "cross-site" }, body: "{}", status: 403 },
      { headers: { "content-type": "text/plain" }, body: "{}", status: 415 },
    ],
    exportSurvey: [
      ...["csv", "long", "jsonl", "fhir", "xlsx"].map((format) => ({ id: survey, query: `?format=${format}`, headers: as("analyst"), status: 200 })),
      { id: survey, query: "?part=equality", headers: as("analyst"), status: 200 },
      { id: survey, query: "?part=contact&format=xlsx", headers: as("administrator"), status: 200 },
      { id: survey, query: "?part=contact", headers: as("analyst"), status: 403 },
      { id: survey, headers: as("viewer"), status: 403 },
      { id: "none", headers: as("analyst"), status: 404 },
      { id: survey, query: "?format=pdf", headers: as("analyst"), status: 400 },
      { id: survey, query: "?part=equality&format=fhir", headers: as("analyst"), status: 400 },
    ],
    getForm: [{ id: survey, status: 200 }, { id: "none", status: 404 }],
    postForm: [
      { id: survey, headers: form, body: "", status: 200 },
      { id: survey, headers: form, body: `form.id=${id2}&form.secret=${"5a".repeat(32)}&where_live=outside`, status: 201 },
      { id: survey, headers: form, body: `form.id=${id2}&form.secret=${"5a".repeat(32)}&where_live=outside`, status: 202 },
      { id: survey, headers: form, body: `form.id=${id2}&form.secret=${"5a".repeat(32)}&where_live=stoke_on_trent`, status: 409 },
      { id: survey, headers: form, body: `form.id=${id2}&form.secret=${"5a".repeat(32)}&where_live=the_moon`, status: 422 },
      { id: survey, headers: { ...form, origin, "sec-fetch-site": "cross-site" }, body: "", status: 403 },
      { id: "none", headers: form, body: "", status: 404 },
      { id: survey, headers: form, body: "x".repeat(262_145), status: 413 },
      { id: survey, headers: json, body: "{}", status: 415 },
    ],
    health: [{ status: 200 }],
    ready: [{ status: 200 }],
    openapi: [{ status: 200 }],
  };
}

class Document {
  constructor(json) {
    this.json = json;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    this.ajv.addSchema({ $id: "openapi", ...json });
  }
  operations() {
    return Object.entries(this.json.paths).flatMap(([path, item]) =>
      methods.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })));
  }
  resolve(thing) {
    return thing?.$ref ? thing.$ref.slice(2).split("/").reduce((at, step) => at[step], this.json) : thing;
  }
  check(schema, value) {
    // References are to "#/components/...": of the whole document.
    const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
    const valid = this.ajv.compile(JSON.parse(text));
    return valid(value) ? [] : valid.errors.map((error) => `${error.instancePath || "/"} ${error.message}`);
  }
  // Everything that is wrong with this answer to this operation.
  async troubles(operation, answer, method) {
    const described = this.resolve(operation.responses[answer.status]);
    if (!described) return [`${answer.status} is not in the document`];
    const wrong = [];
    for (const [name, value] of Object.entries(described.headers ?? {})) {
      const sent = answer.headers.get(name);
      if (sent === null) wrong.push(...(value.required ? [`there is no header ${name}`] : []));
      else wrong.push(...this.check(value.schema, sent).map((words) => `header ${name}: ${words}`));
    }
    const text = await answer.text();
    if (method === "head") return wrong;
    const type = (answer.headers.get("content-type") ?? "").split(";")[0];
    const types = Object.keys(described.content ?? {});
    if (!types.length) return text ? [...wrong, "there is a body, and none is described"] : wrong;
    if (!types.includes(type)) return [...wrong, `the type is "${type}"`];
    const { schema } = described.content[type];
    if (schema && /json$/.test(type)) wrong.push(...this.check(schema, JSON.parse(text)));
    return wrong;
  }
}

async function prepare(visit) {
  const { address, folder, store } = visit.site;
  const samples = await run(roadshow, ["sample", "--site", folder, "--survey", survey, "--count", "1", "--seed", String(Date.now() % 1e9)]);
  const token = async (role) => (await run(roadshow, ["token", "add", "--store", store, "--role", role, "--name", "Test"])).stdout.trim();
  const tokens = { viewer: await token("viewer"), analyst: await token("analyst"), administrator: await token("administrator") };
  const document = new Document(await (await fetch(`${address}/v1/openapi.json`)).json());
  const body = samples.stdout.trim().split("\n")[0];
  return { address, document, asked: questions({ body, tokens, origin: "https://elsewhere.example" }) };
}

const send = (address, { path, method }, { id = "", headers, body, query = "", ...steps }) =>
  fetch(address + path.replace(/\{(\w+)\}/g, (_all, step) => steps[step] ?? id) + query, { method: method.toUpperCase(), headers, body });

test("The endpoint answers as its OpenAPI document says", async (visit) => {
  const { address, document, asked } = await prepare(visit);
  const wrong = [];
  const operations = document.operations();
  for (const operation of operations) {
    const list = asked[operation.operationId] ?? [];
    if (!list.length) wrong.push(`${operation.operationId}: this test does not ask it; add it to questions()`);
    for (const question of list) {
      const answer = await send(address, operation, question);
      const name = `${operation.method} ${operation.path} for ${question.status}`;
      if (answer.status !== question.status) wrong.push(`${name}: the answer was ${answer.status}`);
      wrong.push(...(await document.troubles(operation, answer, operation.method)).map((words) => `${name}: ${words}`));
      if (answer.headers.get("set-cookie")) wrong.push(`${name}: a cookie`);
    }
    if (operation.security) {
      const answer = await send(address, operation, { id: list[0]?.id });
      if (answer.status !== 401) wrong.push(`${operation.operationId} without a token: ${answer.status}`);
    }
  }
  expectNone(wrong, "Where the service and its document differ");
  expect(operations.length >= 6, "There are operations in the document");
});

test("The check of answers against the OpenAPI document can fail", async (visit) => {
  const { document } = await prepare(visit);
  const health = document.operations().find(({ operationId }) => operationId === "health");
  const troubles = (body, init) => document.troubles(health, new Response(body, init), "get");
  const json = { headers: { "content-type": "application/json" } };
  expectEqual(await troubles('{"status":"ok"}', json), [], "A right answer");
  expect((await troubles('{"status":"ill"}', json)).length, "A wrong word is found");
  expect((await troubles("{}", json)).length, "A missing member is found");
  expect((await troubles('{"status":"ok"}', { headers: { "content-type": "text/html" } })).length, "A wrong type is found");
  expect((await troubles("{}", { status: 418, ...json })).length, "An unknown status is found");
  expect((await troubles("{}", { status: 429, ...json })).some((words) => words.includes("Retry-After")), "A missing header is found");
});
