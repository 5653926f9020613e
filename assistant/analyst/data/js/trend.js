/** By how much more or less something is asked for, where that can be told. */

import { NOTHING, few, full } from './format.js';

/**
 * Return a trend in words: up, down and new only where the 95 % interval leaves "as before" out.
 * Up and down are words and an arrow, never a colour alone.
 */
export function trendText({ trend, trend_low: low, trend_high: high, trend_told: told, sessions }) {
  if (told === 'grouping') return 'not yet: still grouping';
  if (told === 'nothing_before') return `${NOTHING} (nothing before)`;
  if (told === 'too_few') return few(sessions) || 'too few';
  if (told === 'new') return '↑ new';
  const range = typeof low === 'number' ? `${percent(low)} to ${percent(high)}` : '';
  if (told === 'up' || told === 'down') return `${told === 'up' ? '↑ up' : '↓ down'} ${full(Math.abs(trend), 'share')} (${range})`;
  return `cannot tell${range && ` (${range})`}`;
}

function percent(value) {
  if (typeof value !== 'number') return 'any';
  return `${value > 0 ? '+' : ''}${(100 * value).toFixed(Math.abs(value) < 0.01 ? 1 : 0)} %`;
}
