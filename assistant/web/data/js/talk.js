/** The conversation from the page's side: what is sent when the shopper presses, speaks or types. */

import { newId } from './keys.js';

/** A press shorter than this is a tap. */
const HOLD_MS = 320;
/** Sound of a press before it is known whether it is a hold: at most 50 frames of 20 ms. */
const MOST_EARLY = 50;
/** The last frames of a hold are still under way when the button is let go. */
const LAST_FRAMES_MS = 80;
/** After a hold the microphone stays open this long: the next hold loses no word. */
const RELEASE_MS = 20_000;
/** How often the server is told how much of the reply was played. */
const POSITION_MS = 250;

export class Talk {
  #store;
  #link;
  #player;
  #microphone;
  #early = null;
  #timer = null;
  #pressed = false;
  #releaseTimer = null;
  #detection = 'server_vad';
  #positionAt = 0;

  /** @param {Object} parts {store, link, player, microphone} */
  constructor({ store, link, player, microphone }) {
    this.#store = store;
    this.#link = link;
    this.#player = player;
    this.#microphone = microphone;
  }

  get #state() {
    return this.#store.state;
  }

  /** Tell the server how this page talks; after every connection. */
  configure() {
    const format = { type: 'audio/pcm', rate: 24000 };
    this.#link.transport.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        output_modalities: [this.#modality],
        audio: { input: { format, turn_detection: this.#turnDetection }, output: { format } },
        aisle: { events: true, can_pause: true },
      },
    });
  }

  /** Take an event of the server. */
  onEvent(event) {
    switch (event.type) {
      case 'response.output_audio.delta':
        if (!this.#state.muted) this.#player.play(event.response_id, event.delta);
        return;
      case 'input_audio_buffer.speech_started':
        this.#silence();
        break;
      case 'response.output_audio.done':
        this.#player.end(event.response_id);
        break;
      case 'response.done':
        this.#player.end(event.response.id);
        if (event.response.status === 'cancelled') this.#player.stop(event.response.id);
        break;
      case 'aisle.turn.withdrawn':
        this.#player.stop();
        break;
      case 'aisle.playback.pause':
        this.#player.pause();
        break;
      case 'aisle.playback.resume':
        this.#player.resume();
        break;
      case 'error':
        console.warn('The server says:', event.error?.message);
        break;
      default:
    }
    this.#store.dispatch(event);
  }

  /** Say something in writing; returns whether it was sent. */
  type(text) {
    const said = text.trim();
    if (!said || !this.#link.transport.isOpen) return false;
    this.#interrupt();
    const id = newId('item');
    this.#link.transport.send({
      type: 'conversation.item.create',
      item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text: said }] },
    });
    this.#store.dispatch({ type: 'page.typed', id, text: said });
    this.#link.transport.send({ type: 'response.create', response: { output_modalities: [this.#modality] } });
    return true;
  }

  /** The button went down: a tap or a hold begins. */
  async press() {
    this.#player.wake();
    if (this.#state.microphone !== 'off') return;
    clearTimeout(this.#releaseTimer);
    this.#early = [];
    this.#pressed = true;
    this.#timer = setTimeout(() => this.#hold(), HOLD_MS);
    await this.#open();
  }

  /** The button came up. */
  release() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#pressed = false;
    switch (this.#state.microphone) {
      case 'held': this.#letGo(); break;
      case 'on': this.off(); break;
      default: this.#begin('on', 'server_vad');
    }
  }

  /** Switch just-talking on or off without a press. */
  async tap() {
    this.#player.wake();
    if (this.#state.microphone !== 'off') {
      this.off();
      return;
    }
    if (await this.#open()) this.#begin('on', 'server_vad');
  }

  /** Stop listening; the browser's mark goes out. */
  off(code = null) {
    this.#early = null;
    this.#microphone.close();
    this.#store.dispatch({ type: 'page.microphone', phase: 'off', code });
  }

  /** Switch the voice off or on. */
  mute(muted) {
    if (muted) this.#interrupt();
    this.#link.transport.mute?.(muted);
    this.#store.dispatch({ type: 'page.muted', muted });
    this.#link.transport.send({ type: 'session.update', session: { type: 'realtime', output_modalities: [this.#modality] } });
  }

  /** Take 20 ms of the microphone's sound. */
  frame(samples) {
    const { microphone } = this.#state;
    if (microphone === 'on' || microphone === 'held') this.#link.transport.sound(samples);
    else if (this.#early) this.#early = [...this.#early, samples].slice(-MOST_EARLY);
  }

  /** Take how much of a reply was heard. */
  heard({ reply, ms, sounding }) {
    const playing = sounding && !this.#state.paused;
    const now = performance.now();
    const audible = this.#state.reply?.id === reply && this.#state.reply.audible;
    if (sounding !== audible) this.#store.dispatch({ type: 'page.playback', responseId: reply, playing: sounding });
    else if (now - this.#positionAt < POSITION_MS) return;
    this.#positionAt = now;
    this.#link.transport.send({ type: 'aisle.playback.position', response_id: reply, played_ms: Math.round(ms), playing });
  }

  async #open() {
    if (this.#microphone.isOpen) return true;
    this.#store.dispatch({ type: 'page.microphone', phase: 'asking' });
    try {
      await this.#microphone.open();
    } catch (error) {
      clearTimeout(this.#timer);
      this.#early = null;
      this.#store.dispatch({ type: 'page.microphone', phase: 'off', code: error.code ?? 'unsupported' });
      return false;
    }
    if (this.#state.microphone === 'asking') {
      this.#store.dispatch({ type: 'page.microphone', phase: 'off' });
      if (!this.#pressed) this.#begin('on', 'server_vad');
      else if (this.#timer === null) this.#hold();
    }
    return true;
  }

  #hold() {
    this.#timer = null;
    if (!this.#microphone.isOpen) return;  // the browser still asks
    this.#interrupt();
    this.#begin('held', null);
  }

  #begin(phase, detection) {
    if (!this.#microphone.isOpen) return;
    this.#detect(detection);
    const early = this.#early ?? [];
    this.#early = null;
    if (phase === 'held') this.#link.transport.send({ type: 'input_audio_buffer.clear' });
    this.#store.dispatch({ type: 'page.microphone', phase });
    for (const samples of early) this.#link.transport.sound(samples);
  }

  #letGo() {
    setTimeout(() => {
      this.#store.dispatch({ type: 'page.microphone', phase: 'off' });
      if (!this.#link.transport.carriesSound) {
        this.#microphone.close();  // the room hears the end of the track
        return;
      }
      this.#link.transport.send({ type: 'input_audio_buffer.commit' });
      this.#link.transport.send({ type: 'response.create' });
    }, LAST_FRAMES_MS);
    this.#releaseTimer = setTimeout(() => {
      if (this.#state.microphone === 'off') this.#microphone.close();
    }, RELEASE_MS);
  }

  #detect(detection) {
    if (detection === this.#detection) return;
    this.#detection = detection;
    this.#link.transport.send({ type: 'session.update', session: { type: 'realtime', audio: { input: { turn_detection: this.#turnDetection } } } });
  }

  get #turnDetection() {
    return this.#detection && { type: this.#detection, create_response: true, interrupt_response: true };
  }

  get #modality() {
    return this.#state.muted ? 'text' : 'audio';
  }

  /** Cut the reply off on both sides, because the shopper does something else. */
  #interrupt() {
    const { reply } = this.#state;
    if (reply && !reply.done) this.#link.transport.send({ type: 'response.cancel', response_id: reply.id });
    this.#silence();
  }

  /** Stop the sound, and tell the server what of it was heard. */
  #silence() {
    const { reply, ms, sounding } = this.#player.heard;
    if (!sounding) return;
    this.#player.stop(reply);
    const line = this.#state.lines.find((each) => each.responseId === reply && each.who === 'shop');
    if (!line) return;
    this.#link.transport.send({ type: 'conversation.item.truncate', item_id: line.id, content_index: 0, audio_end_ms: Math.round(ms) });
  }
}
