// The outbox: responses wait on the device until the endpoint has them.
//
// Nothing leaves it but for a receipt: 201 (stored) or 202 (was stored before), in JSON, for this very response. A sign-in
// page of a Wi-Fi network answers 200. A response refused for its content is parked; it is never dropped. What the disk does
// not take is sent from this page all the same, and the core is told that it is only here.
import type { CoreEvent, Held } from "./bridge";
import { alone, askToKeep, guardLeaving, request, saveFile, secondsOpen } from "./platform";
import { pauseAsked } from "./retry_after";
import { Disk, type Entry, type Receipt } from "./shelf";

// What the endpoint, or the lack of one, means for a response; and whether to go on with the next one.
type Outcome =
  | { kind: "receipt"; receipt: Receipt }
  | { kind: "parked"; status: number }
  | { kind: "later"; goOn: boolean; retryAfter: number }; // ms; 0: not said

const conflict = 409; // another response has this id
const refusals = [conflict, 413, 415, 422];

export interface Patience {
  answer: number; // ms to wait for one
  first: number; // ms before the first retry; doubled each time
  most: number; // ms between retries
}
const patience: Patience = { answer: 30_000, first: 2_000, most: 300_000 };

// As the clock of this device says.
function localTime(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export class Outbox {
  private readonly disk = new Disk();
  private readonly mine = new Map<string, Entry>(); // posted by this page, until the endpoint has them
  private readonly kept = new Set<string>(); // of those: on disk
  private readonly received = new Set<string>(); // bodies that the endpoint has, by a receipt this page saw
  private failures = 0;
  private timer = 0;
  private sending: Promise<void> | undefined;
  private again = false; // a response came while others were being sent

  // `build` names the content and the program: what was refused under another one is tried again.
  constructor(private readonly report: (event: CoreEvent) => void, private readonly build: string, private readonly wait: Patience = patience) {}

  start(): void {
    for (const event of ["online", "pageshow"]) addEventListener(event, () => this.wake());
    guardLeaving(() => [...this.mine.keys()].some((id) => !this.kept.has(id)));
    void this.unpark((entry) => entry.build !== this.build).then(() => this.wake());
  }

  // Puts a response on the device, then sends it, even where the device does not take it. `instead` names one that it replaces.
  async store(id: string, body: string, instead = ""): Promise<void> {
    const seconds = secondsOpen();
    const entry: Entry = { id, body, state: "waiting", tries: 0, addedAt: Date.now(), ...(seconds !== undefined && { seconds }) };
    const replaced = this.mine.get(instead);
    try {
      const place = await this.disk.add(entry, replaced);
      if (place === "taken") {
        // Held here until the core gives it a name of its own.
        this.mine.set(id, { ...entry, state: "parked", status: conflict });
        return this.report({ type: "conflict", id });
      }
      this.kept.add(id);
    } catch (error) {
      console.warn(error);
    }
    this.mine.set(id, entry);
    if (replaced) this.forget(replaced.id);
    this.report({ type: this.kept.has(id) ? "stored" : "unkept", id });
    this.wake();
  }

  // Watches over one that this tab stored before it was loaded again.
  async follow(id: string): Promise<void> {
    const entry = (await this.disk.all().catch(() => [])).find((entry) => entry.id === id);
    if (entry) this.mine.set(id, entry);
    else if (await this.disk.hasReceipt(id).catch(() => false)) this.report({ type: "sent", id });
    this.wake();
  }

  async waiting(): Promise<number> {
    return (await this.entries()).filter(({ state }) => state === "waiting").length;
  }

  // Tries what was refused once more.
  async retry(): Promise<void> {
    await this.unpark(() => true);
    this.failures = 0;
    this.wake();
  }

  // All that is not sent, byte for byte as it would be sent. False when there was nothing to save, or no way to.
  async save(): Promise<boolean> {
    const bodies = (await this.entries()).map(({ body }) => body);
    const text = `{"roadshow":"responses","responses":[\n${bodies.join(",\n")}\n]}\n`;
    return bodies.length > 0 && saveFile(`roadshow-responses-${localTime().slice(0, 10)}.json`, text, "application/json");
  }

  private async unpark(which: (entry: Entry) => boolean): Promise<void> {
    for (const entry of await this.entries()) {
      if (entry.state === "parked" && which(entry)) await this.keep(entry, { ...entry, state: "waiting" });
    }
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
        left = await alone("roadshow-outbox", () => this.round());
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
    const options = {
      method: "PUT",
      headers: { "content-type": "application/json", ...(seconds !== undefined && { "roadshow-seconds": String(seconds) }) },
      body,
      redirect: "error",
      cache: "no-store",
    } as const;
    try {
      return await request(`/v1/responses/${encodeURIComponent(id)}`, this.wait.answer, options, async (answer): Promise<Outcome> => {
        if (answer.status === 201 || answer.status === 202) {
          const receipt = (await answer.json()) as Partial<Receipt> | null;
          if (receipt?.id === id && typeof receipt.sha256 === "string") {
            return { kind: "receipt", receipt: { ...receipt, id, sha256: receipt.sha256 } };
          }
        }
        if (refusals.includes(answer.status)) return { kind: "parked", status: answer.status };
        // An error that may lie in this one response must not hold up those behind it.
        const goOn = answer.status >= 400 && answer.status !== 429 && answer.status <= 500;
        return { kind: "later", goOn, retryAfter: pauseAsked(answer.headers.get("retry-after"), answer.headers.get("date")) };
      });
    } catch {
      return { kind: "later", goOn: false, retryAfter: 0 }; // no network, no answer, or not JSON
    }
  }

  private async settle(entry: Entry, outcome: Outcome): Promise<void> {
    const { id } = entry;
    if (outcome.kind === "receipt") {
      this.receive(entry); // whatever the disk does next
      await this.disk.settle(entry, undefined, outcome.receipt).catch((error) => console.warn(error));
      return;
    }
    const tried = { ...entry, tries: entry.tries + 1, tried: localTime() };
    if (outcome.kind === "later") {
      askToKeep(); // it may lie here for days
      return this.keep(entry, tried);
    }
    await this.keep(entry, { ...tried, state: "parked", status: outcome.status, build: this.build });
    // Two pages gave one draft two answers: the core sends these under a name of their own.
    if (outcome.status === conflict && this.isMine(entry)) this.report({ type: "conflict", id });
  }

  private async keep(entry: Entry, after: Entry): Promise<void> {
    if (this.isMine(entry)) this.mine.set(entry.id, after);
    await this.disk.settle(entry, after).catch((error) => console.warn(error));
  }

  // Another tab's response may have the same id.
  private isMine({ id, body }: Entry): boolean {
    return this.mine.get(id)?.body === body;
  }

  private receive(entry: Entry): void {
    this.received.add(entry.body);
    if (!this.isMine(entry) && this.mine.has(entry.id)) return;
    this.forget(entry.id);
    this.report({ type: "sent", id: entry.id });
  }

  private forget(id: string): void {
    this.mine.delete(id);
    this.kept.delete(id);
  }

  // Tells the core how its responses stand, whichever tab sent them, and all that is on this device. "Sent" takes a receipt:
  // that a response is not found on disk proves nothing.
  private async tell(): Promise<void> {
    const entries = await this.entries();
    for (const entry of entries.filter((entry) => this.isMine(entry))) {
      const { id, state, status } = entry;
      this.report({ type: this.kept.has(id) ? "stored" : "unkept", id });
      if (state === "parked" && status !== undefined) this.report({ type: "parked", id });
    }
    const held = entries.map((entry): Held => {
      const { id, state, status, tried } = entry;
      return { id, parked: state === "parked", status: status ?? 0, tried: tried ?? "", kept: !this.isMine(entry) || this.kept.has(id) };
    });
    this.report({ type: "queue", held });
  }

  // Those on disk, and those that are only in this page; but for those that the endpoint has.
  private async entries(): Promise<Entry[]> {
    const onDisk = await this.disk.all().catch(() => []);
    for (const entry of onDisk.filter((entry) => this.isMine(entry))) this.kept.add(entry.id);
    const others = [...this.mine.values()].filter(({ body }) => onDisk.every((entry) => entry.body !== body));
    for (const entry of others) {
      // It was there: another tab has sent it, if there is a receipt.
      if (this.kept.has(entry.id) && (await this.disk.hasReceipt(entry.id).catch(() => false))) this.receive(entry);
    }
    return [...onDisk, ...others].filter(({ body }) => !this.received.has(body));
  }
}
