// What the page knows: the facts from the server, who one is and where.

export const world = { facts: null, me: null, place: null, link: true };

export const person = (id) => world.facts.people.find((one) => one.id === id);
export const me = () => person(world.me);
export const locale = () => me()?.locale ?? "en-US";
export const german = () => locale().startsWith("de");
export const team = (id) => world.facts.teams.find((one) => one.id === id);
export const conversation = (id) => world.facts.conversations.find((one) => one.id === id);
export const isBot = (id) => id === world.facts.bot.user_id;
export const botChannel = () => world.facts.conversations.find((one) => one.kind === "im" && one.has_bot);

export function nameOf(one) {
  if (!one.others.length || !["im", "mpim"].includes(one.kind)) return one.name;
  return one.others.map((id) => (isBot(id) ? world.facts.bot.name : person(id)?.real_name ?? id)).join(", ");
}

// What was seen in each conversation, so that the others can be bold.
const key = (user, channel) => `seen:${world.facts.team.id}:${user}:${channel}`;
export const unread = (one) => Math.max(0, one.count - Number(localStorage.getItem(key(world.me, one.id)) ?? 0));
export const seen = (one) => localStorage.setItem(key(world.me, one.id), one.count);
