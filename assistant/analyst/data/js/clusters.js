/** Clusters of queries, of unmet demand or of all searches: a list, and one that is open. */

import { el } from '../shared/dom.js';
import { records } from './answers.js';
import { bars, lines } from './chart.js';
import { full, many, named } from './format.js';
import { table } from './table.js';
import { trendText } from './trend.js';
import { turnHref } from './turn_rows.js';

const ROWS = 20;
/** The interval of a trend is told in its cell. */
const HIDDEN = ['id', 'reasons_json', 'trend_low', 'trend_high', 'trend_told'];

/**
 * Return the panels of a page of clusters.
 * @param {Object} spec `path` of the API; `view`; `title`; `noun`; `kinds`: [[value, title]] or null.
 */
export function clusterPanels(context, { path, title, noun, kinds = null }) {
  const { filters, params, place } = context;
  const kind = kinds?.some(([value]) => value === params.get('kind')) ? params.get('kind') : null;
  const open = params.get('open');
  const values = { ...filters, kind, limit: ROWS };
  const list = [
    { id: 'chart', title, height: 560, csv: [path, { ...filters, kind }], ask: [path, values], tools: kinds ? [tabs(kinds, kind, context)] : [],
      empty: (answer) => answer.rows.length === 0,
      draw: (answer) => bars({ title: 'Turns', unit: 'count', noun, data: answer, cells: cells(context, true),
        rows: unique(records(answer)).map((row) => ({ label: row.shownAs, value: row.turns, href: context.hrefWith({ open: row.id }) })) }) },
    { id: 'list', title: 'With examples', height: 560, ask: [path, values], empty: (answer) => answer.rows.length === 0,
      draw: (answer) => table(answer, { id: 'list', place, caption: title, hide: HIDDEN, cells: cells(context) }) },
  ];
  const wide = list.map((each) => ({ ...each, wide: true }));
  return open ? [one(context, path, open), ...wide] : wide;
}

/** Two clusters may have one label; a chart's rows need different ones. */
function unique(rows) {
  const seen = new Map();
  return rows.map((row) => {
    const label = named(row.label);
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    return { ...row, shownAs: times > 1 ? `${label} (${times})` : label };
  });
}

function tabs(kinds, now, context) {
  return el('div', { class: 'presets', role: 'group', 'aria-label': 'Kind' }, ...kinds.map(([value, title]) =>
    el('a', { class: 'preset', href: context.hrefWith({ kind: value, open: null }), 'aria-current': value === now ? 'true' : null, text: title })));
}

function cells(context, plain = false) {
  return {
    label: (value, row) => (plain ? named(value) : el('a', { href: context.hrefWith({ open: row.id }), 'data-testid': 'cluster-link', text: named(value) })),
    examples: (value) => el('ul', { class: 'examples' }, ...texts(value).slice(0, 4).map((text) => el('li', { text: `“${text}”` }))),
    reasons: (value) => reasonsText(value),
    trend: (value, row) => trendText(row),
  };
}

/** Return texts, whether they came as a list, as objects or as JSON. */
export function texts(value) {
  const list = parsed(value);
  if (Array.isArray(list)) return list.map((each) => (typeof each === 'object' && each !== null ? each.user_query ?? each.text ?? each.query ?? '' : String(each)));
  return value === null || value === undefined ? [] : [String(value)];
}

function reasonsText(value) {
  const found = parsed(value);
  if (found === null || found === undefined) return '–';
  if (Array.isArray(found)) return found.map((each) => (typeof each === 'object' ? `${named(each.reason ?? each.name)} ${each.turns ?? ''}`.trim() : named(each))).join(', ');
  if (typeof found === 'object') return Object.entries(found).map(([name, count]) => `${named(name)} ${full(count, 'count')}`).join(', ');
  return String(found);
}

function parsed(value) {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function one(context, path, id) {
  const { filters } = context;
  return { id: 'cluster', title: 'One cluster', wide: true, height: 560, ask: [`${path}/${encodeURIComponent(id)}`, filters], empty: (answer) => !answer,
    tools: [el('a', { class: 'quiet', href: context.hrefTo('turns', { cluster: id }), 'data-testid': 'cluster-turns', text: 'All its turns' }), el('a', { class: 'quiet', href: context.hrefWith({ open: null }), text: 'Close' })],
    draw: (answer) => {
      const label = named(answer.label ?? answer.cluster?.label ?? id);
      const days = rowsOf(answer.by_day ?? answer.days);
      const queries = rowsOf(answer.queries ?? answer.commonest);
      const examples = rowsOf(answer.examples ?? answer.turns_examples);
      return [el('h3', { class: 'cluster-label', 'data-testid': 'cluster-label', text: label }),
        el('div', { class: 'halves' },
          lines({ title: 'Turns', unit: 'count', height: 200, data: tableOf(days), series: [{ name: label, points: days.map((row) => ({ x: String(row.day).slice(0, 10), y: row.turns, href: context.hrefTo('turns', { cluster: id, from: row.day, to: row.day }) })) }] }),
          el('div', {}, el('h3', { text: 'Most frequent queries' }), el('ol', { class: 'queries' }, ...queries.map((row) => el('li', {}, el('span', { text: row.query ?? row.user_query ?? row.text }), el('span', { class: 'count', text: ` ${many(row.turns, 'turn')}` })))))),
        el('h3', { text: 'Examples' }),
        el('ul', { class: 'examples' }, ...examples.map((row) => el('li', {}, el('a', { href: turnHref(context, row), text: row.user_query ?? row.text ?? row.query_id }))))];
    } };
}

/** Return rows as objects, whether they came as a table or as objects. */
export function rowsOf(value) {
  if (Array.isArray(value)) return value;
  return value?.rows ? records(value) : [];
}

function tableOf(rows) {
  const names = Object.keys(rows[0] ?? { day: null, turns: null });
  return { columns: names.map((name) => ({ name, title: named(name), unit: name === 'day' ? 'day' : null })), rows: rows.map((row) => names.map((name) => row[name])) };
}
