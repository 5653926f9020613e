// Numbers as people read them, by the unit of their measure.

import {content} from "./data.js";

const whole = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});

/** A figure with its unit; null is told in words. */
export function told(value, unit) {
  if (value === null || value === undefined) return "not measured";
  if (unit === "%") return `${(value * 100).toFixed(1)} %`;
  if (unit === "ms") return `${value < 10 ? value.toFixed(1) : whole.format(value)} ms`;
  if (unit === "USD") return `$${value === 0 ? "0" : value.toFixed(value < 0.01 ? 5 : 3)}`;
  const number = value === 0 ? "0" : Math.abs(value) >= 100 ? whole.format(value) : value.toFixed(Math.abs(value) < 1 ? 3 : 2);
  return unit ? `${number} ${unit}` : number;
}

/** A difference, with its sign. */
export function difference(value, unit) {
  if (value === null || value === undefined) return "";
  const size = told(Math.abs(value), unit === "%" ? "%" : unit);
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  return sign + (unit === "%" ? size.replace(" %", " pp") : size);
}

/** An interval without repeating the unit. */
export function span(low, high, unit) {
  if (low === null || low === undefined || high === null || high === undefined) return "";
  return `${told(low, unit).replace(/ [a-z%]+$/, "")} to ${told(high, unit)}`;
}

/** A count with its noun: 1 trial, 2 trials. */
export function count(n, noun, many = `${noun}s`) {
  return `${whole.format(n)} ${n === 1 ? noun : many}`;
}

const NAMES = {
  wer: "word error rate", ndcg_5: "nDCG@5", recall_5: "recall@5", act_f1: "act F1", constraint_f1: "constraint F1", cost_usd: "cost",
  turn_ms: "turn, median", turn_p95_ms: "turn, p95", first_audio_ms: "first audio, median", first_audio_p95_ms: "first audio, p95", barge_in_ms: "barge-in, median", barge_in: "barge-in",
};

/** A measure's name as it is read: "pass^3". Gates and files know it by `name` itself. */
export function measureName(name) {
  if (name === "pass_k") return `pass^${content.summary.counts.each}`;
  return NAMES[name] ?? name.replace(/^pass_/, "pass^").replaceAll("_", " ");
}

/** Seconds as m:ss. */
export function clock(seconds) {
  const s = Math.max(0, Math.round(seconds));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}
