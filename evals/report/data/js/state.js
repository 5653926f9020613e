// What is looked at, kept in the address: #verdict=failed&tag=cart&trial=boots-1%230@typed&turn=2

export const FILTERS = ["verdict", "tag", "condition", "measure", "cause", "tier", "change", "scenario", "slower", "q"];

let current = parsed();
const listeners = [];

function parsed() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** The state: names to text. */
export function state() {
  return current;
}

/** The address of a state. */
export function hashOf(values) {
  const parts = Object.entries(values).filter(([, v]) => v !== "" && v !== null && v !== undefined);
  return "#" + parts.map(([k, v]) => `${k}=${encodeURIComponent(v).replaceAll("%40", "@")}`).join("&");
}

/** The address of the present state with some of it changed; null takes a value away. */
export function hashWith(changes) {
  return hashOf({...current, at: null, ...changes});
}

/** Change a part of the state. Typing replaces the entry of the history, all else adds one. */
export function change(changes, replaces = false) {
  const hash = hashWith(changes);
  if (hash === location.hash || (hash === "#" && location.hash === "")) return;
  if (replaces) {
    history.replaceState(null, "", hash);
    heard();
  } else location.hash = hash;
}

/** Call `listener(state, before)` when the state changes. */
export function onChange(listener) {
  listeners.push(listener);
}

function heard() {
  const before = current;
  current = parsed();
  for (const listener of listeners) listener(current, before);
}

addEventListener("hashchange", heard);
