/**
 * Charts: a figure with the drawing, its summary in words and its numbers as a table.
 *
 * A mark that leads somewhere is a link: one Tab reaches a chart, arrow keys its marks, Enter
 * follows. What is null is a gap. Few cases are hollow marks and say so in words.
 */

import { el } from '../shared/dom.js';
import { isOpen } from './days.js';
import { FEW, day, few, full, short } from './format.js';
import { plot } from './plot.js';
import { table } from './table.js';

export const SERIES = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)'];
const DASHES = ['none', '6 3', '2 3', '9 3 2 3', '4 4'];
const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star'];
const LONGEST = 34;
/** Between a label and its bar. */
const GAP_PX = 12;
/** Right of the longest bar, for its value, and for what is told of few cases. */
const VALUE_ROOM_PX = 70;
const FEW_ROOM_PX = 150;

const PART = { fontFamily: 'var(--text)', fontSize: '12px', background: 'transparent', color: 'var(--ink)', overflow: 'visible' };

/**
 * Return a figure; the drawing comes when its place on the page has a width.
 * @param {Object} options `draw(Plot, width)` gives an SVG; `title`, `summary` in words;
 *   `data` the same numbers as {columns, rows}; `height` in px; `legend` a node or null.
 */
export function figure({ draw, title, summary, data, height, legend = null, cells = {} }) {
  const stage = el('div', { class: 'drawing' });
  stage.style.minHeight = `${height}px`;
  const told = el('figcaption', { class: 'summary', text: summary });
  const numbers = el('details', { class: 'numbers' }, el('summary', { text: 'Numbers' }), table(data, { caption: title, cells }));
  const whole = el('figure', { class: 'chart' }, legend, stage, told, numbers);
  let width = 0;
  const redraw = async () => {
    const Plot = await plot();
    const now = Math.floor(stage.clientWidth);
    if (!stage.isConnected || now < 40 || now === width) return;
    width = now;
    const focused = [...stage.querySelectorAll('a')].indexOf(document.activeElement);
    const svg = draw(Plot, now);
    finish(svg, title);
    stage.replaceChildren(svg);
    if (focused >= 0) stage.querySelectorAll('a')[focused]?.focus();
  };
  const failed = () => stage.replaceChildren(el('p', { class: 'small-print', text: 'The chart could not be drawn; its numbers are below.' }));
  new ResizeObserver(() => redraw().catch(failed)).observe(stage);
  return whole;
}

/** Make links reachable: one stop for Tab, arrows between them. */
function finish(svg, title) {
  const links = [...svg.querySelectorAll('a')];
  svg.setAttribute('role', links.length ? 'group' : 'img');
  svg.setAttribute('aria-label', title);
  links.forEach((link, at) => {
    const label = link.querySelector('[aria-label]')?.getAttribute('aria-label');
    if (label) link.setAttribute('aria-label', label);
    link.setAttribute('tabindex', at ? '-1' : '0');
  });
  svg.addEventListener('keydown', (event) => {
    const at = links.indexOf(event.target.closest('a'));
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? links.length - 1 : at + (step ?? 0);
    if (at < 0 || to === at || !links[to]) return;
    event.preventDefault();
    links[at].setAttribute('tabindex', '-1');
    links[to].setAttribute('tabindex', '0');
    links[to].focus();
  });
}

/**
 * Return a chart over days.
 * @param {Object} options `series`: [{name, points: [{x: 'YYYY-MM-DD', y, n, href}]}]; `unit`.
 */
export function lines({ series, unit, title, data, height = 220, step = 'day' }) {
  const all = series.flatMap((each, at) => each.points.map((point) => ({ ...point, at, series: each.name, date: new Date(`${point.x}T00:00:00Z`) })));
  const label = (point) => [series.length > 1 ? point.series : title, day(point.x), full(point.y, unit), Number.isFinite(point.n) ? `n = ${full(point.n, 'count')}` : '', few(point.n) && 'too few', isOpen(point.x) && 'not over'].filter(Boolean).join(', ');
  const draw = (Plot, width) => {
    const marks = series.flatMap((each, at) => {
      const own = all.filter((point) => point.at === at);
      const known = own.filter((point) => point.y !== null && point.y !== undefined);
      const common = { x: 'date', y: (point) => point.y ?? NaN };
      return [
        Plot.line(own, { ...common, stroke: SERIES[at % SERIES.length], strokeWidth: 2, strokeDasharray: DASHES[at % DASHES.length], curve: 'linear' }),
        Plot.dot(known, { ...common, r: width < 500 ? 3 : 3.6, symbol: SYMBOLS[at % SYMBOLS.length], stroke: SERIES[at % SERIES.length], strokeWidth: 1.5, fill: (point) => (few(point.n) || isOpen(point.x) ? 'var(--raised)' : SERIES[at % SERIES.length]), href: 'href', title: label, ariaLabel: label }),
      ];
    });
    const few_days = new Set(all.map((point) => point.x)).size;
    return Plot.plot({
      width, height, marginLeft: 52, marginRight: 16, marginBottom: 30, style: PART,
      x: { type: 'utc', label: null, ticks: Math.min(few_days, Math.floor(width / 90)), tickFormat: (date) => day(date.toISOString()) },
      y: { label: `${title}${unitText(unit)}`, grid: true, zero: true, nice: true, ...(all.some((point) => point.y) ? {} : { domain: [0, 1] }), ticks: 4, tickFormat: (value) => short(value, unit) },
      color: { type: 'identity' },
      marks: [Plot.ruleY([0], { stroke: 'var(--edge-firm)' }), ...marks],
    });
  };
  const legend = series.length > 1 ? key(series.map((each) => each.name)) : null;
  return figure({ draw, title, summary: summaryOfLines(series, unit, step), data, height, legend });
}

/**
 * Return horizontal bars.
 * @param {Object} options `rows`: [{label, value, n, told, href}], `told` beside the value; `unit`;
 *   `step` each bar's height, px.
 */
export function bars({ rows, unit, title, data, step = 26, noun = 'rows' }) {
  const height = rows.length * step + 42;
  const label = (row) => [row.label, full(row.value, unit), row.told, Number.isFinite(row.n) ? `n = ${full(row.n, 'count')}` : '', few(row.n) && 'too few'].filter(Boolean).join(', ');
  const draw = (Plot, width) => {
    const margin = marginOf(rows, width);
    const isKnown = (row) => row.value !== null && row.value !== undefined;
    const known = rows.filter(isKnown);
    const value = (row) => (isKnown(row) ? [short(row.value, unit), row.told, few(row.n)].filter(Boolean).join('  ') : 'nothing to count');
    const room = rows.some((row) => !isKnown(row) || row.told || few(row.n)) ? FEW_ROOM_PX : VALUE_ROOM_PX;
    return Plot.plot({
      width, height, marginLeft: margin, marginRight: room, marginTop: 4, marginBottom: 38, style: PART,
      x: { label: `${title}${unitText(unit)}`, grid: true, zero: true, ...(rows.some((row) => row.value) ? {} : { domain: [0, 1] }), ticks: Math.max(2, Math.floor(width / 140)), tickFormat: (x) => short(x, unit) },
      y: { label: null, domain: rows.map((row) => row.label), tickFormat: (text) => cut(text, width), tickSize: 0 },
      color: { type: 'identity' },
      marks: [
        Plot.barX(known, { x: 'value', y: 'label', fill: (row) => (few(row.n) ? 'var(--series-few)' : SERIES[0]), stroke: (row) => (few(row.n) ? SERIES[0] : 'none'), rx2: 3, insetTop: 2, insetBottom: 2, href: 'href', title: label, ariaLabel: label }),
        Plot.text(rows, { x: (row) => row.value ?? 0, y: 'label', text: value, textAnchor: 'start', dx: 6, fill: 'var(--ink)' }),
        Plot.ruleX([0], { stroke: 'var(--edge-firm)' }),
      ],
    });
  };
  const known = rows.filter((row) => typeof row.value === 'number');
  const most = known.reduce((top, row) => (top === null || row.value > top.value ? row : top), null);
  const summary = most ? `${rows.length} ${noun}; most: ${most.label}, ${full(most.value, unit)}.` : `${rows.length} ${noun}, nothing to count.`;
  return figure({ draw, title, summary, data, height });
}

/**
 * Return values with their intervals, or differences with a line at 0.
 * @param {Object} options `rows`: [{label, value, low, high, href, told, isSure}]; `told` in words;
 *   `isSure` where more than the interval decides whether a mark is filled.
 */
export function intervals({ rows, title, data, axis, format, step = 34, summary }) {
  const height = rows.length * step + 42;
  const draw = (Plot, width) => {
    const sure = (row) => row.isSure ?? (row.low > 0 || row.high < 0);
    const label = (row) => `${row.label}: ${row.told}`;
    const known = rows.filter((row) => Number.isFinite(row.value));
    const ranged = known.filter((row) => Number.isFinite(row.low) && Number.isFinite(row.high));
    return Plot.plot({
      width, height, marginLeft: marginOf(rows, width), marginRight: 20, marginTop: 4, marginBottom: 38, style: PART,
      x: { label: axis, grid: true, nice: true, ticks: Math.max(2, Math.floor(width / 120)), tickFormat: format },
      y: { label: null, domain: rows.map((row) => row.label), tickSize: 0, tickFormat: (text) => cut(text, width) },
      marks: [
        Plot.ruleX([0], { stroke: 'var(--ink-soft)', strokeDasharray: '4 3' }),
        Plot.ruleY(ranged, { x1: 'low', x2: 'high', y: 'label', stroke: SERIES[0], strokeWidth: 2 }),
        Plot.dot(known, { x: 'value', y: 'label', r: 5, stroke: SERIES[0], strokeWidth: 2, fill: (row) => (sure(row) ? SERIES[0] : 'var(--raised)'), href: 'href', title: label, ariaLabel: label }),
        Plot.text(rows.filter((row) => !Number.isFinite(row.value)), { x: 0, y: 'label', text: () => 'nothing to count', textAnchor: 'start', dx: 6, fill: 'var(--ink-soft)' }),
      ],
      color: { type: 'identity' },
    });
  };
  return figure({ draw, title, summary, data, height });
}

let pen = null;

/** Return the room that labels need, in px: at most 45 % of a chart. */
function marginOf(rows, width) {
  pen ??= document.createElement('canvas').getContext('2d');
  pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const widest = Math.max(20, ...rows.map((row) => pen.measureText(cut(row.label, width)).width));
  return Math.min(Math.ceil(widest) + GAP_PX, Math.floor(width * 0.45));
}

/** Return a label as long as fits; all of it is in the mark's name and in the table. */
function cut(text, width) {
  const most = Math.min(LONGEST, Math.max(12, Math.floor(width / 15)));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Return which line is which: a swatch with its dash and mark beside each name. */
function key(names) {
  return el('ul', { class: 'key' }, ...names.map((name, at) => el('li', {}, el('span', { class: `swatch swatch-${(at % SERIES.length) + 1}`, 'aria-hidden': 'true' }), name)));
}

function unitText(unit) {
  const words = { share: ' (%)', usd: ' (USD)', ms: ' (ms)', count: ' (count)', per_session: ' (per session)' };
  return words[unit] ?? '';
}

function summaryOfLines(series, unit, step) {
  const told = series.map((each) => {
    const counted = each.points.filter((point) => typeof point.y === 'number');
    const whole = counted.filter((point) => !isOpen(point.x));
    const known = whole.length ? whole : counted;
    if (!known.length) return `${each.name}: nothing to count`;
    const low = known.reduce((a, b) => (b.y < a.y ? b : a));
    const high = known.reduce((a, b) => (b.y > a.y ? b : a));
    const last = known.at(-1);
    const gaps = each.points.length - counted.length;
    const newest = `${full(last.y, unit)} on ${day(last.x)}`;
    const isLevel = low.y === high.y;
    if (series.length > 1) return `${each.name} ${newest}${isLevel ? '' : ` (${full(low.y, unit)} to ${full(high.y, unit)})`}`;
    const range = isLevel ? '' : `; lowest ${full(low.y, unit)} on ${day(low.x)}, highest ${full(high.y, unit)} on ${day(high.x)}`;
    return `${each.name}: ${newest}${range}${gaps ? `; ${gaps} ${step}${gaps === 1 ? '' : 's'} with nothing to count` : ''}`;
  });
  const hollow = series.some((each) => each.points.some((point) => few(point.n)));
  const open = series[0]?.points.findLast((point) => isOpen(point.x));
  const unfinished = open ? ` ${day(open.x)} is not over${series.length === 1 && typeof open.y === 'number' ? `: ${full(open.y, unit)} so far` : ''}; it is left out of this sentence.` : '';
  return `${told.join('; ')}.${unfinished}${hollow ? ` Hollow: fewer than ${FEW} cases.` : ''}`;
}
