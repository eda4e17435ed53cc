// data_visualization as SVG: bars, lines, areas and pies, with every number in the accessible text.

import { h, s, uid } from "./dom.js";
import { locale } from "./world.js";

const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];
const W = 640, H = 300, LEFT = 64, RIGHT = 12, TOP = 12;

const number = (value, compact) => new Intl.NumberFormat(locale(), compact ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: 2 }).format(value);

export function chart(block) {
  const { chart: data, title } = block;
  const [titleId, descId] = [uid("chart"), uid("chart")];
  const names = data.type === "pie" ? data.segments.map((one) => one.label) : data.series.map((one) => one.name);
  const drawing = data.type === "pie" ? pie(data) : axes(data);
  const svg = s("svg", { viewBox: `0 0 ${W} ${drawing.height}`, role: "img", "aria-labelledby": `${titleId} ${descId}`, class: "chart" },
    s("title", { id: titleId }, title), s("desc", { id: descId }, describe(data)), drawing.nodes);
  const legend = names.length > 1 || data.type === "pie" ? h("ul", { class: "legend", "aria-hidden": "true" }, names.map((name, i) => h("li", {}, h("i", { style: `background:${COLOURS[i % 6]}` }), label(data, name, i)))) : null;
  return h("figure", { class: "chart-box", data: { chart: data.type } }, h("figcaption", {}, title), svg, legend);
}

const label = (data, name, i) => (data.type === "pie" ? `${name} · ${number(data.segments[i].value)} (${share(data, i)})` : name);
const share = (data, i) => new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(data.segments[i].value / data.segments.reduce((sum, one) => sum + one.value, 0));

function describe(data) {
  if (data.type === "pie") return data.segments.map((one, i) => `${one.label}: ${number(one.value)} (${share(data, i)})`).join("; ");
  return data.series.map((one) => `${one.name}: ${one.data.map((point) => `${point.label} ${number(point.value)}`).join(", ")}`).join("; ");
}

// What is counted has no halves, so neither has its scale.
function ticks(low, high, counted) {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 2.5, 5, 10, 20].map((m) => m * power).find((one) => span / one <= 5 && !(counted && one % 1));
  const first = Math.floor(low / step) * step, last = Math.ceil(high / step) * step;
  return Array.from({ length: Math.round((last - first) / step) + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
}

function axes(data) {
  const { categories, x_label: xLabel, y_label: yLabel } = data.axis_config;
  const values = data.series.map((one) => categories.map((name) => one.data.find((point) => point.label === name)?.value ?? 0));
  const marks = ticks(Math.min(0, ...values.flat()), Math.max(0, ...values.flat()), values.flat().every(Number.isInteger));
  const slot = (W - LEFT - RIGHT) / categories.length;
  const tilted = categories.some((name) => name.length * 6.6 > slot - 4);
  const bottom = H - (tilted ? 70 : 28);
  const height = H + (xLabel ? 20 : 0);
  const y = (value) => TOP + (1 - (value - marks[0]) / (marks.at(-1) - marks[0])) * (bottom - TOP);
  const x = (i) => LEFT + slot * (i + 0.5);
  const grid = marks.map((mark) => [
    s("line", { x1: LEFT, x2: W - RIGHT, y1: y(mark), y2: y(mark), class: mark === 0 ? "axis" : "grid" }),
    s("text", { x: LEFT - 8, y: y(mark) + 4, "text-anchor": "end" }, number(mark, Math.abs(mark) >= 1e5)),
  ]);
  const names = categories.map((name, i) => s("text", tilted ? { transform: `translate(${x(i) + 4} ${bottom + 14}) rotate(-35)`, "text-anchor": "end" } : { x: x(i), y: bottom + 18, "text-anchor": "middle" }, name));
  const titles = [
    yLabel && s("text", { transform: `translate(12 ${(TOP + bottom) / 2}) rotate(-90)`, "text-anchor": "middle", class: "axis-title" }, yLabel),
    xLabel && s("text", { x: (LEFT + W) / 2, y: height - 4, "text-anchor": "middle", class: "axis-title" }, xLabel),
  ];
  const draw = { bar: bars, line: lines, area: lines }[data.type];
  return { height, nodes: [grid, names, titles, draw({ data, categories, values, x, y, slot })] };
}

function bars({ data, categories, values, x, y, slot }) {
  const width = Math.min(44, (slot * 0.76) / values.length);
  const few = categories.length * values.length <= 14;
  return values.flatMap((row, i) => row.map((value, j) => {
    const left = x(j) + (i - values.length / 2) * width;
    const [top, tall] = [Math.min(y(value), y(0)), Math.abs(y(value) - y(0))];
    return [
      s("rect", { x: left + 1, y: top, width: width - 2, height: Math.max(tall, 1), rx: 2, fill: COLOURS[i % 6] }, s("title", {}, `${data.series[i].name}, ${categories[j]}: ${number(value)}`)),
      few && s("text", { x: left + width / 2, y: value < 0 ? top + tall + 12 : top - 4, "text-anchor": "middle", class: "value" }, number(value, Math.abs(value) >= 1e5)),
    ];
  }));
}

function lines({ data, categories, values, x, y }) {
  return values.map((row, i) => {
    const points = row.map((value, j) => `${x(j)},${y(value)}`).join(" ");
    const area = data.type === "area" && s("polygon", { points: `${x(0)},${y(0)} ${points} ${x(row.length - 1)},${y(0)}`, fill: COLOURS[i % 6], opacity: 0.22 });
    const dots = row.map((value, j) => s("circle", { cx: x(j), cy: y(value), r: 3.5, fill: COLOURS[i % 6] }, s("title", {}, `${data.series[i].name}, ${categories[j]}: ${number(value)}`)));
    return [area, s("polyline", { points, fill: "none", stroke: COLOURS[i % 6], "stroke-width": 2.5, "stroke-linejoin": "round" }), dots];
  });
}

function pie(data) {
  const total = data.segments.reduce((sum, one) => sum + one.value, 0);
  const [cx, cy, r] = [W / 2, 132, 118];
  let angle = -Math.PI / 2;
  const at = (a) => `${cx + r * Math.cos(a)} ${cy + r * Math.sin(a)}`;
  const nodes = data.segments.map((one, i) => {
    const sweep = (one.value / total) * 2 * Math.PI;
    const hint = s("title", {}, `${one.label}: ${number(one.value)} (${share(data, i)})`);
    const from = angle;
    angle += sweep;
    if (data.segments.length === 1) return s("circle", { cx, cy, r, fill: COLOURS[0] }, hint);
    return s("path", { d: `M ${cx} ${cy} L ${at(from)} A ${r} ${r} 0 ${sweep > Math.PI ? 1 : 0} 1 ${at(angle)} Z`, fill: COLOURS[i % 6], class: "slice" }, hint);
  });
  return { height: 264, nodes };
}
