// What every scenario is told by the test that starts node: where Aisle is, and what is said.
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

export const { AISLE_URL, AISLE_TLS_URL, AISLE_TOKEN, AISLE_CLIPS } = process.env;
export const MODEL = 'gpt-realtime';
export const ANSWERS_WITHIN_MS = 30_000;
export const PLAYED_MS = 1500; // of a reply, when the shopper speaks over it
const BYTES_A_MS = 48; // 16-bit mono at 24 kHz

// 24 kHz, 16-bit mono sound of one shipped question.
export const clip = (name) => readFileSync(`${AISLE_CLIPS}/${name}.pcm`);

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Sends sound at the pace of a microphone, in pieces of 20 ms.
export async function play(send, sound, pieceMs = 20) {
  const size = BYTES_A_MS * pieceMs;
  const began = performance.now();
  for (let at = 0; at < sound.length; at += size) {
    send(sound.subarray(at, at + size));
    const ahead = began + (at + size) / BYTES_A_MS - performance.now();
    if (ahead > 0) await sleep(ahead);
  }
}

// Says a question, then sends quiet until the returned function is called.
export function speak(send, name) {
  let open = true;
  const quiet = Buffer.alloc(BYTES_A_MS * 200);
  const sending = (async () => {
    await play(send, clip(name));
    while (open) await play(send, quiet);
  })();
  return async () => {
    open = false;
    await sending;
  };
}

// Events as they come, and a promise of the next one that is wanted.
export class Inbox {
  events = [];
  #at = 0;
  #waiting = [];
  #failure;

  push(event) {
    this.events.push(event);
    this.#wake();
  }

  fail(error) {
    this.#failure ??= error;
    this.#wake();
  }

  // Throws what went wrong, even if nobody waits any more.
  check() {
    if (this.#failure) throw this.#failure;
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async next(type, wanted = () => true) {
    const ends = performance.now() + ANSWERS_WITHIN_MS;
    for (;;) {
      while (this.#at < this.events.length) {
        const event = this.events[this.#at++];
        if (event.type === type && wanted(event)) return event;
      }
      if (this.#failure) throw this.#failure;
      const left = ends - performance.now();
      assert(left > 0, `no ${type}; there were ${[...new Set(this.events.map((e) => e.type))]}`);
      let timer;
      await new Promise((wake) => {
        this.#waiting.push(wake);
        timer = setTimeout(wake, left);
      });
      clearTimeout(timer);
    }
  }

  all(type) {
    return this.events.filter((event) => event.type === type);
  }
}

export const hoursTool = {
  name: 'get_store_hours',
  description: 'Opening hours of a store, by city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string', description: 'The city of the store.' } },
    required: ['city'],
    additionalProperties: false,
  },
};
