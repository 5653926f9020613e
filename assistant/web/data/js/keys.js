/** The token and the session's id: where the page keeps them between reloads. */

const TOKEN = 'aisle.token';
const SESSION = 'aisle.session';
const NO_ROOM = 'aisle.no-room';

/**
 * Return the token of the address's fragment, which is then taken out of the address bar and
 * the history; or the one that this tab kept. Null without one.
 */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    keep(sessionStorage, TOKEN, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return given ?? kept(sessionStorage, TOKEN);
}

/** Return the id of the conversation that this browser was in, or a new one. */
export function sessionId() {
  const id = kept(localStorage, SESSION) ?? newId();
  keep(localStorage, SESSION, id);
  return id;
}

/** Begin another conversation; return its id. */
export function renewSession() {
  const id = newId();
  keep(localStorage, SESSION, id);
  return id;
}

/** Return whether rooms did not work for this tab: it talks through the WebSocket then. */
export function withoutRoom() {
  return kept(sessionStorage, NO_ROOM) !== null;
}

/** Keep in mind that rooms do not work here; return whether that could be kept. */
export function giveUpRooms() {
  keep(sessionStorage, NO_ROOM, 'yes');
  return withoutRoom();
}

/** Return a random id; works on pages that are not secure too. */
export function newId(prefix = 'page') {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${prefix}_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Return what was kept under `key`, or null; storage may be switched off. */
export function kept(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep `value` under `key`, where the browser lets us. */
export function keep(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {
    // Then it holds for this page only.
  }
}
