// The peer: Fastify with better-sqlite3, in its best configuration at equal durability. WAL and synchronous=FULL, so that a
// commit is on the disk before 201; one transaction a request; prepared statements; schemas for what comes and goes.
//   node fastify.mjs STORE
import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import Fastify from "fastify";

const database = new Database(process.argv[2]);
database.pragma("journal_mode = wal");
database.pragma("synchronous = full");
database.exec(`create table response(id text primary key not null, survey text not null, version text not null, sha256 text not null,
  sequence integer unique not null, stored_at text not null, body text not null) strict`);
const insert = database.prepare(`insert into response values(?, ?, ?, ?, (select coalesce(max(sequence), 0) + 1 from response), ?, ?)
  on conflict(id) do nothing returning sequence`);
const find = database.prepare("select id, sha256, sequence, stored_at from response where id = ?");

const text = { type: "string" };
const receipt = { type: "object", properties: { id: text, sha256: text, sequence: { type: "integer" }, stored_at: text } };
const app = Fastify({ logger: false });
app.put("/v1/responses/:id", {
  schema: {
    body: { type: "object", required: ["id", "survey", "version", "answers"], properties: { id: text, survey: text, version: text, answers: { type: "object" } } },
    response: { 201: receipt, 202: receipt },
  },
}, (request, reply) => {
  const { id, survey, version } = request.body;
  const body = JSON.stringify(request.body);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const stored_at = new Date().toISOString();
  const row = insert.get(id, survey, version, sha256, stored_at, body);
  if (row) return reply.code(201).send({ id, sha256, sequence: row.sequence, stored_at });
  const found = find.get(id);
  return found.sha256 === sha256 ? reply.code(202).send(found) : reply.code(409).send();
});
await app.listen({ port: 0, host: "127.0.0.1" });
console.log(`http://127.0.0.1:${app.server.address().port}/`);
