// The document: carries out the core's operations on it, and tells the core what was done to it.
//
// Nothing here takes a key or a touch from the browser: Tab, find, typing and scrolling stay its own.
import type { CoreEvent, FieldEvent, Operation, Ref } from "./bridge";

// Attributes that only give the first value of a property, which the reader has since changed.
const properties: Record<string, (element: Element, value: string | null) => void> = {
  value(element, value) {
    const field = element as HTMLInputElement | HTMLTextAreaElement;
    // The same text again would move the caret.
    if (element.matches("input, textarea") && field.value !== value) field.value = value ?? "";
  },
  checked(element, value) {
    (element as HTMLInputElement).checked = value !== null;
  },
  disabled(element, value) {
    (element as HTMLButtonElement).disabled = value !== null;
  },
  open(element, value) {
    (element as HTMLDetailsElement).open = value !== null;
  },
};

// Thrown when the document is not as the core knows it: an extension or a translation has changed it.
export class Astray extends Error {}

function present<T>(node: T | null | undefined): T {
  if (node == null) throw new Astray();
  return node;
}

function find([id, ...way]: Ref): Node {
  return way.reduce<Node>((node, index) => present(node.childNodes[index]), present(document.getElementById(id)));
}

function findElement(ref: Ref): Element {
  const node = find(ref);
  if (!(node instanceof Element)) throw new Astray();
  return node;
}

// The child before which a new one goes at `index`; null at the end.
function place(parent: Node, index: number): Node | null {
  if (index > parent.childNodes.length) throw new Astray();
  return parent.childNodes[index] ?? null;
}

function parse(html: string): Node {
  const template = document.createElement("template");
  template.innerHTML = html;
  return present(template.content.firstChild);
}

function keepFocus(change: () => void): void {
  const held = document.activeElement;
  change();
  if (!(held instanceof HTMLElement) || held === document.activeElement) return;
  const again = held.isConnected ? held : held.id ? document.getElementById(held.id) : null;
  again?.focus({ preventScroll: true });
}

function carryOut(operation: Operation): void {
  switch (operation[0]) {
    case "insert": {
      const [, ref, index, html] = operation;
      const parent = find(ref);
      parent.insertBefore(parse(html), place(parent, index));
      return;
    }
    case "remove":
      (find(operation[1]) as ChildNode).remove();
      return;
    case "move": {
      const [, ref, from, to] = operation;
      const parent = find(ref);
      const node = present(parent.childNodes[from]);
      const before = place(parent, to < from ? to : to + 1);
      keepFocus(() => parent.insertBefore(node, before));
      return;
    }
    case "attr": {
      const [, ref, name, value] = operation;
      const element = findElement(ref);
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
      properties[name]?.(element, value);
      return;
    }
    case "text": {
      const node = find(operation[1]);
      if (!(node instanceof Text)) throw new Astray();
      node.data = operation[2];
      return;
    }
    case "html": {
      const element = findElement(operation[1]);
      keepFocus(() => (element.innerHTML = operation[2]));
      return;
    }
  }
}

// Carries out the operations in order. Throws Astray when one of them has no place in the document.
export function carryOutAll(operations: Operation[]): void {
  operations.forEach(carryOut);
}

// Moves the focus. "reveal" lets the browser scroll to it.
export function focusOn(id: string, scroll: "reveal" | "stay"): void {
  document.getElementById(id)?.focus({ preventScroll: scroll === "stay" });
}

// Says something, once and politely, to people who cannot see it. Two regions take turns: words that stand in one already
// are new in the other, and so are said again.
let turn = 1;
export function say(text: string): void {
  const [now, before] = turn === 1 ? ["say-1", "say-2"] : ["say-2", "say-1"];
  turn = 3 - turn;
  document.getElementById(before)?.replaceChildren();
  document.getElementById(now)?.replaceChildren(text);
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const isChoice = (field: Field) => field.type === "radio" || field.type === "checkbox";

function reportField(field: Field): FieldEvent {
  return isChoice(field)
    ? { type: "choose", id: field.id, on: (field as HTMLInputElement).checked }
    : { type: "write", id: field.id, text: field.value };
}

const fields = "input[id], textarea[id]";

// What was chosen or written before the core was there, if the fields still exist when it is asked for.
export function earlyAnswers(app: HTMLElement): () => CoreEvent[] {
  const early = [...app.querySelectorAll<Field>(fields)]
    .filter((field) =>
      isChoice(field) ? (field as HTMLInputElement).checked && !(field as HTMLInputElement).defaultChecked : field.value !== field.defaultValue)
    .map(reportField);
  return () => early.filter((event) => document.getElementById(event.id));
}

// What the fields hold now. One radio of a group says it all.
export const fieldsOf = (app: HTMLElement): FieldEvent[] =>
  [...app.querySelectorAll<Field>(fields)].filter((field) => field.type !== "radio" || (field as HTMLInputElement).checked).map(reportField);

// The address within the site that a click on a link leads to; none when the browser should follow it by itself.
function pathOf(event: MouseEvent, link: HTMLAnchorElement): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname) return; // within this page: the skip link
  if (/\.[^/]+$/.test(link.pathname)) return; // a file
  return link.pathname + link.search;
}

export interface Listener {
  visit(path: string): boolean; // whether it took the path; otherwise the browser follows the link
  leave(address: string): boolean; // to a page in another language, with other content; the same
  report(event: CoreEvent): boolean; // the same; otherwise the browser posts what is filled in to the form that needs no program
  readFields(): void;
}

export function listen(app: HTMLElement, { visit, leave, report, readFields }: Listener): void {
  // Not on the element of the page: screen readers would call every heading in it clickable.
  document.addEventListener("click", (event) => {
    const target = (event.target as Element).closest<HTMLAnchorElement | HTMLButtonElement>("a[href], button[id]");
    if (!target || event.defaultPrevented) return;
    if (target instanceof HTMLButtonElement) {
      readFields();
      if (report({ type: "press", id: target.id })) event.preventDefault();
      return;
    }
    const path = pathOf(event, target);
    if (path && (target.hreflang ? leave(target.href) : visit(path))) event.preventDefault();
  });
  app.addEventListener("change", ({ target }) => {
    if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.id) report(reportField(target));
  });
  app.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    if (target.id && !isChoice(target)) report(reportField(target));
  });
  // A menu lies over the page: it closes when the focus goes on. Escape closes it from anywhere, and what else is open
  // around the focus; the focus goes back to what opened it. No key is taken from the browser.
  const menu = "details.header-key[open]";
  const sheet = "details.menu-key[open]"; // of a phone: its keys stand beside it
  const close = (details: HTMLDetailsElement | null | undefined) => {
    if (!details) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  };
  document.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape") return;
    const around = target instanceof Element ? target.closest<HTMLDetailsElement>("details[open]") : null;
    close(around ?? app.querySelector<HTMLDetailsElement>(`${menu}, ${sheet}`));
  });
  app.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target instanceof Element && target.matches(fields)) readFields();
    const left = (target as Element).closest<HTMLDetailsElement>(menu);
    if (left && relatedTarget instanceof Node && !left.contains(relatedTarget)) left.open = false;
    const phone = app.querySelector<HTMLDetailsElement>(sheet);
    const around = phone?.parentElement;
    if (phone && around?.contains(target as Node) && relatedTarget instanceof Node && !around.contains(relatedTarget)) phone.open = false;
  });
  // The page may be put away now, and the draft with it.
  addEventListener("pagehide", readFields);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && readFields());
  // `toggle` does not bubble.
  app.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.id) report({ type: "toggle", id: target.id, open: target.open });
  }, { capture: true });
}
