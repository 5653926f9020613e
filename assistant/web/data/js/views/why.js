/** "Why these?": what was understood and what it led to, in plain words. */

import { byId, el, icon } from '../dom.js';
import { capital, chipOf, relaxedText } from '../state/wishes.js';
import { Panel } from './panel.js';

export class Why {
  #panel = new Panel('why');
  #acts;
  #state = null;

  /** @param {Object} acts {say(text)} */
  constructor(acts) {
    this.#acts = acts;
    byId('open-why').addEventListener('click', () => {
      this.#draw();
      this.#panel.open();
    });
  }

  show(state, before) {
    this.#state = state;
    if (this.#panel.isOpen && state.turn !== before?.turn) this.#draw();
  }

  #draw() {
    const { turn, products, session } = this.#state;
    const wishes = turn?.constraints ?? [];
    const relaxed = relaxedText(turn?.relaxed ?? [], wishes);
    this.#panel.fill('Why these?', el('div', { class: 'panel-body' },
      turn?.transcript && el('p', {}, 'You said: ', el('q', { text: turn.transcript })),
      el('p', { class: 'why-head', text: wishes.length ? 'So I looked for' : 'I had no special wishes to go by.' }),
      el('ul', { class: 'why-list' }, ...wishes.map((wish) => this.#wish(wish, session.shop.currency))),
      relaxed && el('p', { class: 'relaxed', text: relaxed }),
      products.some((p) => p.why?.length) && el('p', { class: 'why-head', text: 'What speaks for each' }),
      el('ol', { class: 'why-list' }, ...products.filter((p) => p.why?.length).map((p) => el('li', { class: 'why-item' },
        el('span', {}, p.title, el('small', { text: p.why.join(' ') }))))),
      el('p', { class: 'small-print', text: byWhom(turn) })));
  }

  #wish(wish, currency) {
    const { label, soft, forget } = chipOf(wish, currency);
    const words = wish.words ? `you said “${wish.words}”` : '';
    const told = [soft && 'if possible', words].filter(Boolean).join('; ');
    return el('li', { class: 'why-item' },
      el('span', {}, label, told && el('small', { text: told })),
      forget && el('button', { type: 'button', class: 'tool', 'aria-label': capital(forget), on: { click: () => this.#acts.say(forget) } }, icon('close')));
  }
}

function byWhom(turn) {
  const who = { open: 'A language model put the answer into words', closed: 'A language model put the answer into words' }[turn?.tier];
  return who
    ? `${who}; names, prices and stock come from the shop’s catalog.`
    : 'Names, prices and stock come from the shop’s catalog.';
}
