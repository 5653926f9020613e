/** What the page knows, and how an event changes it. Pure: no clock, no page, no network. */

import { onConversation } from './conversation.js';
import { emptyState } from './empty.js';
import { onPage } from './page.js';
import { onTurn } from './turns.js';

/**
 * Return the state after an event.
 * @param {Object} state
 * @param {Object} event Of the server, or of the page ("page.*").
 */
export function reduce(state, event) {
  return onPage(state, event) ?? onTurn(state, event) ?? onConversation(state, event) ?? state;
}

/** Holds the state and tells who listens; each listener gets (state, before). */
export class Store {
  #state = emptyState();
  #listeners = new Set();

  get state() {
    return this.#state;
  }

  /** Call `listener` after every change; returns what ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Take an event. */
  dispatch(event) {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    for (const listener of this.#listeners) listener(this.#state, before);
  }
}
