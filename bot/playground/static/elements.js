// Interactive elements. A surface (a message or a view) keeps what was entered and sends what was done.

import { drop } from "./api.js";
import { combobox } from "./combobox.js";
import { h, $, placeBeside, safeUrl, uid } from "./dom.js";
import { emojiText, textOf } from "./mrkdwn.js";
import { isBot, nameOf, person, team, world } from "./world.js";
import { word } from "./words.js";

const hooks = (block, element) => ({ blockId: block.block_id, actionId: element.action_id });
const plain = (object) => emojiText(object?.text ?? "").join("");

// In a form only inputs that ask for it (dispatch_action) tell the bot at once; elsewhere everything does.
function changed(surface, block, element, value) {
  surface.set(block.block_id, element.action_id, value);
  if (block.type !== "input" || block.dispatch_action) surface.act(block, element, value);
}

export function ask(confirm) {
  const dialog = $("#confirm");
  return new Promise((resolve) => {
    const done = (answer) => { dialog.close(); resolve(answer); };
    const titleId = uid("confirm");
    dialog.setAttribute("aria-labelledby", titleId);
    dialog.replaceChildren(
      h("h2", { id: titleId }, plain(confirm.title)), h("div", { class: "confirm-text" }, textOf(confirm.text)),
      h("footer", {}, h("button", { type: "button", on: { click: () => done(false) } }, plain(confirm.deny) || word("cancel")),
        h("button", { type: "button", class: confirm.style === "danger" ? "danger" : "primary", data: { confirm: "yes" }, on: { click: () => done(true) } }, plain(confirm.confirm) || "OK")));
    dialog.oncancel = (event) => { event.preventDefault(); done(false); };
    dialog.showModal();
  });
}

const confirmed = async (element) => !element.confirm || ask(element.confirm);

function button(surface, block, element) {
  const url = safeUrl(element.url);
  const node = h(url ? "a" : "button", {
    class: `button ${element.style ?? ""}`, type: url ? undefined : "button", href: url, target: url && "_blank", rel: url && "noopener noreferrer", role: url && "button",
    "aria-label": element.accessibility_label, data: { ...hooks(block, element), value: element.value },
  }, emojiText(element.text.text));
  node.addEventListener("click", async (event) => {
    if (element.confirm) event.preventDefault();
    if (node.getAttribute("aria-busy") || !(await confirmed(element))) return;
    if (element.confirm && url) window.open(url, "_blank", "noopener");
    node.setAttribute("aria-busy", "true");
    await surface.act(block, element, null, node);
    node.removeAttribute("aria-busy");
  });
  return node;
}

function overflow(surface, block, element) {
  const menu = h("ul", { role: "menu", class: "popup", popover: "auto" });
  const opener = h("button", { type: "button", class: "button overflow", "aria-haspopup": "menu", "aria-label": word("more"), data: hooks(block, element) }, "⋯");
  menu.append(...element.options.map((option) => h("li", { role: "none" }, h(safeUrl(option.url) ? "a" : "button", {
    role: "menuitem", type: "button", href: safeUrl(option.url), target: "_blank", rel: "noopener noreferrer", data: { value: option.value },
    on: { click: async () => { menu.hidePopover(); opener.focus(); if (await confirmed(element)) surface.act(block, element, option, opener); } },
  }, plain(option.text), option.description && h("small", {}, plain(option.description))))));
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("[role=menuitem]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items.at((items.indexOf(document.activeElement) + step) % items.length).focus(); }
  });
  opener.addEventListener("click", () => { placeBeside(menu, opener, { wide: false }); menu.querySelector("[role=menuitem]")?.focus(); });
  return h("span", { class: "overflow-box" }, opener, menu);
}

const fromOption = (option) => ({ value: option.value, label: plain(option.text), hint: option.description && plain(option.description), whole: option });
const fits = (typed) => (one) => one.label.toLowerCase().includes(typed.toLowerCase());
const person2 = (id) => ({ value: id, label: isBot(id) ? world.facts.bot.name : person(id)?.real_name ?? id, hint: team(person(id)?.team_id)?.name, whole: id });
const place2 = (id) => { const one = world.facts.conversations.find((found) => found.id === id); return { value: id, label: one ? (["im", "mpim"].includes(one.kind) ? nameOf(one) : `# ${one.name}`) : id, whole: id }; };

function loader(surface, block, element, kind) {
  if (kind === "external_select") {
    return async (typed) => {
      const least = element.min_query_length ?? 3;
      if (typed.length < least) return { hint: word("type_more", { n: least }) };
      const answer = await surface.suggest(block, element, typed);
      if (!answer.ok) return { hint: word("failed", { app: world.facts.bot.name, error: answer.error }) };
      if (answer.option_groups) return answer.option_groups.map((group) => ({ label: plain(group.label), options: group.options.map(fromOption) }));
      return [{ options: answer.options.map(fromOption) }];
    };
  }
  let groups;
  if (kind === "users_select") groups = [{ options: world.facts.people.filter((one) => !one.is_bot).map((one) => person2(one.id)) }];
  else if (kind === "channels_select") groups = [{ options: world.facts.conversations.filter((one) => one.kind === "channel").map((one) => place2(one.id)) }];
  else if (kind === "conversations_select") groups = [{ options: world.facts.conversations.filter((one) => wanted(one, element.filter)).map((one) => place2(one.id)) }];
  else if (element.option_groups) groups = element.option_groups.map((group) => ({ label: plain(group.label), options: group.options.map(fromOption) }));
  else groups = [{ options: element.options.map(fromOption) }];
  return async (typed) => groups.map((group) => ({ ...group, options: group.options.filter(fits(typed)) })).filter((group) => group.options.length);
}

const KINDS = { channel: "public", group: "private", im: "im", mpim: "mpim" };
const wanted = (one, filter) => !(filter?.include && !filter.include.includes(KINDS[one.kind])) && !(filter?.exclude_external_shared_channels && one.is_shared) && !(filter?.exclude_bot_users && one.kind === "im" && one.has_bot);

function select(surface, block, element, value, label) {
  const multiple = element.type.startsWith("multi_");
  const kind = element.type.replace("multi_", "");
  const make = { users_select: person2, channels_select: place2, conversations_select: place2 }[kind] ?? ((one) => (typeof one === "string" ? { value: one, label: one, whole: one } : fromOption(one)));
  const chosen = (multiple ? value ?? [] : value ? [value] : []).map(make);
  return combobox({
    label, multiple, chosen, most: element.max_selected_items, placeholder: plain(element.placeholder) || undefined, data: hooks(block, element),
    load: loader(surface, block, element, kind),
    onChange: async (picked) => { if (await confirmed(element)) changed(surface, block, element, multiple ? picked.map((one) => one.whole) : picked[0]?.whole ?? null); },
  });
}

function choices(surface, block, element, value, label) {
  const many = element.type === "checkboxes";
  const name = uid("choice");
  const has = (option) => (many ? (value ?? []).some((one) => (one.value ?? one) === option.value) : (value?.value ?? value) === option.value);
  const inputs = element.options.map((option) => h("input", { type: many ? "checkbox" : "radio", name, value: option.value, checked: has(option), data: hooks(block, element) }));
  const changedBox = () => {
    const picked = element.options.filter((_, i) => inputs[i].checked);
    changed(surface, block, element, many ? picked : picked[0] ?? null);
  };
  return h("div", { class: "choices", role: many ? "group" : "radiogroup", "aria-label": label, on: { change: changedBox } },
    element.options.map((option, i) => h("label", { class: "choice" }, inputs[i], h("span", {}, textOf(option.text), option.description && h("small", {}, textOf(option.description))))));
}

const TYPES = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local", email_text_input: "email", url_text_input: "url", plain_text_input: "text", number_input: "text", rich_text_input: "text" };

function field(surface, block, element, value, label) {
  const long = element.multiline || element.type === "rich_text_input";
  const moment = element.type === "datetimepicker";
  const local = (seconds) => new Date(seconds * 1000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const node = h(long ? "textarea" : "input", {
    type: long ? undefined : TYPES[element.type], rows: long ? 4 : undefined, maxlength: element.max_length, placeholder: plain(element.placeholder) || undefined,
    "aria-label": label, inputmode: element.type === "number_input" ? "decimal" : undefined, value: moment && value ? local(value) : value ?? "", data: hooks(block, element),
  });
  const read = () => (node.value === "" ? null : moment ? Math.floor(new Date(node.value).getTime() / 1000) : node.value);
  const picker = ["date", "time", "datetime-local"].includes(node.type);
  node.addEventListener(picker ? "change" : "input", () => (picker ? changed(surface, block, element, read()) : surface.set(block.block_id, element.action_id, read())));
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (!picker && block.dispatch_action) {
    node.addEventListener("keydown", (event) => { if (event.key === "Enter" && !long && when.includes("on_enter_pressed")) { event.preventDefault(); surface.act(block, element, read()); } });
    if (when.includes("on_character_entered")) node.addEventListener("input", () => surface.act(block, element, read()));
  }
  return node;
}

// A chosen file goes up at once; what the form carries is its id, until the server tells it whole.
const fileNames = new Map();

function files(surface, block, element, value, label) {
  const named = h("ul", { class: "files" }, (value ?? []).map((one) => h("li", {}, one.name ?? fileNames.get(one) ?? one)));
  const node = h("input", { type: "file", "aria-label": label, accept: (element.filetypes ?? []).map((one) => `.${one}`).join(",") || undefined, multiple: (element.max_files ?? 10) > 1, data: hooks(block, element) });
  const up = async () => {
    const chosen = await Promise.all([...node.files].map((file) => drop(file)));
    const taken = chosen.filter((one) => one.ok);
    taken.forEach((one) => fileNames.set(one.file_id, one.name));
    chosen.filter((one) => !one.ok).forEach((one) => surface.failed(one.error, node));
    named.replaceChildren();
    changed(surface, block, element, taken.length ? taken.map((one) => one.file_id) : null);
  };
  node.addEventListener("change", () => { surface.waiting = up(); });
  return h("div", { class: "file-input" }, node, named);
}

export function element(surface, block, one, label) {
  const value = surface.get(block, one);
  switch (one.type) {
    case "button": return button(surface, block, one);
    case "overflow": return overflow(surface, block, one);
    case "radio_buttons": case "checkboxes": return choices(surface, block, one, value, label ?? one.action_id);
    case "file_input": return files(surface, block, one, value, label ?? one.action_id);
    case "image": return h("img", { class: "accessory", src: safeUrl(one.image_url), alt: one.alt_text });
    default:
      if (TYPES[one.type]) return field(surface, block, one, value, label ?? (plain(one.placeholder) || one.type));
      if (one.type.endsWith("_select")) return select(surface, block, one, value, label ?? (plain(one.placeholder) || word("choose")));
      return h("span", { class: "unsupported" }, word("unsupported", { type: one.type }));
  }
}

const INITIAL = ["initial_value", "initial_option", "initial_options", "initial_user", "initial_users", "initial_conversation", "initial_conversations", "initial_channel", "initial_channels", "initial_date", "initial_time", "initial_date_time"];
export const initial = (one) => INITIAL.map((key) => one[key]).find((value) => value !== undefined) ?? null;
