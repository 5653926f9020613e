// One turn: what was said, what was made of it, what came back.

import {el, folded, hidden, table} from "./dom.js";
import {count, measureName, told} from "./numbers.js";
import {player} from "./player.js";
import {products} from "./products.js";
import {route} from "./route.js";
import {timings} from "./timings.js";
import {pieces, reply} from "./words.js";

/** The parts of a turn by name, for one run; `faults` are what measures found in it. */
export function turnParts(turn, faults, changed = []) {
  const is = (...names) => names.some((name) => changed.includes(name));
  const hearing = turn.hearing;
  return el("dl", {class: "turn-parts"}, [
    part("Said", is("said"), turn.said ? el("q", {class: "said"}, turn.said) : el("span", {class: "soft"}, "(later part of an utterance that a pause cut)"), el("span", {class: "soft move"}, ` ${turn.move}`), player(hearing?.said, "the question")),
    (turn.misheard || turn.raw !== null || hearing) && part("Heard", is("heard"), heard(turn)),
    part("Acts", is("acts"), turn.acts.length ? turn.acts.map((act, n) => [n > 0 && ", ", act.replaceAll("_", " ")]) : el("span", {class: "soft"}, "none"), meant(turn)),
    part("State", is("constraints", "relaxed", "focus"), state(turn)),
    part("Screen", is("products"), products(turn)),
    (turn.cart.length > 0) && part("Cart", is("cart"), cart(turn.cart)),
    (turn.boards.some((b) => b.products.length)) && part("Boards", is("boards"), turn.boards.filter((b) => b.products.length).map((b) => el("p", {}, b.name && `${b.name}: `, b.products.join("; ")))),
    part("Reply", is("reply", "heard_reply", "asked", "links"), el("q", {class: "reply"}, reply(turn, faults)), after(turn), player(hearing?.reply, "the reply")),
    turn.barge && part("Barge-in", is("barge"), barge(turn.barge)),
    faults.length > 0 && part("Wrong", false, el("ul", {class: "plain bad"}, faults.map((one) => el("li", {}, el("strong", {}, `${measureName(one.what)}: `), one.why)))),
    turn.expected?.length > 0 && part("Expected", false, expected(turn.expected)),
    part("Phrased by", is("tier"), route(turn)),
    part("Timings", false, timings(turn.timings)),
  ]);
}

function part(name, changed, ...content) {
  return el("div", {class: changed ? "changed" : null, "data-part": name.toLowerCase()}, el("dt", {}, name, changed && hidden(" (changed against the baseline)")), el("dd", {}, content));
}

function heard(turn) {
  const {hearing} = turn;
  const notes = [];
  if (hearing?.confidence !== null && hearing?.confidence !== undefined) notes.push(`confidence ${hearing.confidence.toFixed(2)}`);
  if (hearing?.false_starts) notes.push(count(hearing.false_starts, "false start"));
  if (hearing?.parts > 1) notes.push(`taken for ${hearing.parts} turns`);
  if (hearing && !hearing.real_time) notes.push("not timed as a listener waits");
  return [
    turn.raw !== null && el("p", {class: "raw"}, el("span", {class: "soft"}, "raw: "), turn.raw),
    turn.repair ? el("p", {class: "repair"}, el("span", {class: "soft"}, "repaired: "), pieces(turn.repair)) : el("p", {}, turn.misheard ? null : turn.heard),
    turn.misheard && el("p", {class: "misheard"}, el("span", {class: "soft"}, "against what was said: "), pieces(turn.misheard)),
    notes.length > 0 && el("p", {class: "soft"}, notes.join(" · ")),
  ];
}

function meant(turn) {
  const lines = [];
  const same = (a, b) => [...a].sort().join() === [...b].sort().join();
  if (turn.meant_acts && !same(turn.meant_acts, turn.acts)) lines.push(`meant: ${turn.meant_acts.join(", ").replaceAll("_", " ")}`);
  return lines.map((line) => el("span", {class: "bad"}, ` (${line})`));
}

function state(turn) {
  const signs = {new: "+ ", gone: "− ", kept: ""};
  return [
    turn.wishes.length ? el("ul", {class: "wishes"}, turn.wishes.map((w) => el("li", {class: w.change, title: w.words ? `from: ${w.words}` : null},
      w.change !== "kept" && hidden(w.change === "new" ? "new: " : "dropped: "), signs[w.change], !w.wanted && "not ", el("span", {class: "kind"}, w.kind), " ", w.value, !w.hard && " (soft)"))) : el("span", {class: "soft"}, "no wishes"),
    turn.meant_wishes && el("p", {class: "soft"}, `meant: ${turn.meant_wishes.join(", ") || "nothing"}`),
    turn.relaxed.length > 0 && el("p", {}, `Given up: ${turn.relaxed.join("; ")}`),
    turn.focus && el("p", {class: "soft"}, `"it" is ${turn.focus}`),
  ];
}

function cart(lines) {
  return el("ul", {class: "wishes"}, lines.map((line) => el("li", {class: line.change}, line.change === "new" ? "+ " : line.change === "gone" ? "− " : line.change === "changed" ? "± " : "",
    `${line.quantity} × ${line.title}`, line.form && `, ${line.form}`, ` at ${line.price}`)));
}

function after(turn) {
  const notes = [];
  if (turn.asked) notes.push(`asks for ${turn.asked.replaceAll("_", " ")}`);
  if (turn.links.length) notes.push(`links: ${turn.links.join(", ")}`);
  if (turn.outcome !== "completed") notes.push(turn.outcome);
  return notes.length > 0 && el("p", {class: "soft"}, notes.join(" · "));
}

function barge(one) {
  const right = one.stopped === one.meant_to_stop;
  return el("p", {class: right ? null : "bad"}, `After ${one.at_s.toFixed(1)} s; `, one.stopped ? `the reply stopped${one.stopped_after_ms === null ? "" : ` after ${told(one.stopped_after_ms, "ms")}`}` : "the reply went on",
    right ? ", as it should." : one.meant_to_stop ? ", and should have stopped." : ", and should have gone on.");
}

function expected(lines) {
  const failed = lines.some((one) => one.failed);
  const rows = lines.map((one) => el("tr", {class: one.failed ? "failed" : null}, el("th", {scope: "row"}, one.failed ? "✗ " : "✓ ", one.field), el("td", {}, one.wanted), el("td", {}, one.came)));
  return folded(failed ? "not as expected" : "as expected", failed, table("Expected and came", ["", "expected", "came"], rows, {class: "expected"}));
}
/** The table of what a scenario's end expects. */
export function endParts(lines) {
  return expected(lines);
}
