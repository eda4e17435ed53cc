// Small line icons, drawn here so that no font has to have them.

import { s } from "./dom.js";

const PATHS = {
  start: "M12 4l2.2 5.3L20 10l-4.3 3.8L17 20l-5-3.2L7 20l1.3-6.2L4 10l5.8-.7z",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
  hash: "M9.5 4l-2 16M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  shared: "M9 5.5L3.5 12 9 18.5 14.5 12zM15 5.5L20.5 12 15 18.5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.7-6 6-6s6 2.5 6 6M16 5a3 3 0 0 1 0 6M17.5 14.4c2.1.6 3.5 2.6 3.5 5.6",
  wrench: "M14.5 6.5a4 4 0 0 1 5-1.9L16.8 7.3l.9 2 2 .9 2.7-2.7a4 4 0 0 1-5.6 5L9 20.3a2 2 0 0 1-2.9-2.9l7.8-7.8a4 4 0 0 1 .6-3.1z",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  reply: "M20 12a7 7 0 0 1-7 7H5l2-3a7 7 0 1 1 13-4z",
  more: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  send: "M4 5l16 7-16 7 2.5-7z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M7 10l5 5 5-5",
};

export const icon = (name) => s("svg", { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" }, s("path", { d: PATHS[name] }));
