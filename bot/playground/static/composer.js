// The composer: text, and suggestions for /commands, @people and #channels while typing.

import { act } from "./api.js";
import { h, toast, placeBeside, uid } from "./dom.js";
import { icon } from "./icons.js";
import { company } from "./people.js";
import { nameOf, world } from "./world.js";
import { word } from "./words.js";

function commands(typed) {
  return world.facts.commands.filter((one) => one.command.startsWith(typed)).map((one) => ({ insert: `${one.command} `, data: { command: one.command }, parts: [h("strong", {}, one.command), one.usage_hint && h("code", {}, one.usage_hint), h("small", {}, one.description)] }));
}

function people(typed) {
  return world.facts.people.filter((one) => [one.name, one.real_name].some((name) => name.toLowerCase().startsWith(typed))).map((one) => ({ insert: `@${one.name} `, data: { person: one.id }, parts: [h("strong", {}, `@${one.name}`), h("span", {}, one.real_name), h("small", {}, company(one))] }));
}

function channels(typed) {
  return world.facts.conversations.filter((one) => !["im", "mpim"].includes(one.kind) && one.name.startsWith(typed)).map((one) => ({ insert: `#${one.name} `, data: {}, parts: [h("strong", {}, `#${one.name}`), h("small", {}, one.topic)] }));
}

function suggestions(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { from: 0, entries: commands(before), title: word("commands") };
  const found = /(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!found) return { entries: [] };
  const entries = (found[1] === "@" ? people : channels)(found[2].toLowerCase());
  return { from: caret - found[2].length - 1, entries, title: word(found[1] === "@" ? "people" : "channels") };
}

export function composer(where, threadTs = null) {
  const name = ["im", "mpim"].includes(where.kind) ? nameOf(where) : `#${where.name}`;
  const listId = uid("suggestions");
  const list = h("ul", { id: listId, role: "listbox", class: "popup suggestions", popover: "manual" });
  const area = h("textarea", { rows: 1, role: "combobox", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list", "aria-label": word("message_to", { where: name }), placeholder: threadTs ? word("reply_in_thread") : word("message_to", { where: name }), data: { composer: where.id } });
  const working = h("div", { class: "working", role: "status" });
  let found = { entries: [] };
  let active = 0;

  const hide = () => { found = { entries: [] }; list.hidePopover?.(); area.setAttribute("aria-expanded", "false"); area.removeAttribute("aria-activedescendant"); };
  const grow = () => { area.style.height = "auto"; area.style.height = `${Math.min(area.scrollHeight, 240)}px`; };

  function suggest() {
    found = suggestions(area.value, area.selectionStart);
    if (!found.entries.length) { hide(); return; }
    active = Math.min(active, found.entries.length - 1);
    list.replaceChildren(h("li", { class: "group", role: "presentation" }, found.title), ...found.entries.map((one, i) => h("li", { id: `${listId}-${i}`, role: "option", class: i === active ? "active" : "", "aria-selected": i === active ? "true" : "false", data: one.data, on: { mousedown: (event) => { event.preventDefault(); take(i); } } }, one.parts)));
    area.setAttribute("aria-expanded", "true");
    area.setAttribute("aria-activedescendant", `${listId}-${active}`);
    list.setAttribute("aria-label", found.title);
    placeBeside(list, box);
    list.children[active + 1]?.scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const { insert } = found.entries[index];
    const rest = area.value.slice(area.selectionStart);
    area.value = area.value.slice(0, found.from) + insert + rest;
    area.setSelectionRange(found.from + insert.length, found.from + insert.length);
    hide();
    grow();
    area.focus();
  }

  async function send() {
    const text = area.value.trim();
    if (!text) return;
    area.value = "";
    grow();
    hide();
    const isCommand = text.startsWith("/") && !threadTs;
    const timer = isCommand && setTimeout(() => { working.textContent = word("working", { app: world.facts.bot.name }); }, 250);
    const done = await act(isCommand ? "command" : "say", { channel: where.id, text, thread_ts: threadTs });
    clearTimeout(timer);
    working.textContent = "";
    if (!done.ok && !["operation_timeout", "dispatch_failed", "not_a_command"].includes(done.error)) {
      toast(word("try_again", { error: done.error }));
      area.value ||= text;
    }
  }

  function key(event) {
    const open = found.entries.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step) { event.preventDefault(); active = (active + step + found.entries.length) % found.entries.length; suggest(); }
    else if (open && (event.key === "Tab" || event.key === "Enter") && !whole()) { event.preventDefault(); take(active); }
    else if (open && event.key === "Escape") { event.preventDefault(); hide(); }
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  }
  // A command that is typed out is sent by Enter, not completed once more.
  const whole = () => found.from === 0 && found.entries[active]?.insert.trim() === area.value.trim();

  area.addEventListener("input", () => { active = 0; grow(); suggest(); });
  area.addEventListener("keydown", key);
  area.addEventListener("blur", hide);
  const box = h("div", { class: "composer" }, area, list,
    h("div", { class: "composer-foot" }, shortcutMenu(), working, h("button", { class: "send", type: "button", "aria-label": word("send"), title: word("send"), data: { send: where.id }, on: { click: send } }, icon("send"))));
  box.prefill = (text) => { area.value = text; grow(); area.focus(); area.setSelectionRange(text.length, text.length); };
  return box;
}

function shortcutMenu() {
  const global = world.facts.shortcuts.filter((one) => one.type === "global");
  if (!global.length) return null;
  const menu = h("ul", { role: "menu", class: "popup", popover: "auto" }, global.map((one) => h("li", { role: "none" }, h("button", { role: "menuitem", type: "button", data: { shortcut: one.callback_id }, on: { click: async () => { menu.hidePopover(); const done = await act("shortcut", { callback_id: one.callback_id }); if (!done.ok) toast(word("failed", { app: world.facts.bot.name, error: done.error })); } } }, one.name, h("small", {}, one.description)))));
  const opener = h("button", { type: "button", class: "ghost", "aria-label": word("shortcuts"), title: word("shortcuts"), "aria-haspopup": "menu", data: { shortcuts: "" }, on: { click: () => placeBeside(menu, opener, { wide: false }) } }, icon("bolt"));
  return h("span", {}, opener, menu);
}
