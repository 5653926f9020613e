// Who phrased a reply, why, and what the calls cost.

import {el, table} from "./dom.js";
import {told} from "./numbers.js";

/** A line on the tier, and the router's reasons where it was asked. */
export function route(turn) {
  const {route: chosen} = turn;
  const line = el("p", {}, el("span", {class: `tier ${turn.tier}`}, turn.tier), chosen?.model && chosen.model !== turn.tier && ` ${chosen.model}`, turn.cost_usd > 0 && `, ${told(turn.cost_usd, "USD")}`,
    chosen?.reasons.length > 0 && el("span", {class: "soft"}, ` because: ${chosen.reasons.join("; ")}`), chosen?.explored && el("span", {class: "soft"}, " (explored)"));
  if (!chosen) return line;
  const refused = chosen.alternatives.filter((one) => one.refused);
  return [line,
    chosen.faults.length > 0 && el("p", {class: "bad"}, `The guard found: ${chosen.faults.join(", ").replaceAll("_", " ")}.`),
    chosen.switches.length > 0 && el("p", {}, `Switched: ${chosen.switches.join("; ")}.`),
    refused.length > 0 && el("p", {class: "soft"}, `Ruled out: ${refused.map((one) => `${one.model} (${one.refused.replaceAll("_", " ")})`).join(", ")}.`),
    calls("Calls that phrased it", chosen.calls), calls("Calls that read the utterance", chosen.readings)];
}

function calls(title, list) {
  if (!list.length) return null;
  return table(title, ["model", "outcome", ["tokens in", "number"], ["cached", "number"], ["out", "number"], ["first content", "number"], ["took", "number"], ["cost", "number"]], list.map((one) => {
    const usage = one.usage ?? {};
    return [one.model, one.outcome + (one.reason ? `: ${one.reason}` : ""), String((usage.fresh ?? 0) + (usage.cached ?? 0) + (usage.written ?? 0)), String(usage.cached ?? 0), String(usage.output ?? 0),
      one.first_content_ms === null || one.first_content_ms === undefined ? "" : told(one.first_content_ms, "ms"), one.took_ms === null || one.took_ms === undefined ? "" : told(one.took_ms, "ms"),
      one.cost_usd === null || one.cost_usd === undefined ? "not known" : told(Number(one.cost_usd), "USD")];
  }));
}
