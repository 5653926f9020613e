// The first screen: did it pass, does what must hold, what do the stages say.

import {el, folded, table} from "./dom.js";
import {content} from "./data.js";
import {domainOf, interval} from "./drawn.js";
import {count, measureName, span, told} from "./numbers.js";
import {change, hashOf, onChange, state} from "./state.js";

const ALL = "all";

/** Fill the section. */
export function showSummary(section) {
  section.append(notices(), headlines(), musts(), counted(), figures(), leftOut());
}

function notices() {
  const {summary} = content;
  const lines = [];
  if (content.state === "stopped")
    lines.push(`This run was stopped: ${count(content.missing, "trial")} of ${summary.counts.planned} were not played. Figures are of those that were.`);
  if (content.planted) lines.push(`A fault was planted on purpose: ${content.planted}.`);
  lines.push(...summary.notes);
  return el("div", {}, lines.map((line) => el("p", {class: "notice", role: "note"}, line)));
}

function headlines() {
  return el("div", {class: "headlines"}, content.summary.headline.map((figure) => {
    const before = content.summary.stages.flatMap((s) => s.figures).find((f) => f.measure === figure.measure)?.baseline;
    return el("div", {class: "headline", "data-measure": figure.measure},
      el("h3", {}, measureName(figure.measure)),
      el("p", {class: "big"}, told(figure.value, figure.unit)),
      interval(figure, [0, 1], before?.value ?? null, `${told(figure.value, figure.unit)}, 95 % ${span(figure.low, figure.high, figure.unit)}`),
      el("p", {class: "soft"}, figure.value === null ? "" : `95 %: ${span(figure.low, figure.high, figure.unit)}`),
      el("p", {class: "soft"}, `${count(figure.trials, "trial")} of ${count(figure.scenarios, "scenario")}`),
      before && before.value !== null && el("p", {class: "soft"}, `baseline ${told(before.value, before.unit)}`));
  }));
}

function musts() {
  return el("ul", {class: "musts", "aria-label": "What must hold"}, content.summary.musts.map((must) => {
    const n = must.broken.length;
    const [kind, mark, word] = must.measured === 0 ? ["none", "?", "not measured"] : n ? ["bad", "✗", `broken ${count(n, "time")}`] : ["good", "✓", `holds, ${count(must.measured, "check")}`];
    return el("li", {class: kind, "data-must": must.measure},
      el("span", {class: "mark", "aria-hidden": "true"}, mark),
      el("span", {}, `${must.about}: ${word}.`,
        n > 0 && el("ul", {}, must.broken.slice(0, 5).map((one) => el("li", {},
          el("a", {href: hashOf({trial: one.key, turn: one.turn === null ? null : one.turn + 1})}, one.key), " ", one.why)),
        n > 5 && el("li", {}, el("a", {href: hashOf({measure: must.measure})}, `all ${n}`)))));
  }));
}

function counted() {
  const {counts: c} = content.summary;
  const parts = [
    [count(c.trials, "trial"), {}],
    [`${c.passed} passed`, {verdict: "passed"}],
    [`${c.failed} failed`, {verdict: "failed"}],
    [`${c.broke_off} broke off`, {verdict: "broke_off"}],
    [`${c.invalid} invalid`, {verdict: "invalid"}],
    [`${c.not_judged} not judged`, {verdict: "not_judged"}],
  ];
  return el("p", {class: "counts"},
    parts.filter(([text, to], n) => n < 3 || !text.startsWith("0 ")).map(([text, to], n) => [n > 0 && " · ", el("a", {href: hashOf({...to, at: "conversations"})}, text)]),
    ` · ${count(c.scenarios, "scenario")} · ${count(c.turns, "turn")} · ${count(c.regenerated, "simulation")} regenerated · ${count(content.summary.skipped.length, "scenario")} skipped`);
}

function figures() {
  const {conditions, stages} = content.summary;
  const several = conditions.length > 1;
  const body = el("div", {});
  const chosen = () => (several && conditions.includes(state().figures) ? state().figures : ALL);
  const draw = () => body.replaceChildren(...stages.map((stage) => stageTable(stage, chosen())));
  const picker = several && el("fieldset", {class: "picker"}, el("legend", {}, "Figures of"),
    [ALL, ...conditions].map((name) => el("label", {},
      el("input", {type: "radio", name: "figures", value: name, checked: chosen() === name, onchange: () => change({figures: name === ALL ? null : name}, true)}), name === ALL ? "all trials" : name)));
  onChange((now, before) => { if (now.figures !== before.figures) draw(); });
  draw();
  return el("div", {class: "figures"}, el("h3", {}, "Figures by stage"), picker, body);
}

function stageTable(stage, condition) {
  const rows = stage.figures.map((whole) => {
    const figure = condition === ALL ? whole : whole.conditions[condition] ?? {...whole, value: null, low: null, high: null, trials: 0, scenarios: 0, points: 0};
    const before = condition === ALL ? whole.baseline?.value ?? null : null;
    const words = figure.value === null ? "not measured" : `${told(figure.value, figure.unit)}, 95 % ${span(figure.low, figure.high, figure.unit)}`;
    return el("tr", {"data-measure": figure.measure},
      el("th", {scope: "row"}, el("span", {class: "measure", title: figure.measure}, measureName(figure.measure)), el("span", {class: "about"}, figure.about)),
      el("td", {class: figure.value === null ? "number none" : "number"}, told(figure.value, figure.unit)),
      el("td", {class: "drawn"}, figure.value !== null && interval(figure, domainOf(figure, [whole.baseline]), before, words)),
      el("td", {class: "number soft"}, span(figure.low, figure.high, figure.unit)),
      el("td", {class: "number soft", title: `${figure.points} points; interval: ${figure.method || "none"}`}, figure.value === null ? "" : `${figure.trials} / ${figure.scenarios}`));
  });
  return el("div", {class: "stage", "data-title": stage.title}, table(stage.title, [stage.title, ["value", "number"], ["", "drawn"], ["95 %", "number"], ["trials / scenarios", "number"]], rows, {class: "figure"}));
}

function leftOut() {
  const {skipped, invalid} = content.summary;
  return el("div", {},
    skipped.length > 0 && folded(`${count(skipped.length, "scenario")} skipped`, skipped.length <= 5, el("ul", {class: "plain"}, skipped.map((one) =>
      el("li", {}, el("strong", {}, one.scenario), one.file && ` (${one.file}${one.line ? `:${one.line}` : ""})`, ": ", one.why)))),
    invalid.length > 0 && folded(`${count(invalid.length, "simulation")} never became valid`, invalid.length <= 5, el("ul", {class: "plain"}, invalid.map((one) =>
      el("li", {}, el("a", {href: hashOf({trial: one.key})}, one.key), ": ", one.why.join(" "))))));
}
