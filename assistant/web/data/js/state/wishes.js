/** The dialogue's state in plain words: what was wished, and what had to be relaxed. */

import { money } from './money.js';

const FORGET = { price: 'the budget', size: 'the size', rating: 'the rating', brand: 'the brand' };

/**
 * Return a wish as a chip shows it.
 * @param {{kind: string, value: any, wanted: boolean, hard: boolean, words: string}} wish
 * @param {string} currency
 * @returns {{key: string, label: string, kind: string, soft: boolean, forget: string|null}}
 *   `forget` is what to say to take it back; null where there are no words for it.
 */
export function chipOf(wish, currency = 'USD') {
  const label = labelOf(wish, currency);
  const key = `${wish.kind}:${JSON.stringify(wish.value)}:${wish.wanted}`;
  return { key, label, kind: wish.kind, soft: !wish.hard, forget: forgetting(wish) };
}

/** Return "No hiking boots in purple. The closest are shown." or null. */
export function relaxedText(relaxed, constraints) {
  if (!relaxed.length) return null;
  const category = constraints.find((c) => c.kind === 'category' && c.wanted);
  const what = category ? category.value : 'match';
  const phrases = relaxed.map((term) => relaxedPhrase(term));
  return `No ${what} ${list(phrases)}. The closest are shown.`;
}

/** Return "a, b and c". */
export function list(items, joining = 'and') {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joining} ${items.at(-1)}`;
}

/** Return `text` with its first letter large. */
export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

function labelOf(wish, currency) {
  const { kind, value, wanted } = wish;
  const not = wanted ? '' : 'Not ';
  switch (kind) {
    case 'price': return not + priceText(value, currency);
    case 'size': return `${not || 'Size '}${not ? 'size ' : ''}${value}`;
    case 'audience': return `${not}${capitalUnless(not, `for ${value}`)}`;
    case 'rating': return `Rated ${value} or more`;
    case 'availability': return value === 'in_stock' ? 'In stock' : capital(plain(value));
    default: return not + capitalUnless(not, plain(value));
  }
}

function capitalUnless(prefix, text) {
  return prefix ? text : capital(text);
}

function plain(value) {
  return String(value).replaceAll('_', ' ');
}

function priceText(value, currency) {
  if (value === null || typeof value !== 'object') return String(value);
  const low = value.low === null ? null : Number(value.low);
  const high = value.high === null ? null : Number(value.high);
  if (low !== null && high !== null) return `${money(low, currency)} to ${money(high, currency)}`;
  if (high !== null) {
    // "Under 150" is kept as at most 149.99.
    const under = String(value.high).endsWith('.99');
    return under ? `Under ${money(Math.round(high + 0.01), currency)}` : `Up to ${money(high, currency)}`;
  }
  return low === null ? 'Any price' : `From ${money(low, currency)}`;
}

function forgetting(wish) {
  if (wish.kind === 'availability') return null;
  if (wish.kind === 'price') return 'forget the budget';
  if (FORGET[wish.kind]) return `forget ${wish.kind === 'brand' ? wish.value : FORGET[wish.kind]}`;
  return `forget ${plain(wish.value)}`;
}

function relaxedPhrase({ field, value }) {
  switch (field) {
    case 'size': return `in size ${value}`;
    case 'colour': return `in ${value}`;
    case 'material': return `of ${value}`;
    case 'brand': return `by ${value}`;
    case 'audience': return `for ${value}`;
    case 'price': return 'at that price';
    default: return `that are ${plain(value)}`;
  }
}
