import { rulesOf } from "./platform";

// What the style sheets ask about, as far as measuring must know it: the elements with a picture before or after their
// content, and single ids.
export function readSelectors(): { pseudo: string; ids: Set<string> } {
  const pseudo = new Set<string>();
  const ids = new Set<string>();
  const read = (rules: CSSRule[]) => {
    for (const rule of rules) {
      if ("selectorText" in rule) {
        const { selectorText } = rule as CSSStyleRule;
        for (const one of selectorText.split(/,(?![^(]*\))/))
          if (/::(before|after)$/.test(one)) pseudo.add(one.replace(/::\w+$/, "").trim().replace(/(^|[>+~])$/, "$1*"));
        for (const [, id, quoted] of selectorText.matchAll(/#([\w-]+)|\[id="([\w-]+)"\]/g)) ids.add((id ?? quoted)!);
      }
      if ("cssRules" in rule) read(Array.from((rule as CSSGroupingRule).cssRules));
    }
  };
  for (const sheet of Array.from(document.styleSheets)) read(rulesOf(sheet));
  return { pseudo: [...pseudo].join(","), ids };
}
