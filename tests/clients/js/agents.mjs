// `@openai/agents-realtime`: the reference client, with its own session and WebSocket transport.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';
import { AISLE_TOKEN, AISLE_URL, Inbox, MODEL, PLAYED_MS, sleep, speak } from './surroundings.mjs';

async function talking(work, { tools = [], config = {} } = {}) {
  const agent = new RealtimeAgent({ name: 'Shop', instructions: 'Help the shopper.', tools });
  const session = new RealtimeSession(agent, { transport: 'websocket', model: MODEL, config });
  const inbox = new Inbox();
  session.on('error', (told) => inbox.fail(new Error(JSON.stringify(told.error ?? told))));
  session.on('transport_event', (event) => inbox.push(event));
  for (const name of ['audio', 'audio_start', 'audio_stopped', 'audio_interrupted', 'agent_end',
    'agent_tool_start', 'agent_tool_end']) {
    session.on(name, (...told) => inbox.push({ type: `session:${name}`, told }));
  }
  const url = `${AISLE_URL.replace(/^http/, 'ws')}/realtime?model=${MODEL}`;
  await session.connect({ apiKey: AISLE_TOKEN, url });
  try {
    await inbox.next('session.updated', (event) => event.session.instructions !== '');
    await work(session, inbox);
    await sleep(100); // an error that follows counts too
    inbox.check();
  } finally {
    session.close();
  }
}

const send = (session) => (sound) =>
  session.sendAudio(sound.buffer.slice(sound.byteOffset, sound.byteOffset + sound.byteLength));

const lastOf = (session, role) => session.history.filter((item) => item.role === role).at(-1);

export const spokenTurn = () =>
  talking(async (session, inbox) => {
    const hush = speak(send(session), 'headphones-1');
    await inbox.next('session:audio');
    await inbox.next('session:audio_stopped');
    const { told } = await inbox.next('session:agent_end');
    await hush();
    assert(told[2].split(' ').length > 5, told[2]);
    await sleep(200);
    assert.match(lastOf(session, 'user').content[0].transcript, /wireless headphones/i);
    assert.equal(lastOf(session, 'assistant').content[0].transcript, told[2]);
    assert.equal(lastOf(session, 'assistant').status, 'completed');
  });

export const functionTool = () => {
  const cities = [];
  const hours = tool({
    name: 'get_store_hours',
    description: 'Opening hours of a store, by city.',
    parameters: z.object({ city: z.string().describe('The city of the store.') }),
    execute: async ({ city }) => {
      cities.push(city.toLowerCase());
      return 'It opens at 9:00 and closes at 18:00.';
    },
  });
  return talking(async (session, inbox) => {
    session.sendMessage('What are the opening hours of your store in Boston?');
    await inbox.next('session:agent_tool_end');
    assert.deepEqual(cities, ['boston']);
    const { told } = await inbox.next('session:agent_end');
    assert.match(told[2], /9|nine/i);
  }, { tools: [hours] });
};

export const interruption = () =>
  talking(async (session, inbox) => {
    const hush = speak(send(session), 'headphones-1');
    await inbox.next('session:audio');
    await sleep(PLAYED_MS);
    await hush();
    const hushAgain = speak(send(session), 'headphones-2');
    await inbox.next('session:audio_interrupted');
    await inbox.next('conversation.item.truncated');
    await inbox.next('conversation.item.retrieved');
    await inbox.next('session:audio');
    await sleep(PLAYED_MS);
    await hushAgain();
    session.interrupt(); // as a "stop talking" button does
    await inbox.next('session:audio_interrupted');
    await inbox.next('conversation.item.truncated');
  });

export const typedThenText = () =>
  talking(async (session, inbox) => {
    session.sendMessage('Show me red dresses under 100 dollars');
    const { told } = await inbox.next('session:agent_end');
    assert.match(told[2], /dress/i);
    assert.equal(inbox.all('session:audio').length, 0);
    session.updateHistory((history) => history.filter((item) => item.role !== 'user'));
    await inbox.next('conversation.item.deleted');
  }, { config: { outputModalities: ['text'] } });
