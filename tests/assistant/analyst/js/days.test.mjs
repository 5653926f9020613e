/** Days that are not over, trends in words, and the order of a conversation. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

const root = '../../../../assistant/analyst/data/js';
const { isOpen, lastWhole, setToday } = await import(`${root}/days.js`);
const { trendText } = await import(`${root}/trend.js`);
const { inOrder } = await import(`${root}/order.js`);

test('a range ends on the last day that is over', () => {
  setToday('2026-11-23');
  assert.equal(lastWhole('2026-10-01', '2026-11-23'), '2026-11-22');
  assert.equal(lastWhole('2026-10-01', '2031-01-01'), '2026-11-22');
  assert.equal(lastWhole('2026-10-01', '2026-11-20'), '2026-11-20');
  assert.equal(lastWhole('2026-11-23', '2026-11-23'), '2026-11-23');
  assert.equal(lastWhole(null, null), null);
  assert.deepEqual([null, '2026-11-22', '2026-11-23', '2026-11-24'].map(isOpen), [false, false, true, true]);
});

test('where the server does not say what day it is, every day is over', () => {
  setToday(null);
  assert.equal(lastWhole('2026-10-01', '2026-11-23'), '2026-11-23');
  assert.equal(isOpen('2099-01-01'), false);
});

test('an arrow is drawn only where the interval leaves 0 out', () => {
  const told = (trend_told, trend = -0.373, low = -0.6, high = 0.1) => trendText({ trend, trend_low: low, trend_high: high, trend_told, sessions: 12 });
  assert.equal(told('cannot_tell'), 'cannot tell (-60 % to +10 %)');
  assert.equal(told('down', -0.5, -0.7, -0.2), '↓ down 50 % (-70 % to -20 %)');
  assert.equal(told('up', 1.5, 0.4, 3), '↑ up 150 % (+40 % to +300 %)');
  assert.equal(told('new', null, 4, null), '↑ new');
  assert.equal(told('too_few'), 'n = 12: too few');
  for (const other of ['grouping', 'nothing_before', undefined]) assert.doesNotMatch(told(other, null, null, null), /[↑↓]|new/);
});

test('a session begins before its first turn, and what is done comes after it', () => {
  const at = '2026-11-23T17:02:00.123Z';
  const event = (action_name) => ({ timestamp: at, action_name });
  const order = inOrder([{ timestamp: at, query_id: 'q' }], [event('click'), event('session_start')]);
  assert.deepEqual(order.map(({ turn, event: one }) => turn?.query_id ?? one.action_name), ['session_start', 'q', 'click']);
});
