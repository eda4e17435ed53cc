// Puts the page together: where one is stands in the address (#user/channel), the server tells what changed.

import { act, listen, see } from "./api.js";
import { draw } from "./blocks.js";
import { composer } from "./composer.js";
import { h, $, toast } from "./dom.js";
import { icon } from "./icons.js";
import { closeThread, refreshMessages } from "./messages.js";
import { refreshViews } from "./modal.js";
import { avatar, company } from "./people.js";
import { drawSidebar } from "./sidebar.js";
import { Surface } from "./surface.js";
import { botChannel, conversation, german, isBot, me, nameOf, person, seen, team, world } from "./world.js";
import { word } from "./words.js";

let waitingText = null;

function menuButton() {
  return h("button", { class: "ghost menu", type: "button", "aria-label": word("menu"), on: { click: () => document.body.classList.toggle("with-menu") } }, icon("menu"));
}

function startScreen() {
  const { facts } = world;
  const go = (one) => { waitingText = one; location.hash = `${one.user_id}/${one.channel_id}`; if (world.me === one.user_id && world.place === one.channel_id) go2(); };
  $("#main").replaceChildren(
    h("header", {}, menuButton(), h("h1", {}, word("start"))),
    h("div", { class: "scroller" }, h("div", { class: "start" },
      h("div", { class: "start-title" }, avatar(facts.bot.user_id, "large"), h("h2", {}, word("title", { app: facts.bot.name }))),
      h("p", { class: "intro" }, word("intro", { app: facts.bot.name })),
      facts.tries.length > 0 && h("h3", {}, word("things")),
      h("div", { class: "tries" }, facts.tries.map((one, i) => h("button", { type: "button", class: "try", data: { try: i }, on: { click: () => go(one) } },
        h("strong", {}, one.title), h("span", {}, one.hint), h("code", {}, one.text),
        h("small", {}, avatar(one.user_id, "tiny"), word("as", { who: person(one.user_id)?.real_name ?? one.user_id }))))))));
}

function heading(where) {
  const direct = ["im", "mpim"].includes(where.kind);
  const sharedWith = where.teams.filter((id) => id !== me().team_id).map((id) => team(id)?.name ?? id).join(", ");
  const count = where.members.length;
  return h("header", {}, menuButton(),
    h("div", { class: "where" }, h("h1", {}, direct ? [avatar(where.others[0], "small"), nameOf(where)] : [h("span", { class: "sign", title: where.kind === "group" ? word("private") : undefined }, icon(where.kind === "group" ? "lock" : "hash")), where.name], direct && where.has_bot && h("span", { class: "badge" }, word("app"))), where.topic && h("small", { class: "topic" }, where.topic)),
    where.is_shared && h("span", { class: "badge outside", data: { shared: "" } }, word("shared", { who: sharedWith })),
    !direct && h("small", { class: "count-members" }, count === 1 ? word("member") : word("members", { n: count })));
}

// What whoever opened this playground put beside the app: set going, with how it went below.
function toolbar(where) {
  if (!world.facts.tools.length || where.id !== botChannel()?.id) return null;
  const result = h("output", { class: "tool-result", role: "status" });
  const run = async (button, title) => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    result.replaceChildren(word("tool_runs"));
    const done = await act("tool", { title });
    button.disabled = false;
    button.removeAttribute("aria-busy");
    const lines = done.ok && !done.broken ? (done.result || word("tool_done")).split("\n") : [word("tool_broke", { error: done.broken ?? done.error })];
    result.replaceChildren(h("ul", {}, lines.map((line) => h("li", {}, line))), h("button", { class: "ghost", type: "button", "aria-label": word("close"), on: { click: () => result.replaceChildren() } }, icon("close")));
  };
  const named = (title) => { const parts = title.split(" · "); return (german() && parts[1]) || parts[0]; };
  return h("div", { class: "toolbar" }, world.facts.tools.map((title, i) => h("button", { class: "button", type: "button", data: { tool: i }, on: { click: (event) => run(event.currentTarget, title) } }, icon("bolt"), named(title))), result);
}

function tabs(where, current) {
  if (!world.facts.has_home || where.id !== botChannel()?.id) return null;
  const tab = (name, href) => h("a", { href, role: "tab", "aria-selected": current === name ? "true" : "false", data: { tab: name } }, word(name));
  return h("div", { class: "tabs", role: "tablist" }, tab("home", `#${world.me}/${where.id}/home`), tab("messages", `#${world.me}/${where.id}`));
}

function footer(where) {
  if (where.is_archived) return h("p", { class: "closed" }, word("archived"));
  const app = world.facts.bot.name;
  const add = !where.has_bot && h("p", { class: "no-bot" }, word("no_bot", { app }), h("button", { type: "button", data: { invite: where.id }, on: { click: () => act("invite", { channel: where.id, invited: world.facts.bot.user_id }) } }, word("add_bot", { app })));
  return [add, composer(where)];
}

async function channelScreen(where) {
  const name = ["im", "mpim"].includes(where.kind) ? nameOf(where) : `#${where.name}`;
  const beginning = h("p", { class: "beginning", hidden: true }, word(where.kind === "im" ? "no_messages_dm" : "no_messages", { where: name }));
  $("#main").replaceChildren(heading(where), tabs(where, "messages") ?? "", toolbar(where) ?? "",
    h("div", { class: "scroller" }, beginning, h("ol", { id: "messages", class: "messages", role: "log", "aria-label": name, data: { channel: where.id } })),
    h("div", { class: "foot" }, footer(where)));
  await refreshMessages(where.id, { jump: true });
  if (waitingText) go2(); else if (!$("#modal").open) $("#main .composer textarea")?.focus();
}

function go2() {
  $("#main .composer")?.prefill(waitingText.text);
  waitingText = null;
}

let homeHash = null;
async function homeScreen(where) {
  homeHash = null;
  $("#main").replaceChildren(heading(where), tabs(where, "home") ?? "", toolbar(where) ?? "", h("div", { class: "scroller" }, h("div", { id: "home", class: "home", data: { home: world.me } })));
  await refreshHome();
  await act("open_home", { tab: "home" });
}

async function refreshHome() {
  const box = $("#home");
  if (!box) return;
  const asker = world.me;
  const { home } = await see("home");
  if (asker !== world.me || (home && home.hash === homeHash)) return;
  homeHash = home?.hash ?? null;
  box.replaceChildren(...(home ? draw(home.blocks, new Surface(`view:${home.id}`, { view_id: home.id }, home.values)) : [h("p", { class: "beginning" }, word("no_home", { app: world.facts.bot.name }))]));
}

async function facts() {
  const asker = world.me;
  const found = await see("workspace");
  // An answer that comes after somebody switched is about the wrong person.
  if (asker !== world.me) return;
  world.facts = found;
  const here = conversation(world.place);
  if (here && document.visibilityState === "visible") seen(here);
}

// Where the address points: somebody known and a place they may see, else the start.
let turns = 0;
let listening = null;
async function route() {
  const turn = ++turns;
  const [user, ...rest] = location.hash.slice(1).split("/");
  world.facts ??= await see("workspace");
  if (turn !== turns) return;
  const known = world.facts.people.filter((one) => !one.is_bot);
  const next = known.some((one) => one.id === user) ? user : localStorage.getItem("me") ?? known[0].id;
  world.me = known.some((one) => one.id === next) ? next : known[0].id;
  localStorage.setItem("me", world.me);
  const changed = listening !== world.me;
  if (changed) await facts();
  if (turn !== turns) return;
  if (changed) { listening = world.me; listen(told, linked); }
  const wanted = rest[0] === "app" ? botChannel()?.id ?? "start" : rest[0];
  world.place = conversation(wanted) ? [wanted, ...rest.slice(1)].join("/") : "start";
  document.documentElement.lang = german() ? "de" : "en";
  document.body.classList.remove("with-menu");
  document.body.dataset.me = world.me;
  closeThread();
  await show();
  if (changed) refreshViews();
}

async function show() {
  const where = conversation(world.place.split("/")[0]);
  if (where) seen(where);
  drawSidebar();
  if (!where) startScreen();
  else if (world.place.endsWith("/home")) await homeScreen(where);
  else { channelScreen(where); if (where.id === botChannel()?.id) act("open_home", { tab: "messages" }); }
}

let pending = null;
function soon() {
  pending ??= setTimeout(async () => { pending = null; await facts(); drawSidebar(); }, 60);
}

async function told(change) {
  if (change.kind === "views") refreshViews();
  else if (change.kind === "home") refreshHome();
  else if (change.kind === "messages") { refreshMessages(change.channel); soon(); }
  else if (change.kind === "conversations") { await facts(); drawSidebar(); const where = conversation(world.place); if (where && $("#main .foot")) $("#main .foot").replaceChildren(...[footer(where)].flat().filter(Boolean)); }
  else soon();
}

function linked(on) {
  const back = on && !world.link;
  world.link = on;
  if (back) facts().then(show); else drawSidebar();
}

window.addEventListener("hashchange", route);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.remove("with-menu");
  const typing = event.target.closest?.("input,textarea,select,dialog");
  if (event.key === "/" && !typing) $("#main .composer textarea")?.focus();
});
route();
