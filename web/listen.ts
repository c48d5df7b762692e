// Reads the page aloud with the device's own voices, sentence by sentence, and shows which one.
//
// Only voices that the device itself makes are used: others would send the words to somebody else.
import type { CoreEvent, Reply } from "./bridge";
import { canSpeak, highlight, media, speak, tellVoice, voices, watchVoices } from "./platform";

type Reading = Reply["reading"];

interface Sentence {
  text: string;
  language: string;
  range: Range;
}

const blocks = "p,h1,h2,h3,h4,h5,h6,li,td,th,dt,dd,label,legend,figcaption,caption,summary,button,a,div";
const primary = (language: string) => language.toLowerCase().split(/[-_]/)[0]!;

// The voice of the device for a language: the very one ("en-GB") before another of the same language.
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const able = voices().filter((voice) => voice.localService && primary(voice.lang) === primary(language));
  const exact = primary(language) === "en" ? "en-gb" : language.toLowerCase();
  return able.find(({ lang }) => lang.toLowerCase().replace("_", "-") === exact) ?? able[0];
}

// Where sentences end, in any script: full stop, Urdu's full stop, danda, question and exclamation marks.
function ends(text: string, language: string): number[] {
  if ("Segmenter" in Intl) {
    const segments = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
    return [...segments].map(({ index, segment }) => index + segment.length);
  }
  const found = [...text.matchAll(/[.!?\u06d4\u061f\u0964]+["'”’)]*\s+/g)].map((match) => match.index! + match[0].length);
  return [...found, text.length];
}

// The words of the page that can be seen or are there to be heard, in the order of the document.
function* runsOf(root: Element): Generator<{ node: Text; block: Element; language: string }> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const parent = node.parentElement;
    if (!parent || !node.data.trim() || parent.closest("[aria-hidden=true], svg, textarea")) continue;
    if (parent.getClientRects().length === 0) continue; // in a closed disclosure, or not shown
    yield {
      node,
      block: parent.closest(blocks) ?? root,
      language: parent.closest<HTMLElement>("[lang]")?.lang ?? document.documentElement.lang,
    };
  }
}

export function sentencesOf(root: Element): Sentence[] {
  const sentences: Sentence[] = [];
  let parts: { node: Text; from: number }[] = []; // of one block in one language
  let text = "";
  let block: Element | undefined;
  let language = "";
  const place = (at: number, end: boolean): [Node, number] => {
    const part = parts.filter(({ from }) => (end ? from < at : from <= at)).pop() ?? parts[0]!;
    return [part.node, Math.min(at - part.from, part.node.length)];
  };
  const flush = () => {
    let from = 0;
    for (const to of parts.length ? ends(text, language) : []) {
      const words = text.slice(from, to).trim();
      const lead = text.slice(from, to).length - text.slice(from, to).trimStart().length;
      if (words) {
        const range = document.createRange();
        range.setStart(...place(from + lead, false));
        range.setEnd(...place(from + lead + words.length, true));
        sentences.push({ text: words, language, range });
      }
      from = to;
    }
    parts = [];
    text = "";
  };
  for (const run of runsOf(root)) {
    if (run.block !== block || run.language !== language) flush();
    else if (text && !/\s$/.test(text)) text += " ";
    ({ block, language } = run);
    parts.push({ node: run.node, from: text.length });
    text += run.node.data;
  }
  flush();
  return sentences;
}

// A frame over the sentence: on the stage, whose letters are the canvas's, and where browsers cannot highlight text.
class Mark {
  private readonly frame = document.createElement("div");

  constructor() {
    this.frame.className = "spoken-frame";
    this.frame.setAttribute("aria-hidden", "true");
    this.frame.hidden = true;
    document.body.append(this.frame);
    addEventListener("resize", () => this.shown && this.show(this.shown));
  }
  private shown: Range | undefined;

  show(range: Range): void {
    this.shown = range;
    const onStage = document.documentElement.dataset.layout === "stage";
    const box = range.getBoundingClientRect();
    this.frame.hidden = highlight(range) && !onStage;
    Object.assign(this.frame.style, {
      left: `${box.left + scrollX}px`, top: `${box.top + scrollY}px`, width: `${box.width}px`, height: `${box.height}px`,
    });
    const outside = box.top < 0 || box.bottom > innerHeight;
    const still = media("(prefers-reduced-motion: reduce)").matches();
    if (outside) scrollBy({ top: box.top - innerHeight / 3, behavior: still ? "auto" : "smooth" });
  }
  clear(): void {
    this.shown = undefined;
    highlight(undefined);
    this.frame.hidden = true;
  }
}

export class Listening {
  private reading: Reading = "off";
  private able = false;
  private turn = 0; // of reading: what an earlier turn still says does not count
  private readonly mark = new Mark();

  // Undefined where the device does not speak at all.
  static start(app: HTMLElement, report: (event: CoreEvent) => void): Listening | undefined {
    return canSpeak() ? new Listening(app, report) : undefined;
  }

  private constructor(private readonly app: HTMLElement, private readonly report: (event: CoreEvent) => void) {
    const look = () => {
      const able = voiceFor(document.documentElement.lang) !== undefined;
      if (able === this.able) return;
      this.able = able;
      this.report({ type: "voices", able });
    };
    watchVoices(look);
    addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.reading !== "off") this.report({ type: "silent" });
    });
    addEventListener("pagehide", () => tellVoice("cancel"));
    look();
  }

  // As the core says.
  set(reading: Reading): void {
    if (reading === this.reading) return;
    const before = this.reading;
    this.reading = reading;
    if (reading === "paused") return tellVoice("pause");
    if (reading === "on" && before === "paused") return tellVoice("resume");
    this.turn++;
    tellVoice("cancel");
    tellVoice("resume"); // a voice that was paused stays paused for what comes after
    this.mark.clear();
    if (reading === "on") this.say(sentencesOf(this.app.querySelector("main") ?? this.app), 0, this.turn);
  }

  private say(sentences: Sentence[], at: number, turn: number): void {
    if (turn !== this.turn) return;
    const sentence = sentences[at];
    if (!sentence) {
      this.mark.clear();
      return this.report({ type: "silent" });
    }
    const voice = voiceFor(sentence.language);
    if (!voice) {
      this.report({ type: "leftOut" });
      return this.say(sentences, at + 1, turn);
    }
    this.mark.show(sentence.range);
    speak(sentence.text, voice, () => turn === this.turn && this.reading === "paused", (how) => {
      if (turn !== this.turn) return;
      if (how === "said") this.say(sentences, at + 1, turn);
      if (how === "silent") this.report({ type: "silent" }); // the key says "Listen" again
    });
  }
}
