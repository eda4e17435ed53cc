// Where elements stand, a message or a view: keeps what was entered there and tells the bot what was done.

import { act } from "./api.js";
import { h, toast } from "./dom.js";
import { initial } from "./elements.js";
import { word } from "./words.js";
import { world } from "./world.js";

const kept = new Map();

export class Surface {
  constructor(key, place, values = {}) {
    this.place = place;
    // What was entered here outlives a redraw.
    this.values = kept.get(key) ?? kept.set(key, structuredClone(values)).get(key);
  }

  get(block, element) {
    const entered = this.values[block.block_id];
    return entered && element.action_id in entered ? entered[element.action_id] : initial(element);
  }

  set(blockId, actionId, value) {
    (this.values[blockId] ??= {})[actionId] = value;
  }

  async act(block, element, value, node) {
    const done = await act("action", { place: this.place, block_id: block.block_id, action_id: element.action_id, value, values: this.values });
    if (!done.ok) this.failed(done.error, node);
    return done;
  }

  failed(error, node) {
    const text = word("failed", { app: world.facts.bot.name, error });
    node?.parentElement?.querySelectorAll(":scope > .act-error").forEach((old) => old.remove());
    if (node) node.after(h("span", { class: "act-error", role: "alert", title: text }, `⚠ ${error}`));
    else toast(text);
  }

  suggest(block, element, typed) {
    return act("suggest", { place: this.place, block_id: block.block_id, action_id: element.action_id, typed });
  }
}
