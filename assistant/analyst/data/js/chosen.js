/** Dates and filters: selects that change the address, and chips of what is filtered. */

import { byId, el, fill } from '../shared/dom.js';
import { isOpen, lastWhole } from './days.js';
import { day, dayAfter, full, named } from './format.js';
import { FILTERS, hrefWith } from './place.js';

const PRESETS = [[7, '7 days'], [28, '28 days'], [90, '90 days'], [365, 'Year']];
/** What paging and opened rows mean depends on the filters: a change of them closes both. */
const LOST = { after: null, open: null };

/**
 * Return what `/segments` says: {first, last, values: {filter: [{value, turns}]}}.
 * Values are listed most used first.
 */
export function segmentsOf(answer) {
  const values = {};
  for (const [name, list] of Object.entries(answer.segments ?? answer.values ?? answer)) {
    if (name in FILTERS && Array.isArray(list)) values[name] = list.map((each) => (typeof each === 'object' && each !== null ? each : { value: each, turns: null }));
  }
  for (const { name, arms = [] } of (answer.segments ?? answer).experiments ?? []) {
    values.experiment = [...(values.experiment ?? []), ...arms.map((arm) => ({ value: `${name}:${arm.arm ?? arm}`, turns: arm.turns ?? null }))];
  }
  return { first: answer.first ?? answer.first_day ?? null, last: answer.last ?? answer.last_day ?? null, today: answer.today ?? null, values };
}

/** Draw dates, filters and chips for where one is. */
export function drawChosen(place, segments, range, go) {
  const part = byId('chosen');
  const focused = document.activeElement?.id;
  fill(part, dates(place, segments, range, go), filters(place, segments, go), chips(place));
  if (focused && part.contains(document.getElementById(focused))) document.getElementById(focused).focus();
}

function dates(place, segments, range, go) {
  const set = (changes) => go(hrefWith(place, { ...changes, ...LOST }));
  const input = (name, title, value) => {
    const field = el('input', { id: `date-${name}`, type: 'date', value: value ?? '', min: '1970-01-01', max: '9999-12-31', 'data-testid': `date-${name}` });
    field.addEventListener('change', () => {
      if (!field.value) return;
      const other = name === 'from' ? { to: range.to && range.to < field.value ? field.value : range.to } : { from: range.from && range.from > field.value ? field.value : range.from };
      set({ [name]: field.value, ...other });
    });
    return el('label', { class: 'field' }, el('span', { text: title }), field);
  };
  const end = lastWhole(segments.first, segments.last);
  const offered = end ? [...PRESETS.map(([days, title]) => [{ from: dayAfter(end, 1 - days), to: end }, title]), [{ from: segments.first, to: end }, 'All'], ...(isOpen(segments.last) ? [[{ from: segments.last, to: segments.last }, 'Today']] : [])] : [];
  const now = offered.findIndex(([to]) => range.from === to.from && range.to === to.to);
  const presets = offered.map(([to, title], at) => preset(place, to, title, at === now));
  return el('div', { class: 'dates' }, input('from', 'From', range.from), input('to', 'To', range.to),
    el('div', { class: 'presets', role: 'group', 'aria-label': 'Ranges up to the last whole day' }, ...presets));
}

function preset(place, to, title, on) {
  return el('a', { class: 'preset', href: hrefWith(place, { ...to, ...LOST }), 'aria-current': on ? 'true' : null, 'data-quiet': true, text: title });
}

function filters(place, segments, go) {
  const names = Object.keys(FILTERS).filter((name) => (segments.values[name] ?? []).length > 1 || place.params.has(name));
  return el('div', { class: 'filters' }, ...names.map((name) => {
    const now = place.params.get(name);
    const known = segments.values[name] ?? [];
    const listed = now !== null && !known.some((each) => text(each.value) === now) ? [...known, { value: now, turns: null }] : known;
    const options = listed.map((each) => el('option', { value: `=${text(each.value)}`, selected: text(each.value) === now, text: `${named(each.value)}${each.turns === null || each.turns === undefined ? '' : ` (${full(each.turns, 'count')})`}` }));
    const field = el('select', { id: `filter-${name}`, 'data-testid': `filter-${name}` }, el('option', { value: '', text: 'All', selected: now === null }), ...options);
    field.addEventListener('change', () => go(hrefWith(place, { [name]: field.value === '' ? null : field.value.slice(1), ...LOST })));
    return el('label', { class: 'field' }, el('span', { text: FILTERS[name] }), field);
  }));
}

function chips(place) {
  const on = Object.keys(FILTERS).filter((name) => place.params.has(name));
  if (!on.length) return null;
  return el('ul', { class: 'chips', 'aria-label': 'Filtered by', 'data-testid': 'chips' }, ...on.map((name) => {
    const told = `${FILTERS[name]}: ${named(place.params.get(name))}`;
    return el('li', {}, el('a', { class: 'chip', href: hrefWith(place, { [name]: null, ...LOST }), 'aria-label': `Take away ${told}`, 'data-quiet': true }, told, el('span', { 'aria-hidden': 'true', text: ' ×' })));
  }), on.length > 1 ? el('li', {}, el('a', { class: 'quiet', href: hrefWith(place, { ...Object.fromEntries(on.map((name) => [name, null])), ...LOST }), text: 'Take all away' })) : null);
}

/** As the address has it: null is an empty text. */
function text(value) {
  return value === null || value === undefined ? '' : String(value);
}

/** Return "Nov 3 – Nov 30, 2026". */
export function rangeText(range) {
  if (!range?.from || !range.to) return '';
  return range.from === range.to ? day(range.to, true) : `${day(range.from)} – ${day(range.to, true)}`;
}
