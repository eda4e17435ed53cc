// Slack's mrkdwn as elements: *bold* _italic_ ~strike~ `code` ```block``` > quote, <links>, <@U>, <#C>, <!date^…>, :emoji:.

import { h, safeUrl } from "./dom.js";
import { emoji } from "./emoji.js";
import { conversation, isBot, locale, me, nameOf, person, world } from "./world.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const decode = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);

const EMPHASIS = { "*": "strong", _: "em", "~": "s" };
const BEFORE = /[\p{L}\p{N}]/u;
const PATTERNS = Object.fromEntries(
  Object.keys(EMPHASIS).map((mark) => {
    return [mark, new RegExp(`[${mark}](?![\\s${mark}])((?:[^${mark}\\n]*[^\\s${mark}\\n])?)[${mark}](?![\\p{L}\\p{N}])`, "uy")];
  }),
);

export function mrkdwn(text) {
  const parts = String(text ?? "").split(/```\n?([\s\S]*?)\n?```/);
  return parts.flatMap((part, index) => (index % 2 ? [h("pre", {}, h("code", {}, plainTokens(part)))] : blocks(part)));
}

// Inside code only entities and the text of links are looked at.
const plainTokens = (text) => decode(text.replace(/<(?:https?:[^|>]+)\|([^>]+)>/g, "$1").replace(/<(https?:[^>]+)>/g, "$1"));

function blocks(text) {
  const out = [];
  let quote = null;
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) {
      quote ??= out[out.push(h("blockquote", {})) - 1];
      quote.append(...inline(quoted[1]), h("br"));
      return;
    }
    quote = null;
    out.push(...inline(line));
    if (index < lines.length - 1) out.push(h("br"));
  });
  return out;
}

export function inline(text) {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) out.push(decode(plain)); plain = ""; };
  for (let at = 0; at < text.length; ) {
    const found = special(text, at);
    if (found) { flush(); out.push(found.node); at = found.end; } else plain += text[at++];
  }
  flush();
  return out;
}

function special(text, at) {
  const sign = text[at];
  if (sign === "`") return match(/`([^`\n]+)`/y, text, at, (m) => h("code", {}, plainTokens(m[1])));
  if (sign === "<") return match(/<([^<>\n]+)>/y, text, at, (m) => token(m[1]));
  if (sign === ":") return match(/:([a-z0-9_+-]+):/y, text, at, (m) => emoji(m[1]) && h("span", { class: "emoji", role: "img", "aria-label": m[1] }, emoji(m[1])));
  if (EMPHASIS[sign] && !(at && BEFORE.test(text[at - 1]))) return match(PATTERNS[sign], text, at, (m) => m[1] && h(EMPHASIS[sign], {}, inline(m[1])));
  return null;
}

function match(pattern, text, at, build) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  const node = found && build(found);
  return node ? { node, end: pattern.lastIndex } : null;
}

function token(inside) {
  const [target, label] = [inside.split("|")[0], inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : null];
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channel(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return h("span", { class: "mention broad" }, `@${label ?? target.slice(1).split("^")[0]}`);
  const url = safeUrl(decode(target));
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inline(label ?? target)) : h("span", {}, decode(`<${inside}>`));
}

export function mention(id, label) {
  const who = isBot(id) ? world.facts.bot.name : person(id)?.real_name ?? label ?? id;
  return h("span", { class: `mention${id === world.me ? " mine" : ""}`, data: { mention: id } }, `@${who}`);
}

export function channel(id, label) {
  const known = conversation(id);
  const text = `#${known ? nameOf(known) : label ?? "private channel"}`;
  return known ? h("a", { class: "mention", href: `#${world.me}/${id}` }, text) : h("span", { class: "mention" }, text);
}

function date(target, fallback) {
  const [, seconds, format, link] = target.split("^");
  const text = formatDate(Number(seconds), format) ?? fallback ?? "";
  const url = safeUrl(link);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : h("time", {}, text);
}

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" }, date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" }, date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" }, time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
export function formatDate(seconds, format) {
  if (!Number.isFinite(seconds) || !format) return null;
  const moment = new Date(seconds * 1000);
  return format.replace(/\{(\w+?)(?:_pretty)?\}/g, (whole, name) => (DATES[name] ? new Intl.DateTimeFormat(locale(), { ...DATES[name], timeZone: me()?.tz }).format(moment) : whole));
}

// A text object of a block.
export function textOf(object) {
  if (!object) return [];
  if (typeof object === "string") return [object];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : emojiText(object.text);
}

export function emojiText(text) {
  return String(text ?? "").split(/:([a-z0-9_+-]+):/).map((part, index) => (index % 2 ? emoji(part) ?? `:${part}:` : part));
}
