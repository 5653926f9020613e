/** Latency by stage, and what each tier costs. */

import { el } from '../../shared/dom.js';
import { records } from '../answers.js';
import { bars, lines } from '../chart.js';
import { named } from '../format.js';
import { known, titleOf, unitOf } from '../measures.js';
import { table } from '../table.js';
import { choice } from './intents.js';

const STAGE = ['first_audio_ms', 'first_reply_text_ms', 'products_ms', 'final_transcript_ms', 'turn_committed_ms', 'understand_ms', 'retrieve_ms', 'reply_ms'];
const COSTS = ['turns', 'cost_usd', 'cost_per_turn', 'failed_share'];

export default {
  about: 'Milliseconds after the last voiced sample, or after a typed text was sent. Percentiles are right to 1 %.',
  panels(context) {
    const { filters, measures, params, place } = context;
    const stage = STAGE.includes(params.get('stage')) ? params.get('stage') : STAGE[0];
    const costs = known(measures, COSTS);
    return [
      { id: 'stages', title: 'By stage', wide: true, height: 320, csv: true, ask: ['/latency', filters], draw: (answer) => table(answer, { id: 'stages', place, caption: 'Latency by stage', cells: { stage: stageText } }) },
      { id: 'latency-days', title: `${stageText(stage)} by day`, wide: true, height: 320, csv: ['/latency', { ...filters, by: 'day' }],
        tools: [choice('stage', 'Stage', STAGE.map((each) => [each, stageText(each)]), stage, context)],
        ask: ['/latency', { ...filters, by: 'day' }],
        empty: (answer) => !records(answer).some((row) => row.stage === stage && row.turns !== 0),
        draw: (answer) => byDay(answer, stage, context) },
      { id: 'latency-tiers', title: 'By tier', height: 300, csv: ['/latency', { ...filters, by: 'tier' }], ask: ['/latency', { ...filters, by: 'tier' }],
        draw: (answer) => table(of(answer, stage), { id: 'latency-tiers', place, caption: 'Latency by tier', cells: { stage: stageText, tier: (value) => named(value) } }) },
      costs.length ? { id: 'costs', title: 'Cost by tier', height: 300, csv: true, ask: ['/figures', { ...filters, measures: costs.join(','), by: 'tier', sort: '-turns' }],
        draw: (answer) => el('div', {}, bars({ title: titleOf(measures, costs[1] ?? costs[0]), unit: unitOf(measures, costs[1] ?? costs[0]), data: answer, noun: 'tiers', rows: records(answer).map((row) => ({ label: named(row.tier), value: row[costs[1] ?? costs[0]], href: context.hrefTo('turns', { tier: row.tier ?? '' }) })) })) } : null,
    ].filter(Boolean);
  },
};

function stageText(stage) {
  return named(String(stage).replace(/_ms$/, ''));
}

function of(answer, stage) {
  const at = answer.columns.findIndex((each) => each.name === 'stage');
  return { ...answer, rows: answer.rows.filter((row) => at < 0 || row[at] === stage) };
}

function byDay(answer, stage, context) {
  const own = of(answer, stage);
  const rows = records(own);
  const names = ['p50', 'p95', 'p99'].filter((name) => own.columns.some((each) => each.name === name || each.name === `${name}_ms`));
  const value = (row, name) => row[name] ?? row[`${name}_ms`] ?? null;
  return lines({ title: stageText(stage), unit: 'ms', height: 240, data: own,
    series: names.map((name) => ({ name, points: rows.map((row) => ({ x: String(row.day).slice(0, 10), y: value(row, name), n: row.turns, href: context.hrefTo('turns', { from: row.day, to: row.day }) })) })) });
}
