// One conversation, opened: who wanted what, why it failed, every turn, the baseline beside it.

import {el} from "./dom.js";
import {VERDICTS, byKey, content} from "./data.js";
import {listedKeys} from "./list.js";
import {measureName, told} from "./numbers.js";
import {quiet} from "./player.js";
import {change, hashWith, onChange, state} from "./state.js";
import {endParts, turnParts} from "./turn.js";

/** Make the place where a conversation opens. */
export function talkPane() {
  const pane = el("div", {class: "talk", id: "talk", tabindex: "-1"});
  const draw = (moves) => {
    quiet();
    const key = state().trial;
    const talk = byKey.get(key);
    pane.replaceChildren(...(talk ? opened(talk) : [el("p", {class: "empty soft"}, key ? `There is no conversation ${key} in this run.` : "Choose a conversation. Keys: j and k go through the list, [ and ] through the turns, / searches.")]));
    if (key && moves) arrive(pane);
  };
  onChange((now, before) => {
    if (now.trial !== before.trial || now.side !== before.side) draw(now.trial !== before.trial || now.turn !== before.turn);
    else if (now.turn !== before.turn) arrive(pane);
  });
  draw(false);
  if (state().trial) requestAnimationFrame(() => arrive(pane));
  return pane;
}

/** Go to the conversation, or to the turn that the address names. */
function arrive(pane) {
  for (const one of pane.querySelectorAll(".turn.chosen")) one.classList.remove("chosen");
  const turn = state().turn && pane.querySelector(`#turn-${CSS.escape(state().turn)}`);
  turn?.classList.add("chosen");
  (turn ?? pane).focus({preventScroll: true});
  (turn ?? pane).scrollIntoView({block: "start"});
}

/** Go so many conversations, or turns, further. */
export function step(by, what) {
  const now = state();
  if (what === "turn") {
    const talk = byKey.get(now.trial);
    if (talk) change({turn: String(Math.min(Math.max(Number(now.turn ?? (by > 0 ? 0 : 1)) + by, 1), talk.turns.length))});
    return;
  }
  const keys = listedKeys();
  const at = keys.indexOf(now.trial);
  const next = keys[at < 0 ? 0 : Math.min(Math.max(at + by, 0), keys.length - 1)];
  if (next && next !== now.trial) change({trial: next, turn: null});
}

function opened(talk) {
  const verdict = VERDICTS[talk.verdict];
  const scenario = content.scenarios[talk.scenario];
  const side = state().side === "1" && Boolean(talk.baseline?.turns);
  return [
    el("header", {},
      el("div", {class: "bar"},
        el("h3", {}, talk.scenario, el("span", {class: "soft"}, ` trial ${talk.trial + 1}, ${talk.condition}`)),
        el("span", {class: `verdict ${talk.verdict}`}, el("span", {"aria-hidden": "true"}, `${verdict.mark} `), verdict.name),
        el("span", {class: "steps"},
          el("button", {type: "button", onclick: () => step(-1, "talk"), "aria-label": "Previous conversation"}, "↑"),
          el("button", {type: "button", onclick: () => step(1, "talk"), "aria-label": "Next conversation"}, "↓"),
          el("a", {href: hashWith({trial: null, turn: null, side: null, at: "conversations"}), class: "button"}, "List"))),
      scenario && el("p", {}, scenario.about),
      scenario?.goal && el("p", {class: "soft"}, `Goal: ${scenario.goal}`),
      scenario?.persona && el("p", {class: "soft"}, `Persona: ${scenario.persona}`),
      el("p", {class: "soft"}, facts(talk, scenario))),
    whys(talk),
    baselineLine(talk),
    ...talk.turns.map((turn, n) => turnBlock(talk, turn, n, side)),
    ...(side ? later(talk) : []),
    talk.ends.length > 0 && el("section", {class: "ends", "aria-label": "The end"}, el("h4", {}, "The end"), endParts(talk.ends)),
    talk.troubles.length > 0 && el("ul", {class: "plain bad"}, talk.troubles.map((t) => el("li", {}, t))),
  ].filter(Boolean);
}

function facts(talk, scenario) {
  const parts = [`ended: ${talk.ended.replaceAll("_", " ")}`, `${talk.turns.length} turns`, `${talk.took_s} s`, `seed ${talk.seed}`];
  if (talk.cost_usd > 0) parts.push(told(talk.cost_usd, "USD"));
  if (talk.load !== null) parts.push(`load ${talk.load}`);
  if (talk.cause) parts.push(`lost by: ${talk.cause.replaceAll("_", " ")}`);
  if (talk.rejected.length) parts.push(`${talk.rejected.length} simulations regenerated`);
  if (scenario?.tags.length) parts.push(`tags: ${scenario.tags.join(", ")}`);
  return parts.join(" · ");
}

function reason(one) {
  const where = one.at_end ? "The end" : one.turn === null ? "" : `Turn ${one.turn + 1}`;
  return el("li", {}, one.turn !== null && !one.at_end ? el("a", {href: hashWith({turn: one.turn + 1})}, where) : where && el("span", {}, where), where && ": ", one.why);
}

function whys(talk) {
  const decisive = new Set(talk.why.map((one) => one.why));
  const rest = talk.faults.filter((one) => one.turn === null && one.what !== "end_state" && !decisive.has(one.why));
  return el("div", {class: "whys"},
    talk.why.length > 0 && [el("h4", {}, talk.verdict === "invalid" ? "Why it is not scored" : "Why it failed"), el("ul", {class: "plain bad"}, talk.why.map(reason))],
    rest.length > 0 && [el("h4", {}, "What other measures found"), el("ul", {class: "plain"}, rest.map((one) => el("li", {}, el("strong", {}, `${measureName(one.what)}: `), one.why)))]);
}

function baselineLine(talk) {
  const {baseline} = talk;
  if (!content.compared) return null;
  if (!baseline) return el("p", {class: "soft"}, "The baseline has no such trial.");
  const turns = baseline.changed.map((fields, n) => [n, fields]).filter(([, fields]) => fields.length);
  const shown = state().side === "1";
  return el("p", {class: "against"},
    `Baseline: ${VERDICTS[baseline.verdict].name}${baseline.why.length ? ` (${baseline.why[0].why})` : ""}; `,
    turns.length ? `${turns.length} of ${baseline.changed.length} turns differ. ` : "all turns are the same but for times. ",
    !baseline.same_scenario && "The scenario was written differently. ",
    turns.length > 0 && el("button", {type: "button", "aria-pressed": String(shown), onclick: () => change({side: shown ? null : "1"}, true)}, shown ? "Hide the baseline" : "Show the baseline beside"));
}

function turnBlock(talk, turn, n, side) {
  const faults = talk.faults.filter((one) => one.turn === n);
  const failed = talk.why.some((one) => one.turn === n && !one.at_end);
  const changed = talk.baseline?.changed[n] ?? [];
  const other = side && talk.baseline.turns?.[n];
  return el("article", {class: `turn${failed ? " failed" : ""}`, id: `turn-${n + 1}`, tabindex: "-1", "aria-label": `Turn ${n + 1}`},
    el("h4", {}, el("a", {href: hashWith({turn: n + 1}), title: "Link to this turn"}, `Turn ${n + 1}`), failed && el("span", {class: "bad"}, " ✗"), changed.length > 0 && el("span", {class: "soft"}, ` changed: ${changed.join(", ").replaceAll("_", " ")}`)),
    side ? el("div", {class: "sides"},
      el("div", {}, el("h5", {}, "This run"), turnParts(turn, faults, changed)),
      el("div", {}, el("h5", {}, "Baseline"), other ? turnParts(other, [], changed) : el("p", {class: "soft"}, talk.baseline.turns ? "No such turn." : "The same."))) : turnParts(turn, faults, changed));
}

function later(talk) {
  const rest = talk.baseline.turns?.slice(talk.turns.length) ?? [];
  return rest.map((turn, n) => el("article", {class: "turn"}, el("h4", {}, `Turn ${talk.turns.length + n + 1}`),
    el("div", {class: "sides"}, el("p", {class: "soft"}, "No such turn in this run."), el("div", {}, el("h5", {}, "Baseline"), turnParts(turn, [], [])))));
}
