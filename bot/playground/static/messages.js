// Messages: drawing them, keeping the list in step, and the thread beside it.

import { draw } from "./blocks.js";
import { act, see } from "./api.js";
import { composer } from "./composer.js";
import { h, $, placeBeside } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { Surface } from "./surface.js";
import { conversation, isBot, locale, me, nameOf, person, team, world } from "./world.js";
import { word } from "./words.js";

const drawn = new Map();
const clock = (ts) => new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: me().tz }).format(new Date(ts * 1000));

function day(ts) {
  const at = (date) => new Intl.DateTimeFormat("en-CA", { timeZone: me().tz }).format(date);
  const [that, today, yesterday] = [new Date(ts * 1000), new Date(), new Date(Date.now() - 864e5)];
  if (at(that) === at(today)) return word("today");
  if (at(that) === at(yesterday)) return word("yesterday");
  return new Intl.DateTimeFormat(locale(), { weekday: "long", month: "long", day: "numeric", timeZone: me().tz }).format(that);
}

function refused(message) {
  const { method, error, messages } = message.blocks[0];
  return h("div", { class: "refused-card", role: "alert", data: { refused: error } },
    h("strong", {}, word("refused")), h("p", {}, word("refused_by", { app: world.facts.bot.name, method })), h("code", {}, error), messages.length > 0 && h("ul", {}, messages.map((line) => h("li", {}, line))));
}

function body(message) {
  if (message.kind === "refused") return refused(message);
  const surface = new Surface(`${world.me}:${message.channel}:${message.ts}`, { channel: message.channel, ts: message.ts });
  const edited = message.edited && h("span", { class: "edited" }, ` ${word("edited")}`);
  if (message.blocks?.length) return [draw(message.blocks, surface), edited];
  return [message.text && h("div", { class: "text" }, mrkdwn(message.text), edited), (message.files ?? []).map((file) => h("a", { class: "file", href: new URL(file.url_private).pathname, download: file.name }, file.title))];
}

function author(message) {
  if (message.kind === "failure") return "Slackbot";
  return isBot(message.user) ? world.facts.bot.name : person(message.user)?.real_name ?? message.user;
}

function tools(message) {
  if (message.kind !== "message" || message.is_ephemeral) return null;
  const own = world.facts.shortcuts.filter((one) => one.type === "message");
  const menu = h("ul", { role: "menu", class: "popup", popover: "auto" }, own.map((one) => h("li", { role: "none" }, h("button", { role: "menuitem", type: "button", data: { shortcut: one.callback_id }, on: { click: () => { menu.hidePopover(); act("shortcut", { callback_id: one.callback_id, channel: message.channel, ts: message.ts }); } } }, one.name, h("small", {}, world.facts.bot.name)))));
  const more = h("button", { type: "button", "aria-label": word("more"), "aria-haspopup": "menu", on: { click: () => placeBeside(menu, more, { wide: false }) } }, icon("more"));
  return h("div", { class: "tools" }, h("button", { type: "button", "aria-label": word("reply_in_thread"), title: word("reply_in_thread"), data: { reply: message.ts }, on: { click: () => openThread(message) } }, icon("reply")), own.length > 0 && [more, menu]);
}

function item(message, compact, inThread) {
  const who = person(message.user);
  const foreign = who && who.team_id !== world.facts.team.id && team(who.team_id)?.name;
  const replies = !inThread && message.reply_count;
  return h("li", { class: ["message", compact && "compact", message.is_ephemeral && "ephemeral", message.kind].filter(Boolean).join(" "), data: { ts: message.ts, kind: message.kind, author: message.user } },
    compact ? h("time", { class: "gutter" }, clock(message.ts)) : avatar(message.kind === "failure" ? null : message.user),
    h("div", { class: "message-main" },
      message.is_ephemeral && h("div", { class: "only-you" }, icon("eye"), word("only_you")),
      !compact && h("div", { class: "byline" }, h("strong", {}, author(message)), isBot(message.user) && h("span", { class: "badge" }, word("app")), foreign && h("span", { class: "badge outside" }, foreign), h("time", { datetime: new Date(message.ts * 1000).toISOString() }, clock(message.ts))),
      body(message),
      replies && h("button", { class: "replies", type: "button", data: { thread: message.ts }, on: { click: () => openThread(message) } }, message.reply_users.slice(0, 3).map((id) => avatar(id, "tiny")), replies === 1 ? word("reply") : word("replies", { n: replies }))),
    tools(message));
}

const MINUTES = 5 * 60;
function follows(message, before) {
  return before && before.user === message.user && !message.is_ephemeral && !before.is_ephemeral && message.kind === "message" && before.kind === "message" && message.ts - before.ts < MINUTES && day(message.ts) === day(before.ts);
}

// Draws only what changed, so that an open select or a half-typed field elsewhere stays as it is.
function fill(list, messages, inThread) {
  let before = null;
  const nodes = [];
  for (const message of messages) {
    if (!inThread && (!before || day(before.ts) !== day(message.ts))) nodes.push(h("li", { class: "day", role: "separator" }, h("span", {}, day(message.ts))));
    const compact = follows(message, before);
    const key = `${world.me}|${inThread}|${message.channel}|${message.ts}`;
    const mark = `${message.revision}|${compact}|${locale()}`;
    let known = drawn.get(key);
    if (known?.mark !== mark) drawn.set(key, (known = { mark, node: item(message, compact, inThread) }));
    nodes.push(known.node);
    before = message;
  }
  const stay = new Set(nodes);
  [...list.children].forEach((child) => { if (!stay.has(child)) child.remove(); });
  nodes.forEach((node, i) => { if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null); });
}

// Pictures arrive late and charts take their height: who reads the newest line keeps reading it.
function staysAtEnd(scroller, list) {
  let end = true;
  let height = scroller.scrollHeight;
  scroller.addEventListener("scroll", () => { if (scroller.scrollHeight === height) end = height - scroller.scrollTop - scroller.clientHeight < 40; });
  new ResizeObserver(() => { height = scroller.scrollHeight; if (end) scroller.scrollTop = height; }).observe(list);
}

export async function refreshMessages(channel, { jump = false } = {}) {
  const list = $("#messages");
  if (!list || list.dataset.channel !== channel) return;
  const answer = await see("messages", { channel });
  if (!answer.ok || list.dataset.channel !== channel) return;
  const scroller = list.parentElement;
  const atEnd = jump || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
  if (jump) staysAtEnd(scroller, list);
  const top = answer.messages.filter((one) => !one.is_reply);
  list.parentElement.querySelector(".beginning").hidden = top.length > 0;
  fill(list, top, false);
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  if (openTs) showThread(answer.messages);
}

let openTs = null;
export function closeThread() {
  openTs = null;
  $("#thread").hidden = true;
  document.body.classList.remove("with-thread");
}

async function openThread(message) {
  openTs = message.thread_ts ?? message.ts;
  const pane = $("#thread");
  const where = conversation(message.channel);
  pane.hidden = false;
  pane.setAttribute("aria-label", word("thread"));
  document.body.classList.add("with-thread");
  pane.replaceChildren(
    h("header", {}, h("div", {}, h("strong", {}, word("thread")), h("small", {}, ["im", "mpim"].includes(where.kind) ? nameOf(where) : `# ${where.name}`)), h("button", { class: "ghost", type: "button", "aria-label": word("close"), on: { click: closeThread } }, icon("close"))),
    h("div", { class: "scroller" }, h("ol", { class: "messages", id: "thread-messages" })), composer(where, openTs));
  showThread((await see("messages", { channel: message.channel })).messages);
  pane.querySelector("textarea")?.focus();
}

function showThread(messages) {
  const list = $("#thread-messages");
  if (!list) return;
  fill(list, messages.filter((one) => one.ts === openTs || one.thread_ts === openTs), true);
  list.parentElement.scrollTop = list.parentElement.scrollHeight;
}
