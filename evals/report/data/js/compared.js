// What changed against a baseline: the call, where it began, every measure, every flip.

import {el, fill, folded, table} from "./dom.js";
import {byKey, content} from "./data.js";
import {interval} from "./drawn.js";
import {count, difference, measureName, span, told} from "./numbers.js";
import {hashOf} from "./state.js";

const CALLS = {better: "better", worse: "worse", different: "different", same: "same", cannot_tell: "cannot tell", not_measured: "not measured"};

/** Fill the section; it stays hidden without a baseline. */
export function showCompared(section) {
  const {compared} = content;
  if (!compared) return;
  section.hidden = false;
  fill(section,
    el("p", {class: `call-line ${compared.headline}`}, el("strong", {}, compared.told), ` Baseline: ${compared.name}; ${count(compared.scenarios, "scenario")} in both.`),
    causes(compared),
    violations(compared),
    table("Every measure against the baseline", COLUMNS, [...compared.overall].sort(order).map(row), {class: "figure"}),
    parts(compared),
    flips(compared),
    notes(compared),
    stamps());
}

const COLUMNS = ["measure", "call", ["baseline", "number"], ["this run", "number"], ["difference", "number"], ["", "drawn"], ["95 %", "number"], ["smallest visible", "number"], ["p (Holm)", "number"]];

const FIRST = ["worse", "better", "different"];

/** What was shown to differ first; then the task, then the others as they come in a turn. */
function order(a, b) {
  const rank = (one) => (FIRST.includes(one.call) ? FIRST.indexOf(one.call) : one.stage === "task" ? 3 : 4);
  return rank(a) - rank(b);
}

function row(one) {
  const most = Math.max(Math.abs(one.low ?? 0), Math.abs(one.high ?? 0), Math.abs(one.difference ?? 0)) || 1;
  const name = [one.tag && `tag ${one.tag}`, one.condition].filter(Boolean).join(", ");
  return el("tr", {"data-measure": one.measure, class: `call-${one.call}`},
    el("th", {scope: "row"}, el("span", {class: "measure", title: one.measure}, measureName(one.measure), name && `, ${name}`), el("span", {class: "about"}, one.about)),
    el("td", {}, el("span", {class: `call ${one.call}`}, CALLS[one.call] ?? one.call)),
    el("td", {class: "number soft"}, one.a === null ? "" : told(one.a, one.unit)),
    el("td", {class: "number"}, one.b === null ? "not measured" : told(one.b, one.unit)),
    el("td", {class: "number"}, difference(one.difference, one.unit)),
    el("td", {class: "drawn"}, one.difference !== null && interval({value: one.difference, low: one.low, high: one.high}, [-most * 1.1, most * 1.1], null, `difference ${difference(one.difference, one.unit)}`)),
    el("td", {class: "number soft"}, one.low === null ? "" : `${difference(one.low, one.unit)} to ${difference(one.high, one.unit)}`),
    el("td", {class: "number soft"}, one.visible === null ? "" : difference(one.visible, one.unit).replace("+", "")),
    el("td", {class: "number soft"}, one.p_holm === null ? "" : one.p_holm < 0.001 ? "<.001" : one.p_holm.toFixed(3)));
}

function causes(compared) {
  if (!compared.causes.length) return null;
  return el("div", {class: "causes"}, el("h3", {}, "Where it most likely began"),
    el("ol", {}, compared.causes.map((one) => el("li", {}, el("strong", {}, `${one.stage.replaceAll("_", " ")}, ${measureName(one.measure)}: `), one.because))));
}

function violations(compared) {
  if (!compared.violations.length) return null;
  return el("div", {}, el("h3", {}, "New: what must never be"),
    el("ul", {class: "plain"}, compared.violations.map((one) => el("li", {},
      el("a", {href: hashOf({trial: one.key, turn: one.turn === null ? null : one.turn + 1})}, one.key), ` ${measureName(one.measure)}: ${one.why}`))));
}

function parts(compared) {
  const n = compared.parts.length;
  const title = n ? `By tag and condition: ${n} of ${compared.parts_tested} tests show a difference` : `By tag and condition: none of ${compared.parts_tested} tests shows a difference`;
  return n ? folded(title, n <= 12, table("Parts that differ", COLUMNS, compared.parts.map(row), {class: "figure"})) : el("p", {class: "soft"}, title + ".");
}

function flips(compared) {
  const side = (title, keys, changed) => folded(`${title}: ${keys.length}`, keys.length > 0 && keys.length <= 8, el("ul", {class: "plain"}, keys.slice(0, 200).map((key) => {
    const talk = byKey.get(key), why = changed === "now_failing" ? talk.why : talk.baseline?.why ?? [];
    return el("li", {}, el("a", {href: hashOf({trial: key, side: 1})}, key), why.length > 0 && `: ${why[0].why}`);
  })), keys.length > 0 && el("p", {}, el("a", {href: hashOf({change: changed, at: "conversations"})}, "Show them in the list")));
  return el("div", {class: "two"}, side("Trials that fail now", compared.now_failing, "now_failing"), side("Trials that pass now", compared.now_passing, "now_passing"));
}

function notes(compared) {
  const lines = [...compared.notes];
  const {machines} = compared;
  if (machines.differ) lines.push(`The machines differ (${machines.a}; ${machines.b}): times are not compared.`);
  const named = (title, ids) => ids.length && lines.push(`${title}: ${ids.slice(0, 12).join(", ")}${ids.length > 12 ? ` and ${ids.length - 12} more` : ""}.`);
  named("Only in this run", compared.only_here);
  named("Only in the baseline", compared.only_baseline);
  named("Written differently since, left out", compared.rewritten);
  return lines.length ? el("ul", {class: "plain soft"}, [...new Set(lines)].map((line) => el("li", {}, line))) : null;
}

function stamps() {
  const differing = content.stamp.filter((one) => one.differs);
  return folded(`What else differs: ${count(differing.length, "entry", "entries")} of the stamps`, differing.length > 0 && differing.length <= 10,
    table("Entries of the stamps that differ", ["entry", "baseline", "this run"], differing.map((one) => [one.name, one.baseline ?? "not there", one.value ?? "not there"]), {class: "stamp"}));
}
