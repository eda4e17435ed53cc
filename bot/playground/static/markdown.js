// The markdown block: a useful part of standard Markdown.

import { h, safeUrl } from "./dom.js";
import { emoji } from "./emoji.js";

const INLINE = /(`[^`\n]+`)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*(?!\s)([^*\n]+?)\*|(?<!\w)_(?!\s)([^_\n]+?)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)|:([a-z0-9_+-]+):/g;

function inline(text) {
  const out = [];
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    out.push(text.slice(last, found.index));
    last = found.index + found[0].length;
    const [whole, code, bold, bold2, strike, italic, italic2, label, url, name] = found;
    if (code) out.push(h("code", {}, code.slice(1, -1)));
    else if (bold ?? bold2) out.push(h("strong", {}, inline(bold ?? bold2)));
    else if (strike) out.push(h("s", {}, inline(strike)));
    else if (italic ?? italic2) out.push(h("em", {}, inline(italic ?? italic2)));
    else if (label && safeUrl(url)) out.push(h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inline(label)));
    else out.push((name && emoji(name)) ?? whole);
  }
  out.push(text.slice(last));
  return out.filter((part) => part !== "");
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function table(lines) {
  const [head, , ...rows] = lines.map(cells);
  return h("div", { class: "table-scroll" }, h("table", { class: "table" },
    h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, inline(cell))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, inline(cell))))))));
}

const KINDS = [
  [/^```/, "code"], [/^#{1,6}\s/, "heading"], [/^\s*[-*+]\s/, "ul"], [/^\s*\d+[.)]\s/, "ol"], [/^>/, "quote"], [/^\s*(?:---|\*\*\*)\s*$/, "rule"], [/^\s*\|.*\|\s*$/, "table"], [/^\s*$/, "blank"],
];
const kindOf = (line) => KINDS.find(([pattern]) => pattern.test(line))?.[1] ?? "text";

export function markdown(text) {
  const lines = text.split("\n");
  const out = [];
  for (let at = 0; at < lines.length; ) {
    const kind = kindOf(lines[at]);
    let end = at + 1;
    if (kind === "code") { while (end < lines.length && !lines[end].startsWith("```")) end++; end++; }
    else if (!["heading", "rule"].includes(kind)) while (end < lines.length && kindOf(lines[end]) === kind) end++;
    out.push(build(kind, lines.slice(at, end)));
    at = end;
  }
  return out.filter(Boolean);
}

function build(kind, lines) {
  switch (kind) {
    case "code": return h("pre", {}, h("code", {}, lines.slice(1).filter((line, i) => i < lines.length - 2 || !line.startsWith("```")).join("\n")));
    case "heading": return h(`h${Math.min(6, /^#+/.exec(lines[0])[0].length + 2)}`, {}, inline(lines[0].replace(/^#+\s/, "")));
    case "ul": return h("ul", {}, lines.map((line) => h("li", {}, inline(line.replace(/^\s*[-*+]\s/, "")))));
    case "ol": return h("ol", {}, lines.map((line) => h("li", {}, inline(line.replace(/^\s*\d+[.)]\s/, "")))));
    case "quote": return h("blockquote", {}, lines.flatMap((line) => [...inline(line.replace(/^>\s?/, "")), h("br")]));
    case "rule": return h("hr");
    case "table": return lines.length > 1 ? table(lines) : h("p", {}, inline(lines[0]));
    case "blank": return null;
    default: return h("p", {}, lines.flatMap((line, i) => [...inline(line), i < lines.length - 1 ? h("br") : null]));
  }
}
