// The address bar: which page it names, and the steps back and forward.

import { rename } from "./platform";

let shown = address(); // of the page in the document

// The path of the page. `layout` in the address is a setting, not a part of it.
export function address(): string {
  const query = new URLSearchParams(location.search);
  if (!query.has("layout")) return location.pathname + location.search;
  query.delete("layout");
  const rest = query.toString();
  return location.pathname + (rest && "?" + rest);
}

// Puts the page into the history. True when its path (not only its query) is a new one.
export function record(path: string, title: string, how: "push" | "replace"): boolean {
  document.title = title;
  if (path === shown || !/^\/(?!\/)/.test(path)) return false;
  const elsewhere = path.split("?")[0] !== shown.split("?")[0];
  shown = path;
  if (path !== address()) rename(how === "push" ? "pushState" : "replaceState", path);
  return elsewhere;
}

// Takes the layout out of the address, once the reader has chosen another.
export function forgetLayout(): void {
  if (new URLSearchParams(location.search).has("layout")) rename("replaceState", address() + location.hash);
}

// Calls when the reader goes back or forward; not for a jump within the page.
export function onTravel(visit: (path: string) => void): void {
  addEventListener("popstate", () => {
    if (address() !== shown) visit(address());
  });
}
