/** What a shopper is told of the connection, with a transport that does as the test says. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.window = { addEventListener() {} };
globalThis.navigator ??= {};  // node has one since 21
const { Link } = await import('../../../../assistant/web/data/js/transport/link.js');

/** Return a link that is open, the codes it told since, and what ends its connection. */
function opened(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const told = [];
  let callbacks;
  const link = new Link({
    makeTransport: (given) => {
      callbacks = given;
      return { isOpen: false, open() {}, close() {} };
    },
    onPhase: ({ phase, code }) => told.push(`${phase} ${code ?? '-'}`),
    onEvent() {},
    onOpen() {},
    probe: async () => ({ status: null, afterS: null }),
  });
  link.open('s');
  callbacks.onOpen();
  told.length = 0;
  const lose = async (code) => {
    callbacks.onClose(code, null);
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    t.mock.timers.tick(60_000);
  };
  return { link, told, lose, back: () => callbacks.onOpen() };
}

test('a shop that restarts is said to restart until it is back', async (t) => {
  const { told, lose, back } = opened(t);
  await lose(1012);
  await lose(1006);  // nobody answers
  assert.deepEqual(told, ['waiting ending', 'connecting ending', 'waiting ending', 'connecting ending']);
  back();
  await lose(1006);
  assert.deepEqual(told.slice(4, 6), ['open -', 'waiting reconnecting']);
});

test('what is more definite than no answer is told instead', async (t) => {
  const { link, told, lose } = opened(t);
  await lose(1012);
  await lose(1013);
  await lose(1006);
  assert.deepEqual(told.slice(2), ['waiting busy', 'connecting reconnecting', 'waiting reconnecting', 'connecting reconnecting']);
  await lose(1012);
  await lose(4003);
  assert.equal(told.at(-1), 'closed elsewhere');
  link.again();
  assert.equal(told.at(-1), 'connecting reconnecting');
});
