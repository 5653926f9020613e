/** The page's sound: PCM and base64, another rate without clicks, the player's queue. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64, toBase64, toInt16 } from '../../../../assistant/web/data/js/audio/pcm.js';
import { Resampler } from '../../../../assistant/web/data/js/audio/resample.js';

const tone = (hz, rate, seconds) => Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
const joined = (pieces) => Float32Array.from(pieces.flatMap((piece) => [...piece]));

/** Return how loud a frequency is in `samples`: 1 is a full sine. */
function loudness(samples, hz, rate) {
  let [re, im] = [0, 0];
  samples.forEach((value, i) => {
    re += value * Math.cos((2 * Math.PI * hz * i) / rate);
    im += value * Math.sin((2 * Math.PI * hz * i) / rate);
  });
  return (2 * Math.hypot(re, im)) / samples.length;
}

test('PCM goes to base64 and back', () => {
  const samples = toInt16(Float32Array.of(0, 0.5, -1, 1, 2, -2));
  assert.deepEqual([...samples], [0, 16384, -32767, 32767, 32767, -32768]);
  const back = fromBase64(toBase64(samples));
  back.forEach((value, i) => assert.ok(Math.abs(value - samples[i] / 32768) < 1e-6));
  assert.equal(fromBase64(btoa('abc')).length, 1);
});

test('base64 of a second of sound', () => {
  assert.equal(atob(toBase64(new Int16Array(24000))).length, 48000);
});

for (const [from, to] of [[48000, 24000], [44100, 24000], [24000, 48000], [24000, 44100], [16000, 24000]]) {
  test(`${from} to ${to} Hz in pieces is as in one, and keeps a tone`, () => {
    const input = tone(1000, from, 1);
    const whole = new Resampler(from, to).push(input);
    const stepwise = new Resampler(from, to);
    const pieces = [];
    for (let at = 0; at < input.length; at += 128) pieces.push(stepwise.push(input.slice(at, at + 128)));
    const parts = joined(pieces);
    assert.ok(Math.abs(parts.length - whole.length) <= 1);
    const apart = whole.slice(0, parts.length).reduce((most, value, i) => Math.max(most, Math.abs(value - parts[i])), 0);
    assert.ok(apart < 1e-3, `pieces differ by ${apart}`);
    assert.ok(Math.abs(parts.length - to) < to / 100);
    const middle = parts.slice(to / 10, to / 10 + Math.floor(to / 2));
    assert.ok(Math.abs(loudness(middle, 1000, to) - 0.5) < 0.005);
  });
}

test('what the lower rate cannot carry is taken out', () => {
  const out = new Resampler(48000, 24000).push(tone(17000, 48000, 0.5)).slice(2000);
  assert.ok(loudness(out, 7000, 24000) < 0.0005, 'the alias is 60 dB down');
});

/** Load the worklet's class as the browser's audio thread does. */
async function player() {
  const messages = [];
  globalThis.sampleRate = 48000;
  globalThis.AudioWorkletProcessor = class {
    constructor() { this.port = { postMessage: (message) => messages.push(message) }; }
  };
  let Made;
  globalThis.registerProcessor = (_, made) => { Made = made; };
  await import(`../../../../assistant/web/data/js/audio/player.worklet.js?${Math.random()}`);
  const made = new Made();
  const block = () => {
    const out = new Float32Array(128);
    made.process([], [[out]]);
    return out;
  };
  return { messages, block, tell: (message) => made.port.onmessage({ data: message }) };
}

const ones = (seconds) => new Float32Array(48000 * seconds).fill(0.5);

test('the player waits for 40 ms of sound, then plays without a gap and counts', async () => {
  const { block, tell, messages } = await player();
  tell({ do: 'play', reply: 'r', samples: ones(0.02) });
  assert.equal(block()[64], 0);
  tell({ do: 'play', reply: 'r', samples: ones(0.03) });
  const blocks = Array.from({ length: 18 }, block);
  assert.ok(blocks.every((each) => each[64] === 0.5));
  tell({ do: 'end', reply: 'r' });
  Array.from({ length: 4 }, block);
  assert.equal(messages.at(-1).sounding, false);
  assert.ok(Math.abs(messages.at(-1).played_s - 0.05) < 1e-9);
});

test('a short reply that is whole does not wait', async () => {
  const { block, tell } = await player();
  tell({ do: 'play', reply: 'r', samples: ones(0.01) });
  tell({ do: 'end', reply: 'r' });
  assert.equal(block()[64], 0.5);
});

test('stop fades within one block and is silent after it', async () => {
  const { block, tell, messages } = await player();
  tell({ do: 'play', reply: 'r', samples: ones(1) });
  block();
  tell({ do: 'stop' });
  const last = block();
  assert.ok(last[0] > 0.4 && last[127] < 0.01);
  assert.ok(last.every((value, i) => i === 0 || value <= last[i - 1]));
  assert.ok(block().every((value) => value === 0));
  assert.equal(messages.at(-1).sounding, false);
});

test('a pause keeps the place, and the position stands still', async () => {
  const { block, tell, messages } = await player();
  tell({ do: 'play', reply: 'r', samples: ones(1) });
  Array.from({ length: 4 }, block);
  tell({ do: 'pause' });
  const fading = block();
  assert.ok(fading[0] > 0.4 && fading[127] < 0.02);
  Array.from({ length: 40 }, block);
  const held = messages.at(-1);
  assert.ok(held.paused && held.sounding);
  Array.from({ length: 40 }, block);
  assert.equal(messages.at(-1).played_s, held.played_s);
  tell({ do: 'resume' });
  const on = [block(), block()];
  assert.equal(on[1][127], 0.5);
});

test('in a gap the reply is still under way, and the next one counts from its own start', async () => {
  const { block, tell, messages } = await player();
  tell({ do: 'play', reply: 'r', samples: ones(0.05) });
  Array.from({ length: 40 }, block);
  assert.equal(messages.at(-1).sounding, true);
  tell({ do: 'end', reply: 'r' });
  block();
  assert.equal(messages.at(-1).sounding, false);
  tell({ do: 'play', reply: 's', samples: ones(0.1) });
  block();
  assert.deepEqual([messages.at(-1).reply, messages.at(-1).sounding], ['s', true]);
  assert.ok(messages.at(-1).played_s < 0.003);
  tell({ do: 'stop' });
  block();
  tell({ do: 'play', reply: 't', samples: ones(0.01) });
  block();
  assert.deepEqual([messages.at(-1).reply, messages.at(-1).played_s], ['t', 0], 'it waits under its own name');
});
