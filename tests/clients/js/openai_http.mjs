// The official JavaScript SDK over HTTP: chat, transcription, speech, models.
import assert from 'node:assert/strict';
import OpenAI, { APIError, toFile } from 'openai';
import { AISLE_CLIPS, AISLE_TOKEN, AISLE_URL, hoursTool } from './surroundings.mjs';
import { readFileSync } from 'node:fs';

const client = new OpenAI({ baseURL: AISLE_URL, apiKey: AISLE_TOKEN, maxRetries: 0 });
const model = 'aisle';
const boots = [{ role: 'user', content: "I'm looking for hiking boots under 150 dollars" }];

export const chat = async () => {
  const made = await client.chat.completions.create({ model, messages: boots });
  assert.match(made.choices[0].message.content, /boot/i);
  assert(made.choices[0].message.aisle.products.length > 0);
  const pieces = [];
  for await (const chunk of await client.chat.completions.create({
    model, messages: boots, stream: true,
  })) {
    pieces.push(chunk.choices[0]?.delta?.content ?? '');
  }
  assert.equal(pieces.join(''), made.choices[0].message.content);
};

export const streamHelper = async () => {
  const stream = client.chat.completions.stream({ model, messages: boots });
  assert.match(await stream.finalContent(), /boot/i);
};

export const runTools = async () => {
  const asked = [];
  const runner = client.chat.completions.runTools({
    model,
    messages: [{ role: 'user', content: 'What are the opening hours of your store in Boston?' }],
    tools: [{
      type: 'function',
      function: {
        ...hoursTool,
        parse: JSON.parse,
        function: ({ city }) => {
          asked.push(city);
          return { opens: '9:00', closes: '18:00' };
        },
      },
    }],
  });
  assert.match(await runner.finalContent(), /9/);
  assert.deepEqual(asked.map((city) => city.toLowerCase()), ['boston']);
};

export const audio = async () => {
  const file = await toFile(readFileSync(`${AISLE_CLIPS}/headphones-1.wav`), 'question.wav');
  const { text } = await client.audio.transcriptions.create({ model: 'whisper-1', file });
  assert.match(text, /wireless headphones/i);
  const spoken = await client.audio.speech.create({
    model: 'tts-1', voice: 'alloy', input: 'It costs ten dollars.', response_format: 'pcm',
  });
  const samples = new Int16Array(await spoken.arrayBuffer());
  assert(samples.length > 12_000 && samples.some((s) => Math.abs(s) > 3000));
};

export const models = async () => {
  const names = [];
  for await (const one of client.models.list()) names.push(one.id);
  assert(names.includes(model));
  await assert.rejects(client.models.retrieve('no-such-model'), (error) => {
    assert(error instanceof APIError && error.status === 404);
    return true;
  });
};
