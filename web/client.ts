// The client: hands each event to the core and carries out the reply.
import type { Boot, Core, CoreEvent, Fresh, Layout, Question, Reply, Task } from "./bridge";
import { Astray, carryOutAll, fieldsOf, focusOn, say } from "./document";
import { putOnFont } from "./fonts";
import { forgetLayout, record } from "./history";
import { randomBytes } from "./platform";
import { layoutChosen, showTextSize, textSizeChosen } from "./settings";

// How an event came about: a step forward leaves an entry in the history and starts at the top of a new page; travel (back,
// forward) leaves the scroll position to the browser; anything else happens where the reader is.
export type Cause = "step" | "travel" | "other";

export interface Surroundings {
  post(id: string, body: string, instead: string): void; // store a response on the device, then send it
  task(task: Task): void; // do it, then report how it went
  draft(draft: string): void; // keep it through a reload, in place of the one before
  fetch(question: Question): void; // ask the endpoint, then report what it answered
  changed(): void; // the page, the layout or the size of the text: before focus moves
  reading(reading: Reply["reading"]): void; // aloud, as it shall be now
  broken(): void; // the core has stopped for good
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// `crypto.randomUUID` is missing on a site without https, such as a kiosk's on the local network. An id need only be one that
// nobody else has, so ordinary chance does where there is no other.
function freshId(): string {
  const bytes = randomBytes(16) ?? Uint8Array.from({ length: 16 }, () => Math.random() * 256);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// A code that could be guessed is worse than none.
const freshSecret = () => hexOf(randomBytes(32) ?? new Uint8Array(0));

// Where the reader is, not in Greenwich.
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const fresh = (): Fresh => ({ freshId: freshId(), freshSecret: freshSecret(), today: today() });
const mayBegin = new Set<CoreEvent["type"]>(["visit", "press", "conflict"]);

export class Client {
  layout: Layout = "flow";
  private wish: Layout = "flow";
  private textSize = 100;
  private working = true;
  private busy = false;
  private readonly next: [CoreEvent, Cause][] = []; // events that came while another was carried out

  constructor(private readonly core: Core, private readonly app: HTMLElement, private readonly around: Surroundings) {}

  // Throws when the core cannot start.
  boot(message: Boot): void {
    this.wish = message.layout;
    this.textSize = message.textSize;
    showTextSize(this.textSize);
    this.busy = true;
    this.carryOut(this.core.boot({ ...message, ...fresh() }), "other");
    this.busy = false;
  }

  // Goes to a path of the site. False when the core has stopped, so that the browser must go there.
  visit(path: string, cause: Cause): boolean {
    this.readFields();
    return this.dispatch({ type: "visit", path }, cause);
  }

  // What was filled in by the browser, an extension or a program, which need not fire any event.
  readFields(): void {
    const fields = this.busy ? [] : fieldsOf(this.app); // busy: the document is about to be what the core says
    if (fields.length) this.dispatch({ type: "fields", fields });
  }

  // False when the core has stopped.
  dispatch(event: CoreEvent, cause: Cause = "other"): boolean {
    this.next.push([event, cause]);
    if (this.busy) return this.working;
    this.busy = true;
    try {
      for (let step; this.working && (step = this.next.shift()); ) {
        const [event, cause] = step;
        this.carryOut(this.core.dispatch(mayBegin.has(event.type) ? { ...event, ...fresh() } : event), cause);
      }
    } catch (error) {
      this.working = false;
      console.error(error);
      this.around.broken();
    } finally {
      this.busy = false;
    }
    return this.working;
  }

  scene(): string {
    return this.core.scene();
  }

  private carryOut(reply: Reply, cause: Cause): void {
    this.patch(reply);
    const elsewhere = record(reply.path, reply.title, cause === "step" ? "push" : "replace");
    const restyled = this.restyle(reply);
    if (reply.draft !== null) this.around.draft(reply.draft);
    if (reply.scene || restyled) this.around.changed();

    const target = reply.focus ? document.getElementById(reply.focus) : null;
    const newScreen = target?.tagName === "H1";
    if (newScreen) putOnFont();
    const fromTheTop = (cause === "step" && elsewhere) || (cause !== "travel" && newScreen);
    if (target) focusOn(reply.focus, fromTheTop || cause === "travel" ? "stay" : "reveal");
    if (fromTheTop) scrollTo(0, 0);

    this.around.reading(reply.reading);
    if (reply.say) say(reply.say);
    if (reply.fetch) this.around.fetch(reply.fetch);
    if (reply.post) this.around.post(reply.post.id, reply.post.body, reply.post.instead);
    if (reply.task) this.around.task(reply.task);
  }

  // The document is as the core says, whatever was done to it.
  private patch(reply: Reply): void {
    try {
      carryOutAll(reply.ops);
    } catch (error) {
      if (!(error instanceof Astray)) throw error;
      carryOutAll(this.core.dispatch({ type: "repaint" }).ops);
    }
  }

  private restyle(reply: Reply): boolean {
    const layoutChanged = reply.layout !== this.layout;
    const textSizeChanged = reply.textSize !== this.textSize;
    if (reply.wish !== this.wish) {
      layoutChosen(reply.wish);
      forgetLayout();
    }
    this.layout = reply.layout;
    this.wish = reply.wish;
    this.textSize = reply.textSize;
    if (textSizeChanged) {
      textSizeChosen(reply.textSize);
      showTextSize(reply.textSize);
    }
    return layoutChanged || textSizeChanged;
  }
}
