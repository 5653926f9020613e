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
    if (state.said !== before?.said && state.said?.who === 'shop') setText(byId('announce'), state.said.text);
    else if (state.products !== before?.products && state.products.length && state.doing !== 'speaking') {
      const names = state.products.slice(0, 3).map((p) => p.title);
      setText(byId('announce'), `${state.products.length} shown: ${list(names)}`);
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
