// The drawings that came with the page, each with its numbers as a table.

import {el, folded, table} from "./dom.js";
import {content} from "./data.js";

/** Fill the section. */
export function showCharts(section) {
  const drawings = document.getElementById("drawings");
  section.append(el("p", {class: "soft"}, "A click on a mark shows its conversations."),
    el("div", {class: "charts"}, content.charts.map((chart) => {
      const drawing = drawings.querySelector(`[data-chart="${CSS.escape(chart.id)}"]`);
      return el("figure", {id: `chart-${chart.id}`},
        el("figcaption", {}, el("h3", {}, chart.title), el("p", {class: "soft"}, chart.missing ?? chart.about)),
        drawing && el("div", {class: "wide", tabindex: "0", role: "region", "aria-label": chart.title}, drawing),
        chart.rows.length > 0 && folded("As a table", false, table(chart.title, chart.columns, chart.rows.map((row, n) => row.map((cell, m) =>
          m === 0 && chart.links[n] ? el("a", {href: chart.links[n]}, String(cell)) : String(cell))))));
    })));
}
