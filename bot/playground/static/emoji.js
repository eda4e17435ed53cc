// A small common set of :names:, the rest stays as typed.
const SET = {
  handshake: "🤝", moneybag: "💰", euro: "💶", dollar: "💵", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊",
  tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", trophy: "🏆", first_place_medal: "🥇", white_check_mark: "✅", heavy_check_mark: "✔️",
  x: "❌", warning: "⚠️", no_entry: "⛔", question: "❓", exclamation: "❗", bulb: "💡", mag: "🔍", memo: "📝", pencil2: "✏️", clipboard: "📋",
  calendar: "📆", date: "📅", alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", bell: "🔔", speech_balloon: "💬", email: "✉️", phone: "☎️",
  link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑", gear: "⚙️", wrench: "🔧", package: "📦", inbox_tray: "📥", outbox_tray: "📤", arrow_right: "➡️",
  arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrow_upper_right: "↗️", arrow_lower_right: "↘️", arrows_counterclockwise: "🔄", left_right_arrow: "↔️",
  scales: "⚖️", balance_scale: "⚖️", seedling: "🌱", zzz: "💤", wave: "👋", "+1": "👍", thumbsup: "👍", "-1": "👎", clap: "👏", pray: "🙏", eyes: "👀",
  muscle: "💪", smile: "😄", slightly_smiling_face: "🙂", wink: "😉", thinking_face: "🤔", heart: "❤️", green_heart: "💚", yellow_heart: "💛",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴", white_circle: "⚪", large_blue_circle: "🔵", black_circle: "⚫",
  busts_in_silhouette: "👥", bust_in_silhouette: "👤", office: "🏢", globe_with_meridians: "🌐", dart: "🎯", coffee: "☕", robot_face: "🤖", information_source: "ℹ️",
};
export const emoji = (name) => SET[name] ?? null;
