/** Which product a spoken word is about, so that its card lights up while it is named. */

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/**
 * Say which products the words of a reply name, and from which word on.
 * @param {Array<{text: string}>} words In order.
 * @param {Array<{id: string, title: string, brand?: string}>} products As on the screen.
 * @returns {Array<{word: number, id: string}>} In order of the words.
 */
export function mentions(words, products) {
  const spoken = words.map((word) => plain(word.text));
  const names = products.map((product) => plainTitle(product));
  const sharedBrands = counted(names.map((name) => name[0]));
  const found = [];
  for (let at = 0; at < spoken.length; at += 1) {
    const index = named(spoken, at, names, sharedBrands) ?? ordinal(spoken, at, products.length);
    if (index === null || index === undefined) continue;
    const id = products[index].id;
    if (found.at(-1)?.id !== id) found.push({ word: at, id });
  }
  return found;
}

/** Return the id of the product that is spoken of at `ms` of the reply's sound, or null. */
export function mentionedAt(found, words, ms) {
  let id = null;
  for (const mention of found) {
    if (words[mention.word].start_ms > ms) break;
    id = mention.id;
  }
  return id;
}

function named(spoken, at, names, sharedBrands) {
  let best = null;
  let most = 0;
  names.forEach((name, index) => {
    if (!name.length || spoken[at] !== name[0]) return;
    const length = lengthOf(spoken, at, name);
    const enough = length > 1 || sharedBrands.get(name[0]) === 1;
    if (enough && length > most) [best, most] = [index, length];
  });
  return best;
}

/** Return how many words from `at` on name it: a reply leaves words of long titles out. */
function lengthOf(spoken, at, name) {
  let length = 1;
  let place = 1;
  while (at + length < spoken.length) {
    const next = name.indexOf(spoken[at + length], place);
    if (next < 0) break;
    place = next + 1;
    length += 1;
  }
  return length;
}

function ordinal(spoken, at, count) {
  const place = ORDINALS.indexOf(spoken[at]);
  const follows = spoken[at - 1] === 'the' && spoken[at + 1] === 'one';
  return follows && place >= 0 && place < count ? place : null;
}

function plainTitle(product) {
  return product.title.split(/\s+/).map(plain).filter(Boolean);
}

function plain(text) {
  return text.toLowerCase().replace(/['’]s\b/g, '').replace(/[^\p{L}\p{N}]/gu, '');
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
