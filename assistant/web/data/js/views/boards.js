/** What the shopper saved, board by board. */

import { picture } from '../art/picture.js';
import { byId, el, icon } from '../dom.js';
import { nameOf } from './cards.js';
import { Panel } from './panel.js';

export class Boards {
  #panel = new Panel('boards');
  #acts;
  #known = new Map();

  /** @param {Object} acts {open(id), unsave(id, board), refresh()} */
  constructor(acts) {
    this.#acts = acts;
    byId('open-boards').addEventListener('click', () => {
      this.#panel.open();
      this.#acts.refresh();
    });
  }

  show(state, before) {
    if (state.products !== before?.products) for (const product of state.products) this.#known.set(product.id, product);
    if (state.boards === before?.boards) return;
    for (const board of state.boards) for (const card of board.products ?? []) this.#known.set(card.id, card);
    const count = state.boards.reduce((sum, board) => sum + (board.product_ids ?? []).length, 0);
    const mark = byId('board-count');
    mark.hidden = count === 0;
    mark.textContent = String(count);
    byId('open-boards').setAttribute('aria-label', `Saved, ${count} ${count === 1 ? 'item' : 'items'}`);
    this.#draw(state.boards.filter((board) => (board.product_ids ?? []).length));
  }

  #draw(boards) {
    if (!boards.length) {
      this.#panel.fill('Saved', el('p', { class: 'empty', text: 'Nothing saved yet. Say “save the second one for my trip”, or use the hearts.' }));
      return;
    }
    this.#panel.fill('Saved', el('div', { class: 'panel-body board-list' }, ...boards.map((board) => el('section', { 'aria-label': board.name, 'data-testid': 'board' },
      el('h3', { class: 'board-name', text: board.name }),
      el('ul', { class: 'board-items' }, ...board.product_ids.map((id) => this.#item(id, board.name)))))));
  }

  #item(id, board) {
    const product = this.#known.get(id) ?? { id, title: 'Saved product' };
    return el('li', { class: 'board-item' },
      el('button', { type: 'button', class: 'open', on: { click: () => { this.#panel.close(); this.#acts.open(id); } } },
        picture(product), el('span', { class: 'name', text: nameOf(product) })),
      el('button', { type: 'button', class: 'drop', 'aria-label': `Take ${product.title} off ${board}`, on: { click: () => this.#acts.unsave(id, board) } }, icon('close')));
  }
}
