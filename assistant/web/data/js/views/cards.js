/** The shelf: product cards in the order in which they are spoken of. */

import { swatch } from '../art/colours.js';
import { picture } from '../art/picture.js';
import { byId, el, fill, icon, keyed, setText } from '../dom.js';
import { money } from '../state/money.js';
import { capital } from '../state/wishes.js';

/** How many reasons fit on a card. */
const MOST_REASONS = 3;

export class Cards {
  #acts;
  #list = byId('cards');

  /** @param {Object} acts {open(id), add(product), save(product), choose(id)} */
  constructor(acts) {
    this.#acts = acts;
  }

  show(state, before) {
    const same = ['products', 'chosen', 'boards', 'cart', 'fresh'].every((name) => state[name] === before?.[name]);
    if (same) return;
    const fresh = new Set(state.fresh);
    if (fresh.size && state.products !== before?.products) byId('stage').scrollTop = 0;
    keyed(this.#list, state.products, (product) => product.id, (product) => this.#make(product), (card, product, index) => {
      if (card.product !== product) this.#draw(card, product);
      setText(card.querySelector('.place'), String(index + 1));
      card.style.setProperty('--place', index);
      card.classList.toggle('fresh', fresh.has(product.id));
      card.setAttribute('aria-posinset', index + 1);
      this.#marks(card, product, state);
    });
  }

  /** Light up the card of the product that is spoken of; none for null. */
  name(id) {
    for (const card of this.#list.children) {
      const named = card.dataset.productId === id;
      if (named && !card.classList.contains('named')) bringIntoView(card);
      card.classList.toggle('named', named);
    }
  }

  #make(product) {
    return el('li', { class: 'card', 'data-testid': 'product-card', 'data-product-id': product.id });
  }

  #draw(card, product) {
    card.product = product;
    card.classList.toggle('gone', product.availability === 'out_of_stock');
    fill(card,
      el('span', { class: 'place', 'aria-hidden': 'true' }),
      deal(product),
      el('button', { class: 'open', type: 'button', tabindex: '-1', 'aria-hidden': 'true', on: { click: () => this.#acts.open(product.id) } }, picture(product)),
      el('div', { class: 'about' },
        product.brand && el('p', { class: 'maker', text: product.brand }),
        el('h3', { class: 'name' },
          el('button', { type: 'button', class: 'open', text: nameOf(product), 'aria-label': `${product.title}, details`, 'data-testid': 'open-product', on: { click: () => this.#acts.open(product.id) } })),
        costs(product), form(product), stock(product), reasons(product)),
      el('div', { class: 'acts' },
        el('button', { type: 'button', class: 'firm add', 'data-testid': 'add-to-cart', disabled: product.availability === 'out_of_stock', on: { click: () => this.#acts.add(product) } }, el('span', {}, el('b', {}), el('b', { class: 'extra' })), el('span', { class: 'unseen', text: `: ${product.title}` })),
        round('heart', 'save', `Save ${product.title}`, () => this.#acts.save(product)),
        el('button', { type: 'button', class: 'round balance', 'data-testid': 'compare-toggle', 'aria-pressed': 'false', 'aria-label': `Compare ${product.title}`, on: { click: () => this.#acts.choose(product.id) } }, icon('balance'))));
  }

  #marks(card, product, state) {
    const saved = state.boards.some((board) => (board.product_ids ?? []).includes(product.id));
    const inCart = state.cart.filter((line) => line.product_id === product.id)
      .reduce((sum, line) => sum + line.quantity, 0);
    card.querySelector('.round:not(.balance)').setAttribute('aria-pressed', String(saved));
    card.querySelector('.balance').setAttribute('aria-pressed', String(state.chosen.includes(product.id)));
    const [told, extra] = inCart ? ['In cart', `: ${inCart}`] : product.availability === 'out_of_stock' ? ['Sold out', ''] : ['Add', ' to cart'];
    const [first, second] = card.querySelectorAll('.add b');
    setText(first, told);
    setText(second, extra);
  }
}

/** Return the title without the maker that already stands above it. */
export function nameOf({ title, brand }) {
  return brand && title.startsWith(`${brand} `) ? title.slice(brand.length + 1) : title;
}

/** Return the line with price, price before, and rating. */
export function costs(product) {
  const reduced = product.list_price && Number(product.list_price) > Number(product.price);
  return el('p', { class: 'cost' },
    el('span', { class: 'price', 'data-testid': 'price', text: money(product.price, product.currency) }),
    reduced && el('s', { class: 'was' }, el('span', { class: 'unseen', text: 'before: ' }), money(product.list_price, product.currency)),
    product.rating && stars(product));
}

function stars({ rating, rating_count: count }) {
  const told = `Rated ${rating} of 5${count ? ` by ${count} people` : ''}`;
  return el('span', { class: 'stars' }, icon('star'),
    el('span', { 'aria-hidden': 'true', text: Number(rating).toFixed(1) }), el('span', { class: 'unseen', text: told }));
}

function deal(product) {
  const off = product.list_price ? 1 - product.price / product.list_price : 0;
  return off >= 0.05 && el('span', { class: 'deal', text: `${Math.round(off * 100)}% off` });
}

function form({ variant, colours = [], sizes_in_stock: sizes = [] }) {
  const parts = variant
    ? [variant.colour && capital(variant.colour), variant.size && `size ${variant.size}`]
    : [colours.length > 1 ? `${colours.length}\u00a0colors` : colours[0] && capital(colours[0]),
      sizes.length > 1 ? `sizes\u00a0${sizes[0]} to\u00a0${sizes.at(-1)}` : sizes[0] && `size\u00a0${sizes[0]}`];
  const told = parts.filter(Boolean).join(', ');
  if (!told) return false;
  const dots = (variant?.colour ? [variant.colour] : colours.slice(0, 4)).map(dot);
  return el('p', { class: 'form', 'data-testid': 'variant' }, ...dots, capital(told));
}

/** Return a dot of a colour, or false where its name says no colour. */
export function dot(colour) {
  const value = swatch(colour);
  if (!value) return false;
  const made = el('span', { class: 'swatch', 'aria-hidden': 'true' });
  made.style.background = value;
  return made;
}

function stock({ availability }) {
  const told = { low_stock: 'Only a few left', preorder: 'Can be preordered', backorder: 'On backorder' }[availability];
  return Boolean(told) && el('p', { class: 'stock', text: told });
}

function reasons({ why, because }) {
  const told = (why ?? because ?? []).slice(0, MOST_REASONS);
  if (!told.length) return false;
  return el('ul', { class: 'reasons', 'aria-label': 'Why it is shown', 'data-testid': 'reasons' }, ...told.map((reason) => {
    const not = /^not\b/i.test(reason);
    return el('li', { class: not ? 'not' : '' }, icon(not ? 'minus' : 'check'), capital(reason).replace(/\.$/, ''));
  }));
}

function round(name, testId, label, click) {
  return el('button', { type: 'button', class: 'round', 'data-testid': testId, 'aria-pressed': 'false', 'aria-label': label, on: { click } }, icon(name));
}

/** How much of a card may be out of sight before it is brought in. */
const HIDDEN = 0.45;

function bringIntoView(card) {
  const stage = byId('stage').getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const seen = Math.min(box.bottom, stage.bottom) - Math.max(box.top, stage.top);
  if (seen > box.height * (1 - HIDDEN)) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  card.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}
