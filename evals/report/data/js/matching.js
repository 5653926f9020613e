// Which conversations a set of filters lets through.

import {content, tagsOf} from "./data.js";
import {FILTERS} from "./state.js";

const words = new Map();

/** Everything that was said in a conversation, and how it is named, in small letters. */
function textOf(talk) {
  let text = words.get(talk.key);
  if (text === undefined) {
    const said = talk.turns.flatMap((t) => [t.said, t.heard, t.reply, ...t.products.map((p) => content.products[p.form].title)]);
    const scenario = content.scenarios[talk.scenario];
    text = [talk.key, scenario?.about, ...tagsOf(talk), ...talk.why.map((w) => w.why), ...talk.faults.map((w) => w.why), ...said].join("\n").toLowerCase();
    words.set(talk.key, text);
  }
  return text;
}

/** What a turn took, as a listener or a reader waits. */
export function waited(turn) {
  if (turn.hearing) return turn.hearing.real_time ? turn.timings.first_audio_ms ?? null : null;
  return turn.timings.whole_turn_ms ?? null;
}

const RULES = {
  verdict: (talk, v) => talk.verdict === v,
  tag: (talk, v) => tagsOf(talk).includes(v),
  condition: (talk, v) => talk.condition === v,
  measure: (talk, v) => talk.measures.includes(v),
  cause: (talk, v) => talk.cause === v,
  tier: (talk, v) => talk.turns.some((t) => t.tier === v),
  scenario: (talk, v) => talk.scenario === v,
  slower: (talk, v) => talk.turns.some((t) => (waited(t) ?? -1) >= Number(v)),
  q: (talk, v) => v.toLowerCase().split(/\s+/).filter(Boolean).every((word) => textOf(talk).includes(word)),
  change: (talk, v) => talk.baseline !== null && changed(talk, v),
};

function changed(talk, how) {
  const bad = (verdict) => verdict === "failed" || verdict === "broke_off";
  if (how === "now_failing") return bad(talk.verdict) && talk.baseline.verdict === "passed";
  if (how === "now_passing") return talk.verdict === "passed" && bad(talk.baseline.verdict);
  return talk.baseline.changed.some((fields) => fields.length > 0);
}

/** The conversations that pass all filters of a state; `except` leaves one filter out. */
export function matching(state, except = null) {
  const active = FILTERS.filter((name) => name !== except && state[name]);
  return content.conversations.filter((talk) => active.every((name) => RULES[name](talk, state[name])));
}

/** How many conversations each value of a filter would leave, in the order of `values`. */
export function countsOf(name, values, state) {
  const left = matching(state, name);
  return values.map((value) => left.filter((talk) => RULES[name](talk, value)).length);
}
