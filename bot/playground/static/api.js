// Everything this page asks of the server; the acting user goes with each request.

import { world } from "./world.js";

export async function see(what, query = {}) {
  const answer = await fetch(`/ui/${what}?${new URLSearchParams({ user: world.me, ...query })}`);
  return answer.json();
}

export async function act(what, asked = {}) {
  try {
    const answer = await fetch(`/ui/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: world.me, ...asked }),
    });
    return await answer.json();
  } catch {
    return { ok: false, error: "playground_unreachable", messages: [], views: null };
  }
}

// A file as the server takes it: its name, and its bytes in base64.
export async function drop(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return act("drop", { name: file.name, content: btoa(letters) });
}

let source = null;
export function listen(onTold, onLink) {
  source?.close();
  source = new EventSource(`/ui/live?user=${encodeURIComponent(world.me)}`);
  source.onopen = () => onLink(true);
  source.onerror = () => onLink(false);
  source.onmessage = (event) => onTold(JSON.parse(event.data));
}
