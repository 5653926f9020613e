/** What was said and what was done, in one order. */

/** Return turns and events as {at, turn} or {at, event} in the order of time. */
export function inOrder(turns, events) {
  const all = [...turns.map((turn) => ({ at: turn.timestamp, turn })), ...events.map((event) => ({ at: event.timestamp, event }))];
  return all.sort((one, other) => String(one.at).localeCompare(String(other.at)) || rank(one) - rank(other));
}

/** Within one millisecond: a session begins, something is said, and then something is done. */
function rank({ event }) {
  if (!event) return 1;
  return event.action_name === 'session_start' ? 0 : 2;
}
