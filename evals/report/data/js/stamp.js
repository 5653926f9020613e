// Everything the run was made with.

import {el, table} from "./dom.js";
import {content} from "./data.js";

/** Fill the section. */
export function showStamp(section) {
  const beside = Boolean(content.compared);
  const columns = beside ? ["entry", "this run", "baseline"] : ["entry", "value"];
  const rows = content.stamp.map((one) => el("tr", {class: one.differs ? "differs" : null}, el("th", {scope: "row"}, one.name),
    el("td", {}, one.value ?? "not there"), beside && el("td", {}, one.differs ? one.baseline ?? "not there" : el("span", {class: "soft"}, "the same"))));
  section.append(el("p", {class: "soft"}, "Whatever could explain a difference between two runs."), table("Stamp", columns, rows, {class: "stamp"}),
    el("p", {class: "soft"}, `Report made ${content.made_at}, format ${content.format}.`));
}
