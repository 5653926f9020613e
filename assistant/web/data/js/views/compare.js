/** Two or three products side by side, with what differs marked. */

import { picture } from '../art/picture.js';
import { byId, el, fill } from '../dom.js';
import { money } from '../state/money.js';
import { capital } from '../state/wishes.js';
import { factsOf } from './detail.js';
import { Panel } from './panel.js';

export class Compare {
  #panel = new Panel('compare');
  #acts;

  /** @param {Object} acts {compare(ids): Promise, add(product), none()} */
  constructor(acts) {
    this.#acts = acts;
  }

  show(state, before) {
    if (state.chosen === before?.chosen) return;
    const bar = byId('choice');
    const count = state.chosen.length;
    bar.hidden = count === 0;
    if (count === 0) return;
    fill(bar,
      el('span', { role: 'status', text: count === 1 ? 'Pick one or two more to compare' : `${count} picked` }),
      el('button', { type: 'button', class: 'firm', disabled: count < 2, text: 'Compare', 'data-testid': 'compare-open', on: { click: () => this.open(state.chosen) } }),
      el('button', { type: 'button', class: 'plain', text: 'Clear', on: { click: () => this.#acts.none() } }));
  }

  async open(ids) {
    const found = await this.#acts.compare(ids);
    if (!found) return;
    this.#draw(found.products, found.reply);
    this.#panel.open();
  }

  #draw(products, reply) {
    this.#panel.fill('Side by side',
      reply && el('p', { class: 'versus-said', text: reply }),
      el('div', { class: 'compare-scroll', tabindex: '0', role: 'region', 'aria-label': 'Comparison' }, el('table', { class: 'versus', 'data-count': products.length },
        el('thead', {}, el('tr', {}, el('td', {}, el('span', { class: 'unseen', text: 'Attribute' })), ...products.map((p) => el('th', { scope: 'col' }, picture(p), p.title)))),
        el('tbody', {}, ...rowsOf(products).map((row) => drawn(row))),
        el('tfoot', {}, el('tr', {}, el('td', {}), ...products.map((p) => el('td', {}, el('button', { type: 'button', class: 'firm', on: { click: () => this.#acts.add(p) } }, 'Add to cart', el('span', { class: 'unseen', text: `: ${p.title}` })))))))));
  }
}

/**
 * Return the rows of a comparison: {name, values, differs, best}.
 * @param {Object[]} products In full.
 */
export function rowsOf(products) {
  const rows = [
    row('Price', products.map((p) => money(p.price, p.currency)), lowest(products.map((p) => Number(p.price)))),
    row('Rating', products.map((p) => (p.rating ? `${Number(p.rating).toFixed(1)} of 5` : '–')), highest(products.map((p) => p.rating))),
    row('Sizes', products.map((p) => range([...new Set((p.variants ?? []).map((v) => v.size).filter(Boolean))]))),
    row('Colors', products.map((p) => (p.colours ?? []).map(capital).join(', ') || '–')),
    row('Features', products.map((p) => (p.features ?? []).map(capital).join(', ') || '–')),
  ];
  const facts = products.map((p) => new Map(factsOf(p)));
  const names = [...new Set(facts.flatMap((each) => [...each.keys()]))];
  for (const name of names) rows.push(row(name, facts.map((each) => each.get(name) ?? '–')));
  return rows.filter(({ values }) => values.some((value) => value !== '–'));
}

function row(name, values, best = null) {
  const differs = new Set(values).size > 1;
  return { name, values, differs, best: differs ? best : null };
}

function drawn({ name, values, differs, best }) {
  return el('tr', { class: differs ? 'differs' : '' },
    el('th', { scope: 'row' }, name, differs && el('span', { class: 'unseen', text: ', differs' })),
    ...values.map((value, index) => el('td', { class: best === index ? 'best' : '', text: value })));
}

function lowest(values) {
  return alone(values, Math.min(...values));
}

function highest(values) {
  return alone(values, Math.max(...values.map((v) => v ?? 0)));
}

function alone(values, wanted) {
  if (values.some((value) => value === null || value === undefined)) return null;
  return values.filter((v) => v === wanted).length === 1 ? values.indexOf(wanted) : null;
}

function range(sizes) {
  if (!sizes.length) return '–';
  return sizes.length > 3 ? `${sizes[0]} to ${sizes.at(-1)}` : sizes.join(', ');
}
