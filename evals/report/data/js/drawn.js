// Small drawings: an interval on a scale.

import {svg} from "./dom.js";

const W = 132, H = 16, PAD = 5;

/** A value with its interval; a diamond is the baseline. `domain` is [from, to]. */
export function interval(figure, domain, baseline = null, label = "") {
  const [from, to] = domain;
  const x = (v) => PAD + ((Math.min(Math.max(v, from), to) - from) / (to - from || 1)) * (W - 2 * PAD);
  const y = H / 2;
  return svg("svg", {viewBox: `0 0 ${W} ${H}`, width: W, height: H, class: "interval", role: "img", "aria-label": label || "interval"},
    svg("line", {x1: PAD, x2: W - PAD, y1: y, y2: y, class: "scale"}),
    from < 0 && to > 0 && svg("line", {x1: x(0), x2: x(0), y1: 1, y2: H - 1, class: "zero"}),
    figure.low !== null && figure.high !== null &&
      svg("line", {x1: x(figure.low), x2: Math.max(x(figure.high), x(figure.low) + 0.5), y1: y, y2: y, class: "span"}),
    baseline !== null && svg("path", {d: diamond(x(baseline), y, 4.5), class: "base"}),
    figure.value !== null && svg("circle", {cx: x(figure.value), cy: y, r: 3.6, class: "value"}));
}

function diamond(x, y, r) {
  return `M${x - r},${y}L${x},${y - r}L${x + r},${y}L${x},${y + r}Z`;
}

/** The scale on which a stage's figures of one unit are drawn. */
export function domainOf(figure, others = []) {
  if (figure.unit === "%") return [0, 1];
  const all = [figure, ...others].filter(Boolean);
  const most = Math.max(...all.flatMap((f) => [f.value ?? 0, f.high ?? 0]));
  const least = Math.min(0, ...all.flatMap((f) => [f.value ?? 0, f.low ?? 0]));
  return [least, most * 1.05 || 1];
}
