/** One product in full: facts, and the choice of its color and size. */

import { picture } from '../art/picture.js';
import { el } from '../dom.js';
import { capital } from '../state/wishes.js';
import { costs, dot } from './cards.js';
import { Panel } from './panel.js';

const BUYABLE = new Set(['in_stock', 'low_stock', 'preorder', 'backorder']);

export class Detail {
  #panel = new Panel('detail');
  #acts;
  #product = null;
  #picked = {};
  #asked = null;

  /** @param {Object} acts {product(id): Promise, add(productId, variantId): Promise<boolean>} */
  constructor(acts) {
    this.#acts = acts;
  }

  /**
   * Open a product.
   * @param {string} id
   * @param {string|null} [hint] Why it opens by itself: "Pick a size".
   */
  async open(id, hint = null) {
    this.#asked = id;
    const product = await this.#acts.product(id);
    if (!product || this.#asked !== id) return;
    this.#product = product;
    const variants = product.variants ?? [];
    const only = (name) => (new Set(variants.map((v) => v[name])).size === 1 ? variants[0][name] : null);
    this.#picked = { colour: only('colour'), size: only('size') };
    this.#draw(hint);
    this.#panel.open();
  }

  #draw(hint = null) {
    const product = this.#product;
    const variant = this.#variant;
    const shown = { ...product, ...(variant && { price: variant.price, list_price: variant.list_price }), image: variant?.image ?? product.images?.[0], variant: { colour: this.#picked.colour } };
    this.#panel.fill(product.title, el('div', { class: 'detail-body' },
      picture(shown),
      el('div', { class: 'detail-text' },
        costs(shown),
        product.description && el('p', { text: product.description }),
        this.#choice('colour', 'Color'), this.#choice('size', 'Size'),
        hint && !this.#ready && el('p', { class: 'stock', role: 'status', text: hint }),
        this.#button(),
        product.features?.length > 0 && el('ul', { class: 'tags', 'aria-label': 'Features' }, ...product.features.map((f) => el('li', { text: capital(f) }))),
        facts(product))));
  }

  get #variant() {
    const { colour, size } = this.#picked;
    return (this.#product.variants ?? []).find((v) => v.colour === colour && v.size === size) ?? null;
  }

  get #ready() {
    return !this.#product.variants?.length || this.#variant !== null;
  }

  #choice(name, label) {
    const values = [...new Set((this.#product.variants ?? []).map((v) => v[name]).filter(Boolean))];
    if (!values.length) return false;
    const other = name === 'colour' ? 'size' : 'colour';
    const there = (value) => this.#product.variants.some((v) => v[name] === value && BUYABLE.has(v.availability) &&
      (!this.#picked[other] || v[other] === this.#picked[other]));
    return el('fieldset', { class: 'forms' }, el('legend', { text: label }),
      el('div', { class: 'form-list' }, ...values.map((value) => el('label', { class: 'form-choice' },
        el('input', { type: 'radio', name: `pick-${name}`, value, checked: this.#picked[name] === value, disabled: !there(value), on: { change: () => this.#pick(name, value) } }),
        el('span', {}, name === 'colour' && dot(value), capital(value), !there(value) && el('span', { class: 'unseen', text: ', sold out' }))))));
  }

  #pick(name, value) {
    this.#picked = { ...this.#picked, [name]: value };
    this.#draw();
    this.#panel.dialog.querySelector(`input[name="pick-${name}"]:checked`)?.focus();
  }

  #button() {
    const sold = this.#variant ?? this.#product;
    const gone = this.#ready && !BUYABLE.has(sold.availability);
    const missing = ['colour', 'size'].filter((n) => !this.#picked[n] && (this.#product.variants ?? []).some((v) => v[n])).map((n) => (n === 'colour' ? 'color' : n));
    const text = gone ? 'Sold out' : this.#ready ? 'Add to cart' : `Pick a ${missing.join(' and ')}`;
    return el('button', { type: 'button', class: 'firm wide-button', 'data-testid': 'detail-add', disabled: gone || !this.#ready, text, on: { click: async () => {
      if (await this.#acts.add(this.#product.id, this.#variant?.id ?? null)) this.#panel.close();
    } } });
  }
}

/** Return what is known of a product as a list of names and values. */
export function factsOf(product) {
  const rows = [['For', product.audience], ['Material', product.materials?.join(', ')],
    ...Object.entries(product.attributes ?? {}), ['Sold by', product.seller]];
  return rows.filter(([, value]) => value).map(([name, value]) => [capital(name.replaceAll('_', ' ')), capital(String(value))]);
}

function facts(product) {
  const rows = factsOf(product);
  return rows.length > 0 && el('dl', { class: 'facts' }, ...rows.flatMap(([name, value]) => [el('dt', { text: name }), el('dd', { text: value })]));
}
