/** Colour words of catalogs as colours of the screen. */

const WORDS = {
  beige: '#d8c3a5', berry: '#8e2a54', black: '#34343a', blue: '#3f6fb5', brown: '#7d5639',
  burgundy: '#7a2436', charcoal: '#4a4d55', coral: '#ee7d66', cream: '#ead9b6', gold: '#c8a04a',
  gray: '#8d929b', grey: '#8d929b', green: '#4d8a5c', lavender: '#a99ad6', 'light blue': '#93bfe3',
  mint: '#8fd0b3', natural: '#c9a777', navy: '#2c3e66', nude: '#d7a88c', olive: '#7b7f45',
  orange: '#e08a3c', pink: '#e493ac', plum: '#6d3b66', purple: '#7c559f', red: '#c0433f',
  sage: '#9cab86', silver: '#b3b9c1', tan: '#bf9468', teal: '#2f8585', tortoise: '#8a5a34',
  white: '#e4e6e9', yellow: '#e6c04d', multicolor: '#8f7bb5', clear: '#c6dbe2',
};

/** For products without a colour: calm, and the same for the same product. */
const CALM = ['#7f8fb0', '#8aa58c', '#c29a7d', '#a78bb0', '#7ba3a8', '#c3a35f'];

/** Return {main, shade, tint, ground} for a colour's name, as CSS colours. */
export function tonesOf(name, seed = '') {
  const main = WORDS[(name ?? '').toLowerCase()] ?? lastWord(name) ?? CALM[hash(seed) % CALM.length];
  const [r, g, b] = parts(main);
  const light = (r * 0.3 + g * 0.59 + b * 0.11) / 255;
  return {
    main,
    shade: mixed(main, '#15151c', light < 0.3 ? 0.45 : 0.24),
    tint: mixed(main, '#ffffff', light < 0.3 ? 0.22 : 0.38),
    line: mixed(main, light < 0.3 ? '#ffffff' : '#15151c', 0.5),
  };
}

/** Return a swatch's colour, or null where the word is not known. */
export function swatch(name) {
  return WORDS[(name ?? '').toLowerCase()] ?? lastWord(name);
}

function lastWord(name) {
  return WORDS[(name ?? '').toLowerCase().split(' ').at(-1)] ?? null;
}

function hash(text) {
  let value = 7;
  for (const sign of text) value = (value * 31 + sign.codePointAt(0)) >>> 0;
  return value;
}

function parts(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function mixed(one, other, share) {
  const b = parts(other);
  return `#${parts(one).map((v, i) => Math.round(v + (b[i] - v) * share).toString(16).padStart(2, '0')).join('')}`;
}
