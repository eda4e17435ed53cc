// The sidebar: channels, direct messages, the app, and who one is.

import { developerButton } from "./developer.js";
import { h, $ } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, company } from "./people.js";
import { botChannel, nameOf, unread, world } from "./world.js";
import { word } from "./words.js";

const place = (id) => `#${world.me}/${id}`;

function row({ id, mark, text, extra = [], one = null }) {
  const fresh = one && world.place !== id ? unread(one) : 0;
  const current = world.place === id || (one && world.place === `${id}/home`);
  return h("li", {}, h("a", { href: place(id), class: fresh ? "unread" : "", "aria-current": current ? "page" : undefined, data: { channel: id } },
    h("span", { class: "mark", "aria-hidden": "true" }, mark), h("span", { class: "name" }, text), extra, fresh > 0 && h("span", { class: "count", "aria-label": word("new_messages", { n: fresh }) }, fresh)));
}

function channelRow(one) {
  const mark = icon(one.kind === "group" ? "lock" : "hash");
  const shared = one.is_shared && h("span", { class: "outside", title: word("external"), "aria-label": word("external") }, icon("shared"));
  return row({ id: one.id, mark, text: one.name, extra: [shared], one });
}

const group = (title, rows) => rows.length > 0 && h("section", { "aria-label": title }, h("h2", {}, title), h("ul", {}, rows));

function switcher() {
  const people = world.facts.people.filter((one) => !one.is_bot);
  return h("section", { class: "switcher", "aria-label": word("you_are") }, h("h2", {}, word("you_are")), h("ul", {}, people.map((one) => h("li", {},
    h("button", { type: "button", data: { user: one.id }, "aria-pressed": one.id === world.me ? "true" : "false", on: { click: () => switchTo(one.id) } }, avatar(one.id, "small"),
      h("span", { class: "who" }, h("span", { class: "who-line" }, h("strong", {}, one.real_name), h("small", {}, company(one))), h("small", { title: one.blurb }, one.blurb)))))));
}

export function switchTo(user) {
  // Stay where one is when the other person is there too; the app's conversation is each one's own.
  const here = world.facts.conversations.find((one) => one.id === world.place?.split("/")[0]);
  const stays = here && !["im", "mpim"].includes(here.kind) && here.members.includes(user);
  location.hash = stays ? `${user}/${here.id}` : here?.has_bot && here.kind === "im" ? `${user}/app` : `${user}/start`;
}

export function drawSidebar() {
  const { facts } = world;
  const open = facts.conversations.filter((one) => ["channel", "group"].includes(one.kind) && !one.is_archived);
  const app = botChannel();
  const others = facts.conversations.filter((one) => ["im", "mpim"].includes(one.kind) && one !== app);
  const state = !world.link ? "unlinked" : facts.bot.connected ? "connected" : "gone";
  $("#sidebar").replaceChildren(
    h("div", { class: "team" }, h("strong", {}, facts.team.name), h("span", { class: `dot ${state}`, role: "status", data: { bot: state }, title: state === "gone" ? word("gone_hint") : undefined }, word(state, { app: facts.bot.name }))),
    h("div", { class: "places" },
      h("ul", {}, row({ id: "start", mark: icon("start"), text: word("start") })),
      group(word("channels"), open.sort((a, b) => a.name.localeCompare(b.name)).map(channelRow)),
      group(word("direct"), others.map((one) => row({ id: one.id, mark: icon("people"), text: nameOf(one), one }))),
      app && group(word("apps"), [row({ id: app.id, mark: avatar(facts.bot.user_id, "tiny"), text: facts.bot.name, extra: [h("span", { class: "badge" }, word("app"))], one: app })])),
    switcher(), developerButton());
}
