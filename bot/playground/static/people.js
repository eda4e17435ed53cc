// Avatars: initials on a colour that stays with the person.

import { h, s } from "./dom.js";
import { isBot, person, world } from "./world.js";

const COLOURS = ["#1264a3", "#2b8a3e", "#9c36b5", "#c2410c", "#0b7285", "#a61e4d", "#5f3dc4", "#846200"];
const hash = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);

export function avatar(id, size = "") {
  if (id === null) return h("span", { class: `avatar slackbot ${size}`, "aria-hidden": "true" }, "!");
  if (isBot(id)) {
    return h("span", { class: `avatar bot ${size}`, "aria-hidden": "true" }, s("svg", { viewBox: "0 0 24 24" }, ["9", "15"].map((cx) => s("circle", { cx, cy: 12, r: 5.4, fill: "none", stroke: "currentColor", "stroke-width": 2.2 }))));
  }
  const name = person(id)?.real_name ?? id;
  const initials = name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("").toUpperCase();
  return h("span", { class: `avatar ${size}`, style: `background:${COLOURS[hash(id) % COLOURS.length]}`, "aria-hidden": "true" }, initials);
}

export const company = (one) => world.facts.teams.find((found) => found.id === one.team_id)?.name ?? "";
