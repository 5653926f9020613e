/** What stands over the cards: a title, the wishes as chips, what was relaxed; or the welcome. */

import { picture } from '../art/picture.js';
import { byId, el, fill, icon, keyed, setText } from '../dom.js';
import { capital, chipOf, relaxedText } from '../state/wishes.js';

const SUGGESTIONS = ['Waterproof hiking boots under $150', 'A birthday gift under $40', 'Something warm for winter', 'What do I need for camping?'];

/** Shown beside the greeting: what a shop has, drawn. */
const PARADE = [['hiking boots', 'tan'], ['table lamps', 'teal'], ['backpacks', 'olive'], ['armchairs', 'coral'], ['headphones', 'navy'], ['vases', 'cream']];

export class Shelf {
  #acts;

  /** @param {Object} acts {say(text)} */
  constructor(acts) {
    this.#acts = acts;
    fill(byId('parade'), PARADE.map(([category, colour]) => picture({ title: '', category, colours: [colour] })));
    this.#suggest(SUGGESTIONS);
  }

  show(state, before) {
    if (state.session !== before?.session) this.#greet(state.session.shop);
    if (state.turn === before?.turn && state.products === before?.products && state.session === before?.session && state.lines.length === before?.lines.length) return;
    const empty = state.products.length === 0 && !state.turn?.constraints?.length;
    byId('welcome').hidden = !empty;
    byId('shelf').hidden = !byId('welcome').hidden;
    setText(byId('stage-title'), titleOf(state));
    byId('open-why').hidden = state.turn === null || state.products.length === 0;
    this.#wishes(state);
    const relaxed = relaxedText(state.turn?.relaxed ?? [], state.turn?.constraints ?? []);
    byId('relaxed').hidden = relaxed === null;
    setText(byId('relaxed'), relaxed ?? '');
    fill(byId('links'), state.links.filter(isSafe).map(link));
  }

  #greet({ name, greeting, suggestions }) {
    if (name) {
      setText(byId('shop'), name);
      document.title = name;
    }
    if (greeting) setText(byId('greeting'), greeting);
    if (suggestions?.length) this.#suggest(suggestions);
  }

  #suggest(texts) {
    fill(byId('suggestions'), texts.map((text) => el('li', {},
      el('button', { type: 'button', class: 'suggestion', text, on: { click: () => this.#acts.say(text) } }))));
  }

  #wishes(state) {
    const chips = (state.turn?.constraints ?? []).map((wish) => chipOf(wish, state.session.shop.currency));
    keyed(byId('wishes'), chips, (chip) => chip.key, (chip) => this.#chip(chip), () => {});
  }

  #chip({ label, soft, forget }) {
    return el('li', { class: `wish${soft ? ' soft' : ''}${forget ? '' : ' fixed'}`, 'data-testid': 'wish' },
      el('span', {}, label, soft && el('span', { class: 'unseen', text: ' if possible' })),
      forget && el('button', { type: 'button', 'aria-label': `${capital(forget)}`, title: capital(forget), 'data-testid': 'forget', on: { click: () => this.#acts.say(forget) } }, icon('close')));
  }
}

function titleOf({ products, turn }) {
  if (!products.length) return 'Nothing to show for that';
  const category = turn?.constraints?.find((c) => c.kind === 'category' && c.wanted)?.value;
  const fits = category && products.every((p) => !p.category || p.category === category);
  if (fits) return capital(String(category));
  return products.length === 1 ? nameOfOne(products[0]) : `${products.length} things for you`;
}

function nameOfOne({ title }) {
  return title;
}

const LINKS = { checkout: 'Go to checkout', policy: 'Read the full policy', order: 'See your order', contact: 'Contact the shop' };

function isSafe({ url }) {
  return /^(https?:\/\/|\/(?!\/))/.test(url ?? '');
}

function link({ kind, url }) {
  const style = kind === 'checkout' ? 'firm' : 'plain';
  return el('a', { class: style, href: url, target: '_blank', rel: 'noopener noreferrer', text: LINKS[kind] ?? 'Open the page', 'data-testid': `link-${kind}` });
}
