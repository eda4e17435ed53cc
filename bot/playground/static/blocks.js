// Every block as elements.

import { chart } from "./charts.js";
import { h, safeUrl, uid } from "./dom.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { emojiText, textOf } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";
import { word } from "./words.js";

const plain = (object) => emojiText(object?.text ?? "");

function section(block, surface) {
  return [
    h("div", { class: "section-body" }, block.text && h("div", { class: "text" }, textOf(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((one) => h("div", { class: "text" }, textOf(one))))),
    block.accessory && h("div", { class: "section-accessory" }, element(surface, block, block.accessory)),
  ];
}

function image(block) {
  const url = safeUrl(block.image_url ?? block.slack_file?.url);
  return h("figure", {}, block.title && h("figcaption", {}, plain(block.title)), h("img", { class: "picture", src: url, alt: block.alt_text, loading: "lazy" }));
}

function context(block) {
  return block.elements.map((one) => (one.type === "image" ? h("img", { src: safeUrl(one.image_url), alt: one.alt_text }) : h("span", {}, textOf(one))));
}

function input(block, surface) {
  const [labelText, errorId] = [plain(block.label).join(""), uid("error")];
  const control = element(surface, block, block.element, labelText);
  const error = h("div", { class: "field-error", id: errorId, role: "alert", data: { error: block.block_id }, hidden: true });
  const focusable = control.matches("input,textarea") ? control : control.querySelector("input");
  focusable?.setAttribute("aria-describedby", errorId);
  if (!block.optional) focusable?.setAttribute("aria-required", "true");
  return [h("div", { class: "label" }, plain(block.label), block.optional && h("span", { class: "muted" }, ` ${word("optional")}`)), control, block.hint && h("div", { class: "hint" }, plain(block.hint)), error];
}

function card(block, surface) {
  return [
    block.hero_image && h("img", { class: "hero", src: safeUrl(block.hero_image.image_url), alt: block.hero_image.alt_text }),
    block.title && h("strong", {}, textOf(block.title)), block.subtitle && h("div", { class: "muted" }, textOf(block.subtitle)),
    block.body && h("div", { class: "text" }, textOf(block.body)), block.actions && h("div", { class: "actions" }, block.actions.map((one) => element(surface, block, one))),
  ];
}

const DRAW = {
  header: (block) => h("h3", {}, plain(block.text)),
  section,
  divider: () => h("hr"),
  context,
  image,
  actions: (block, surface) => block.elements.map((one) => element(surface, block, one)),
  input,
  rich_text: (block) => richText(block),
  markdown: (block) => markdown(block.text),
  table: (block) => table(block),
  data_table: (block) => dataTable(block),
  data_visualization: (block) => chart(block),
  alert: (block) => h("div", { class: `alert-text ${block.level ?? "default"}`, role: "note" }, textOf(block.text)),
  card,
  container: (block, surface) => [block.title && h("strong", {}, plain(block.title)), draw(block.child_blocks ?? [], surface)],
  carousel: (block, surface) => h("div", { class: "carousel" }, draw(block.elements ?? [], surface)),
};

export function draw(blocks, surface) {
  return blocks.map((block) => {
    const make = DRAW[block.type] ?? (() => h("span", { class: "unsupported" }, word("unsupported", { type: block.type })));
    return h("div", { class: `block ${block.type}`, data: { blockId: block.block_id, block: block.type } }, make(block, surface));
  });
}
