// The service as its operators see it: under load, in its log, and behind the proxies of deploy/.
import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as tlsConnect } from "node:tls";
import { promisify } from "node:util";
import { soak } from "../bench/soak.mjs";
import { eventually, expect, expectEqual, expectNone, test } from "./runner.mjs";
import { project, serve, survey } from "./site.mjs";

const run = promisify(execFile);
const roadshow = join(project, "build/native/roadshow");

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

// One request; {status, headers, text}.
function ask(url, { method = "GET", headers = {}, body, localAddress } = {}) {
  return new Promise((resolve, reject) => {
    const make = url.startsWith("https:") ? httpsRequest : httpRequest;
    const sent = make(url, { method, headers, localAddress, rejectUnauthorized: false, agent: false }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      resolve({ status: answer.statusCode, headers: answer.headers, text });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function samples(folder, count) {
  const { stdout } = await run(roadshow, ["sample", "--site", folder, "--survey", survey, "--count", String(count)]);
  return stdout.trim().split("\n");
}

const put = (address, body, options = {}) =>
  ask(`${address}/v1/responses/${JSON.parse(body).id}`, { method: "PUT", body, ...options, headers: { "content-type": "application/json", ...options.headers } });

test("Under a steady load every response that is sent is stored", async (visit) => {
  const site = await serve(visit.site.folder);
  try {
    const { sent, receipts, stored } = await soak(site, { rate: 50, seconds: 5 });
    expectEqual({ receipts, stored }, { receipts: sent, stored: sent }, "Receipts and stored responses");
  } finally {
    await site.stop();
  }
});

test("The log holds no answers, no addresses, no ids and no tokens", async (visit) => {
  const site = await serve(visit.site.folder, ["--proxy", "127.0.0.1", "--rate", "1"]);
  const { stdout } = await run(roadshow, ["token", "add", "--store", site.store, "--role", "analyst", "--name", "MARKED-team"]);
  const token = stdout.trim();
  const [body] = await samples(site.folder, 1);
  const response = JSON.parse(body);
  const marked = { ...response, asked: [...new Set([...response.asked, "anything_else"])], answers: { ...response.answers, anything_else: "MARKED-words" } };
  const headers = { "x-forwarded-for": "203.0.113.77", "user-agent": "MARKED-browser", authorization: `Bearer ${token}`, referer: "http://MARKED/" };
  let first;
  try {
    first = await put(site.address, JSON.stringify(marked), { headers });
    const again = await put(site.address, JSON.stringify(marked), { headers });
    const conflict = await put(site.address, body, { headers });
    expectEqual([again.status, conflict.status], [202, 409], "The same again, and another");
    await put(site.address, JSON.stringify({ ...marked, survey: "MARKED-survey" }), { headers });
    await ask(`${site.address}/v1/responses/${response.id}`, { method: "PUT", body: '{"MARKED', headers: { ...headers, "content-type": "application/json" } });
    for (const path of ["/?MARKED=1", "/MARKED-page", "/v1/MARKED", "/v1/responses/MARKED", "/..%2fMARKED", `/v1/surveys/MARKED/results.json?token=${token}`]) {
      await ask(site.address + path, { headers });
      await ask(site.address + path, { headers, method: "MARKED" }).catch(() => undefined);
    }
    await Promise.all(Array.from({ length: 400 }, () => ask(`${site.address}/v1/health`, { headers })));
  } finally {
    await site.stop();
  }
  expectEqual(first.status, 201, "The first answer");
  const log = site.said();
  expect(log.includes("PUT /v1/responses/{id} 201"), "The log says what happened");
  expect(log.includes(" 429 "), "The log says that someone was turned away");
  const kept = ["MARKED", "203.0.113.77", "127.0.0.1:", response.id, response.id.slice(0, 8), token.slice(9, 30)];
  const lines = log.split("\n").filter((line) => !line.startsWith("Roadshow is at "));
  expectNone(lines.filter((line) => kept.some((part) => line.includes(part))), "Lines of the log that tell too much");
});

// ---- behind a reverse proxy ----

const replaced = (text, pairs) => pairs.reduce((now, [from, to]) => {
  expect(now.includes(from), `The proxy's file has "${from}"`);
  return now.replaceAll(from, to);
}, text);

async function certificate(folder) {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert,
    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
  return { key, cert };
}

const proxies = {
  async nginx(folder, { plain, tls, upstream }) {
    const { key, cert } = await certificate(folder);
    const site = replaced(await readFile(join(project, "deploy/nginx.conf"), "utf8"), [
      ["listen 80;", `listen 127.0.0.1:${plain};`], ["listen 443 ssl", `listen 127.0.0.1:${tls} ssl`],
      ["  listen [::]:80;\n", ""], ["  listen [::]:443 ssl http2;\n", ""], ["server_name roadshow.example;", "server_name localhost;"],
      ["server 127.0.0.1:8080;", `server ${upstream};`], ["/etc/ssl/roadshow/fullchain.pem", cert], ["/etc/ssl/roadshow/privkey.pem", key],
      ["/var/log/nginx/", `${folder}/`],
    ]);
    const temps = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
    const user = process.getuid() === 0 ? "user root; " : "";
    await writeFile(join(folder, "nginx.conf"), `${user}daemon off; pid ${folder}/pid; error_log ${folder}/main-error.log crit;
      events { worker_connections 1024; } http { ${temps} ${site} }`);
    return spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "start.log")], { stdio: "pipe", env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  },
  async caddy(folder, { plain, tls, upstream }) {
    const { key, cert } = await certificate(folder);
    const file = replaced(await readFile(join(project, "deploy/Caddyfile"), "utf8"), [
      ["\tservers {", `\tadmin off\n\thttp_port ${plain}\n\thttps_port ${tls}\n\tservers {`],
      ["\nroadshow.example {", `\nlocalhost {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`], ["reverse_proxy 127.0.0.1:8080", `reverse_proxy ${upstream}`],
    ]);
    await writeFile(join(folder, "Caddyfile"), file);
    return spawn("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], { stdio: "pipe", env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  },
};

// Sends these bytes by TLS; everything that comes back.
function raw(port, text) {
  return new Promise((resolve) => {
    let said = "";
    const socket = tlsConnect({ port, host: "127.0.0.1", servername: "localhost", rejectUnauthorized: false, ALPNProtocols: ["http/1.1"] }, () => socket.write(text, "latin1"));
    socket.setTimeout(3000, () => socket.destroy());
    socket.on("data", (chunk) => (said += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(said));
  });
}

for (const [name, start] of Object.entries(proxies)) {
  test(`Behind ${name}, with the file of deploy/, answers come by TLS and visitors are told apart`, async (visit) => {
    const folder = await mkdtemp(join(tmpdir(), `roadshow-${name}-`));
    const site = await serve(visit.site.folder, ["--proxy", "127.0.0.1", "--rate", "1"]);
    const [plain, tls] = [await freePort(), await freePort()];
    let words = "";
    const proxy = await start(folder, { plain, tls, upstream: new URL(site.address).host });
    proxy.stderr.on("data", (chunk) => (words += chunk));
    const ended = new Promise((resolve) => proxy.once("exit", resolve));
    const address = `https://localhost:${tls}`;
    try {
      await eventually(async () => proxy.exitCode !== null || (await ask(`${address}/v1/health`).catch(() => null)), `${name} answers`);
      expectEqual(proxy.exitCode, null, `The end of ${name}, which said ${words}`);

      const page = await ask(`${address}/`, { headers: { "accept-encoding": "br" } });
      expectEqual([page.status, page.headers["strict-transport-security"], page.headers["content-encoding"]], [200, "max-age=63072000", "br"], "The home page");
      expect(page.headers["content-security-policy"]?.includes("default-src 'none'"), "The security headers come through");
      expectEqual((await ask(`${site.address}/`)).headers["strict-transport-security"], undefined, "HSTS without TLS");

      const moved = await ask(`http://localhost:${plain}/v1/responses/x`, { method: "PUT" });
      expectEqual(moved.status, 308, "The answer without TLS");

      const [body] = await samples(site.folder, 1);
      const stored = await put(address, body);
      expectEqual([stored.status, JSON.parse(stored.text).id], [201, JSON.parse(body).id], "A response through the proxy");
      expectEqual((await put(address, body)).status, 202, "The same again");
      expectEqual((await ask(`${address}/v1/responses`, { method: "HEAD" })).status, 204, "The sign that this is us");

      const large = await put(address, JSON.stringify({ id: randomUUID(), words: " ".repeat(300_000) }));
      expectEqual([large.status, large.headers["content-type"]], [413, "application/problem+json"], "A response that is too large");
      const huge = await put(address, JSON.stringify({ id: randomUUID(), words: " ".repeat(3_000_000) })).catch(() => ({ status: 413 }));
      expectEqual(huge.status, 413, "A response that is far too large");

      // The proxy's own view of the address counts (127.0.0.1: this machine, never limited), not what the visitor wrote.
      const many = await Promise.all(Array.from({ length: 400 }, () => ask(`${address}/v1/health`, { headers: { "x-forwarded-for": "198.51.100.9" } })));
      expectEqual(many.filter(({ status }) => status === 429).length, 0, "Visitors turned away for an address they made up");
      // As if the proxy had seen another visitor: the same header, straight to us.
      const other = await Promise.all(Array.from({ length: 400 }, () => ask(`${site.address}/v1/health`, { headers: { "x-forwarded-for": "198.51.100.9" } })));
      expect(other.some(({ status }) => status === 429), "Requests from one visitor's address are limited");

      const hidden = "GET /v1/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      const wrong = [];
      for (const [what, header, sent] of [
        // Caddy reads this by its chunks and drops the length, as RFC 9112, 6.3 allows: no two readers differ.
        ...(name === "caddy" ? [] : [["length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"]]),
        ["two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n", ""],
        ["a coding nobody knows", "Transfer-Encoding: xchunked\r\n", ""],
        ["space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"],
        ["a bad chunk size", "Transfer-Encoding: chunked\r\n", "g\r\n"],
        ["a chunk size below zero", "Transfer-Encoding: chunked\r\n", "-1\r\n\r\n"],
      ]) {
        const answer = await raw(tls, `POST /v1/health HTTP/1.1\r\nHost: localhost\r\n${header}\r\n${sent}${hidden}`);
        if (answer.includes('"ready"')) wrong.push(`${what}: the hidden request was answered`);
        if (!/^HTTP\/1\.[01] (400|501|502) /.test(answer)) wrong.push(`${what}: ${answer.slice(0, 60)}`);
      }
      expectNone(wrong, "Smuggled requests");
    } finally {
      proxy.kill("SIGTERM");
      await ended;
      await site.stop();
      const logs = (await readdir(folder)).filter((file) => file.endsWith(".log"));
      words += (await Promise.all(logs.map((file) => readFile(join(folder, file), "utf8")))).join("");
      await rm(folder, { recursive: true, force: true });
    }
    const telling = words.split("\n").filter((line) => /127\.0\.0\.1:\d+.*(client|remote)|"remote_ip"|\/v1\/responses\/[0-9a-f]{8}/.test(line));
    expectNone(telling, `Lines of ${name}'s log that tell too much`);
  });
}
