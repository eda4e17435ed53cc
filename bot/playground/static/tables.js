// table and data_table; the second sorts, filters and turns pages.

import { h } from "./dom.js";
import { richText } from "./richtext.js";
import { locale } from "./world.js";
import { word } from "./words.js";

const plain = (cell) => (cell.type === "rich_text" ? JSON.stringify(cell).replace(/"type":"[^"]*"|[^\p{L}\p{N} ]/gu, " ") : String(cell.text ?? cell.value ?? ""));
const shown = (cell) => (cell.type === "rich_text" ? richText(cell) : String(cell.text ?? new Intl.NumberFormat(locale()).format(cell.value)));

export function table(block) {
  const settings = block.column_settings ?? [];
  const row = (cells, tag) => h("tr", {}, cells.map((cell, i) => h(tag, { class: [settings[i]?.align ?? (cell.type === "raw_number" ? "right" : ""), settings[i]?.is_wrapped ? "wrapped" : ""].join(" "), scope: tag === "th" ? "col" : undefined }, shown(cell))));
  const [head, ...rest] = block.rows;
  return h("div", { class: "table-scroll", tabindex: "0" }, h("table", { class: "table" }, h("thead", {}, row(head, "th")), h("tbody", {}, rest.map((cells) => row(cells, "td")))));
}

// What stands where there is no number; it spoils no column of numbers, and is sorted below them all.
const isBlank = (cell) => ["", "-", "–", "—"].includes(plain(cell).trim());

const compare = (column) => (a, b) => {
  const [x, y] = [a[column], b[column]];
  if (x.type === "raw_number" && isBlank(y)) return 1;
  if (y.type === "raw_number" && isBlank(x)) return -1;
  if (x.type === "raw_number" && y.type === "raw_number") return x.value - y.value;
  return plain(x).localeCompare(plain(y), locale(), { numeric: true });
};

export function dataTable(block) {
  const [head, ...all] = block.rows;
  const size = block.page_size ?? 5;
  const naming = block.row_header_column_index ?? 0;
  const numeric = head.map((_, i) => all.some((row) => row[i].type === "raw_number") && all.every((row) => row[i].type === "raw_number" || isBlank(row[i])));
  const view = { column: null, down: false, start: 0, filter: "" };
  const body = h("tbody");
  const count = h("span", { class: "page-count", role: "status" });
  const turn = (step) => { view.start += step; draw(); };
  const previous = h("button", { class: "small", type: "button", "aria-label": word("previous"), on: { click: () => turn(-size) } }, "‹");
  const next = h("button", { class: "small", type: "button", "aria-label": word("next"), on: { click: () => turn(size) } }, "›");
  const heads = head.map((cell, i) => h("th", { scope: "col", class: numeric[i] ? "right" : "", "aria-sort": "none" },
    h("button", { class: "sort", type: "button", title: word("sort", { what: plain(cell) }), on: { click: () => sort(i) } }, shown(cell), h("span", { class: "arrow", "aria-hidden": "true" }, "↕"))));

  function sort(column) {
    view.down = view.column === column ? !view.down : numeric[column];
    Object.assign(view, { column, start: 0 });
    draw();
  }

  function draw() {
    let rows = all.filter((row) => row.map(plain).join(" ").toLowerCase().includes(view.filter.toLowerCase()));
    if (view.column !== null) rows = [...rows].sort((a, b) => compare(view.column)(a, b) * (view.down ? -1 : 1));
    view.start = Math.max(0, Math.min(view.start, Math.floor(Math.max(0, rows.length - 1) / size) * size));
    const end = Math.min(rows.length, view.start + size);
    body.replaceChildren(...rows.slice(view.start, end).map((row) => h("tr", {}, row.map((cell, i) => (i === naming ? h("th", { scope: "row", class: numeric[i] ? "right" : "" }, shown(cell)) : h("td", { class: numeric[i] ? "right" : "" }, shown(cell)))))));
    heads.forEach((th, i) => {
      const state = view.column !== i ? "none" : view.down ? "descending" : "ascending";
      th.setAttribute("aria-sort", state);
      th.querySelector(".arrow").textContent = { none: "↕", ascending: "↑", descending: "↓" }[state];
    });
    count.textContent = rows.length ? word("page", { from: view.start + 1, to: end, all: rows.length }) : word("nothing_found");
    previous.disabled = view.start === 0;
    next.disabled = end >= rows.length;
  }

  draw();
  const paged = all.length > size;
  const filter = h("input", { class: "filter", type: "search", placeholder: word("filter"), "aria-label": word("filter"), on: { input: (event) => { Object.assign(view, { filter: event.target.value, start: 0 }); draw(); } } });
  return h("figure", { class: "data-table" },
    h("div", { class: "table-scroll", tabindex: "0" }, h("table", { class: "table" }, h("caption", {}, block.caption), h("thead", {}, h("tr", {}, heads)), body)),
    paged && h("div", { class: "table-foot" }, filter, count, previous, next));
}
