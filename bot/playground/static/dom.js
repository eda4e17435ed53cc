// Building elements without ever touching innerHTML: text stays text.

const SVG = "http://www.w3.org/2000/svg";

function put(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") for (const [key, one] of Object.entries(value)) { if (one !== undefined) node.dataset[key] = one; }
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const h = (tag, props, ...children) => put(document.createElement(tag), props, children);
export const s = (tag, props, ...children) => put(document.createElementNS(SVG, tag), props, children);
export const $ = (selector, within = document) => within.querySelector(selector);

let counter = 0;
export const uid = (word = "id") => `${word}-${++counter}`;

// Slack only opens web and mail addresses; anything else (javascript:) stays text.
export const safeUrl = (url) => (/^(https?:|mailto:)/i.test(url ?? "") ? url : null);

// Puts a popover beside its anchor, above when there is no room below.
export function placeBeside(popover, anchor, { wide = true } = {}) {
  const box = anchor.getBoundingClientRect();
  const room = window.innerHeight - box.bottom - 12;
  const above = room < 200 && box.top > room;
  popover.style.maxHeight = `${Math.min(320, (above ? box.top : room + 4) - 8)}px`;
  if (wide) popover.style.minWidth = `${box.width}px`;
  popover.showPopover?.();
  const width = popover.offsetWidth;
  popover.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  popover.style.top = above ? "auto" : `${box.bottom + 4}px`;
  popover.style.bottom = above ? `${window.innerHeight - box.top + 4}px` : "auto";
}

export function toast(text) {
  const line = h("div", { class: "toast" }, text);
  $("#toasts").append(line);
  setTimeout(() => line.remove(), 6000);
}
