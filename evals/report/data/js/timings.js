// What a turn took: points in time as bars from its start, shares of work lighter.

import {el} from "./dom.js";

const NAMES = {
  final_transcript_ms: "final transcript", turn_committed_ms: "turn committed", products_ms: "products shown", first_reply_text_ms: "first words of reply",
  first_audio_ms: "first audio", whole_turn_ms: "whole turn", understand_ms: "understanding", retrieve_ms: "retrieval", reply_ms: "phrasing",
};
const WORK = new Set(["understand_ms", "retrieve_ms", "reply_ms"]);

/** A small bar chart of a turn's timings. */
export function timings(values) {
  const known = Object.entries(values).sort(([a, x], [b, y]) => WORK.has(a) - WORK.has(b) || x - y);
  if (!known.length) return el("span", {class: "soft"}, "not measured");
  const most = Math.max(...known.map(([, v]) => Math.abs(v)), 1);
  return el("ul", {class: "timings"}, known.map(([name, value]) => {
    const bar = el("span", {class: "bar"});
    bar.style.width = `${(Math.max(0, value) / most) * 100}%`;
    return el("li", {class: WORK.has(name) ? "work" : null}, el("span", {}, NAMES[name] ?? name.replace(/_ms$/, "").replaceAll("_", " ")),
      el("span", {class: "track", "aria-hidden": "true"}, bar), el("span", {class: "number"}, `${value.toFixed(value < 10 ? 1 : 0)} ms`));
  }));
}
