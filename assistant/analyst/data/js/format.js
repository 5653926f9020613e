/** Numbers and times as analysts read them: null is a dash, never 0. */

/** What stands where there was nothing to count. */
export const NOTHING = '–';

/**
 * Fewer than this under a share or a mean are marked: at n = 30 the 95 % interval of a share of
 * one half is still 18 points wide to either side.
 */
export const FEW = 30;

/** Shares below it are told as that: they are not 0. */
const LEAST_SHARE = 0.0001;
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const STEPS = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

/**
 * Return a value in few characters, as charts and tiles show it.
 * @param {number|null} value
 * @param {string|null} unit share, count, usd, ms, per_session, points, ratio or null.
 */
export function short(value, unit = null) {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value !== 'number') return String(value);
  if (unit === 'share') return value !== 0 && Math.abs(value) < LEAST_SHARE ? `< ${LEAST_SHARE * 100} %` : `${digits(value * 100, 3)} %`;
  if (unit === 'points') return `${signed(value * 100, 2)} points`;
  if (unit === 'usd') return `${value < 0 ? '-' : ''}$${money(Math.abs(value))}`;
  if (unit === 'ms') return Math.abs(value) >= 1000 ? `${digits(value / 1000, 3)} s` : `${digits(value, 3)} ms`;
  for (const [step, letter] of STEPS) {
    if (Math.abs(value) >= step) return `${digits(value / step, 3)} ${letter}`;
  }
  return Number.isInteger(value) ? String(value) : digits(value, 3);
}

/** Return a value in full, as tables show it. */
export function full(value, unit = null) {
  if (typeof value === 'number' && (unit === 'count' || Number.isInteger(value)) && !['share', 'usd', 'points'].includes(unit)) {
    return unit === 'ms' ? `${WHOLE.format(value)} ms` : WHOLE.format(value);
  }
  return short(value, unit);
}

/** Return a difference of two values of a unit, with its sign. */
export function difference(value, unit = null) {
  if (value === null || value === undefined) return NOTHING;
  if (unit === 'share') return short(value, 'points');
  return `${value > 0 ? '+' : ''}${short(value, unit)}`;
}

/** Return a probability, as tests give it. */
export function chance(p) {
  if (p === null || p === undefined) return NOTHING;
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** Return how many words like "1 turn", "1,204 turns". */
export function many(count, one, more = `${one}s`) {
  return `${full(count, 'count')} ${count === 1 ? one : more}`;
}

/** Return "too few" where so few say nothing, else an empty text. */
export function few(n) {
  return typeof n === 'number' && n < FEW ? `n = ${n}: too few` : '';
}

/** Return "Nov 3" of a day written YYYY-MM-DD; with the year where it is not this one. */
export function day(iso, year = false) {
  const date = new Date(`${String(iso).slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return String(iso);
  const form = { day: 'numeric', month: 'short', timeZone: 'UTC' };
  if (year) form.year = 'numeric';
  return new Intl.DateTimeFormat('en-US', form).format(date);
}

/** Return "Nov 3, 14:05" of a UTC time. */
export function moment(iso) {
  if (!iso) return NOTHING;
  const date = new Date(/[Z+]|-\d\d:\d\d$/.test(iso.slice(10)) ? iso : `${iso}Z`);
  if (Number.isNaN(date.getTime())) return String(iso);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(date);
  return `${day(date.toISOString())}, ${time}`;
}

/** Return a column's or filter's value in words; null and an empty text are what was not said. */
export function named(value) {
  if (value === null || value === undefined || value === '') return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return String(value).replaceAll('_', ' ');
}

/** Return the day that lies `days` after one written YYYY-MM-DD. */
export function dayAfter(iso, days) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Return how many days two days span, both included. */
export function daysBetween(first, last) {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;
}

function digits(value, significant) {
  if (value === 0) return '0';
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1);
  const decimals = Math.max(0, Math.min(significant - whole, 2));
  const text = value.toFixed(decimals);
  return decimals ? text.replace(/\.?0+$/, '') : text;
}

function signed(value, decimals) {
  const text = value.toFixed(decimals).replace(/\.?0+$/, '');
  if (Number(text) === 0) return '0';
  return value > 0 ? `+${text}` : text;
}

/** At least two digits that are not 0: a turn costs hundredths of cents. */
function money(value) {
  if (value === 0) return '0';
  if (value >= 1000) return WHOLE.format(value);
  if (value >= 1) return value.toFixed(2);
  const zeros = Math.max(0, -Math.floor(Math.log10(value)) - 1);
  return value.toFixed(Math.min(10, Math.max(2, zeros + 2)));
}
