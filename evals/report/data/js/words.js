// Text with what was changed, cut off or wrong marked in it.

import {el, hidden} from "./dom.js";

/** How one wording became another: removed words struck, new ones underlined. */
export function pieces(list) {
  return list.map(([kind, text], n) => [n > 0 && " ",
    kind === "=" ? text : kind === "-" ? el("del", {}, hidden("removed: "), text) : el("ins", {}, hidden("added: "), text)]);
}

/** A reply: what was not heard is grey, amounts and quotes that a measure calls wrong are marked. */
export function reply(turn, faults) {
  const text = turn.reply;
  if (!text) return el("span", {class: "soft"}, "nothing");
  if (turn.heard_reply !== null && text.startsWith(turn.heard_reply))
    return [wrong(turn.heard_reply, faults), el("span", {class: "unheard", title: "not heard: the reply was cut off"}, hidden(" not heard: "), text.slice(turn.heard_reply.length))];
  return wrong(text, faults);
}

function wrong(text, faults) {
  const named = faults.filter((f) => f.what === "facts_wrong").flatMap((f) => [...f.why.matchAll(/"([^"]{2,})"|[$€£]\d[\d.,]*\d|\b\d+(?:\.\d+)?\b/g)].map((m) => m[1] ?? m[0]));
  const found = [...new Set(named)].filter((one) => text.includes(one)).sort((a, b) => b.length - a.length);
  if (!found.length) return text;
  const escaped = found.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${escaped.join("|")})`)).map((part) => found.includes(part) ? el("mark", {}, hidden("wrong: "), part) : part);
}
