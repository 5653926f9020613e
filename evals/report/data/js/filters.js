// The bar above the list: what to look at.

import {el} from "./dom.js";
import {VERDICTS, content, tagsOf} from "./data.js";
import {countsOf} from "./matching.js";
import {measureName} from "./numbers.js";
import {FILTERS, change, onChange, state} from "./state.js";

const CHANGES = {now_failing: "fails now", now_passing: "passes now", differs: "anything"};

/** Make the bar. */
export function filterBar() {
  const talks = content.conversations;
  const unique = (values) => [...new Set(values)].filter((v) => v !== null && v !== undefined).sort((a, b) => a.localeCompare(b));
  const lists = [
    ["verdict", "Verdict", Object.keys(VERDICTS).filter((v) => talks.some((t) => t.verdict === v)), (v) => VERDICTS[v].name],
    ["tag", "Tag", unique(talks.flatMap(tagsOf)), String],
    ["condition", "Condition", content.summary.conditions, String],
    ["measure", "Measure that failed", unique(talks.flatMap((t) => t.measures)), measureName],
    ["cause", "Cause", unique(talks.map((t) => t.cause)), (v) => v.replaceAll("_", " ")],
    ["tier", "Tier", unique(talks.flatMap((t) => t.turns.map((turn) => turn.tier))), String],
    ["change", "Against the baseline", content.compared ? Object.keys(CHANGES) : [], (v) => CHANGES[v]],
  ];
  const search = el("input", {type: "search", id: "filter-q", placeholder: "words, products, ids", autocomplete: "off", spellcheck: "false",
    oninput: (event) => change({q: event.target.value}, true)});
  const menus = lists.filter(([, , values]) => values.length > 1 || (values.length === 1 && state()[values])).map(([name, title, values, word]) => {
    const menu = el("select", {id: `filter-${name}`, onchange: (event) => change({[name]: event.target.value})});
    return {name, values, word, menu, field: el("label", {}, el("span", {}, title), menu)};
  });
  const chips = el("div", {class: "chips", "aria-label": "Filters that are set", role: "group"});
  const bar = el("form", {class: "filters", role: "search", "aria-label": "Filter the conversations", onsubmit: (event) => event.preventDefault()},
    el("label", {class: "search"}, el("span", {}, "Search"), search), menus.map((m) => m.field), chips);

  const draw = () => {
    const now = state();
    if (document.activeElement !== search) search.value = now.q ?? "";
    for (const {name, values, word, menu} of menus) {
      const counts = countsOf(name, values, now);
      menu.replaceChildren(el("option", {value: ""}, "any"), ...values.map((value, n) => el("option", {value}, `${word(value)} (${counts[n]})`)));
      menu.value = values.includes(now[name]) ? now[name] : "";
    }
    const set = FILTERS.filter((name) => now[name]);
    const shown = {slower: (v) => `${v} ms and slower`, scenario: (v) => `scenario ${v}`};
    chips.replaceChildren(...set.map((name) => el("button", {type: "button", "aria-label": `Remove the filter ${name} ${now[name]}`, onclick: () => change({[name]: null})},
      shown[name] ? shown[name](now[name]) : `${name}: ${now[name]}`, el("span", {"aria-hidden": "true"}, " ×"))));
    if (set.length > 1) chips.append(el("button", {type: "button", class: "plain", onclick: () => change(Object.fromEntries(FILTERS.map((f) => [f, null])))}, "clear all"));
  };
  onChange(draw);
  draw();
  return bar;
}
