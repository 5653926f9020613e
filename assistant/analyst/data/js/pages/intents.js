/** From a chart to the conversations behind it: intents, one intent by day, its turns. */

import { el } from '../../shared/dom.js';
import { OTHER, records } from '../answers.js';
import { bars, lines } from '../chart.js';
import { daySeries } from '../days.js';
import { named } from '../format.js';
import { known, titleOf, unitOf } from '../measures.js';
import { table } from '../table.js';
import { turnsPanel } from '../turn_rows.js';

/** Two tables of at most as many measures as the server answers at once. */
const ASKED = ['turns', 'sessions', 'zero_result_share', 'relaxed_share', 'unmet_share', 'reformulation_share', 'repeated_share', 'clarification_share', 'clarification_yield', 'unclear_share', 'failed_share', 'interruption_share'];
const BECAME = ['turns', 'click_through', 'spoken_to_asked', 'spoken_to_cart', 'spoken_to_order', 'depth', 'abandonment', 'cart_sessions', 'order_sessions', 'cost_per_turn'];
const BY = { intent: 'Intent', category: 'Category', modality: 'Modality', tier: 'Tier', door: 'Door', reformulation: 'Reformulation' };
const ROWS = 15;

export default {
  about: 'Choose a bar or a day: the turns below are the ones behind it.',
  panels(context) {
    const { filters, measures, params, place } = context;
    const by = params.get('by') in BY ? params.get('by') : params.has('intent') ? 'category' : 'intent';
    const told = (names) => known(measures, names).filter((name) => isToldBy(by, measures.get(name)));
    const names = [...new Set([...told(ASKED), ...told(BECAME)])];
    const chosen = names.includes(params.get('measure')) ? params.get('measure') : 'turns';
    const day = params.get('from') && params.get('from') === params.get('to');
    return [
      { id: 'bars', title: `${titleOf(measures, chosen)} by ${BY[by].toLowerCase()}`, height: 430, csv: true,
        tools: [choice('by', 'By', Object.entries(BY), by, context), choice('measure', 'Measure', names.map((name) => [name, titleOf(measures, name)]), chosen, context)],
        ask: ['/figures', { ...filters, measures: [...new Set(['turns', chosen])].join(','), by, sort: '-turns', limit: ROWS }],
        draw: (answer) => bars({ title: titleOf(measures, chosen), unit: unitOf(measures, chosen), data: answer, noun: 'groups',
          rows: records(answer).map((row) => ({ label: named(row[by]), value: row[chosen], n: row[`${chosen}_n`], href: hrefOf(context, by, row[by]) })) }) },
      day ? null : { id: 'by-day', title: `${titleOf(measures, chosen)} by day`, height: 430, csv: true,
        ask: ['/figures', { ...filters, measures: chosen, by: 'day' }],
        draw: (answer) => lines({ title: titleOf(measures, chosen), unit: unitOf(measures, chosen), data: answer, height: 300,
          series: [{ name: titleOf(measures, chosen), points: daySeries(answer, chosen, (x) => context.hrefWith({ from: x, to: x, after: null })) }] }) },
      ...[['table', 'What was asked and answered', told(ASKED)], ['became', 'What became of it', told(BECAME)]].map(([id, title, shown]) => ({ id, title, wide: true, height: 300, csv: true, about: 'Sessions count for what they began with.',
        ask: ['/figures', { ...filters, measures: shown.join(','), by, sort: '-turns', limit: 20 }],
        draw: (answer) => table(answer, { id, place, caption: title, cells: { [by]: (value) => linkTo(context, by, value) } }) })),
      turnsPanel(context, { id: 'turns', title: 'Turns behind these figures' }),
    ].filter(Boolean);
  },
};

/** What was reformulated is only known turn by turn; a session has no tier. */
function isToldBy(by, measure) {
  const sources = Array.isArray(measure.sources) ? measure.sources : Object.keys(measure.sources ?? {});
  if (by === 'reformulation') return sources.includes('turns');
  return by !== 'tier' || sources.some((each) => each !== 'sessions');
}

function hrefOf(context, by, value) {
  if (value === OTHER) return null;
  return context.hrefWith({ [by]: value ?? '', by: by === 'intent' ? 'category' : by, after: null });
}

function linkTo(context, by, value) {
  const href = hrefOf(context, by, value);
  return href ? el('a', { href, text: named(value) }) : named(value);
}

/** Return a select that changes one parameter of the address. */
export function choice(name, title, options, now, context) {
  const field = el('select', { id: `choose-${name}`, 'data-testid': `choose-${name}` }, ...options.map(([value, text]) => el('option', { value, text, selected: value === now })));
  field.addEventListener('change', () => context.go(context.hrefWith({ [name]: field.value })));
  return el('label', { class: 'field inline' }, el('span', { text: title }), field);
}
