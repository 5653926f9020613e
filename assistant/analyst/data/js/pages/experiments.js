/** A against B, measure by measure, with intervals. */

import { el } from '../../shared/dom.js';
import { records } from '../answers.js';
import { rowsOf } from '../clusters.js';
import { intervals } from '../chart.js';
import { chance, difference, full, named } from '../format.js';
import { titleOf, unitOf } from '../measures.js';
import { table } from '../table.js';
import { choice } from './intents.js';
import { diffOf } from './voice.js';

export default {
  about: 'Differences between two arms over whole sessions, with 95 % intervals.',
  panels(context) {
    const { filters, params, place } = context;
    const open = params.get('open');
    const list = { id: 'experiments', title: 'Experiments', wide: true, height: 240, ask: ['/experiments', filters], csv: true,
      empty: (answer) => rowsOf(answer).length === 0,
      draw: (answer) => table(answer, { id: 'experiments', place, caption: 'Experiments', hide: ['arms_json'], cells: { experiment: open_(context), name: open_(context), arms: (value) => armsText(value), mismatch_p: chance } }) };
    if (!open) return [list];
    return [{ id: 'arms', title: open, wide: true, height: 600, ask: [`/experiments/${encodeURIComponent(open)}`, { ...filters, a: params.get('a'), b: params.get('b') }],
      csv: true, tools: [el('a', { class: 'quiet', href: context.hrefWith({ open: null, a: null, b: null }), text: 'All experiments' })],
      empty: (answer) => !answer.rows?.length, draw: (answer) => against(answer, context) }, list];
  },
};

function open_(context) {
  return (value) => el('a', { href: context.hrefWith({ open: value, a: null, b: null }), 'data-testid': 'experiment-link', text: value });
}

function armsText(value) {
  return rowsOf(value).map((each) => `${each.arm ?? each.name}: ${full(each.sessions, 'count')}`).join(', ') || String(value ?? '–');
}

function against(answer, context) {
  const rows = records(answer);
  const arms = rowsOf(answer.arms).map((each) => (typeof each === 'string' ? { arm: each } : each));
  const names = arms.map((each) => each.arm ?? each.name);
  const [a, b] = [answer.a?.arm ?? answer.a ?? names[0], answer.b?.arm ?? answer.b ?? names[1]];
  const choices = names.length > 1 ? el('div', { class: 'row' }, choice('a', 'A', names.map((each) => [each, each]), a, context), choice('b', 'B', names.map((each) => [each, each]), b, context)) : null;
  const warnings = [answer.warning, ...(answer.warnings ?? []), answer.sample_ratio?.warning].filter(Boolean);
  const shares = rows.filter((row) => (row.unit ?? unitOf(context.measures, row.measure)) === 'share');
  const chart = shares.length ? intervals({ title: `${b} minus ${a}`, axis: `${b} minus ${a}, points`, data: { columns: answer.columns, rows: answer.rows }, format: (value) => difference(value, 'share').replace(' points', ''),
    summary: summary(shares, context), rows: shares.map((row) => ({ ...diffOf(row), label: nameOf(row, context), told: told(row, context) })) }) : null;
  return [arms.length ? el('p', { class: 'small-print', text: `Sessions: ${arms.map((each) => `${each.arm ?? each.name} ${full(each.sessions ?? null, 'count')}`).join(', ')}.` }) : null, choices,
    ...warnings.map((text) => el('p', { class: 'trouble', role: 'note', text })), chart,
    el('h3', { text: 'All measures' }), table(answer, { id: 'arms', place: context.place, caption: `${a} against ${b}`, hide: ['unit', 'title'], cells: valueCells(context) })].filter(Boolean);
}

/** Each row is of another measure, so each cell has its row's unit. */
function valueCells(context) {
  const unit = (row) => row.unit ?? unitOf(context.measures, row.measure);
  const value = (cell, row) => full(cell, unit(row));
  const change = (cell, row) => difference(cell, unit(row));
  return { measure: (_, row) => nameOf(row, context), a: value, b: value, difference: change, low: change, high: change, visible: (cell, row) => difference(cell, unit(row)).replace(/^\+/, '± '), p: chance, p_holm: chance, verdict: named };
}

function nameOf(row, context) {
  return row.title ?? titleOf(context.measures, row.measure);
}

function told(row, context) {
  const unit = row.unit ?? unitOf(context.measures, row.measure);
  const { value, low, high } = diffOf(row);
  if (value === null) return 'nothing to count';
  return `${difference(value, unit)}${low === null ? '' : `, 95 % interval ${difference(low, unit)} to ${difference(high, unit)}`}`;
}

function summary(rows, context) {
  const sure = rows.filter((row) => { const { low, high } = diffOf(row); return low !== null && high !== null && (low > 0 || high < 0); });
  if (!sure.length) return 'In no measure does the interval leave 0 out: too few sessions to tell, or no difference.';
  return `The interval leaves 0 out in ${sure.map((row) => `${nameOf(row, context)} (${told(row, context)})`).join('; ')}. The more measures are looked at, the more differ by chance.`;
}
