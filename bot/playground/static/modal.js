// The stack of modals: the topmost is shown, its errors stand at the fields, it waits while the bot thinks.

import { act, see } from "./api.js";
import { draw } from "./blocks.js";
import { h, $, uid } from "./dom.js";
import { icon } from "./icons.js";
import { emojiText } from "./mrkdwn.js";
import { Surface } from "./surface.js";
import { word } from "./words.js";
import { world } from "./world.js";

const dialog = $("#modal");
let shown = null;

const plain = (object) => emojiText(object?.text ?? "");

export async function refreshViews() {
  const asker = world.me;
  const { views } = await see("views");
  if (asker === world.me) showViews(views);
}

export function showViews(views) {
  const view = views?.at(-1);
  if (!view) { if (dialog.open) dialog.close(); shown = null; return; }
  if (shown && shown.view.id === view.id && shown.view.hash === view.hash) return;
  render(view, views.length > 1);
}

function render(view, stacked) {
  const focused = shown?.view.id === view.id ? document.activeElement?.dataset : null;
  const surface = new Surface(`view:${view.id}`, { view_id: view.id }, view.values);
  const titleId = uid("title");
  const submit = view.submit && h("button", { class: "primary", type: "submit", data: { submit: view.id } }, plain(view.submit));
  const form = h("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); } } },
    h("header", {}, h("h2", { id: titleId }, plain(view.title)), h("button", { class: "ghost", type: "button", "aria-label": word("close"), data: { dismiss: "all" }, on: { click: () => close(true) } }, icon("close"))),
    h("div", { class: "modal-body" }, draw(view.blocks, surface)),
    h("div", { class: "form-error", role: "alert", hidden: true }),
    h("footer", {}, h("button", { type: "button", data: { dismiss: "one" }, on: { click: () => close(false) } }, view.close ? plain(view.close) : stacked ? word("back") : word("cancel")), submit));
  dialog.setAttribute("aria-labelledby", titleId);
  dialog.dataset.viewId = view.id;
  dialog.replaceChildren(form);
  shown = { view, surface, form, submit };
  if (!dialog.open) dialog.showModal();
  const again = focused?.actionId && form.querySelector(`[data-action-id="${CSS.escape(focused.actionId)}"]`);
  (again || form.querySelector(".modal-body :is(input,textarea)") || submit || form.querySelector("button"))?.focus();
}

function mark(errors) {
  const { form } = shown;
  form.querySelectorAll("[data-error]").forEach((node) => {
    const text = errors[node.dataset.error];
    node.hidden = !text;
    node.textContent = text ?? "";
    const control = node.parentElement.querySelector("input,textarea");
    if (text) control?.setAttribute("aria-invalid", "true"); else control?.removeAttribute("aria-invalid");
  });
  const first = form.querySelector("[data-error]:not([hidden])");
  first?.parentElement.querySelector("input,textarea")?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

async function send() {
  const { view, surface, form, submit } = shown;
  if (!submit || submit.getAttribute("aria-busy")) return;
  const say = (text) => { const line = form.querySelector(".form-error"); line.hidden = !text; line.textContent = text; };
  say("");
  mark({});
  submit.setAttribute("aria-busy", "true");
  submit.disabled = true;
  await surface.waiting; // a file that is still on its way up
  const done = await act("submit", { view_id: view.id, values: surface.values });
  submit.removeAttribute("aria-busy");
  submit.disabled = false;
  if (!done.ok) say(word("trouble", { app: world.facts.bot.name, error: [done.error, ...(done.response_metadata?.messages ?? [])].join(" ") }));
  else if (done.result === "errors") mark(done.errors);
  else showViews(done.views);
}

async function close(everything) {
  const { view } = shown;
  const done = await act("close", { view_id: view.id, all: everything });
  showViews(done.views);
}

dialog.addEventListener("cancel", (event) => { event.preventDefault(); if (shown) close(false); });
dialog.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send(); });
