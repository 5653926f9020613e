/** What happens on the page itself: clicks, the connection, the microphone, the loudspeaker. */

import { emptyState } from './empty.js';
import { withLine } from './lines.js';
import { OF_LINK, OF_MICROPHONE, trouble, troubleOfError } from './troubles.js';
import { held } from './turns.js';

/** How many products can stand side by side and still be read. */
export const MAX_CHOSEN = 3;

/** Return the state after an event of the page, or an error; undefined if it is another. */
export function onPage(state, event) {
  switch (event.type) {
    case 'page.link':
      return onLink(state, event);
    case 'page.microphone':
      return onMicrophone(state, event);
    case 'page.typed':
      return {
        ...state, doing: 'thinking',
        lines: withLine(state.lines, event.id, { text: event.text, live: false }),
      };
    case 'page.playback':
      return onPlayback(state, event);
    case 'page.muted':
      return { ...state, muted: event.muted };
    case 'page.chosen':
      return { ...state, chosen: chosenAfter(state.chosen, event.id) };
    case 'page.chosen.none':
      return { ...state, chosen: [] };
    case 'page.cart':
      return { ...state, ...held(event.cart) };
    case 'page.boards':
      return { ...state, boards: event.boards };
    case 'page.history':
      return remembered(state, event);
    case 'page.over':
      return { ...emptyState(), muted: state.muted, session: { ...state.session, id: null } };
    case 'page.trouble':
      return { ...state, troubles: withTrouble(state.troubles, trouble(event.code)) };
    case 'page.trouble.over':
      return { ...state, troubles: state.troubles.filter((t) => t.code !== event.code) };
    case 'error':
      return onError(state, event.error ?? {});
    default:
      return undefined;
  }
}

/** What came in the meantime is newer than what was stored. */
function remembered(state, { lines, turn, products, cart, boards }) {
  const newer = state.turn !== null;
  return {
    ...state,
    lines: [...lines, ...state.lines],
    turn: newer ? state.turn : turn,
    products: newer || state.products.length ? state.products : products,
    ...(newer || !cart ? {} : held(cart)),
    boards: newer ? state.boards : boards,
  };
}

function onLink(state, { phase, attempt = 0, retryAt = null, code = null }) {
  const others = state.troubles.filter((t) => !OF_LINK.has(t.code));
  const troubles = code === null ? others : withTrouble(others, trouble(code));
  const doing = phase === 'open' ? state.doing : 'idle';
  return { ...state, link: { phase, attempt, retryAt }, troubles, doing, paused: false };
}

function onMicrophone(state, { phase, code = null }) {
  const others = state.troubles.filter((t) => !OF_MICROPHONE.has(t.code));
  const troubles = code === null ? others : withTrouble(others, trouble(code));
  const doing = phase === 'off' && state.doing === 'listening' ? 'idle' : state.doing;
  return { ...state, microphone: phase, troubles, doing };
}

function onPlayback(state, { responseId, playing }) {
  const reply = state.reply?.id === responseId ? { ...state.reply, audible: playing } : state.reply;
  if (playing) return { ...state, reply, doing: 'speaking' };
  return { ...state, reply, doing: state.doing === 'speaking' ? 'idle' : state.doing };
}

function onError(state, error) {
  const code = troubleOfError(error);
  if (code === null) return state;
  return { ...state, troubles: withTrouble(state.troubles, trouble(code)), doing: state.doing === 'thinking' ? 'idle' : state.doing };
}

function withTrouble(troubles, one) {
  return [...troubles.filter((t) => t.code !== one.code), one];
}

function chosenAfter(chosen, id) {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  return [...chosen, id].slice(-MAX_CHOSEN);
}
