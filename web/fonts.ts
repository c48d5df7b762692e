// The font of the text. One that came too late for the first paint is put on when the screen changes, so that nothing a
// person is reading moves.
import { fontsThere, loadFonts } from "./platform";

const weights = ["400", "700"].map((weight) => `${weight} 1em "Atkinson Late"`);

// Asks for the fonts when nothing else is to be done; they are mostly there already.
export const fetchFonts = (): Promise<void> => loadFonts(weights); // without them, the stand-in stays

export function putOnFont(): void {
  if (fontsThere(weights)) document.documentElement.classList.add("font-came");
}
