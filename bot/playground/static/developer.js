// The developer's drawer: what goes wrong on demand, the clock, the sockets, and the record of all that was said.

import { h, $ } from "./dom.js";
import { icon } from "./icons.js";
import { german, locale } from "./world.js";

const ENGLISH = {
  title: "For developers", intro: "Let things go wrong as they do in Slack, and read what the app and Slack said to each other.", close: "Close",
  wrong: "What goes wrong", kind: "Kind", method: "Method", times: "How often (0: until calm)", seconds: "Seconds", taken: "The call takes effect all the same", add: "Let it go wrong", calm: "Calm again", nothing: "Nothing goes wrong.", each: "each time", left: "{n} ×",
  clock: "Clock", sockets: "Sockets", open: "{n} open", cut: "Cut them", renew: "Ask for new ones", journal: "Journal", empty: "Nothing was said yet.", forget: "Start over", sure: "Everything as on the first day: are you sure?",
  drop: "Answer dropped", hang: "No answer", error: "HTTP 500", rate_limited: "HTTP 429", slow: "Late answer", no_charts: "No charts here yet", twice: "Delivered twice",
};
const GERMAN = {
  title: "Für Entwickler", intro: "Lass schiefgehen, was bei Slack schiefgeht, und lies, was die App und Slack einander gesagt haben.", close: "Schließen",
  wrong: "Was schiefgeht", kind: "Art", method: "Methode", times: "Wie oft (0: bis Ruhe ist)", seconds: "Sekunden", taken: "Der Aufruf wirkt trotzdem", add: "Schiefgehen lassen", calm: "Ruhe", nothing: "Nichts geht schief.", each: "jedes Mal", left: "{n} ×",
  clock: "Uhr", sockets: "Verbindungen", open: "{n} offen", cut: "Kappen", renew: "Neue verlangen", journal: "Protokoll", empty: "Noch wurde nichts gesagt.", forget: "Von vorn", sure: "Alles wie am ersten Tag: sicher?",
  drop: "Antwort geht verloren", hang: "Keine Antwort", error: "HTTP 500", rate_limited: "HTTP 429", slow: "Späte Antwort", no_charts: "Hier noch keine Diagramme", twice: "Doppelt zugestellt",
};
const say = (key, n) => ((german() ? GERMAN : ENGLISH)[key] ?? key).replace("{n}", n);

const SHOWN = 40;
const EVERY = 1500;
const JUMPS = [["+10 s", 10], ["+1 min", 60], ["+1 h", 3600], ["+1 d", 86400]];
let timer = null;

async function look() {
  return (await fetch("/developer")).json();
}

async function act(doing, asked = {}) {
  await fetch(`/developer/${doing}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
  await refresh();
}

const field = (label, control) => h("label", {}, h("span", {}, label), control);
const button = (label, doing, asked) => h("button", { class: "button", type: "button", data: { doing }, on: { click: () => act(doing, asked) } }, label);
const group = (title, ...inside) => h("section", { "aria-label": title }, h("h3", {}, title), inside);

function form(kinds) {
  const kind = h("select", { name: "kind" }, Object.entries(kinds).map(([name, meaning]) => h("option", { value: name, title: meaning }, say(name))));
  const method = h("input", { name: "method", value: "*", spellcheck: "false" });
  const times = h("input", { name: "times", type: "number", min: "0", value: "1" });
  const seconds = h("input", { name: "seconds", type: "number", min: "0", value: "1" });
  const taken = h("input", { name: "taken", type: "checkbox", checked: true });
  const submit = (event) => {
    event.preventDefault();
    act("disturb", { kind: kind.value, method: method.value || "*", times: Number(times.value) || null, seconds: Number(seconds.value), taken: taken.checked });
  };
  return h("form", { on: { submit } }, field(say("kind"), kind), field(say("method"), method), field(say("times"), times), field(say("seconds"), seconds), field(say("taken"), taken), h("button", { class: "button", type: "submit" }, say("add")));
}

function entry(one) {
  const what = one.kind === "call" ? one.method : one.envelope.payload.event?.type ?? one.envelope.payload.command ?? one.envelope.payload.type;
  const came = one.kind === "call" ? one.disturbance ?? (one.answer?.ok ? "ok" : one.answer?.error) : one.outcome;
  const good = came === "ok" || came === "acknowledged";
  const { at, ...rest } = one;
  const details = h("details", { data: { entry: one.kind } }, h("summary", {}, h("time", {}, new Date(at * 1000).toLocaleTimeString(locale())), h("strong", {}, what), h("span", { class: good ? "good" : "bad" }, came)));
  details.addEventListener("toggle", () => { if (details.open && !details.querySelector("pre")) details.append(h("pre", { tabindex: "0" }, JSON.stringify(rest, null, 1))); });
  return h("li", { data: { at } }, details);
}

async function refresh() {
  const pane = $("#developer");
  if (!pane?.open) return;
  const [state, { entries }] = await Promise.all([look(), fetch(`/journal?latest=${SHOWN}`).then((answer) => answer.json())]);
  $(".wrong", pane).replaceChildren(...(state.disturbances.length ? state.disturbances.map((one) => h("li", { data: { disturbance: one.kind } }, `${say(one.kind)} · ${one.method} · ${one.times === null ? say("each") : say("left", one.times)}`)) : [h("li", {}, say("nothing"))]));
  $(".now", pane).textContent = new Date(state.now * 1000).toLocaleString(locale());
  $(".open-sockets", pane).textContent = say("open", state.connections);
  const list = $(".journal", pane);
  const opened = new Set([...list.querySelectorAll("details[open]")].map((one) => one.parentElement.dataset.at));
  const marks = entries.map((one) => String(one.at)).reverse();
  if (marks.join() === [...list.children].map((one) => one.dataset.at).join()) return;
  const known = new Map([...list.children].map((one) => [one.dataset.at, one]));
  list.replaceChildren(...(entries.length ? entries.map((one) => (opened.has(String(one.at)) ? known.get(String(one.at)) : entry(one))).reverse() : [h("li", {}, say("empty"))]));
}

function close() {
  clearInterval(timer);
  $("#developer").close();
}

async function open() {
  const pane = $("#developer");
  const { kinds } = await look();
  const forget = h("button", { class: "button", type: "button", data: { doing: "reset" }, on: { click: () => { if (window.confirm(say("sure"))) act("reset"); } } }, say("forget"));
  pane.setAttribute("aria-label", say("title"));
  pane.replaceChildren(
    h("header", {}, h("h2", {}, say("title")), h("button", { class: "ghost", type: "button", "aria-label": say("close"), on: { click: close } }, icon("close"))),
    h("p", {}, say("intro")),
    group(say("wrong"), h("ul", { class: "wrong", role: "status" }), form(kinds), button(say("calm"), "calm")),
    group(say("clock"), h("p", { class: "now" }), JUMPS.map(([label, seconds]) => button(label, "jump", { seconds }))),
    group(say("sockets"), h("p", { class: "open-sockets" }), button(say("cut"), "cut"), button(say("renew"), "renew")),
    group(say("journal"), h("ol", { class: "journal" }), forget));
  pane.show();
  timer = setInterval(refresh, EVERY);
  await refresh();
}

export function developerButton() {
  return h("button", { class: "developer-button", type: "button", "aria-haspopup": "dialog", data: { developer: "" }, on: { click: () => ($("#developer").open ? close() : open()) } }, icon("wrench"), say("title"));
}
