// `openai/realtime/ws`: the socket of the official JavaScript SDK.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import {
  AISLE_TLS_URL, AISLE_TOKEN, Inbox, MODEL, PLAYED_MS, hoursTool, sleep, speak,
} from './surroundings.mjs';

async function talking(work, { apiKey = AISLE_TOKEN, onError } = {}) {
  const client = new OpenAI({ baseURL: AISLE_TLS_URL, apiKey });
  const rt = new OpenAIRealtimeWS({ model: MODEL }, client);
  const inbox = new Inbox();
  rt.on('event', (event) => inbox.push(event));
  rt.on('error', onError ?? ((error) => inbox.fail(error)));
  try {
    await inbox.next('session.created');
    await work(rt, inbox);
    inbox.check();
  } finally {
    rt.close();
  }
}

const say = (rt, text) => {
  rt.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  });
  rt.send({ type: 'response.create' });
};

const append = (rt) => (sound) =>
  rt.send({ type: 'input_audio_buffer.append', audio: sound.toString('base64') });

async function update(rt, inbox, session) {
  rt.send({ type: 'session.update', session: { type: 'realtime', ...session } });
  return (await inbox.next('session.updated')).session;
}

export const typedTurns = () =>
  talking(async (rt, inbox) => {
    await update(rt, inbox, { output_modalities: ['text'] });
    say(rt, "I'm looking for hiking boots under 150 dollars");
    const { response } = await inbox.next('response.done');
    assert.equal(response.status, 'completed');
    const text = inbox.all('response.output_text.delta').map((e) => e.delta).join('');
    assert.equal(text, response.output[0].content[0].text);
    assert.match(text, /boot/i);
  });

export const spokenTurn = () =>
  talking(async (rt, inbox) => {
    const hush = speak(append(rt), 'headphones-1');
    const heard = await inbox.next('conversation.item.input_audio_transcription.completed');
    assert.match(heard.transcript, /wireless headphones/i);
    const { response } = await inbox.next('response.done');
    await hush();
    assert.equal(response.status, 'completed');
    const sound = inbox.all('response.output_audio.delta');
    const bytes = sound.reduce((sum, e) => sum + Buffer.from(e.delta, 'base64').length, 0);
    assert(bytes > 2 * 48_000, `only ${bytes} bytes of sound`);
    const words = inbox.all('response.output_audio_transcript.delta').map((e) => e.delta).join('');
    assert.equal(words, response.output[0].content[0].transcript);
  });

export const interruption = () =>
  talking(async (rt, inbox) => {
    const hush = speak(append(rt), 'headphones-1');
    const { item_id } = await inbox.next('response.output_audio.delta');
    await sleep(PLAYED_MS);
    await hush();
    const hushAgain = speak(append(rt), 'headphones-2');
    await inbox.next('input_audio_buffer.speech_started');
    rt.send({
      type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: PLAYED_MS,
    });
    assert.equal((await inbox.next('conversation.item.truncated')).audio_end_ms, PLAYED_MS);
    await inbox.next('response.output_audio.delta');
    await hushAgain();
  });

export const pushToTalk = () =>
  talking(async (rt, inbox) => {
    await update(rt, inbox, { audio: { input: { turn_detection: null } } });
    const hush = speak(append(rt), 'headphones-1');
    await hush();
    rt.send({ type: 'input_audio_buffer.commit' });
    await inbox.next('input_audio_buffer.committed');
    rt.send({ type: 'response.create' });
    await inbox.next('response.output_audio.delta');
    rt.send({ type: 'response.cancel' });
    assert.equal((await inbox.next('response.done')).response.status, 'cancelled');
  });

export const functionTool = () =>
  talking(async (rt, inbox) => {
    await update(rt, inbox, {
      output_modalities: ['text'],
      tools: [{ type: 'function', ...hoursTool }],
    });
    say(rt, 'What are the opening hours of your store in Boston?');
    const call = await inbox.next('response.function_call_arguments.done');
    assert.match(JSON.parse(call.arguments).city, /boston/i);
    await inbox.next('response.done');
    rt.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call.call_id, output: '{"opens":"9:00"}' },
    });
    rt.send({ type: 'response.create' });
    assert.match((await inbox.next('response.output_text.done')).text, /9/);
  });

export const mistakes = async () => {
  const told = [];
  await talking(async (rt, inbox) => {
    rt.send({ type: 'response.cancel', event_id: 'mine' });
    await update(rt, inbox, { output_modalities: ['text'] });
    say(rt, 'Show me red dresses');
    await inbox.next('response.done');
  }, { onError: (error) => told.push(error) });
  const [{ error }] = told;
  assert.equal(told.length, 1);
  assert.deepEqual([error.code, error.event_id], ['response_cancel_not_active', 'mine']);
};

export const wrongKey = () =>
  assert.rejects(talking(() => assert.fail('it was let in'), { apiKey: 'sk-wrong' }), /401/);

export const browserToken = async () => {
  const client = new OpenAI({ baseURL: AISLE_TLS_URL, apiKey: AISLE_TOKEN });
  const secret = await client.realtime.clientSecrets.create({
    session: { type: 'realtime', model: MODEL, output_modalities: ['text'] },
  });
  assert.match(secret.value, /^ek_/);
  await talking(async (rt, inbox) => {
    assert.deepEqual(inbox.events[0].session.output_modalities, ['text']);
    say(rt, 'Show me red dresses');
    assert.equal((await inbox.next('response.done')).response.status, 'completed');
  }, { apiKey: secret.value });
};
