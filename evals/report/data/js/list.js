// The list of conversations: by scenario, those that fail first.

import {el, hidden} from "./dom.js";
import {VERDICTS, content} from "./data.js";
import {matching} from "./matching.js";
import {count} from "./numbers.js";
import {FILTERS, hashWith, onChange, state} from "./state.js";

const WHYS = 2;
const AT_FIRST = 150;
/* Scenarios; the rest comes when it is asked for. A list of 120 takes 30 ms. */

/** Make the list; it follows the filters. */
export function talkList() {
  const told = el("p", {class: "soft count", role: "status"});
  const items = el("ol", {class: "scenarios"});
  let most = AT_FIRST;
  const draw = () => {
    const groups = grouped(matching(state()));
    const talks = groups.reduce((n, group) => n + group.talks.length, 0);
    told.replaceChildren(`${count(talks, "conversation")} of ${content.conversations.length} in ${count(groups.length, "scenario")}`);
    items.replaceChildren(...groups.slice(0, most).map(item));
    if (groups.length > most) items.append(el("li", {}, el("button", {type: "button", onclick: () => { most = Infinity; draw(); }}, `Show ${groups.length - most} more scenarios`)));
    mark();
  };
  const mark = () => {
    items.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const chosen = state().trial && items.querySelector(`[data-key="${CSS.escape(state().trial)}"]`);
    if (!chosen) return;
    chosen.setAttribute("aria-current", "true");
    const box = items.getBoundingClientRect(), one = chosen.getBoundingClientRect();
    if (one.top < box.top || one.bottom > box.bottom) items.scrollTop += one.top - box.top - box.height / 3;
  };
  onChange((now, before) => {
    if (FILTERS.some((f) => now[f] !== before[f])) { most = AT_FIRST; draw(); }
    else { for (const link of items.querySelectorAll("a[data-key]")) link.href = address(link.dataset.key); mark(); }
  });
  queueMicrotask(draw);
  return el("div", {class: "listing"}, told, items);
}

/** The keys of the listed conversations, in the order of the list. */
export function listedKeys() {
  return grouped(matching(state())).flatMap((group) => group.talks.map((talk) => talk.key));
}

function address(key) {
  return hashWith({trial: key, turn: null});
}

function grouped(talks) {
  const groups = new Map();
  for (const talk of talks) {
    if (!groups.has(talk.scenario)) groups.set(talk.scenario, {scenario: talk.scenario, talks: [], bad: 0});
    const group = groups.get(talk.scenario);
    group.talks.push(talk);
    group.bad += talk.verdict === "passed" ? 0 : talk.verdict === "invalid" ? 0.01 : 1;
  }
  return [...groups.values()].sort((a, b) => b.bad - a.bad);
}

function item({scenario, talks}) {
  const about = content.scenarios[scenario];
  const passed = talks.filter((t) => t.verdict === "passed").length;
  const whys = [...new Set(talks.filter((t) => t.verdict !== "passed" && t.why.length > 0).map((t) => place(t.why[0]) + t.why[0].why))];
  return el("li", {class: "scenario", "data-scenario": scenario},
    el("p", {class: "name"}, el("strong", {}, scenario), el("span", {class: "soft"}, ` ${passed}/${talks.length}`)),
    about && el("p", {class: "soft line", title: about.about}, about.about),
    el("p", {class: "trials"}, talks.map(chip)),
    whys.slice(0, WHYS).map((why) => el("p", {class: "why line", title: why}, why)));
}

function place(reason) {
  return reason.at_end ? "end: " : reason.turn === null ? "" : `turn ${reason.turn + 1}: `;
}

function chip(talk) {
  const verdict = VERDICTS[talk.verdict];
  const several = content.summary.conditions.length > 1;
  return el("a", {href: address(talk.key), class: `trial ${talk.verdict}`, "data-key": talk.key},
    el("span", {"aria-hidden": "true"}, verdict.mark), ` ${talk.trial + 1}`, several && ` ${talk.condition}`,
    hidden(` ${verdict.name}`),
    talk.baseline && talk.baseline.verdict !== talk.verdict && el("span", {class: "flip", title: `baseline: ${VERDICTS[talk.baseline.verdict].name}`}, " Δ"));
}
