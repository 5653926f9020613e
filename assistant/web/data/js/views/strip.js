/** Timings for developers: how long each step of the last turn took, and what it cost. */

import { byId, el, fill } from '../dom.js';

const EVERY_MS = 5000;

export class Strip {
  #strip = byId('strip');
  #api;
  #roundTrip = null;
  #heardMs = null;
  #timer = null;
  #state = null;

  constructor(api) {
    this.#api = api;
  }

  toggle() {
    this.#strip.hidden = !this.#strip.hidden;
    clearInterval(this.#timer);
    if (this.#strip.hidden) return;
    this.#timer = setInterval(() => this.#measure(), EVERY_MS);
    this.#measure();
    this.#draw();
  }

  /** Take how long after the shopper's last event the first sound was heard here. */
  heard(ms) {
    this.#heardMs = ms;
    this.#draw();
  }

  show(state, before) {
    this.#state = state;
    if (state.timings !== before?.timings) this.#draw();
  }

  async #measure() {
    this.#roundTrip = await this.#api.roundTripMs();
    this.#draw();
  }

  #draw() {
    if (this.#strip.hidden || !this.#state) return;
    const last = this.#state.timings.at(-1) ?? {};
    fill(this.#strip, [
      ['words', inMs(last.final_transcript_ms)], ['commit', inMs(last.turn_committed_ms)], ['products', inMs(last.products_ms)],
      ['first words', inMs(last.first_reply_text_ms)], ['first audio', inMs(last.first_audio_ms)], ['heard here', inMs(this.#heardMs)],
      ['tier', last.tier ?? '–'], ['cost', last.costUsd === undefined ? '–' : `$${last.costUsd.toFixed(5)}`], ['round trip', inMs(this.#roundTrip)],
    ].map(([name, value]) => el('span', {}, `${name} `, el('b', { text: value }))));
  }
}

function inMs(value) {
  return value === null || value === undefined ? '–' : `${Math.round(value)} ms`;
}
