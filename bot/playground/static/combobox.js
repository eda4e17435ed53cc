// A select as Slack's: a field to type in, a list below, one or several choices, keyboard and screen reader included.

import { h, placeBeside, uid } from "./dom.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

const same = (a, b) => a.value === b.value;

// load(typed) → [{label?, options: [{value, label, hint?, whole}]}], or {hint} while there is nothing to offer yet.
export function combobox({ label, placeholder, multiple = false, most = Infinity, chosen = [], load, onChange, data = {} }) {
  let picked = [...chosen];
  let offered = [];
  let active = -1;
  let asked = 0;
  let timer = null;
  const listId = uid("list");
  const list = h("ul", { id: listId, role: "listbox", class: "popup", popover: "manual", "aria-label": label, "aria-multiselectable": multiple ? "true" : undefined });
  const input = h("input", { type: "text", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list", "aria-label": label, data });
  const chips = h("span", { class: "chips" });
  const box = h("div", { class: `combo${multiple ? " multiple" : ""}` }, chips, input, h("span", { class: "chevron", "aria-hidden": "true" }, icon("down")), list);

  function showPicked() {
    if (multiple) chips.replaceChildren(...picked.map((one) => h("span", { class: "chip" }, one.label, h("button", { type: "button", "aria-label": word("remove", { what: one.label }), on: { click: () => toggle(one) } }, "×"))));
    input.value = !multiple && picked.length ? picked[0].label : "";
    input.placeholder = picked.length && multiple ? "" : placeholder ?? word("choose");
    box.dataset.value = picked.map((one) => one.value).join(",");
  }

  function close() {
    if (input.getAttribute("aria-expanded") !== "true") return;
    list.hidePopover?.();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
    showPicked();
  }

  async function open(typed) {
    input.setAttribute("aria-expanded", "true");
    const turn = ++asked;
    const waiting = setTimeout(() => note(word("searching")), 150);
    const groups = await load(typed);
    clearTimeout(waiting);
    if (turn !== asked || input.getAttribute("aria-expanded") !== "true") return;
    if (groups.hint) { note(groups.hint); return; }
    offered = groups.flatMap((group) => group.options);
    if (!offered.length) { note(word("nothing_found")); return; }
    let index = -1;
    list.replaceChildren(...groups.flatMap((group) => [
      group.label && h("li", { class: "group", role: "presentation" }, group.label),
      ...group.options.map((one) => entry(one, ++index)),
    ]).filter(Boolean));
    placeBeside(list, box);
    mark(offered.findIndex((one) => picked.some((other) => same(one, other))));
  }

  function note(text) {
    offered = [];
    list.replaceChildren(h("li", { class: "note", role: "presentation" }, text));
    placeBeside(list, box);
  }

  function entry(one, index) {
    const on = picked.some((other) => same(one, other));
    return h("li", { id: `${listId}-${index}`, role: "option", "aria-selected": on ? "true" : "false", data: { value: one.value }, on: { mousedown: (event) => { event.preventDefault(); toggle(one); }, mousemove: () => mark(index) } },
      h("span", { class: "tick", "aria-hidden": "true" }, on ? "✓" : ""), h("span", {}, one.label, one.hint && h("small", {}, one.hint)));
  }

  function mark(index) {
    active = index;
    list.querySelectorAll("[role=option]").forEach((node, i) => node.classList.toggle("active", i === index));
    const node = list.querySelector(`[id="${listId}-${index}"]`);
    node?.scrollIntoView({ block: "nearest" });
    if (node) input.setAttribute("aria-activedescendant", node.id);
  }

  function toggle(one) {
    const on = picked.some((other) => same(one, other));
    if (multiple) picked = on ? picked.filter((other) => !same(one, other)) : [...picked, one].slice(0, most);
    else picked = [one];
    showPicked();
    if (multiple && input.getAttribute("aria-expanded") === "true") open(""); else close();
    onChange(picked);
  }

  function key(event) {
    const isOpen = input.getAttribute("aria-expanded") === "true";
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) open("");
      else if (offered.length) mark((active + (event.key === "ArrowDown" ? 1 : offered.length - (active < 0 ? 0 : 1))) % offered.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen && offered[active < 0 ? 0 : active]) toggle(offered[active < 0 ? 0 : active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && !input.value && picked.length) {
      if (multiple) toggle(picked.at(-1));
    }
  }

  input.addEventListener("keydown", key);
  input.addEventListener("click", () => { if (input.getAttribute("aria-expanded") !== "true") { input.select(); open(""); } });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => open(input.value), 120);
    if (!multiple && !input.value && picked.length) { picked = []; onChange(picked); }
  });
  input.addEventListener("blur", () => { clearTimeout(timer); asked++; close(); });
  showPicked();
  return box;
}
