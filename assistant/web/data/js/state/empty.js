/** What the page knows before it knows anything. */

/** The state before anything happened. */
export function emptyState() {
  return {
    link: { phase: 'closed', attempt: 0, retryAt: null },
    session: { id: null, resumed: false, shop: { name: '', greeting: '', currency: 'USD' } },
    /** 'off', 'asking', 'on' (just talk) or 'held' (while the button is pressed). */
    microphone: 'off',
    muted: false,
    /** What the assistant does: 'idle', 'listening', 'thinking' or 'speaking'. */
    doing: 'idle',
    paused: false,
    /** Bubbles in order: {id, who, text, words, live, cut, responseId}. */
    lines: [],
    /** The response under way or the last one: {id, done, audible}. */
    reply: null,
    /** What is on the screen: the last turn that was committed, or an empty one. */
    turn: null,
    products: [],
    /** Ids of products that were not there the turn before. */
    fresh: [],
    cart: [],
    /** Where to pay for the cart, where the shop says it. */
    checkoutUrl: null,
    boards: [],
    links: [],
    /** Ids chosen to be compared, in the order of choosing. */
    chosen: [],
    troubles: [],
    /** Of turns that ended, for the strip; newest last. */
    timings: [],
    /** What a screen reader is told next: {text, at}. */
    said: null,
  };
}
