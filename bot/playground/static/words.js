// The page's own words; the bot's come from the bot.

import { german } from "./world.js";

const ENGLISH = {
  start: "Start", channels: "Channels", direct: "Direct messages", apps: "Apps", you_are: "You are", app: "APP",
  title: "Try {app} in a small Slack of your own",
  intro: "This page is a local copy of Slack with made-up people and companies: nothing you do here leaves this computer. The real {app} answers, so type a command, press a button or switch to somebody else and see what they see.",
  things: "Things to try", as: "as {who}", connected: "{app} is connected", gone: "{app} is not connected", unlinked: "The playground has stopped",
  gone_hint: "Start the bot and it will appear here by itself.",
  message_to: "Message {where}", only_you: "Only visible to you", edited: "(edited)", replies: "{n} replies", reply: "1 reply",
  reply_in_thread: "Reply in thread", thread: "Thread", close: "Close", back: "Back", send: "Send", home: "Home", messages: "Messages",
  shared: "Shared with {who}", external: "External", private: "Private channel", members: "{n} members", member: "1 member", archived: "This channel is archived. Nobody can write here any more.",
  no_messages: "This is the beginning of {where}.", no_messages_dm: "This is your conversation with {where}. Say hello, or type / for its commands.",
  no_home: "{app} has not published a Home for you yet.", no_bot: "{app} is not in this channel.", add_bot: "Add {app}",
  commands: "Commands", people: "People", shortcuts: "Shortcuts", more: "More actions", choose: "Choose an option", type_more: "Type at least {n} characters",
  nothing_found: "Nothing found", searching: "Searching…", remove: "Remove {what}", optional: "(optional)", page: "{from}–{to} of {all}", previous: "Previous page", next: "Next page", filter: "Filter rows",
  trouble: "{app} did not answer ({error}). Try again?", refused: "Slack would refuse this", refused_by: "{app} called {method} and Slack would answer:", failed: "{app} did not answer: {error}",
  cancel: "Cancel", submit: "Submit", today: "Today", yesterday: "Yesterday", menu: "Channels and people", sort: "Sort by {what}",
  unsupported: "A block of the type {type}, which this page does not draw", working: "{app} is working…", new_messages: "{n} new", try_again: "Not sent: {error}",
  tool_runs: "Running…", tool_done: "Done.", tool_broke: "That did not work: {error}",
};
const GERMAN = {
  start: "Start", channels: "Channels", direct: "Direktnachrichten", apps: "Apps", you_are: "Du bist", app: "APP",
  title: "{app} in einem kleinen eigenen Slack ausprobieren",
  intro: "Diese Seite ist ein lokaler Nachbau von Slack mit erfundenen Personen und Firmen: Nichts davon verlässt diesen Rechner. Es antwortet der echte {app} – tippe einen Befehl, drücke einen Knopf oder wechsle zu jemand anderem und sieh, was er oder sie sieht.",
  things: "Zum Ausprobieren", as: "als {who}", connected: "{app} ist verbunden", gone: "{app} ist nicht verbunden", unlinked: "Der Spielplatz wurde beendet",
  gone_hint: "Starte den Bot, dann erscheint er hier von selbst.",
  message_to: "Nachricht an {where}", only_you: "Nur für dich sichtbar", edited: "(bearbeitet)", replies: "{n} Antworten", reply: "1 Antwort",
  reply_in_thread: "Im Thread antworten", thread: "Thread", close: "Schließen", back: "Zurück", send: "Senden", home: "Home", messages: "Nachrichten",
  shared: "Geteilt mit {who}", external: "Extern", private: "Privater Channel", members: "{n} Mitglieder", member: "1 Mitglied", archived: "Dieser Channel ist archiviert. Hier kann niemand mehr schreiben.",
  no_messages: "Hier beginnt {where}.", no_messages_dm: "Das ist dein Gespräch mit {where}. Sag hallo oder tippe / für die Befehle.",
  no_home: "{app} hat noch kein Home für dich veröffentlicht.", no_bot: "{app} ist nicht in diesem Channel.", add_bot: "{app} hinzufügen",
  commands: "Befehle", people: "Personen", shortcuts: "Shortcuts", more: "Weitere Aktionen", choose: "Option auswählen", type_more: "Mindestens {n} Zeichen tippen",
  nothing_found: "Nichts gefunden", searching: "Suche …", remove: "{what} entfernen", optional: "(optional)", page: "{from}–{to} von {all}", previous: "Vorige Seite", next: "Nächste Seite", filter: "Zeilen filtern",
  trouble: "{app} hat nicht geantwortet ({error}). Noch einmal versuchen?", refused: "Slack würde das ablehnen", refused_by: "{app} hat {method} aufgerufen und Slack würde antworten:", failed: "{app} hat nicht geantwortet: {error}",
  cancel: "Abbrechen", submit: "Senden", today: "Heute", yesterday: "Gestern", menu: "Channels und Personen", sort: "Nach {what} sortieren",
  unsupported: "Ein Block vom Typ {type}, den diese Seite nicht zeichnet", working: "{app} arbeitet …", new_messages: "{n} neu", try_again: "Nicht gesendet: {error}",
  tool_runs: "Läuft …", tool_done: "Erledigt.", tool_broke: "Das hat nicht geklappt: {error}",
};

export function word(key, facts = {}) {
  const text = (german() ? GERMAN : ENGLISH)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}
