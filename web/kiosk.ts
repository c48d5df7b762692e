// A kiosk is read at arm's length and stays put: html[data-kiosk] gives it sizes and places of its own (kiosk.css), on the
// stage and in flow alike. A tall, wide window is one from when it first shows the stage until the tab is closed.
const key = "roadshow-kiosk";
const tall = matchMedia("(min-width: 900px) and (max-aspect-ratio: 2/3)");
let staged = false;

function show(): void {
  document.documentElement.toggleAttribute("data-kiosk", staged && tall.matches);
}

try {
  staged = sessionStorage.getItem(key) !== null;
} catch {
  // storage is switched off: it is a kiosk as long as the page is open
}
tall.addEventListener?.("change", show);

export function showKiosk(onStage: boolean): void {
  if (onStage && tall.matches && !staged) {
    staged = true;
    try {
      sessionStorage.setItem(key, "1");
    } catch {
      // as above
    }
  }
  show();
}
