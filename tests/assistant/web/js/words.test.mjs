/** The page's words: wishes, money, trouble, which product is spoken of, which drawing fits. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { tonesOf } from '../../../../assistant/web/data/js/art/colours.js';
import { HOME } from '../../../../assistant/web/data/js/art/home.js';
import { drawingOf } from '../../../../assistant/web/data/js/art/kinds.js';
import { THINGS } from '../../../../assistant/web/data/js/art/things.js';
import { WORN } from '../../../../assistant/web/data/js/art/worn.js';
import { mentionedAt, mentions } from '../../../../assistant/web/data/js/state/mentions.js';
import { money, total } from '../../../../assistant/web/data/js/state/money.js';
import { trouble, troubleOfMicrophone } from '../../../../assistant/web/data/js/state/troubles.js';
import { chipOf, relaxedText } from '../../../../assistant/web/data/js/state/wishes.js';
import { delayMs, meaningOf } from '../../../../assistant/web/data/js/transport/backoff.js';

const wish = (kind, value, more = {}) => ({ kind, value, wanted: true, hard: true, words: '', ...more });

test('wishes are told and taken back in plain words', () => {
  assert.deepEqual(['Under $150', 'forget the budget'], pick(chipOf(wish('price', { low: null, high: '149.99' }))));
  assert.deepEqual(['$50 to $80', 'forget the budget'], pick(chipOf(wish('price', { low: '50', high: '80' }))));
  assert.deepEqual(['Purple', 'forget purple'], pick(chipOf(wish('colour', 'purple'))));
  assert.deepEqual(['Not leather', 'forget leather'], pick(chipOf(wish('material', 'leather', { wanted: false }))));
  assert.deepEqual(['Size 8', 'forget the size'], pick(chipOf(wish('size', '8'))));
  assert.deepEqual(['For women', 'forget women'], pick(chipOf(wish('audience', 'women'))));
  assert.deepEqual(['In stock', null], pick(chipOf(wish('availability', 'in_stock'))));
  assert.equal(chipOf(wish('colour', 'red', { hard: false })).soft, true);
});

test('what was relaxed is one sentence', () => {
  const constraints = [wish('category', 'tents')];
  assert.equal(relaxedText([{ field: 'colour', value: 'purple' }], constraints), 'No tents in purple. The closest are shown.');
  assert.equal(relaxedText([], constraints), null);
});

test('money is written as the locale does, in whole cents', () => {
  assert.equal(money(97, 'USD', 'en-US'), '$97');
  assert.equal(money('97.5', 'USD', 'en-US'), '$97.50');
  assert.match(money(1234.5, 'EUR', 'de-DE'), /1\.234,50\s€/);
  assert.equal(money(5, 'NOPE', 'en-US'), '5 NOPE');
  assert.equal(total([{ unit_price: 0.1, quantity: 1 }, { unit_price: 0.2, quantity: 1 }]), 0.3);
});

test('the card that is spoken of is found by name and by place', () => {
  const products = [{ id: 'a', title: 'Oddfell Sedge Trek Boot' }, { id: 'b', title: "Oddfell Heath Women's Boot" }, { id: 'c', title: 'Brackmoor Cascade Boot' }];
  const words = 'The Oddfell Sedge is $99, the Brackmoor $97, and the second one $80.'.split(' ').map((text, i) => ({ text: `${text} `, start_ms: i * 100, end_ms: i * 100 + 90 }));
  const found = mentions(words, products);
  assert.deepEqual(found.map((m) => m.id), ['a', 'c', 'b']);
  assert.equal(mentionedAt(found, words, 50), null);
  assert.equal(mentionedAt(found, words, 350), 'a');
  assert.equal(mentionedAt(found, words, 99999), 'b');
  const long = [{ id: 'a', title: 'Skillando Anise Copper Frying Pan' }, { id: 'b', title: 'Skillando Caper Cutting Board' }];
  const short = 'The Skillando Frying Pan, the Skillando Cutting Board.'.split(' ').map((text) => ({ text, start_ms: 0 }));
  assert.deepEqual(mentions(short, long), [{ word: 1, id: 'a' }, { word: 5, id: 'b' }]);
  assert.deepEqual(mentions([{ text: 'Oddfell ', start_ms: 0 }], products), [], 'a brand that two share names neither');
});

test('every kind of the sample catalog has a drawing that exists', () => {
  const drawings = { ...WORN, ...HOME, ...THINGS };
  const categories = readFileSync(process.env.AISLE_CATEGORIES, 'utf8').trim().split('\n');
  assert.ok(categories.length > 100);
  const missing = categories.filter((c) => !(drawingOf(c) in drawings) || drawingOf(c) === 'parcel');
  assert.deepEqual(missing, []);
  assert.equal(drawingOf('unheard-of things', ''), 'parcel');
  const wrong = { headphones: 'headphones', teethers: 'ring', kettlebells: 'kettlebell', 'electric kettles': 'kettle', 'wine glasses': 'glass', sunglasses: 'glasses', 'bike locks': 'lock', 'wall clocks': 'clock', 'building blocks': 'blocks', 'desk lamps': 'desklamp', 'baby monitors': 'speaker', monitors: 'screen' };
  for (const [category, drawing] of Object.entries(wrong)) assert.equal(drawingOf(category), drawing, category);
});

test('a product without a colour always has the same one', () => {
  assert.deepEqual(tonesOf(undefined, 'x-1'), tonesOf(null, 'x-1'));
  assert.equal(tonesOf('Light Blue').main, tonesOf('light blue').main);
});

test('every trouble says what to do', () => {
  for (const code of ['denied', 'no_microphone', 'microphone_busy', 'insecure', 'offline', 'expired', 'busy', 'elsewhere']) {
    const { title, advice } = trouble(code);
    assert.ok(title.length > 8 && advice.length > 8, code);
  }
  assert.equal(trouble('never heard of').code, 'server');
  assert.equal(troubleOfMicrophone({ name: 'NotAllowedError' }), 'denied');
  assert.equal(troubleOfMicrophone({ name: 'NotReadableError' }), 'microphone_busy');
});

test('tries come slower and slower, and never where trying cannot help', () => {
  const longest = Array.from({ length: 12 }, (_, i) => delayMs(i + 1, 1));
  assert.deepEqual(longest, [...longest].sort((a, b) => a - b));
  assert.equal(longest.at(-1), 20_000);
  assert.ok(delayMs(3, 0) >= delayMs(3, 1) / 2);
  assert.deepEqual(meaningOf(4003, null), { trouble: 'elsewhere', again: false });
  assert.deepEqual(meaningOf(1006, 401), { trouble: 'expired', again: false });
  assert.deepEqual(meaningOf(1006, 429), { trouble: 'busy', again: true });
  assert.deepEqual(meaningOf(1006, null), { trouble: 'reconnecting', again: true });
});

function pick({ label, forget }) {
  return [label, forget];
}
