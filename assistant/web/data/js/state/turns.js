/** What is shown: Aisle's own events (docs/protocol.md). */

import { withLine, without } from './lines.js';

const MAX_TIMINGS = 50;

/** Return the state after an event about turns; undefined if it is about something else. */
export function onTurn(state, event) {
  switch (event.type) {
    case 'aisle.session':
      return joined(state, event);
    case 'aisle.turn.committed':
      return committed(state, event);
    case 'aisle.turn.withdrawn':
      return withdrawn(state, event);
    case 'aisle.turn.ended':
      return ended(state, event);
    case 'aisle.cart':
      return { ...state, ...held(event.cart) };
    case 'aisle.boards':
      return { ...state, boards: event.boards ?? [] };
    default:
      return undefined;
  }
}

/** Return {cart, checkoutUrl} of a cart, whether it came bare or with its total. */
export function held(cart) {
  const lines = Array.isArray(cart) ? cart : cart?.lines ?? [];
  return { cart: lines, checkoutUrl: cart?.checkout_url ?? null };
}

function joined(state, event) {
  const shop = { ...state.session.shop, ...present(event.shop) };
  const kept = state.products.length > 0;
  return {
    ...state,
    session: { id: event.session_id ?? state.session.id, resumed: Boolean(event.resumed), shop },
    ...(event.cart && held(event.cart)),
    boards: event.boards ?? state.boards,
    products: kept ? state.products : event.products ?? [],
    turn: state.turn ?? event.turn ?? null,
  };
}

function committed(state, { turn, item_id: itemId, response_id: responseId }) {
  const lines = itemId && turn.transcript
    ? withLine(state.lines, itemId, { text: turn.transcript, live: false })
    : state.lines;
  return { ...shown(state, { ...turn, responseId }), lines };
}

function withdrawn(state, { index, before }) {
  const responseId = state.turn?.index === index ? state.turn.responseId : null;
  const lines = responseId
    ? without(state.lines, (line) => line.who === 'shop' && line.responseId === responseId)
    : state.lines;
  const back = before
    ? shown(state, before)
    : { ...state, turn: null, products: [], fresh: [], links: [], chosen: [] };
  return { ...back, lines, doing: 'listening' };
}

function shown(state, turn) {
  const products = turn.products ?? [];
  const known = new Set(state.products.map((product) => product.id));
  const ids = new Set(products.map((product) => product.id));
  return {
    ...state,
    turn,
    products,
    fresh: products.filter((product) => !known.has(product.id)).map((product) => product.id),
    chosen: state.chosen.filter((id) => ids.has(id)),
    ...(turn.cart && held(turn.cart)),
    boards: turn.boards ?? state.boards,
    links: turn.links ?? [],
  };
}

function ended(state, event) {
  const { index, outcome, heard, tier, cost_usd: costUsd, timings_ms: timingsMs } = event;
  const responseId = state.turn?.index === index ? state.turn.responseId : null;
  const cut = outcome === 'interrupted' ? heard ?? '' : null;
  const lines = state.lines.map((line) =>
    responseId && line.responseId === responseId && line.who === 'shop' && cut !== null
      ? { ...line, cut, live: false }
      : line);
  const timing = { index, outcome, tier, costUsd, ...timingsMs };
  return { ...state, lines, timings: [...state.timings, timing].slice(-MAX_TIMINGS) };
}

function present(values) {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value));
}
