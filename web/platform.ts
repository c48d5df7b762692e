// The one door to what the browser does for us. Any such call may be missing, refuse, throw or never answer, in private
// windows, with cookies blocked, on a full disk, on a site without https: here each has a name, an end, and something in its place.
//
// Storage on disk is in shelf.ts. What drawing needs has a part of its own below: without it the pictures are SVG, and the page
// lies in flow.

// Every call, by the way to it from `globalThis`, which is how tests break each of them.
export const calls = [
  "indexedDB.open", "IDBDatabase.prototype.transaction", "IDBObjectStore.prototype.get", "IDBObjectStore.prototype.getKey",
  "IDBObjectStore.prototype.getAll", "IDBObjectStore.prototype.add", "IDBObjectStore.prototype.put", "IDBObjectStore.prototype.delete",
  "sessionStorage", "localStorage", "Storage.prototype.getItem", "Storage.prototype.setItem", "Storage.prototype.removeItem",
  "navigator.locks", "navigator.locks.request", "BroadcastChannel", "crypto.getRandomValues", "fetch", "AbortController",
  "navigator.clipboard", "navigator.clipboard.writeText", "URL.createObjectURL", "print", "matchMedia", "ResizeObserver",
  "history.pushState", "history.replaceState", "document.fonts", "document.fonts.load", "document.fonts.check", "requestIdleCallback",
  "HTMLCanvasElement.prototype.getContext", "CanvasRenderingContext2D.prototype.drawImage", "IntersectionObserver", "MutationObserver",
  "requestAnimationFrame", "CSSStyleSheet.prototype.cssRules", "document.fonts.addEventListener", "speechSynthesis",
  "speechSynthesis.getVoices", "speechSynthesis.speak", "speechSynthesis.cancel", "speechSynthesis.addEventListener",
  "SpeechSynthesisUtterance", "CSS.highlights", "performance.now", "navigator.storage.persist",
] as const;
export type Call = (typeof calls)[number];

// A call that answers at once; `otherwise` where it is missing or throws.
export function attempt<T>(name: Call, call: () => T, otherwise: T): T {
  try {
    return call();
  } catch (error) {
    console.warn(name, error);
    return otherwise;
  }
}

// A call that answers later: it rejects when there is no answer after so many ms.
export function inTime<T>(name: Call, ms: number, call: () => PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name}: no answer after ${ms} ms`)), ms);
    const end = () => clearTimeout(timer);
    new Promise<T>((answer) => answer(call())).then((value) => (end(), resolve(value)), (error) => (end(), reject(error)));
  });
}

// ---- what is remembered ----

type Place = "localStorage" | "sessionStorage";

// Nothing but a text: what else a broken browser gives would spoil the whole message to the core.
export const recall = (place: Place, key: string): string | null =>
  attempt(place, () => {
    const text: unknown = globalThis[place].getItem(key);
    return typeof text === "string" ? text : null;
  }, null);

// True when it is kept, or gone, as asked.
export const keep = (place: Place, key: string, value: string | null): boolean =>
  attempt(place, () => {
    const storage = globalThis[place];
    if (value) storage.setItem(key, value);
    else storage.removeItem(key);
    return storage.getItem(key) === (value || null);
  }, false);

// Asks the browser not to clear what is on disk when it needs room. Nothing is said of the answer: a browser that refuses
// keeps it as long as before.
let asked = false;
export function askToKeep(): void {
  if (asked) return;
  asked = true;
  inTime("navigator.storage.persist", 3_000, () => navigator.storage.persist()).catch(() => undefined);
}

// ---- chance ----

// Undefined where the browser has no randomness that nobody can guess.
export function randomBytes(count: number): Uint8Array | undefined {
  const bytes = new Uint8Array(count); // what the call answers with is not believed: only what it filled in
  attempt("crypto.getRandomValues", () => void crypto.getRandomValues(bytes), undefined);
  return bytes.some(Boolean) ? bytes : undefined;
}

// ---- other tabs ----

const lockPatience = 3_000;

// Does the work while no other tab does work of this name; where there are no locks, or none is given in time, at once.
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  let doing: Promise<T> | undefined;
  const granted = () =>
    new Promise<void>((resolve, reject) => {
      Promise.resolve(navigator.locks.request(name, () => {
        if (doing) return; // too late: it was begun without
        resolve();
        return (doing = work());
      })).catch(reject);
    });
  await inTime("navigator.locks.request", lockPatience, granted).catch(() => undefined);
  return (doing ??= work());
}

// Takes a name for as long as this page lives. False when another page has it; true when nobody says so.
export function take(name: string): Promise<boolean> {
  const asked = () =>
    new Promise<boolean>((resolve, reject) => {
      Promise.resolve(navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => undefined) : undefined;
      })).catch(reject);
    });
  return inTime("navigator.locks.request", lockPatience, asked).catch(() => takeByAsking(name));
}

// Where there are no locks: the other pages are asked, and one that has the name answers.
function takeByAsking(name: string): Promise<boolean> {
  const free = attempt("BroadcastChannel", () => {
    const channel = new BroadcastChannel(name);
    return new Promise<boolean>((resolve) => {
      let mine = false;
      const settle = (free: boolean) => {
        mine = free;
        resolve(free);
        if (!free) channel.close();
      };
      const timer = setTimeout(() => settle(true), 500);
      channel.onmessage = ({ data }) => {
        if (data === "whose" && mine) channel.postMessage("mine");
        if (data === "mine" && !mine) (clearTimeout(timer), settle(false));
      };
      channel.postMessage("whose");
    });
  }, undefined);
  return free ?? Promise.resolve(true); // the outbox overwrites nothing, and neither does the endpoint
}

// ---- the network ----

// What `use` makes of the answer. It rejects when there is none in time, or none that `use` can read.
export function request<T>(address: string, ms: number, options: RequestInit, use: (answer: Response) => Promise<T>): Promise<T> {
  const patience = attempt("AbortController", () => new AbortController(), undefined);
  const signal = patience && { signal: patience.signal };
  const answered = inTime("fetch", ms, async () => use(await fetch(address, { ...options, ...signal })));
  answered.catch(() => patience?.abort());
  return answered;
}

// ---- what is handed to the person ----

// False when it is not on the clipboard.
export async function copyText(text: string): Promise<boolean> {
  try {
    await inTime("navigator.clipboard.writeText", 2_000, () => navigator.clipboard.writeText(text));
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// The older way, where the clipboard is missing or refuses.
function copyBySelection(text: string): boolean {
  const held = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  Object.assign(field.style, { position: "fixed", top: "0", opacity: "0" });
  document.body.append(field);
  field.select();
  const done = attempt("navigator.clipboard", () => document.execCommand("copy"), false);
  field.remove();
  if (held instanceof HTMLElement) held.focus({ preventScroll: true });
  return done;
}

// True when the browser was given the file; what it does with it, it says itself.
export const saveFile = (name: string, text: string, type: string): boolean =>
  attempt("URL.createObjectURL", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    if (!link.href.startsWith("blob:")) return false;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return true;
  }, false);

export const printPage = (): boolean => attempt("print", () => (print(), true), false);

// ---- the rest ----

// Whether a condition of the device holds, and when that changes. One that cannot be asked does not hold.
export function media(query: string, otherwise = false): { matches(): boolean; watch(changed: () => void): void } {
  const list = attempt("matchMedia", () => matchMedia(query), undefined);
  return {
    matches: () => list?.matches ?? otherwise,
    watch: (changed) => attempt("matchMedia", () => list?.addEventListener?.("change", changed), undefined),
  };
}

// Puts an address into the history. False where the browser refuses, as it does after very many in a short time.
export const rename = (how: "pushState" | "replaceState", path: string): boolean =>
  attempt(`history.${how}`, () => (history[how](null, "", path), true), false);

export const fontsThere = (fonts: string[]): boolean =>
  attempt("document.fonts.check", () => fonts.every((font) => document.fonts.check(font)), false);
// Ends when they are there, or cannot be had in time.
export const loadFonts = (fonts: string[]): Promise<void> =>
  inTime("document.fonts.load", 10_000, () => Promise.all(fonts.map((font) => document.fonts.load(font)))).then(() => undefined, () => undefined);

// When nothing else is to be done, or after a while.
export const quiet = (): Promise<void> =>
  inTime("requestIdleCallback", 2_500, () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2_000 })))
    .catch(() => undefined);

// Seconds that the page has been open; undefined where there is no clock.
export const secondsOpen = (): number | undefined => attempt("performance.now", () => Math.round(performance.now() / 1000), undefined);

// Asks before the page is left, while something is only in this page.
export function guardLeaving(isOnlyHere: () => boolean): void {
  addEventListener("beforeunload", (event) => {
    if (isOnlyHere()) event.preventDefault();
  });
}

// ---- drawing ----

export const canDraw = (): boolean =>
  attempt("HTMLCanvasElement.prototype.getContext", () => {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow a page only a few
    return context !== null && context !== undefined;
  }, false);

// Copies what stands on one canvas to another. False where the browser gives no place for it.
export const copyPicture = (from: HTMLCanvasElement, to: HTMLCanvasElement): boolean =>
  attempt("HTMLCanvasElement.prototype.getContext", () => {
    if (to.width !== from.width) to.width = from.width;
    if (to.height !== from.height) to.height = from.height;
    const context = to.getContext("2d")!;
    context.globalCompositeOperation = "copy";
    context.drawImage(from, 0, 0);
    return true;
  }, false);

// Milliseconds, to measure how long something takes.
export function clock(): number {
  const now: unknown = attempt("performance.now", () => performance.now(), undefined);
  return typeof now === "number" ? now : Date.now();
}

// Once, before the next frame; where the browser says nothing of frames, after a second.
export function nextFrame(work: (now: number) => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    work(clock());
  };
  const timer = setTimeout(once, 1_000);
  if (attempt("requestAnimationFrame", () => requestAnimationFrame(once), undefined) === undefined) setTimeout(once, 16);
}

export interface Watching {
  observe(element: Element): void;
  unobserve(element: Element): void;
  disconnect(): void;
}
const blind: Watching = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
const seeing = <T extends { observe: unknown }>(name: Call, make: () => T): T | undefined =>
  attempt(name, () => {
    const made = make();
    if (typeof made.observe !== "function") throw new TypeError(`${name} cannot observe`);
    return made;
  }, undefined);

// Where sizes cannot be watched, only the window's own changes count.
export const watchSizes = (changed: (elements: Element[]) => void): Watching =>
  seeing("ResizeObserver", () => new ResizeObserver((entries) => changed(entries.map(({ target }) => target)))) ?? onResize(changed);
export const watchSize = (element: Element, changed: () => void): void => watchSizes(changed).observe(element);

function onResize(changed: (elements: Element[]) => void): Watching {
  const watched = new Set<Element>();
  addEventListener("resize", () => watched.size && changed([...watched]));
  return { observe: (element) => void watched.add(element), unobserve: (element) => void watched.delete(element), disconnect: () => watched.clear() };
}

// Which elements are in the window or nearly; where nobody says, all of them.
export const watchNearness = (margin: number, changed: (element: Element, near: boolean) => void): Watching =>
  seeing("IntersectionObserver", () => new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => changed(target, isIntersecting)), { rootMargin: `${margin}px` })) ??
  { ...blind, observe: (element) => void setTimeout(() => changed(element, true)) };

// Whatever changes within an element. `forget` leaves out what has changed so far.
export function watchChanges(element: Element, changed: () => void): { forget(): void; end(): void } {
  const observer = seeing("MutationObserver", () => new MutationObserver(changed));
  observer?.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  return { forget: () => void observer?.takeRecords(), end: () => observer?.disconnect() };
}

// Fonts that come. The answer ends it.
export function watchFonts(came: () => void): () => void {
  attempt("document.fonts.addEventListener", () => document.fonts.addEventListener("loadingdone", came), undefined);
  return () => attempt("document.fonts.addEventListener", () => document.fonts.removeEventListener("loadingdone", came), undefined);
}

// The rules of a style sheet; none of one that comes from another site, as a browser's extension may put into a page.
export const rulesOf = (sheet: CSSStyleSheet): CSSRule[] => attempt("CSSStyleSheet.prototype.cssRules", () => Array.from(sheet.cssRules), []);

// ---- reading aloud ----

export const canSpeak = (): boolean => attempt("speechSynthesis", () => typeof speechSynthesis === "object" && speechSynthesis !== null, false);
export const voices = (): SpeechSynthesisVoice[] => attempt("speechSynthesis.getVoices", () => [...speechSynthesis.getVoices()], []);
export const watchVoices = (changed: () => void): void => // they may come late
  attempt("speechSynthesis.addEventListener", () => speechSynthesis.addEventListener("voiceschanged", changed), undefined);
export const tellVoice = (what: "pause" | "resume" | "cancel"): void => attempt("speechSynthesis.cancel", () => void speechSynthesis[what](), undefined);

// Says the words; then tells whether that went well. `isWaiting`: the voice was asked to pause, so that it may take its time.
export function speak(text: string, voice: SpeechSynthesisVoice, isWaiting: () => boolean, done: (how: "said" | "stopped" | "silent") => void): void {
  let open = true;
  const end = (how: "said" | "stopped" | "silent") => {
    if (open) done(how);
    open = false;
    clearInterval(patience);
  };
  const patience = setInterval(() => isWaiting() || end("silent"), 20_000 + 200 * text.length); // a voice that never comes to an end
  const begun = attempt("speechSynthesis.speak", () => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => end("said");
    utterance.onerror = ({ error }) => end(error === "canceled" || error === "interrupted" ? "stopped" : "said");
    speechSynthesis.speak(utterance);
    return true;
  }, false);
  if (!begun) end("silent");
}

// Shows what is read aloud, or nothing. False where the browser cannot.
export const highlight = (range: Range | undefined): boolean =>
  attempt("CSS.highlights", () => {
    if (range) CSS.highlights.set("spoken", new Highlight(range));
    else CSS.highlights.delete("spoken");
    return true;
  }, false);
