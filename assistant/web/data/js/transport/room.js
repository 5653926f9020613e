/**
 * The WebRTC transport: a LiveKit room. Sound goes as tracks; Aisle's own events come on the
 * topic "aisle", and what the page sends becomes calls of the agent (docs/livekit.md).
 *
 * A room knows no `response.*` events: they are made here from Aisle's own, so that the rest of
 * the page sees one protocol. Has the microphone's interface too: the room's track is it.
 */

import { troubleOfMicrophone } from '../state/troubles.js';

const TOPIC = 'aisle';
/** Within which the agent greets who came into the room: it takes well under a second. */
const AGENT_COMES_MS = 8_000;
/** Rooms in a row that did not open, or had no agent, before the page does without. */
const MISSES = 2;
const MIC = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class RoomTransport {
  #api;
  #room = null;
  #kit = null;
  #typed = null;
  #heard = { reply: null, from: 0, sounding: false };
  #sounds = new Set();
  #misses = 0;
  #greeting = null;

  /** @param {Object} told `onUnusable` is called once rooms have failed `MISSES` times in a row. */
  constructor({ api, onOpen, onEvent, onClose, onUnusable }) {
    this.#api = api;
    this.onUnusable = onUnusable;
    this.onOpen = onOpen;
    this.onEvent = onEvent;
    this.onClose = onClose;
    this.microphone = new RoomMicrophone(() => this.#room);
  }

  /** The reply's sound is a track, which the browser plays. */
  get carriesSound() {
    return false;
  }

  get isOpen() {
    return this.#room?.state === 'connected';
  }

  /** Return {reply, ms, sounding}: by the clock since its first words were told. */
  get heard() {
    const { reply, from, sounding } = this.#heard;
    return { reply, ms: sounding ? performance.now() - from : 0, sounding };
  }

  async open(sessionId) {
    try {
      // It is no module: it puts its name where every script sees it.
      await import('../../vendor/livekit-client.umd.js');
      this.#kit = globalThis.LivekitClient;
      const place = await this.#api.roomPlace(sessionId);
      const room = new this.#kit.Room({ adaptiveStream: false, disconnectOnPageLeave: true });
      this.#listen(room);
      this.#room = room;
      await room.connect(place.server_url, place.participant_token);
      this.#greeting = setTimeout(() => this.#missed('No agent came into the room.'), AGENT_COMES_MS);
      this.onOpen();
    } catch (error) {
      this.#room = null;
      if (error.status === 401) this.onClose(4401, null);
      else this.#missed('The room did not open.', error);
    }
  }

  /** A room was of no use: try another, or do without rooms. */
  #missed(why, error = null) {
    console.warn(why, error);
    this.close();
    this.#misses += 1;
    if (this.#misses >= MISSES) this.onUnusable();
    else this.onClose(1006, null);
  }

  /** Do what an event of the protocol asks, as far as a room can. */
  send(event) {
    if (!this.isOpen) return false;
    if (event.type === 'conversation.item.create') this.#typed = event.item;
    else if (event.type === 'response.create' && this.#typed) {
      this.#call('aisle.ask', { text: this.#typed.content[0].text });
      this.#typed = null;
    } else if (event.type === 'response.cancel') this.#call('aisle.interrupt', {});
    return true;
  }

  /** The track carries it. */
  sound() {
    return false;
  }

  /** Silence the reply's track, or let it be heard. */
  mute(muted) {
    for (const element of this.#sounds) element.muted = muted;
  }

  close() {
    const room = this.#room;
    this.#room = null;
    clearTimeout(this.#greeting);
    for (const element of this.#sounds) element.remove();
    this.#sounds.clear();
    room?.disconnect();
  }

  #listen(room) {
    const { RoomEvent } = this.#kit;
    room.on(RoomEvent.DataReceived, (data, _participant, _kind, topic) => {
      if (topic === TOPIC) this.#take(new TextDecoder().decode(data));
    });
    room.registerTextStreamHandler(TOPIC, async (reader) => this.#take(await reader.readAll()));
    room.on(RoomEvent.TrackSubscribed, (track) => {
      if (track.kind !== 'audio') return;
      const element = track.attach();
      this.#sounds.add(element);
      document.body.append(element);
    });
    room.on(RoomEvent.TrackUnsubscribed, (track) => {
      for (const element of track.detach()) {
        this.#sounds.delete(element);
        element.remove();
      }
    });
    room.on(RoomEvent.Disconnected, () => {
      if (this.#room !== room) return;
      this.#room = null;
      clearTimeout(this.#greeting);
      this.onClose(1006, null);
    });
  }

  #take(text) {
    let event;
    try {
      event = JSON.parse(text);
    } catch {
      console.warn('The agent sent what is no JSON.');
      return;
    }
    for (const each of this.#translated(event)) this.onEvent(each);
  }

  /** Return the events of the protocol that an event of a room stands for. */
  #translated(event) {
    const id = event.response_id;
    const itemId = `${id}_item`;
    switch (event.type) {
      case 'aisle.session':
        clearTimeout(this.#greeting);
        this.#misses = 0;
        return [event];
      case 'aisle.turn.committed':
        this.#heard = { reply: id, from: 0, sounding: false };
        return [{ type: 'response.created', response: { id } }, event];
      case 'aisle.words': {
        const begins = !this.#heard.sounding;
        if (begins) this.#heard = { reply: id, from: performance.now(), sounding: true };
        // The turn's `reply` is what was planned: a model may say it in other words.
        const delta = event.words.map((word) => word.text).join('');
        const words = [{ type: 'response.output_audio_transcript.delta', response_id: id, item_id: itemId, delta },
          { ...event, item_id: itemId }];
        return begins ? [...words, { type: 'page.playback', responseId: id, playing: true }] : words;
      }
      case 'aisle.turn.ended': {
        const { reply } = this.#heard;
        this.#heard = { reply, from: 0, sounding: false };
        return [event, { type: 'page.playback', responseId: reply, playing: false },
          { type: 'response.done', response: { id: reply, status: event.outcome } }];
      }
      default:
        return [event];
    }
  }

  async #call(method, payload) {
    const agent = [...this.#room.remoteParticipants.values()].find((each) => each.isAgent);
    if (!agent) return;
    try {
      await this.#room.localParticipant.performRpc({ destinationIdentity: agent.identity, method, payload: JSON.stringify(payload) });
    } catch (error) {
      console.warn('The agent did not answer a call.', error);
    }
  }
}

/** The room's own microphone track. */
class RoomMicrophone {
  #roomOf;

  constructor(roomOf) {
    this.#roomOf = roomOf;
  }

  get isOpen() {
    return this.#roomOf()?.localParticipant.isMicrophoneEnabled ?? false;
  }

  async open() {
    try {
      await this.#roomOf()?.localParticipant.setMicrophoneEnabled(true, MIC);
    } catch (error) {
      throw Object.assign(error, { code: troubleOfMicrophone(error) });
    }
  }

  close() {
    this.#roomOf()?.localParticipant.setMicrophoneEnabled(false);
  }
}
