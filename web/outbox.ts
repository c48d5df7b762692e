// The outbox: responses wait on the device until the endpoint has them.
//
// Nothing leaves it but for a receipt: 201 (stored) or 202 (was stored before), in JSON, for this very response. A sign-in
// page of a Wi-Fi network answers 200. A response refused for its content is parked, for staff; it is never dropped.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { CoreEvent } from "./bridge";

interface Entry {
  id: string;
  body: string;
  state: "waiting" | "parked";
  tries: number;
  addedAt: number; // ms since 1970
  seconds?: number; // that the page had been open; the endpoint flags what comes too quickly, and stores it all the same
}
interface Receipt {
  id: string;
  sha256: string;
}
interface Shelves extends DBSchema {
  responses: { key: string; value: Entry };
  receipts: { key: string; value: Receipt };
}

// What the endpoint, or the lack of one, means for a response; and whether to go on with the next one.
type Outcome =
  | { kind: "receipt"; receipt: Receipt }
  | { kind: "parked" }
  | { kind: "later"; goOn: boolean; retryAfter: number }; // ms; 0: not said

const durable = { durability: "strict" } as const;
const refusals = [409, 413, 415, 422];

export interface Patience {
  answer: number; // ms to wait for one
  first: number; // ms before the first retry; doubled each time
  most: number; // ms between retries
}
const patience: Patience = { answer: 30_000, first: 2_000, most: 300_000 };

export class Outbox {
  private opened: Promise<IDBPDatabase<Shelves>> | undefined;
  private readonly loose = new Map<string, Entry>(); // where the browser lets us store nothing: gone with the tab
  private readonly ours = new Set<string>(); // stored in this tab, so that its screen waits for news of them
  private readonly received = new Set<string>(); // the endpoint has them, by a receipt this tab saw
  private failures = 0;
  private timer = 0;
  private sending: Promise<void> | undefined;
  private again = false; // a response came while others were being sent

  constructor(private readonly report: (event: CoreEvent) => void, private readonly wait: Patience = patience) {}

  start(): void {
    addEventListener("online", () => this.wake());
    this.wake();
  }

  // Puts a response on the device, then sends it. Resolves when it is on disk.
  async store(id: string, body: string): Promise<void> {
    const entry: Entry = { id, body, state: "waiting", tries: 0, addedAt: Date.now(), seconds: Math.round(performance.now() / 1000) };
    this.ours.add(id);
    try {
      const database = await this.database();
      const transaction = database.transaction("responses", "readwrite", durable);
      await Promise.all([transaction.store.put(entry), transaction.done]);
      this.loose.delete(id);
      this.report({ type: "stored", id });
    } catch (error) {
      console.error(error);
      this.loose.set(id, entry);
    }
    this.wake();
  }

  async waiting(): Promise<number> {
    return (await this.entries()).filter(({ state }) => state === "waiting").length;
  }

  // Sends what waits, now. One tab at a time; a second one finds the work done.
  private wake(): void {
    clearTimeout(this.timer);
    this.again = true;
    this.sending ??= this.run().finally(() => {
      this.sending = undefined;
      if (this.again) this.wake();
    });
  }

  private async run(): Promise<void> {
    let left: number | undefined;
    try {
      while (this.again) {
        this.again = false;
        left = navigator.locks
          ? await navigator.locks.request("roadshow-outbox", () => this.round())
          : await this.round();
        await this.tell();
      }
    } catch (error) {
      console.error(error);
      left = 0;
    }
    if (left === undefined) {
      this.failures = 0;
      return;
    }
    const pause = Math.min(this.wait.first * 2 ** this.failures++, this.wait.most) * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => this.wake(), Math.max(pause, left));
  }

  // One try for each response, the oldest first. Undefined when none is left; otherwise the ms to stay away, as told.
  private async round(): Promise<number | undefined> {
    const queue = (await this.entries())
      .filter(({ state }) => state === "waiting")
      .sort((one, other) => one.addedAt - other.addedAt);
    let left: number | undefined;
    for (const entry of queue) {
      const outcome = await this.send(entry);
      await this.settle(entry, outcome);
      if (outcome.kind !== "later") continue;
      left = Math.max(left ?? 0, outcome.retryAfter);
      if (!outcome.goOn) break;
    }
    return left;
  }

  private async send({ id, body, seconds }: Entry): Promise<Outcome> {
    const patienceEnds = new AbortController();
    const timer = setTimeout(() => patienceEnds.abort(), this.wait.answer);
    try {
      const answer = await fetch(`/v1/responses/${encodeURIComponent(id)}`, {
        method: "PUT",
        headers: { "content-type": "application/json", ...(seconds !== undefined && { "roadshow-seconds": String(seconds) }) },
        body,
        redirect: "error",
        cache: "no-store",
        signal: patienceEnds.signal,
      });
      if (answer.status === 201 || answer.status === 202) {
        const receipt = (await answer.json()) as Partial<Receipt> | null;
        if (receipt?.id === id && typeof receipt.sha256 === "string") {
          return { kind: "receipt", receipt: { ...receipt, id, sha256: receipt.sha256 } };
        }
      }
      if (refusals.includes(answer.status)) return { kind: "parked" };
      // An error that may lie in this one response must not hold up those behind it.
      const goOn = answer.status >= 400 && answer.status !== 429 && answer.status <= 500;
      return { kind: "later", goOn, retryAfter: pauseAsked(answer.headers.get("retry-after")) };
    } catch {
      return { kind: "later", goOn: false, retryAfter: 0 }; // no network, no answer, or not JSON
    } finally {
      clearTimeout(timer);
    }
  }

  // Writes down what came of it; only if the response is still the one that was sent.
  private async settle(entry: Entry, outcome: Outcome): Promise<void> {
    const after: Entry | undefined =
      outcome.kind === "receipt" ? undefined
      : outcome.kind === "parked" ? { ...entry, state: "parked" }
      : { ...entry, tries: entry.tries + 1 };
    if (this.loose.get(entry.id)?.body === entry.body) {
      if (after) this.loose.set(entry.id, after);
      else this.loose.delete(entry.id);
    } else {
      const transaction = (await this.database()).transaction(["responses", "receipts"], "readwrite", durable);
      const entries = transaction.objectStore("responses");
      if ((await entries.get(entry.id))?.body === entry.body) {
        if (after) await entries.put(after);
        else await entries.delete(entry.id);
        if (outcome.kind === "receipt") await transaction.objectStore("receipts").put(outcome.receipt);
      }
      await transaction.done;
    }
    if (outcome.kind === "receipt") this.received.add(entry.id);
  }

  // Tells the core how its responses stand, whichever tab sent them, and how many wait. "Sent" takes a receipt: that a
  // response is not found here proves nothing.
  private async tell(): Promise<void> {
    const entries = await this.entries();
    for (const id of this.ours) {
      const entry = entries.find((entry) => entry.id === id);
      const sent = !entry && (this.received.has(id) || (await this.hasReceipt(id)));
      const parked = entry?.state === "parked";
      if (sent || parked) this.ours.delete(id);
      this.report({ type: sent ? "sent" : parked ? "parked" : "deferred", id });
    }
    this.report({ type: "queue", waiting: entries.filter(({ state }) => state === "waiting").length });
  }

  private hasReceipt(id: string): Promise<boolean> {
    return this.database().then(async (database) => (await database.getKey("receipts", id)) !== undefined).catch(() => false);
  }

  private async entries(): Promise<Entry[]> {
    const kept = await this.database().then((database) => database.getAll("responses")).catch(() => []);
    return [...kept, ...this.loose.values()];
  }

  // Rejects where the browser stores nothing; asked again, it tries again.
  private async database(): Promise<IDBPDatabase<Shelves>> {
    const forget = () => (this.opened = undefined);
    this.opened ??= openDB<Shelves>("roadshow", 1, {
      upgrade(database) {
        database.createObjectStore("responses", { keyPath: "id" });
        database.createObjectStore("receipts", { keyPath: "id" });
      },
      blocking: (_old, _new, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget, // Safari closes databases now and then
    });
    return this.opened.catch((error) => {
      forget();
      throw error;
    });
  }
}

// Retry-After in ms: seconds or a date. RFC 9110, 10.2.3.
function pauseAsked(header: string | null): number {
  if (!header) return 0;
  const seconds = Number(header);
  const pause = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Math.min(Math.max(pause, 0) || 0, 2 ** 31 - 1);
}
