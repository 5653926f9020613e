/** What was said before a reload, from the stored session. */

/**
 * Return {lines, turn, products, cart, boards} of a session as GET /v1/sessions/{id} tells it.
 * @param {Object} told
 */
export function historyLines(told) {
  const turns = told.turns ?? [];
  const last = turns.at(-1);
  const lines = turns.flatMap((turn, index) => [
    turn.transcript && line(`past-${index}-you`, 'shopper', turn.transcript, null),
    turn.reply && line(`past-${index}-shop`, 'shop', turn.reply, turn.outcome === 'interrupted' ? turn.heard ?? '' : null),
  ].filter(Boolean));
  const turn = last && {
    index: last.turn, transcript: last.transcript, relaxed: last.relaxed ?? [], tier: last.tier,
    constraints: told.state?.constraints ?? [], responseId: null,
  };
  return { lines, turn: turn ?? null, products: told.products ?? [], cart: told.cart, boards: told.boards ?? [] };
}

function line(id, who, text, cut) {
  return { id, who, text, words: [], live: false, cut, responseId: null };
}
