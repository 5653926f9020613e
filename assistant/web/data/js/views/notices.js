/** Trouble in words, the state of the connection, and what a screen reader is told. */

import { byId, el, icon, keyed, setText } from '../dom.js';
import { list } from '../state/wishes.js';

const PHASES = { open: 'Connected', connecting: 'Connecting', waiting: 'Reconnecting', closed: 'Not connected' };

/** How long a passing trouble stays to be read. */
const READ_MS = 9000;

export class Notices {
  #acts;

  /** @param {Object} acts {dismiss(code), reconnect()} */
  constructor(acts) {
    this.#acts = acts;
  }

  show(state, before) {
    if (state.link !== before?.link) this.#link(state.link);
    if (state.troubles !== before?.troubles) {
      keyed(byId('notices'), state.troubles, (t) => t.code, (t) => this.#make(t), () => {});
    }
    this.#announce(state, before);
  }

  /** Tell a screen reader what it would miss; the voice says the reply itself. */
  #announce(state, before) {
    const { muted, products, said } = state;
    if (muted && said !== before?.said && said?.who === 'shop') setText(byId('announce'), said.text);
    else if (products !== before?.products && products.length) {
      const names = products.slice(0, muted ? 3 : 1).map((p) => p.title);
      setText(byId('announce'), `${products.length} shown, ${muted ? '' : 'first '}${list(names)}`);
    }
  }

  #link({ phase }) {
    const element = byId('link');
    element.dataset.phase = phase;
    const told = el('span', { text: PHASES[phase] });
    element.replaceChildren(told);
  }

  #make(trouble) {
    if (!trouble.lasting) setTimeout(() => this.#acts.dismiss(trouble.code), READ_MS);
    return el('div', { class: 'notice', 'data-testid': 'notice', 'data-code': trouble.code },
      el('p', {}, el('strong', { text: `${trouble.title}. ` }), trouble.advice),
      trouble.action === 'reconnect' && el('button', { type: 'button', class: 'plain', text: 'Reconnect now', on: { click: () => this.#acts.reconnect() } }),
      el('button', { type: 'button', class: 'tool', 'aria-label': 'Close this message', on: { click: () => this.#acts.dismiss(trouble.code) } }, icon('close')));
  }
}
