// Responses on the device's disk. Every call ends in time, whatever the disk does; a promise that is kept means it is on disk.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import { attempt, inTime } from "./platform";

export interface Entry {
  id: string;
  body: string;
  state: "waiting" | "parked";
  tries: number;
  addedAt: number; // ms since 1970
  tried?: string; // when it was last tried, as this device's clock says: 2026-11-21T09:30
  seconds?: number; // that the page had been open; the endpoint flags what comes too quickly, and stores it all the same
  status?: number; // parked: what the endpoint answered
  build?: string; // parked: under this content and program
}
export interface Receipt {
  id: string;
  sha256: string;
}
interface Shelves extends DBSchema {
  responses: { key: string; value: Entry };
  receipts: { key: string; value: Receipt };
}
type Shelf = "responses" | "receipts";

const durable = { durability: "strict" } as const;
const openPatience = 3_000;
const workPatience = 5_000;
const briefly = 50; // once it has hung

export class Disk {
  private opened: Promise<IDBPDatabase<Shelves>> | undefined;
  private hangs = false;

  all(): Promise<Entry[]> {
    return this.work("readonly", (transaction) => transaction.objectStore("responses").getAll());
  }

  hasReceipt(id: string): Promise<boolean> {
    return this.work("readonly", async (transaction) => (await transaction.objectStore("receipts").getKey(id)) !== undefined);
  }

  // Puts a response there. "taken": there is another one with its id, which stays as it is. `instead` leaves with it, if it is
  // what this page put there.
  add(entry: Entry, instead?: Entry): Promise<"there" | "taken"> {
    return this.work("readwrite", async (transaction) => {
      const responses = transaction.objectStore("responses");
      const found = await responses.get(entry.id);
      if (found && found.body !== entry.body) return "taken";
      if (!found) await responses.add!(entry);
      if (instead && (await responses.get(instead.id))?.body === instead.body) await responses.delete!(instead.id);
      return "there";
    });
  }

  // Writes down what became of a response, if it is still the one that was sent.
  settle(entry: Entry, after: Entry | undefined, receipt?: Receipt): Promise<void> {
    return this.work("readwrite", async (transaction) => {
      const responses = transaction.objectStore("responses");
      if ((await responses.get(entry.id))?.body !== entry.body) return;
      if (after) await responses.put!(after);
      else await responses.delete!(entry.id);
      if (receipt) await transaction.objectStore("receipts").put!(receipt);
    });
  }

  // Resolves when the transaction is complete.
  private async work<T, M extends IDBTransactionMode>(
    mode: M, use: (transaction: IDBPTransaction<Shelves, Shelf[], M>) => Promise<T>): Promise<T> {
    const database = await this.database();
    const done = async () => {
      const transaction = database.transaction<Shelf[], M>(["responses", "receipts"], mode, durable);
      const [value] = await Promise.all([use(transaction).catch((error) => {
        transaction.done.catch(() => undefined); // one reason is enough
        try {
          transaction.abort();
        } catch {
          // it has ended already
        }
        throw error;
      }), transaction.done]);
      return value;
    };
    return this.patient(workPatience, "IDBDatabase.prototype.transaction", done).catch((error) => {
      this.opened = undefined; // it may have been closed under us
      attempt("IDBDatabase.prototype.transaction", () => database.close(), undefined);
      throw error;
    });
  }

  private async patient<T>(ms: number, name: Parameters<typeof inTime>[0], call: () => Promise<T>): Promise<T> {
    const answer = new Promise<T>((resolve) => resolve(call()));
    answer.then(() => (this.hangs = false), () => undefined);
    let settled = false;
    const mark = () => (settled = true);
    answer.then(mark, mark);
    return inTime(name, this.hangs ? briefly : ms, () => answer).catch((error) => {
      if (!settled) this.hangs = true;
      throw error;
    });
  }

  // Rejects where the browser stores nothing; asked again, it tries again.
  private database(): Promise<IDBPDatabase<Shelves>> {
    const forget = () => (this.opened = undefined);
    return this.patient(openPatience, "indexedDB.open", () => {
      this.opened ??= new Promise<IDBPDatabase<Shelves>>((resolve) => resolve(openDB<Shelves>("roadshow", 1, {
        upgrade(database) {
          database.createObjectStore("responses", { keyPath: "id" });
          database.createObjectStore("receipts", { keyPath: "id" });
        },
        blocking: (_old, _new, event) => {
          (event.target as IDBDatabase).close();
          forget();
        },
        terminated: forget, // Safari closes databases now and then
      })));
      this.opened.catch(forget);
      return this.opened;
    });
  }
}
