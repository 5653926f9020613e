/** Tables of answers: sorted by links in their heads, so that an order is part of the address. */

import { el } from '../shared/dom.js';
import { few, full, named, day, moment } from './format.js';
import { shown } from './answers.js';
import { hrefWith } from './place.js';

const NUMBERS = new Set(['share', 'count', 'usd', 'ms', 'per_session', 'points', 'ratio', 'number']);

/** Columns that are never broken into lines. */
const TIMES = /^(timestamp|day|.*_at|.*_id)$/;

/** Return whether a column holds numbers, by its unit or its values. */
function isNumber(column, rows, at) {
  if (NUMBERS.has(column.unit)) return true;
  return rows.some((row) => typeof row[at] === 'number') && rows.every((row) => row[at] === null || typeof row[at] === 'number');
}

/**
 * Return a table.
 * @param {Object} answer {columns, rows}
 * @param {Object} options
 *   `id` names it in the address's `sort`; without one it is not sorted by heads;
 *   `place` where one is; `cells` by column name: (value, row as object) to a node or text;
 *   `hide` names of columns left out; `counts` whether what a share is of has columns, too; `caption` for screen readers.
 */
export function table(answer, { id = null, place = null, cells = {}, hide = [], caption = '', limit = 500, titles = {}, counts = false } = {}) {
  const { columns } = answer;
  const kept = (counts ? columns : shown(answer)).filter((each) => !hide.includes(each.name));
  const places = new Map(columns.map((each, at) => [each.name, at]));
  const sort = id ? sortOf(place, id, places) : null;
  const rows = sort ? sorted(answer.rows, places.get(sort.name), sort.down) : answer.rows;
  const numeric = new Set(kept.filter((each) => isNumber(each, rows, places.get(each.name))).map((each) => each.name));
  const head = el('tr', {}, ...kept.map((each) => headCell({ ...each, title: titles[each.name] ?? each.title }, { id, place, sort, numeric })));
  const body = rows.slice(0, limit).map((row) => {
    const record = Object.fromEntries(columns.map((each, at) => [each.name, row[at]]));
    return el('tr', {}, ...kept.map((each, at) => bodyCell(each, record, cells, numeric, at)));
  });
  const cut = rows.length > limit ? el('p', { class: 'small-print', text: `The first ${limit} of ${rows.length} rows; CSV has all.` }) : null;
  const scroll = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption || 'Table' },
    el('table', { class: 'grid' }, caption ? el('caption', { class: 'unseen', text: caption }) : null,
      el('thead', {}, head), el('tbody', {}, ...body)), cut);
  const more = el('p', { class: 'more-columns', 'data-testid': 'more-columns', hidden: true });
  watchWidth(scroll, head, more);
  return el('div', { class: 'table' }, more, scroll);
}

/** Say which columns lie out of sight: a bar to scroll by is not drawn everywhere. */
function watchWidth(scroll, head, more) {
  const tell = () => {
    const edge = scroll.getBoundingClientRect().right;
    const out = [...head.children].filter((cell) => cell.getBoundingClientRect().right > edge + 1);
    more.hidden = scroll.scrollWidth <= scroll.clientWidth + 1;
    scroll.dataset.more = out.length ? 'right' : '';
    more.textContent = out.length ? `To the right: ${out.map((cell) => cell.textContent.replace(/ [↑↓]$/, '')).join(', ')} →` : '← The last column is in sight.';
  };
  new ResizeObserver(tell).observe(scroll);
  scroll.addEventListener('scroll', tell, { passive: true });
}

/** Return a value of a column as text. */
export function cellText(value, unit, name = '') {
  if (unit === 'day' || name === 'day') return day(value, true);
  if (unit === 'time' || name === 'timestamp' || name.endsWith('_at')) return moment(value);
  if (typeof value === 'number') return full(value, unit);
  if (value === null || value === undefined) return NUMBERS.has(unit) ? full(null) : 'none';
  return typeof value === 'boolean' ? named(value) : String(value);
}

function headCell(column, { id, place, sort, numeric }) {
  const by = sort?.name === column.name ? sort : null;
  const props = { scope: 'col', class: numeric.has(column.name) ? 'number' : null, 'aria-sort': by ? (by.down ? 'descending' : 'ascending') : null };
  if (!id) return el('th', { ...props, text: column.title });
  const down = by ? !by.down : numeric.has(column.name);
  const href = hrefWith(place, { sort: `${id}:${down ? '-' : ''}${column.name}` });
  const mark = by ? el('span', { class: 'arrow', 'aria-hidden': 'true', text: by.down ? ' ↓' : ' ↑' }) : null;
  return el('th', props, el('a', { class: 'sort', href, 'data-quiet': true }, column.title, mark));
}

function bodyCell(column, record, cells, numeric, at) {
  const value = record[column.name];
  const own = cells[column.name]?.(value, record);
  const content = own ?? (numeric.has(column.name) && (value === null || value === undefined) ? full(null) : cellText(value, column.unit, column.name));
  const tag = at === 0 && !numeric.has(column.name) ? 'th' : 'td';
  const empty = value === null || value === undefined;
  const props = { scope: tag === 'th' ? 'row' : null, class: [numeric.has(column.name) ? 'number' : '', empty && !own ? 'none' : '', TIMES.test(column.name) ? 'when' : ''].join(' ').trim() || null };
  const n = record[`${column.name}_n`];
  const told = few(n);
  const mark = told && !empty ? el('span', { class: 'few', text: ` ${told}` }) : null;
  if (typeof n === 'number') props.title = `n = ${full(n, 'count')}`;
  return el(tag, props, content, mark);
}

function sortOf(place, id, places) {
  const [of, text = ''] = (place?.params.get('sort') ?? '').split(':');
  const name = text.replace(/^-/, '');
  return of === id && places.has(name) ? { name, down: text.startsWith('-') } : null;
}

/** What is null comes last, whichever way. */
function sorted(rows, at, down) {
  const way = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[at], other[at]];
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === 'number' && typeof b === 'number') return way * (a - b);
    return way * String(a).localeCompare(String(b), 'en');
  });
}
