/** What is said: the events of the Realtime protocol that make bubbles. */

import { lineOf, withLine, without } from './lines.js';

/** Return the state after an event about words; undefined if it is about something else. */
export function onConversation(state, event) {
  switch (event.type) {
    case 'input_audio_buffer.speech_started':
      return { ...state, doing: 'listening', paused: false };
    case 'input_audio_buffer.speech_stopped':
      return state.doing === 'listening' ? { ...state, doing: 'thinking' } : state;
    case 'aisle.input.partial':
      return hearing(state, event.item_id, event.text);
    case 'conversation.item.input_audio_transcription.completed':
      return understood(state, event.item_id, event.transcript);
    case 'conversation.item.input_audio_transcription.failed':
      return { ...state, doing: 'idle', lines: without(state.lines, (l) => l.id === event.item_id) };
    case 'conversation.item.added':
    case 'conversation.item.created':
    case 'conversation.item.done':
      return onItem(state, event.item);
    case 'conversation.item.deleted':
      return { ...state, lines: without(state.lines, (line) => line.id === event.item_id) };
    case 'response.created':
      return {
        ...state, doing: state.doing === 'listening' ? 'listening' : 'thinking', paused: false,
        reply: { id: event.response.id, done: false, audible: false },
      };
    case 'response.output_item.added':
      return event.item?.type === 'message'
        ? { ...state, lines: withLine(state.lines, event.item.id, { who: 'shop', live: true, responseId: event.response_id }) }
        : state;
    case 'response.output_audio_transcript.delta':
    case 'response.output_text.delta':
      return told(state, event, (lineOf(state.lines, event.item_id)?.text ?? '') + event.delta);
    case 'response.output_audio_transcript.done':
      return told(state, event, event.transcript);
    case 'response.output_text.done':
      return told(state, event, event.text);
    case 'aisle.words':
      return spoken(state, event);
    case 'response.done':
      return ended(state, event.response);
    case 'aisle.playback.pause':
      return { ...state, paused: true };
    case 'aisle.playback.resume':
      return { ...state, paused: false };
    default:
      return undefined;
  }
}

function hearing(state, id, text) {
  if (!text) return state;
  return { ...state, doing: 'listening', lines: withLine(state.lines, id, { text, live: true }) };
}

function understood(state, id, transcript) {
  const text = transcript.trim();
  const lines = text
    ? withLine(state.lines, id, { text, live: false })
    : without(state.lines, (line) => line.id === id);
  return { ...state, lines, said: text ? { who: 'shopper', text } : state.said };
}

function onItem(state, item) {
  if (item?.type !== 'message' || item.role !== 'user') return state;
  const text = (item.content ?? [])
    .map((part) => part.text ?? part.transcript ?? '')
    .join(' ')
    .trim();
  return text ? { ...state, lines: withLine(state.lines, item.id, { text, live: false }) } : state;
}

function told(state, event, text) {
  const change = { who: 'shop', text, responseId: event.response_id };
  return { ...state, lines: withLine(state.lines, event.item_id, change) };
}

function spoken(state, event) {
  const before = lineOf(state.lines, event.item_id)?.words ?? [];
  const change = { who: 'shop', words: [...before, ...event.words], responseId: event.response_id };
  return { ...state, lines: withLine(state.lines, event.item_id, change) };
}

function ended(state, response) {
  const mine = (line) => line.responseId === response.id;
  const line = state.lines.find(mine);
  const lines = state.lines
    .map((l) => (mine(l) ? { ...l, live: false } : l))
    .filter((l) => !(mine(l) && !l.text.trim() && !l.words.length));
  const reply = state.reply?.id === response.id ? { ...state.reply, done: true } : state.reply;
  const silent = !reply?.audible && state.doing !== 'listening';
  return {
    ...state, lines, reply,
    doing: silent ? 'idle' : state.doing,
    said: line?.text ? { who: 'shop', text: line.text } : state.said,
  };
}
