/** The page's state: what events of the protocol make of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyState } from '../../../../assistant/web/data/js/state/empty.js';
import { historyLines } from '../../../../assistant/web/data/js/state/history.js';
import { heardLength } from '../../../../assistant/web/data/js/state/lines.js';
import { Store, reduce } from '../../../../assistant/web/data/js/state/state.js';

const boots = { id: 'a', title: 'Oddfell Sedge Boot', brand: 'Oddfell', price: 99, currency: 'USD' };
const other = { id: 'b', title: 'Brackmoor Cascade Boot', brand: 'Brackmoor', price: 97, currency: 'USD' };
const turn = (index, products, more = {}) => ({ index, transcript: 'boots', constraints: [], products, relaxed: [], cart: [], boards: [], links: [], reply: 'Here.', tier: 'template', ...more });
const run = (...events) => events.reduce(reduce, emptyState());
const reply = [
  { type: 'response.created', response: { id: 'r1' } },
  { type: 'aisle.turn.committed', response_id: 'r1', item_id: 'u1', turn: turn(0, [boots, other]) },
  { type: 'response.output_item.added', response_id: 'r1', item: { id: 's1', type: 'message' } },
  { type: 'response.output_audio_transcript.delta', response_id: 'r1', item_id: 's1', delta: 'The first ' },
  { type: 'response.output_audio_transcript.delta', response_id: 'r1', item_id: 's1', delta: 'and the second.' },
];

test('partial words are replaced, not added', () => {
  const state = run({ type: 'aisle.input.partial', item_id: 'u1', text: 'hike in' }, { type: 'aisle.input.partial', item_id: 'u1', text: 'hiking boots' });
  assert.equal(state.lines.length, 1);
  assert.equal(state.lines[0].text, 'hiking boots');
  assert.equal(state.lines[0].live, true);
  assert.equal(state.doing, 'listening');
});

test('the final transcript ends a live line, and silence removes it', () => {
  const live = { type: 'aisle.input.partial', item_id: 'u1', text: 'hike' };
  const said = run(live, { type: 'conversation.item.input_audio_transcription.completed', item_id: 'u1', transcript: ' hiking ' });
  assert.deepEqual([said.lines[0].text, said.lines[0].live], ['hiking', false]);
  const nothing = run(live, { type: 'conversation.item.input_audio_transcription.completed', item_id: 'u1', transcript: ' ' });
  assert.equal(nothing.lines.length, 0);
});

test('a committed turn shows its products in order', () => {
  const state = run(...reply);
  assert.deepEqual(state.products.map((p) => p.id), ['a', 'b']);
  assert.deepEqual(state.fresh, ['a', 'b']);
  assert.equal(state.lines.find((l) => l.id === 's1').text, 'The first and the second.');
});

test('a withdrawn turn never was: its reply goes, the products before come back', () => {
  const first = run(...reply, { type: 'response.done', response: { id: 'r1', status: 'completed' } });
  const second = [
    { type: 'response.created', response: { id: 'r2' } },
    { type: 'aisle.turn.committed', response_id: 'r2', item_id: 'u2', turn: turn(1, [other]) },
    { type: 'response.output_audio_transcript.delta', response_id: 'r2', item_id: 's2', delta: 'Only one.' },
    { type: 'aisle.turn.withdrawn', index: 1, before: turn(0, [boots, other]) },
  ].reduce(reduce, first);
  assert.deepEqual(second.products.map((p) => p.id), ['a', 'b']);
  assert.equal(second.lines.some((l) => l.id === 's2'), false);
  const none = run(...reply, { type: 'aisle.turn.withdrawn', index: 0, before: null });
  assert.deepEqual([none.products, none.turn], [[], null]);
});

test('a reply that is cut off knows what was heard', () => {
  const state = run(...reply, { type: 'aisle.turn.ended', index: 0, outcome: 'interrupted', heard: 'The first', tier: 'template', cost_usd: 0, timings_ms: { first_audio_ms: 500 } });
  const line = state.lines.find((l) => l.id === 's1');
  assert.equal(line.cut, 'The first');
  assert.equal(line.text.slice(0, heardLength(line.text, line.cut)).trim(), 'The first');
  assert.equal(state.timings[0].first_audio_ms, 500);
});

test('words of a reply are collected; an empty reply leaves no bubble', () => {
  const words = [{ text: 'The ', start_ms: 0, end_ms: 90 }];
  const state = run(...reply, { type: 'aisle.words', response_id: 'r1', item_id: 's1', words }, { type: 'aisle.words', response_id: 'r1', item_id: 's1', words });
  assert.equal(state.lines.find((l) => l.id === 's1').words.length, 2);
  const empty = run(...reply.slice(0, 3), { type: 'response.done', response: { id: 'r1', status: 'cancelled' } });
  assert.equal(empty.lines.some((l) => l.id === 's1'), false);
});

test('what was chosen for comparing goes with its card, and three are the most', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const all = ids.map((id) => ({ ...boots, id }));
  const chosen = ids.map((id) => ({ type: 'page.chosen', id }));
  const state = run({ type: 'aisle.turn.committed', response_id: 'r', item_id: null, turn: turn(0, all) }, ...chosen);
  assert.deepEqual(state.chosen, ['b', 'c', 'd']);
  assert.deepEqual(reduce(state, { type: 'aisle.turn.committed', response_id: 'r', item_id: null, turn: turn(1, all.slice(0, 3)) }).chosen, ['b', 'c']);
});

test('a cart comes bare or with its total', () => {
  const line = { id: 'x', product_id: 'a', unit_price: 9.5, quantity: 2 };
  assert.deepEqual(run({ type: 'aisle.cart', cart: [line] }).cart, [line]);
  const whole = run({ type: 'aisle.cart', cart: { lines: [line], total: 19, checkout_url: 'https://shop.example/x' } });
  assert.deepEqual([whole.cart, whole.checkoutUrl], [[line], 'https://shop.example/x']);
});

test('trouble of the connection goes when it is open again; a harmless error tells nothing', () => {
  const lost = run({ type: 'page.link', phase: 'waiting', code: 'reconnecting' });
  assert.equal(lost.troubles[0].code, 'reconnecting');
  assert.equal(reduce(lost, { type: 'page.link', phase: 'open' }).troubles.length, 0);
  const error = (code, type) => run({ type: 'error', error: { code, type, message: 'm' } }).troubles.map((t) => t.code);
  assert.deepEqual(error('response_cancel_not_active', 'invalid_request_error'), []);
  assert.deepEqual(error(null, 'server_error'), ['server']);
  assert.deepEqual(error('input_audio_buffer_commit_empty', 'invalid_request_error'), ['nothing_said']);
});

test('a reload brings the conversation back, but nothing over what is newer', () => {
  const told = historyLines({ turns: [{ turn: 0, transcript: 'boots', reply: 'Here are two.', outcome: 'interrupted', heard: 'Here' }], state: { constraints: [] }, products: [boots], cart: { lines: [] }, boards: [] });
  const fresh = run({ type: 'page.history', ...told });
  assert.deepEqual(fresh.lines.map((l) => l.text), ['boots', 'Here are two.']);
  assert.equal(fresh.lines[1].cut, 'Here');
  assert.deepEqual(fresh.products.map((p) => p.id), ['a']);
  assert.deepEqual(run(...reply, { type: 'page.history', ...told }).products.map((p) => p.id), ['a', 'b']);
});

test('an unknown event changes nothing and tells nobody', () => {
  const store = new Store();
  let told = 0;
  store.listen(() => { told += 1; });
  store.dispatch({ type: 'rate_limits.updated', rate_limits: [] });
  assert.equal(told, 0);
});
