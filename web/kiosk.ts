// A kiosk is read at arm's length and stays put: html[data-kiosk] gives it sizes and places of its own (kiosk.css), on the
// stage and in flow alike. A tall, wide window is one from when it first shows the stage until the tab is closed.
import { keep, media, recall } from "./platform";

const key = "roadshow-kiosk";
const tall = media("(min-width: 900px) and (max-aspect-ratio: 2/3)");
let staged = recall("sessionStorage", key) !== null;

let tell = (): void => undefined;

export const isKiosk = (): boolean => document.documentElement.hasAttribute("data-kiosk");

function show(): void {
  const before = isKiosk();
  document.documentElement.toggleAttribute("data-kiosk", staged && tall.matches());
  if (isKiosk() !== before) tell();
}
tall.watch(show);

export const watchKiosk = (changed: () => void): void => void (tell = changed);

export function showKiosk(onStage: boolean): void {
  if (onStage && tall.matches() && !staged) {
    staged = true;
    keep("sessionStorage", key, "1"); // where nothing is kept, as long as the page is open
  }
  show();
}
