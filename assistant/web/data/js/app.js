/** The page, put together: events go to the store, the store's state to the views. */

import { Acts } from './acts.js';
import { Api } from './api.js';
import { Microphone } from './audio/microphone.js';
import { Player } from './audio/player.js';
import { byId } from './dom.js';
import { giveUpRooms, renewSession, sessionId, takeToken, withoutRoom } from './keys.js';
import { historyLines } from './state/history.js';
import { mentionedAt, mentions } from './state/mentions.js';
import { Store } from './state/state.js';
import { Talk } from './talk.js';
import { watchTheme } from './theme.js';
import { Link } from './transport/link.js';
import { SocketTransport } from './transport/socket.js';
import { Boards } from './views/boards.js';
import { Button } from './views/button.js';
import { Cards } from './views/cards.js';
import { Cart } from './views/cart.js';
import { Compare } from './views/compare.js';
import { Detail } from './views/detail.js';
import { Lines } from './views/lines.js';
import { Notices } from './views/notices.js';
import { Shelf } from './views/shelf.js';
import { Strip } from './views/strip.js';
import { Why } from './views/why.js';

/** Loudness at which the button's ring is at its widest: close speech. */
const LOUD = 0.12;

const token = takeToken();
const store = new Store();
const api = new Api(token ?? '', sessionId());
const acts = new Acts({ api, store });

const config = await fetch('/v1/web/config').then((answer) => answer.json()).catch(() => ({}));
const player = new Player((heard) => talk.heard(heard));
const link = new Link({
  makeTransport: await transportMaker(),
  onPhase: (change) => {
    store.dispatch({ type: 'page.link', ...change });
    if (change.phase === 'closed') talk.off();  // nobody listens, so the microphone does not either
  },
  onEvent: (event) => {
    talk.onEvent(event);
    if (event.type === 'aisle.session' && event.resumed) remember();
  },
  onOpen: () => {
    talk.configure();
    if (unsent) send();
  },
  probe: () => api.probe(),
});
const microphone = link.transport.microphone ?? new Microphone({
  onFrame: (samples, level) => {
    talk.frame(samples);
    button.level(Math.min(1, level / LOUD));
  },
  onTrouble: (code) => (code === 'microphone_silent' ? store.dispatch({ type: 'page.trouble', code }) : talk.off(code)),
});
const talk = new Talk({ store, link, player, microphone });

const say = (text) => {
  player.wake();
  return talk.type(text);
};
/** Whether what was typed waits in its box for the connection. */
let unsent = false;
const send = () => {
  unsent = awake() && !say(byId('text').value) && byId('text').value.trim() !== '';
  if (awake() && !unsent) byId('text').value = '';
};
const button = new Button({
  press: () => awake() && talk.press(), release: () => awake() && talk.release(), tap: () => awake() && talk.tap(),
});
const open = (id) => {
  acts.clicked(id);
  return detail.open(id);
};
const cards = new Cards({ open, add: (product) => acts.add(product), save: (product) => acts.save(product), choose: (id) => store.dispatch({ type: 'page.chosen', id }) });
const detail = new Detail({ product: (id) => acts.product(id), add: (id, variant) => acts.addVariant(id, variant) });
acts.openDetail = (id, hint) => detail.open(id, hint);
const lines = new Lines();
const strip = new Strip(api);
const views = [
  button, cards, lines, strip,
  new Notices({ dismiss: (code) => store.dispatch({ type: 'page.trouble.over', code }), reconnect: () => link.again() }),
  new Shelf({ say }),
  new Cart({ setQuantity: (line, quantity) => acts.setQuantity(line, quantity), checkout: () => say('checkout') }),
  new Boards({ open: (id) => detail.open(id), unsave: (id, board) => acts.unsave(id, board), refresh: () => acts.refreshBoards() }),
  new Compare({ compare: (ids) => acts.compare(ids), add: (product) => acts.add(cardOf(product)), none: () => store.dispatch({ type: 'page.chosen.none' }) }),
  new Why({ say }),
];
/** When the shopper was done; null once the answer is heard. */
let askedAt = null;
store.listen((state, before) => {
  for (const view of views) view.show(state, before);
  if (state.doing === before.doing) return;
  if (state.doing === 'thinking') askedAt = performance.now();
  if (state.doing !== 'speaking') return;
  requestAnimationFrame(follow);
  if (askedAt !== null) strip.heard(performance.now() - askedAt);
  askedAt = null;
});
for (const view of views) view.show(store.state, null);

byId('dock').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
byId('text').addEventListener('input', () => {
  unsent = false;
});
byId('mute').addEventListener('click', () => {
  const muted = !store.state.muted;
  talk.mute(muted);
  byId('mute').setAttribute('aria-pressed', String(muted));
  byId('mute').querySelector('use').setAttribute('href', muted ? '#i-silent' : '#i-sound');
});
byId('start-over').addEventListener('click', startOver);
watchTheme(byId('theme'));
if (config.voice === false) onlyWrite();
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'd' || event.key === '?') strip.toggle();
  if (event.key === '/') {
    event.preventDefault();
    byId('text').focus();
  }
});
window.addEventListener('hashchange', () => takeToken() && location.reload());

if (token) {
  link.open(api.sessionId);
} else store.dispatch({ type: 'page.link', phase: 'closed', code: 'no_token' });

/** Return whether the shop can be talked to; what was closed for being idle is brought back first. */
function awake() {
  if (store.state.troubles.some((trouble) => trouble.code === 'too_long')) link.again();
  return store.state.link.phase !== 'closed';
}

/** Light up words and cards while the reply sounds. */
function follow() {
  const { reply, ms, sounding } = link.transport.heard ?? player.heard;
  const { lines: said, products } = store.state;
  const line = said.find((each) => each.responseId === reply && each.who === 'shop');
  lines.at(sounding ? reply : null, ms);
  cards.name(sounding && line ? mentionedAt(mentions(line.words, products), line.words, ms) : null);
  if (sounding || store.state.doing === 'speaking') requestAnimationFrame(follow);
}

/** Bring back what was said before a reload. */
async function remember() {
  if (store.state.lines.length) return;
  try {
    const told = await api.history();
    store.dispatch({ type: 'page.history', ...historyLines(told) });
  } catch {
    // A new conversation has none.
  }
}

function startOver() {
  talk.off();
  player.stop();
  api.sessionId = renewSession();
  store.dispatch({ type: 'page.over' });
  link.open(api.sessionId);
}

/** This shop neither listens nor speaks. */
function onlyWrite() {
  store.dispatch({ type: 'page.muted', muted: true });
  for (const id of ['say', 'mute']) byId(id).hidden = true;
  byId('hint').textContent = 'Type what you need, as you would say it.';
  byId('text').placeholder = 'Type here';
  byId('talk').classList.add('written');
}

/** Return a product in full as a card knows it. */
function cardOf(product) {
  const sizes = [...new Set((product.variants ?? []).filter((v) => v.availability.endsWith('stock') && v.availability !== 'out_of_stock').map((v) => v.size).filter(Boolean))];
  return { ...product, sizes_in_stock: sizes };
}

/** Return what makes the transport: WebRTC where the shop has it and it works, else the WebSocket. */
async function transportMaker() {
  if (config.livekit_url && token && !withoutRoom()) {
    const { RoomTransport } = await import('./transport/room.js');
    // A network that lets no WebRTC through, no agent: the page begins again, as the same session.
    const onUnusable = () => giveUpRooms() && location.reload();
    return (told) => new RoomTransport({ api, onUnusable, ...told });
  }
  return (told) => new SocketTransport({ token, ...told });
}
