/** When to try again after a connection was lost. Pure. */

const FIRST_MS = 400;
const LONGEST_MS = 20_000;

/**
 * Return how long to wait before an attempt.
 * @param {number} attempt From 1.
 * @param {number} [chance] 0 to 1: spreads clients that were all cut off at once.
 */
export function delayMs(attempt, chance = Math.random()) {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + 0.5 * chance));
}

/**
 * Say what the end of a connection means.
 * @param {number} code Of the close frame; 1006 is a connection that broke or never was.
 * @param {number|null} status Of an HTTP request that asked why; null if none could be made.
 * @returns {{trouble: string, again: boolean}} `again`: try by ourselves.
 */
export function meaningOf(code, status) {
  if (code in CODES) return CODES[code];
  if (code === 1006 && status !== null) {
    if (status === 401) return CODES[4401];
    if (status === 403) return CODES[4403];
    if (status === 429) return { trouble: 'busy', again: true };
    if (status === 503) return { trouble: 'ending', again: true };
  }
  return { trouble: 'reconnecting', again: true };
}

const CODES = {
  1001: { trouble: 'ending', again: true },
  1012: { trouble: 'ending', again: true },
  1013: { trouble: 'busy', again: true },
  4001: { trouble: 'too_long', again: false },
  4002: { trouble: 'too_long', again: false },
  4003: { trouble: 'elsewhere', again: false },
  4004: { trouble: 'reconnecting', again: true },
  4005: { trouble: 'reconnecting', again: true },
  4006: { trouble: 'used_up', again: false },
  4401: { trouble: 'expired', again: false },
  4403: { trouble: 'forbidden', again: false },
};
