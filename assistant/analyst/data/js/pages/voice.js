/** Voice against text, compared within an intent: else what is asked, not how, makes the difference. */

import { records } from '../answers.js';
import { intervals } from '../chart.js';
import { chance, difference, few, full, named } from '../format.js';
import { known, titleOf, unitOf } from '../measures.js';
import { table } from '../table.js';
import { choice } from './intents.js';

const MEASURES = ['zero_result_share', 'relaxed_share', 'reformulation_share', 'repeated_share', 'spoken_to_asked', 'spoken_to_cart', 'spoken_to_order', 'click_through', 'clarification_share', 'clarification_yield', 'failed_share', 'unclear_share', 'cost_per_turn', 'depth', 'abandonment', 'cart_sessions', 'order_sessions'];
/** Of differences that there are not, so many are taken for one. */
const LEVEL = 0.05;

export default {
  about: 'Voice minus text within each intent, with 95 % intervals. A filled dot: sure, also for so many intents together (Holm).',
  panels(context) {
    const { filters, measures, params, place } = context;
    const names = known(measures, MEASURES);
    const chosen = names.includes(params.get('measure')) ? params.get('measure') : names[0];
    if (!chosen) return [];
    const { modality, ...others } = filters;
    void modality;
    const ask = ['/figures/compare', { ...others, measures: chosen, by: 'modality', within: 'intent' }];
    const unit = unitOf(measures, chosen);
    return [
      { id: 'differences', title: `${titleOf(measures, chosen)}: voice minus text`, wide: true, height: 520, csv: true, ask,
        tools: [choice('measure', 'Measure', names.map((name) => [name, titleOf(measures, name)]), chosen, context)],
        empty: (answer) => answer.rows.length === 0,
        draw: (answer) => intervals({ title: `${titleOf(measures, chosen)}: voice minus text`, data: answer, axis: `Voice minus text${unit === 'share' ? ', points' : ''}`, format: (value) => difference(value, unit).replace(' points', ''),
          summary: summary(records(answer), unit),
          rows: [...totals(answer, unit), ...records(answer).filter(isCounted).map((row) => ({ ...diffOf(row), isSure: isSure(row), label: `${named(row.intent)}${fewOf(row) ? ' (too few)' : ''}`, told: told(row, unit), href: context.hrefTo('intents', { intent: row.intent ?? '', measure: chosen, by: 'modality' }) }))] }) },
      { id: 'values', title: 'Values', wide: true, height: 300, csv: true, ask, empty: (answer) => answer.rows.length === 0, draw: (answer) => table(answer, { id: 'values', place, caption: 'Voice against text', counts: true, cells: { intent: (value) => named(value), p: chance, p_holm: chance, verdict: named, ...Object.fromEntries(['difference', 'low', 'high'].map((name) => [name, (value) => difference(value, unit)])) } }) },
    ];
  },
};

/** All intents together, as they came and with the same mix of intents on both sides. */
function totals(answer, unit) {
  const titles = { all: 'all together', same_mix: 'all, same mix of intents' };
  return Object.keys(titles).flatMap((name) => (answer[name] ?? []).slice(0, 1).map((row) => ({ ...diffOf(row), label: titles[name], told: told(row, unit), href: null })));
}

/** Where neither side had a single case there is no difference to draw, and no doubt either. */
function isCounted(row) {
  return diffOf(row).value !== null && row.verdict !== 'no_cases';
}

function isSure(row) {
  const { low, high } = diffOf(row);
  const p = row.p_holm;
  return low !== null && high !== null && (low > 0 || high < 0) && (p === undefined || (p !== null && p < LEVEL));
}

/** Return a difference and its interval, however the answer names them. */
export function diffOf(row) {
  return { value: row.difference ?? row.diff ?? null, low: row.low ?? row.difference_low ?? null, high: row.high ?? row.difference_high ?? null };
}

function fewOf(row) {
  return [row.voice_n, row.text_n, row.a_n, row.b_n].some((n) => few(n));
}

function told(row, unit) {
  const { value, low, high } = diffOf(row);
  if (value === null) return 'nothing to count';
  const range = low === null ? 'no interval' : `95 % interval ${difference(low, unit)} to ${difference(high, unit)}`;
  return `${difference(value, unit)}, ${range}; voice ${full(row.voice ?? row.a, unit)}, text ${full(row.text ?? row.b, unit)}`;
}

function summary(all, unit) {
  const rows = all.filter(isCounted);
  const none = all.filter((row) => row.verdict === 'no_cases').length;
  const without = all.length - rows.length - none;
  return `${confirmed(rows, unit)}${none ? ` In ${none} more neither side had a case.` : ''}${without ? ` ${without} more have nothing to count.` : ''}${none + without ? ' They are in the table.' : ''}`;
}

function confirmed(rows, unit) {
  const sure = rows.filter(isSure).map((row) => ({ row, ...diffOf(row) }));
  const several = 'corrected for so many intents';
  if (!sure.length) return `${rows.length} intents; in none is a difference sure, ${several}.`;
  return `${rows.length} intents; differences that are sure, ${several}: ${sure.map(({ row, value }) => `${named(row.intent)} ${difference(value, unit)}`).join(', ')}.`;
}
