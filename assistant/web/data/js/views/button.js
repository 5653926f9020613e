/** The button that listens: a tap switches talking on and off, a hold talks while it lasts. */

import { byId, setText } from '../dom.js';

const HINTS = {
  off: 'Tap to talk, or hold while you speak',
  asking: 'Your browser asks for the microphone',
  held: 'Let go when you are done',
  idle: 'Go ahead, I’m listening',
  listening: 'Listening',
  thinking: 'One moment',
  speaking: 'Just talk to interrupt',
};

/** Which keys press the button while it has the focus. */
const KEYS = new Set([' ', 'Enter']);

export class Button {
  #button = byId('mic');
  #acts;
  #byKeys = null;
  #handled = 0;

  /** @param {Object} acts {press(), release(), tap()} */
  constructor(acts) {
    this.#acts = acts;
    this.#button.addEventListener('pointerdown', (event) => this.#down(event));
    for (const name of ['pointerup', 'pointercancel']) {
      this.#button.addEventListener(name, () => this.#up());
    }
    this.#button.addEventListener('contextmenu', (event) => event.preventDefault());
    this.#button.addEventListener('keydown', (event) => this.#key(event));
    this.#button.addEventListener('keyup', (event) => {
      if (event.key === this.#byKeys) this.#up();
    });
    this.#button.addEventListener('blur', () => this.#up());
    this.#button.addEventListener('click', () => {
      // A screen reader clicks without pressing.
      if (performance.now() - this.#handled > 1000) this.#acts.tap();
    });
  }

  show(state, before) {
    if (state.microphone === before?.microphone && state.doing === before?.doing) return;
    const { microphone, doing } = state;
    this.#button.dataset.phase = microphone;
    this.#button.dataset.doing = doing;
    const on = microphone === 'on' || microphone === 'held';
    this.#button.setAttribute('aria-pressed', String(on));
    setText(byId('mic-name'), on ? 'Stop listening' : 'Talk');
    const hint = microphone === 'on' || (microphone === 'off' && doing === 'speaking') ? HINTS[doing] : HINTS[microphone];
    setText(byId('mic-hint'), microphone === 'off' && doing === 'speaking' ? 'Tap or type to interrupt' : hint);
    this.#button.querySelector('use').setAttribute('href', microphone === 'on' ? '#i-stop' : '#i-mic');
  }

  /** Show how loud the shopper is: 0 to 1. */
  level(value) {
    this.#button.style.setProperty('--level', value.toFixed(2));
  }

  #down(event) {
    if (event.button !== 0) return;
    this.#button.setPointerCapture?.(event.pointerId);
    this.#begin();
  }

  #key(event) {
    if (!KEYS.has(event.key)) return;
    event.preventDefault();
    if (event.repeat || this.#byKeys !== null) return;
    this.#byKeys = event.key;
    this.#begin();
  }

  #begin() {
    this.#handled = performance.now();
    this.pressed = true;
    this.#acts.press();
  }

  #up() {
    this.#byKeys = null;
    if (!this.pressed) return;
    this.pressed = false;
    this.#handled = performance.now();
    this.#acts.release();
  }
}
