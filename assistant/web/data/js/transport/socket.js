/**
 * The WebSocket transport: the protocol's events both ways, sound as events among them.
 *
 * What the page asks of any transport: `open(sessionId)`, `send(event)`, `sound(samples)`,
 * `close()`, `carriesSound`, and the callbacks `onOpen()`, `onEvent(event)`, `onClose(code, after_s)`.
 */

import { toBase64 } from '../audio/pcm.js';

/** Bytes that may wait in the browser before sound is dropped: 3 s at 24 kHz in base64. */
const MOST_WAITING = 200_000;

export class SocketTransport {
  #socket = null;
  #token;

  constructor({ token, onOpen, onEvent, onClose }) {
    this.#token = token;
    this.onOpen = onOpen;
    this.onEvent = onEvent;
    this.onClose = onClose;
  }

  /** Whether the reply's sound comes as events, to be played here. */
  get carriesSound() {
    return true;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  open(sessionId) {
    const url = new URL('/v1/realtime', location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('model', 'aisle');
    url.searchParams.set('session_id', sessionId);
    const socket = new WebSocket(url, ['realtime', `openai-insecure-api-key.${this.#token}`]);
    this.#socket = socket;
    let retryAfterS = null;
    socket.onopen = () => this.onOpen();
    socket.onmessage = ({ data }) => {
      const event = parsed(data);
      if (event?.type === 'error') retryAfterS = event.error?.retry_after ?? retryAfterS;
      if (event) this.onEvent(event);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.onClose(code, retryAfterS);
    };
  }

  /** Send an event; without a connection it is lost, and false is returned. */
  send(event) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(event));
    return true;
  }

  /** Send what the microphone heard. */
  sound(samples) {
    if (!this.isOpen || this.#socket.bufferedAmount > MOST_WAITING) return false;
    return this.send({ type: 'input_audio_buffer.append', audio: toBase64(samples) });
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    console.warn('The server sent what is no JSON.');
    return null;
  }
}
