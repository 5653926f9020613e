/** Keeps one transport open: says in which state it is, tries again, and resumes the session. */

import { delayMs, meaningOf } from './backoff.js';

/** An open connection that lasted this long counts as good: the next loss starts over. */
const GOOD_AFTER_MS = 10_000;

export class Link {
  #transport;
  #sessionId = null;
  #attempt = 0;
  #timer = null;
  #openedAt = 0;
  #closed = true;
  /** Why there is no connection; null while one is open, or before the first. */
  #trouble = null;

  /**
   * @param {Object} told
   * @param {(callbacks: Object) => Object} told.makeTransport
   * @param {(change: Object) => void} told.onPhase Takes {phase, attempt, retryAt, code}.
   * @param {(event: Object) => void} told.onEvent
   * @param {() => void} told.onOpen
   * @param {() => Promise<{status: number|null, afterS: number|null}>} told.probe Asks over
   *   HTTP why: a browser is not told the status of a WebSocket that was refused.
   */
  constructor({ makeTransport, onPhase, onEvent, onOpen, probe }) {
    this.onPhase = onPhase;
    this.onOpen = onOpen;
    this.probe = probe;
    this.#transport = makeTransport({
      onOpen: () => this.#opened(),
      onEvent,
      onClose: (code, afterS) => this.#ended(code, afterS),
    });
    window.addEventListener('online', () => this.#closed || this.again());
    window.addEventListener('offline', () => this.#closed || this.onPhase({ phase: 'waiting', code: 'offline' }));
  }

  get transport() {
    return this.#transport;
  }

  /** Connect, and stay connected, as this session. */
  open(sessionId) {
    this.close();
    this.#sessionId = sessionId;
    this.#closed = false;
    this.#attempt = 0;
    this.#trouble = null;
    this.#try();
  }

  /** Try now, whatever the clock says; what outlived a short loss of the network goes on. */
  again() {
    this.#closed = false;
    if (this.#transport.isOpen) this.onPhase({ phase: 'open' });
    else this.#try();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#transport.close();
  }

  #try() {
    clearTimeout(this.#timer);
    const lost = this.#attempt > 1 ? 'reconnecting' : null;
    this.onPhase({ phase: 'connecting', attempt: this.#attempt, code: this.#trouble === 'ending' ? 'ending' : lost });
    this.#transport.open(this.#sessionId);
  }

  #opened() {
    this.#openedAt = performance.now();
    this.#trouble = null;
    this.onPhase({ phase: 'open' });
    this.onOpen();
  }

  async #ended(code, afterS) {
    if (this.#closed) return;
    const asked = code === 1006 ? await this.probe() : { status: null, afterS: null };
    if (this.#closed || this.#transport.isOpen) return;
    const { trouble, again } = meaningOf(code, asked.status);
    // Who said that it restarts is restarting while nobody answers.
    if (trouble !== 'reconnecting' || this.#trouble !== 'ending') this.#trouble = trouble;
    if (!again) {
      this.#closed = true;
      this.onPhase({ phase: 'closed', code: this.#trouble });
      return;
    }
    if (performance.now() - this.#openedAt > GOOD_AFTER_MS && this.#openedAt) this.#attempt = 0;
    this.#openedAt = 0;
    this.#attempt += 1;
    const wait = 1000 * (afterS ?? asked.afterS ?? 0) || delayMs(this.#attempt);
    const told = navigator.onLine === false ? 'offline' : this.#trouble;
    this.onPhase({ phase: 'waiting', attempt: this.#attempt, retryAt: Date.now() + wait, code: told });
    this.#timer = setTimeout(() => this.#try(), wait);
  }
}
