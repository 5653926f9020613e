/** From a session to an order, step by step. */

import { el } from '../../shared/dom.js';
import { records } from '../answers.js';
import { bars } from '../chart.js';
import { named, short } from '../format.js';
import { table } from '../table.js';
import { choice } from './intents.js';

const BY = [['', 'Nothing'], ['modality', 'Modality'], ['intent', 'Intent'], ['category', 'Category']];
const GROUPS = 6;

export default {
  about: 'Sessions that came at least so far: one that ordered at once is counted at the cart, too.',
  panels(context) {
    const { filters, params, place } = context;
    const by = BY.some(([value]) => value && value === params.get('by')) ? params.get('by') : null;
    const tools = [choice('by', 'Split by', BY, by ?? '', { ...context, hrefWith: (changes) => context.hrefWith({ by: changes.by || null }) })];
    return [
      { id: 'funnel', title: 'Funnel', wide: true, height: 380, csv: true, tools, ask: ['/funnel', { ...filters, by }],
        empty: (answer) => !records(answer).some((row) => stepCount(row) > 0),
        draw: (answer) => el('div', { class: by ? 'charts' : '' }, ...groups(answer, by).slice(0, GROUPS).map(([name, rows]) => oneFunnel(name, rows, answer, context))) },
      { id: 'steps', title: 'Steps', wide: true, height: 260, ask: ['/funnel', { ...filters, by }], draw: (answer) => table(answer, { id: 'steps', place, caption: 'Steps of the funnel' }) },
    ];
  },
};

function stepCount(row) {
  return row.sessions ?? row.count ?? row.n ?? 0;
}

function groups(answer, by) {
  const found = new Map();
  for (const row of records(answer)) {
    const key = by ? named(row[by]) : '';
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found].sort((one, other) => stepCount(other[1][0]) - stepCount(one[1][0]));
}

function oneFunnel(name, rows, answer, context) {
  const places = rows.map((row) => answer.columns.map((each) => row[each.name]));
  const chart = bars({ title: name ? `Sessions, ${name}` : 'Sessions', unit: 'count', step: 34, noun: 'steps', data: { columns: answer.columns, rows: places },
    rows: rows.map((row) => ({ label: named(row.title ?? row.step), value: stepCount(row), told: typeof row.of_before === 'number' ? `(${short(row.of_before, 'share')})` : '', href: context.hrefTo('sessions') })) });
  return el('div', {}, name ? el('h3', { text: name }) : null, chart, el('p', { class: 'small-print', text: 'In brackets: share of the step before.' }));
}
