// rich_text: sections, lists, quotes and code as Slack's editor makes them.

import { h, safeUrl } from "./dom.js";
import { emoji } from "./emoji.js";
import { channel, formatDate, mention } from "./mrkdwn.js";

function part(element) {
  switch (element.type) {
    case "text": return element.text;
    case "link": return safeUrl(element.url) ? h("a", { href: element.url, target: "_blank", rel: "noopener noreferrer" }, element.text ?? element.url) : element.text ?? element.url;
    case "user": return mention(element.user_id);
    case "channel": return channel(element.channel_id);
    case "emoji": return emoji(element.name) ?? `:${element.name}:`;
    case "date": return formatDate(element.timestamp, element.format) ?? element.fallback ?? "";
    case "broadcast": return h("span", { class: "mention broad" }, `@${element.range}`);
    case "color": return h("span", {}, element.value);
    default: return element.text ?? "";
  }
}

const MARKS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
function styled(element) {
  return Object.entries(MARKS).reduce((node, [name, tag]) => (element.style?.[name] ? h(tag, {}, node) : node), part(element));
}

function section(element) {
  const children = (element.elements ?? []).flatMap((one) => {
    const node = styled(one);
    return typeof node === "string" ? node.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line])) : [node];
  });
  switch (element.type) {
    case "rich_text_quote": return h("blockquote", {}, children);
    case "rich_text_preformatted": return h("pre", {}, h("code", {}, (element.elements ?? []).map((one) => one.text ?? one.url ?? "")));
    case "rich_text_list": return h(element.style === "ordered" ? "ol" : "ul", { style: `margin-left:${(element.indent ?? 0) * 24}px`, start: element.offset ? element.offset + 1 : undefined },
      (element.elements ?? []).map((one) => h("li", {}, section(one))));
    default: return h("div", { class: "rich" }, children);
  }
}

export const richText = (block) => (block.elements ?? []).map(section);
