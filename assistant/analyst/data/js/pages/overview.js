/** How it goes: the main measures against the stretch of days before, and day by day. */

import { el } from '../../shared/dom.js';
import { OTHER, records } from '../answers.js';
import { bars, lines } from '../chart.js';
import { day, dayAfter, daysBetween, difference, few, full, named, short } from '../format.js';
import { isSlight, judged } from '../judged.js';
import { known, titleOf, unitOf } from '../measures.js';
import { daySeries, isOpen } from '../days.js';

/** As many as the server answers at once. */
const TILES = ['sessions', 'turns', 'shopping_share', 'depth', 'zero_result_share', 'unmet_share', 'reformulation_share', 'spoken_to_cart', 'spoken_to_order', 'abandonment', 'cost_per_turn', 'first_audio_p95_ms'];
const SHARES = ['zero_result_share', 'relaxed_share', 'reformulation_share', 'repeated_share'];
const YIELDS = ['spoken_to_asked', 'spoken_to_cart', 'spoken_to_order', 'click_through'];
const JUDGED = 'Shares are better or worse only where chance does not explain it (95 %, turns taken as independent).';

export default {
  about: 'Each figure beside the same number of days before.',
  panels(context) {
    const { filters, measures, range } = context;
    const tiles = known(measures, TILES);
    const length = range.from ? daysBetween(range.from, range.to) : 0;
    const before = { ...filters, from: range.from && dayAfter(range.from, -length), to: range.from && dayAfter(range.from, -1) };
    const daily = known(measures, [...new Set(['turns', ...SHARES, ...YIELDS])]);
    const days = { id: 'days', title: 'Turns by day', wide: true, height: 300, csv: ['/figures', { ...filters, by: 'day', measures: daily.join(',') }],
      ask: ['/figures', { ...filters, by: 'day', measures: daily.join(',') }],
      draw: (answer) => drawDays(answer, daily, context) };
    return [
      { id: 'now', title: 'Now and before', wide: true, height: 230, empty: (answer) => everythingIsNull(answer.now),
        csv: ['/figures', { ...filters, measures: tiles.join(',') }],
        ask: { now: ['/figures', { ...filters, measures: tiles.join(',') }], before: ['/figures', { ...before, measures: tiles.join(',') }] },
        draw: (answer) => [drawTiles(answer, tiles, context, length === 1 ? 'on the day before' : 'on the days before'), el('p', { class: 'small-print', text: JUDGED }), unfinished(range)] },
      days,
      { id: 'wanted', title: 'Most frequent intents', height: 300, csv: true,
        ask: ['/figures', { ...filters, measures: 'turns', by: 'intent', sort: '-turns', limit: 10 }],
        draw: (answer) => bars({ title: 'Turns', unit: 'count', data: answer, noun: 'intents',
          rows: records(answer).map((row) => ({ label: named(row.intent), value: row.turns, href: row.intent === OTHER ? null : context.hrefTo('intents', { intent: row.intent ?? '' }) })) }) },
      { id: 'lacking', title: 'Unmet demand', height: 300, csv: true,
        ask: ['/unmet', { ...filters, limit: 8 }],
        draw: (answer) => bars({ title: 'Turns', unit: 'count', data: answer, noun: 'most frequent things asked for and not carried',
          rows: records(answer).map((row) => ({ label: row.label, value: row.turns, href: context.hrefTo('unmet', { open: row.id }) })) }) },
    ];
  },
};

/** A range with a day that is not over has less of everything that is counted than the one before. */
function unfinished({ to }) {
  if (!isOpen(to)) return null;
  return el('p', { class: 'small-print', 'data-testid': 'unfinished', text: `${day(to)} is not over: the range still grows, and is set against whole days.` });
}

function everythingIsNull(answer) {
  const row = answer.rows[0] ?? [];
  return row.every((cell) => cell === null || cell === 0);
}

function drawTiles({ now, before }, names, context, than) {
  const [one = {}] = records(now);
  const [other = {}] = records(before);
  return el('dl', { class: 'tiles' }, ...names.map((name) => {
    const unit = unitOf(context.measures, name);
    const measure = context.measures.get(name);
    const change = typeof one[name] === 'number' && typeof other[name] === 'number' ? one[name] - other[name] : null;
    return el('div', { class: 'tile', title: measure?.about ?? null },
      el('dt', { text: titleOf(context.measures, name) }),
      el('dd', { class: 'value', title: full(one[name], unit), text: short(one[name], unit) }),
      el('dd', { class: 'change', text: changeText(change, unit, other[name], than, judged({ value: one[name], n: one[`${name}_n`] }, { value: other[name], n: other[`${name}_n`] }, unit, measure?.better)) }),
      few(one[`${name}_n`]) && one[name] !== null ? el('dd', { class: 'few', text: few(one[`${name}_n`]) }) : null);
  }));
}

/** Better and worse are words: colour alone says nothing. */
function changeText(change, unit, before, than, verdict) {
  if (change === null) return 'nothing before to compare';
  const told = unit === 'count' && before ? `${change > 0 ? '+' : ''}${short((100 * change) / before)} %` : difference(change, unit);
  if (isSlight(change, before, unit) || /^[+-]?\$?0(?:\s|$)/.test(told)) return 'as before';
  return `${told} ${than}${verdict ? `, ${verdict}` : ''}`;
}

function drawDays(answer, daily, context) {
  const { measures } = context;
  const chart = (title, names) => {
    const there = names.filter((name) => daily.includes(name));
    if (!there.length) return null;
    const unit = unitOf(measures, there[0]);
    return lines({ title, unit, data: { columns: answer.columns.filter((each) => each.name === 'day' || there.some((name) => each.name === name || each.name === `${name}_n`)), rows: pick(answer, there) },
      series: there.map((name) => ({ name: titleOf(measures, name), points: daySeries(answer, name, (x) => context.hrefTo('turns', { from: x, to: x })) })) });
  };
  return el('div', { class: 'charts' }, chart('Turns', ['turns']), chart('Share', SHARES), chart('Conversion', YIELDS));
}

function pick(answer, names) {
  const kept = answer.columns.map((each, at) => ({ name: each.name, at })).filter(({ name }) => name === 'day' || names.some((one) => name === one || name === `${one}_n`));
  return answer.rows.map((row) => kept.map(({ at }) => row[at]));
}
