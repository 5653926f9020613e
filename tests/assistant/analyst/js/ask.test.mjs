/** What is under way is not asked twice. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

const { Ask } = await import('../../../../assistant/analyst/data/js/ask.js');

function counting(status = 200) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    await new Promise((done) => setImmediate(done));
    return { ok: status === 200, status, json: async () => ({ rows: [asked.length] }) };
  };
  return asked;
}

test('panels that ask the same at once share one answer', async () => {
  const asked = counting();
  const ask = new Ask('key');
  const { signal } = new AbortController();
  const [one, other, third] = await Promise.all([ask.get('/unmet', { limit: 20 }, signal), ask.get('/unmet', { limit: 20 }, signal), ask.get('/unmet', { limit: 8 }, signal)]);
  assert.equal(one, other);
  assert.notEqual(one, third);
  assert.equal(asked.length, 2);
});

test('what was answered is asked again, and so is what another page asked', async () => {
  const asked = counting();
  const ask = new Ask('key');
  await ask.get('/turns', {}, new AbortController().signal);
  await Promise.all([ask.get('/turns', {}, new AbortController().signal), ask.get('/turns', {}, new AbortController().signal)]);
  assert.equal(asked.length, 3);
});

test('a refusal reaches each that asked, and is not kept', async () => {
  const asked = counting(503);
  const ask = new Ask('key');
  const { signal } = new AbortController();
  const both = await Promise.allSettled([ask.get('/turns', {}, signal), ask.get('/turns', {}, signal)]);
  assert.deepEqual(both.map((each) => each.reason.status), [503, 503]);
  await assert.rejects(ask.get('/turns', {}, signal));
  assert.equal(asked.length, 2);
});
