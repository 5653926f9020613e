/** The cart: lines, quantities, total, the way to the checkout. */

import { picture } from '../art/picture.js';
import { byId, el, icon } from '../dom.js';
import { money, total } from '../state/money.js';
import { capital } from '../state/wishes.js';
import { Panel } from './panel.js';

export class Cart {
  #panel = new Panel('cart');
  #acts;
  #known = new Map();

  /** @param {Object} acts {setQuantity(line, quantity), checkout()} */
  constructor(acts) {
    this.#acts = acts;
    byId('open-cart').addEventListener('click', () => this.#panel.open());
  }

  show(state, before) {
    for (const product of state.products) this.#known.set(product.id, product);
    if (state.cart === before?.cart && state.links === before?.links && state.checkoutUrl === before?.checkoutUrl) return;
    const count = state.cart.reduce((sum, line) => sum + line.quantity, 0);
    const mark = byId('cart-count');
    mark.hidden = count === 0;
    mark.textContent = String(count);
    byId('open-cart').setAttribute('aria-label', `Cart, ${count} ${count === 1 ? 'item' : 'items'}`);
    this.#draw(state);
  }

  #draw({ cart, session, links, checkoutUrl }) {
    const held = document.activeElement?.dataset?.hold;
    if (!cart.length) {
      this.#panel.fill('Your cart', el('p', { class: 'empty', text: 'Nothing here yet. Say “add the first one to my cart”, or use the buttons.' }));
      return;
    }
    const currency = cart[0].currency ?? session.shop.currency;
    const link = checkoutUrl ?? links.find((l) => l.kind === 'checkout')?.url;
    this.#panel.fill('Your cart', el('div', { class: 'panel-body' },
      el('ul', { class: 'cart-lines' }, ...cart.map((line) => this.#line(line, currency))),
      el('p', { class: 'sum' }, el('span', { text: 'Total' }), el('strong', { text: money(total(cart), currency), 'data-testid': 'cart-total' })),
      /^https?:\/\//.test(link ?? '')
        ? el('a', { class: 'firm wide-button', href: link, target: '_blank', rel: 'noopener noreferrer', text: 'Go to checkout', 'data-testid': 'checkout' })
        : el('button', { type: 'button', class: 'firm wide-button', text: 'Check out', 'data-testid': 'checkout', on: { click: () => { this.#panel.close(); this.#acts.checkout(); } } }),
      el('p', { class: 'small-print', text: 'You pay in the shop itself; nothing is charged here.' })));
    if (held) this.#panel.dialog.querySelector(`[data-hold="${CSS.escape(held)}"]`)?.focus();
  }

  #line(line, currency) {
    const form = [line.colour && capital(line.colour), line.size && `size ${line.size}`].filter(Boolean).join(', ');
    const product = this.#known.get(line.product_id) ?? { id: line.product_id, title: line.title };
    const shown = { ...product, variant: { colour: line.colour } };
    const key = line.id ?? line.variant_id ?? line.product_id;
    const step = (change, name, label) => el('button', {
      type: 'button', 'aria-label': `${label}: ${line.title}`, 'data-hold': `${key}${name}`,
      on: { click: () => this.#acts.setQuantity(line, line.quantity + change) },
    }, icon(name));
    return el('li', { class: 'cart-line', 'data-testid': 'cart-line' },
      picture(shown),
      el('div', {}, el('p', { class: 'name', text: line.title }), form && el('p', { class: 'form', text: form }),
        el('div', { class: 'amount' }, step(-1, 'minus', line.quantity === 1 ? 'Remove' : 'One fewer'),
          el('output', { text: String(line.quantity), 'aria-label': 'Quantity' }), step(1, 'plus', 'One more'))),
      el('p', { class: 'price', text: money(line.unit_price * line.quantity, line.currency ?? currency) }));
  }
}
