// What a screen reader is told of a page: Chromium's own accessibility tree, as text that a person can review.
//
// One line a thing, indented by what it is in: role “name” = value, states, position (description). What Chromium keeps
// in the document and not in its protocol (aria-current, the place of a radio button in its group) is taken from there.

// Only boxes and marks: what is in them counts.
const silent = new Set(["generic", "none", "InlineTextBox", "RootWebArea", "ListMarker", "LineBreak", "LayoutTableSection", "rowgroup"]);
// Words and what only holds words: read as one.
const wordy = new Set(["StaticText", "InlineTextBox", "strong", "emphasis", "mark", "paragraph", "LabelText", "Legend", "Figcaption", "caption", "term", "definition", "time", "code"]);
// Their words are their name.
const named = new Set(["link", "button", "heading", "radio", "checkbox", "cell", "gridcell", "columnheader", "rowheader", "DisclosureTriangle", "option", "Legend"]);
const plainNames = { DisclosureTriangle: "disclosure", Details: "details", StaticText: "text", LabelText: "label", Legend: "legend", Figcaption: "caption", DescriptionList: "description list", columnheader: "column header", rowheader: "row header", contentinfo: "footer", spinbutton: "number" };

const states = {
  checked: (value) => (value === "true" || value === true ? "checked" : value === "mixed" ? "partly checked" : "not checked"),
  pressed: (value) => (String(value) === "true" ? "pressed" : "not pressed"),
  selected: (value) => (value ? "selected" : ""),
  expanded: (value) => (value ? "expanded" : "collapsed"),
  disabled: (value) => (value ? "unavailable" : ""),
  level: (value) => `level ${value}`,
  invalid: (value) => (value && value !== "false" ? "invalid" : ""),
  required: (value) => (value ? "required" : ""),
  multiline: (value) => (value ? "several lines" : ""),
  readonly: (value) => (value ? "read only" : ""),
  modal: (value) => (value ? "modal" : ""),
  valuetext: (value) => (value ? `“${value}”` : ""),
};

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

// By the id that both trees of the protocol use: the element's attributes, and its place in its group of radio buttons.
async function elements(cdp) {
  const { root } = await cdp.send("DOM.getDocument", { depth: -1 });
  const found = new Map();
  const groups = new Map();
  const walk = (node) => {
    const attributes = Object.fromEntries(Array.from({ length: (node.attributes ?? []).length / 2 }, (_, i) => node.attributes.slice(2 * i, 2 * i + 2)));
    const element = { attributes };
    found.set(node.backendNodeId, element);
    if (attributes.type === "radio") {
      const group = groups.get(attributes.name) ?? [];
      groups.set(attributes.name, group);
      element.place = group.push(element);
      element.group = group;
    }
    for (const child of node.children ?? []) walk(child);
  };
  walk(root);
  return found;
}

// The lines of the tree of a page.
export async function tree(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const inDocument = await elements(cdp);
  await cdp.detach();
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const children = (node) => (node.childIds ?? []).map((id) => all.get(id)).filter(Boolean);
  const role = (node) => node.role?.value;

  const words = (node) => (role(node) === "StaticText" && !node.ignored ? node.name?.value ?? "" : children(node).map(words).join(children(node).length > 1 ? " " : ""));
  const isWordy = (node) => (node.ignored || silent.has(role(node)) || wordy.has(role(node))) && children(node).every(isWordy);
  const countOf = (node, wanted) => children(node).reduce((sum, child) => sum + (child.ignored || silent.has(role(child)) ? countOf(child, wanted) : Number(role(child) === wanted)), 0);

  const lines = [];
  function line(node, depth, name) {
    const { attributes = {}, place, group } = inDocument.get(node.backendDOMNodeId) ?? {};
    const said = [];
    for (const { name, value } of node.properties ?? []) {
      const word = states[name]?.(value.value);
      if (word) said.push(word);
    }
    if (attributes["aria-current"]) said.push("current");
    if (group) said.push(`${place} of ${group.length}`);
    if (role(node) === "list") said.push(`${countOf(node, "listitem")} items`);
    if (node.value?.value !== undefined && node.value.value !== "") said.unshift(`= “${tidy(String(node.value.value))}”`);
    if (node.description?.value) said.push(`(${tidy(node.description.value)})`);
    const start = `${"  ".repeat(depth)}${plainNames[role(node)] ?? role(node)}${name ? ` “${name}”` : ""}`;
    lines.push([start, said.join(", ")].filter(Boolean).join(" "));
  }
  function walk(node, depth, inName) {
    const shown = !node.ignored && !silent.has(role(node));
    const named_ = shown && named.has(role(node));
    if (shown && wordy.has(role(node)) && isWordy(node)) {
      const text = tidy(words(node));
      if (text && !inName) line(node, depth, text);
      return;
    }
    if (shown) line(node, depth, tidy(node.name?.value));
    for (const child of children(node)) walk(child, depth + (shown ? 1 : 0), inName || named_);
  }
  lines.push(`page “${tidy(await page.title())}”`);
  for (const node of nodes.filter((node) => !node.parentId)) walk(node, 1, false);
  return lines;
}

// The first few places where two lists of lines differ, as a person would mark them.
export function differences(one, other, most = 12) {
  // Longest common lines, so that one line more does not make all that follow differ.
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const found = [];
  for (let i = 0, j = 0; i < one.length || j < other.length; ) {
    if (i < one.length && j < other.length && one[i] === other[j]) i++, j++;
    else if (j === other.length || (i < one.length && table[i + 1][j] >= table[i][j + 1])) found.push(`- ${one[i++]}`);
    else found.push(`+ ${other[j++]}`);
  }
  return found.length > most ? [...found.slice(0, most), `and ${found.length - most} more`] : found;
}
