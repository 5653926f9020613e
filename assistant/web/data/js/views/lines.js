/** The conversation: bubbles, the words that sound now, what was cut off. */

import { byId, el, fill, keyed } from '../dom.js';
import { heardLength } from '../state/lines.js';

/** A longer gap is a pause between sentences. */
const BETWEEN_WORDS_MS = 200;

export class Lines {
  #list = byId('lines');
  #talk = byId('talk');
  #sounding = null;

  constructor() {
    byId('history').addEventListener('click', () => {
      const whole = this.#talk.classList.toggle('whole');
      byId('history').setAttribute('aria-expanded', String(whole));
      this.#toEnd();
    });
  }

  show(state, before) {
    if (state.lines === before?.lines && state.doing === before?.doing) return;
    this.#talk.classList.toggle('bare', state.lines.length === 0);
    const waits = state.doing === 'thinking' && state.lines.at(-1)?.who === 'shopper';
    const items = waits ? [...state.lines, { id: ' thinking', who: 'thinking' }] : state.lines;
    keyed(this.#list, items, (line) => line.id, make, (element, line, index) => {
      if (element.line !== line) draw(element, line);
      // What a phone shows while the conversation is folded.
      element.classList.toggle('recent', index >= items.length - (waits ? 2 : 1));
    });
    if (state.lines !== before?.lines) this.#toEnd();
  }

  /**
   * Mark the words of a reply that were said by now.
   * @param {string|null} responseId Null: nothing sounds.
   * @param {number} ms Of the reply's sound.
   */
  at(responseId, ms) {
    const element = responseId && [...this.#list.children].find((e) => e.line?.responseId === responseId && e.line.who === 'shop');
    if (this.#sounding && this.#sounding !== element) this.#sounding.classList.remove('sounding');
    this.#sounding = element || null;
    if (!element) return;
    element.classList.add('sounding');
    const { words } = element.line;
    element.querySelectorAll('.word').forEach((span, index) => {
      const word = words[index];
      if (!word) return;
      span.classList.toggle('said', word.start_ms <= ms);
      span.classList.toggle('now', word.start_ms <= ms && ms < endOf(word, words[index + 1]));
    });
  }

  #toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/** Return until when a word is lit: over the short gap before the next, so that it does not flicker. */
function endOf(word, next) {
  return next && next.start_ms - word.end_ms < BETWEEN_WORDS_MS ? next.start_ms : word.end_ms;
}

function make(line) {
  if (line.who === 'thinking') {
    return el('li', { class: 'thinking recent', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  }
  const testId = line.who === 'shop' ? 'line-shop' : 'line-shopper';
  return el('li', { class: `line ${line.who}`, 'data-testid': testId });
}

function draw(element, line) {
  element.line = line;
  if (line.who === 'thinking') return;
  element.classList.toggle('live', Boolean(line.live) && line.who === 'shopper');
  const speaker = el('span', { class: 'unseen', text: line.who === 'shop' ? 'Assistant: ' : 'You: ' });
  if (line.cut !== null) fill(element, speaker, ...cutText(line));
  else if (line.words.length) fill(element, speaker, ...wordSpans(line));
  else if (element.lastChild?.nodeType === Node.TEXT_NODE && element.childNodes.length === 2) setNode(element.lastChild, line.text);
  else fill(element, speaker, document.createTextNode(line.text));
}

/** Return the words as spans, and what of the text has no times yet after them. */
function wordSpans({ words, text }) {
  const timed = words.map((word) => word.text).join('');
  const rest = plain(text).startsWith(plain(timed)) ? restOf(text, timed) : '';
  return [...words.map((word) => el('span', { class: 'word', text: word.text })), document.createTextNode(rest)];
}

function restOf(text, timed) {
  return text.slice(heardLength(text, timed));
}

function cutText({ text, cut }) {
  const heard = heardLength(text, cut);
  const rest = text.slice(heard).trim();
  return [`${text.slice(0, heard).trim()} `, rest && el('span', { class: 'unheard' },
    el('span', { class: 'unseen', text: 'not spoken: ' }), rest)];
}

function setNode(node, text) {
  if (node.nodeValue !== text) node.nodeValue = text;
}

function plain(text) {
  return text.replace(/\s+/g, ' ').trim();
}

