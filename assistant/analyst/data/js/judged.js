/** What may be said of a change between two stretches of days. */

/** Of 95 %, both sides. */
const WIDTH = 1.96;
/** A change of less than this part of what was is none that anybody would act on. */
const SLIGHT = 0.005;

/**
 * Say "better", "worse" or "cannot tell" of a share; of anything else '', since its spread is not known here.
 * Turns are taken as independent, which makes chance look smaller than it is: "cannot tell" is sure, the others are hints.
 * @param {{value: number, n: number}} now
 * @param {{value: number, n: number}} before
 * @param {string|null} better Which way is better: "higher", "lower" or null.
 */
export function judged(now, before, unit, better) {
  if (!better || unit !== 'share' || !now.n || !before.n) return '';
  const all = (now.value * now.n + before.value * before.n) / (now.n + before.n);
  const chance = WIDTH * Math.sqrt(all * (1 - all) * (1 / now.n + 1 / before.n));
  const change = now.value - before.value;
  if (Math.abs(change) <= chance) return 'cannot tell';
  return (change > 0) === (better === 'higher') ? 'better' : 'worse';
}

/** Return whether a mean, a sum of money or a time is as it was, for what anybody would do about it. */
export function isSlight(change, before, unit) {
  return unit !== 'share' && unit !== 'count' && Math.abs(change) < SLIGHT * Math.abs(before);
}
