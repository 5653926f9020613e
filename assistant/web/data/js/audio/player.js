/** The loudspeaker: takes the reply's sound as it comes, knows how much of it was heard. */

import { WIRE_HZ, fromBase64 } from './pcm.js';
import { Resampler } from './resample.js';

export class Player {
  #context = null;
  #node = null;
  #opening = null;
  #resampler = null;
  #reply = null;
  #stopped = new Set();
  #waiting = [];
  /** Replies that ended before the loudspeaker was open. */
  #ended = [];
  #heard = { reply: null, ms: 0, sounding: false, paused: false, at: 0 };

  /** @param {(heard: {reply: string, ms: number, sounding: boolean}) => void} onHeard */
  constructor(onHeard) {
    this.onHeard = onHeard;
  }

  /** Open the loudspeaker; browsers allow it only in answer to a click or a key. */
  async wake() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null;
      console.warn('The loudspeaker did not open.', error);
    });
    await this.#opening;
    if (this.#context?.state === 'suspended') await this.#context.resume().catch(() => {});
  }

  /** Play a piece of a reply after those before it. */
  play(reply, base64) {
    if (this.#stopped.has(reply)) return;
    if (!this.#node) {
      this.#waiting.push([reply, base64]);
      this.wake();
      return;
    }
    if (reply !== this.#reply) {
      this.#reply = reply;
      this.#resampler.clear();
    }
    const samples = this.#resampler.push(fromBase64(base64));
    if (samples.length) this.#node.port.postMessage({ do: 'play', reply, samples }, [samples.buffer]);
  }

  /** Take that all of a reply's sound has come. */
  end(reply) {
    if (this.#node) this.#node.port.postMessage({ do: 'end', reply });
    else this.#ended.push(reply);
  }

  /** Stop within a block; what still arrives of `reply` is not played either. */
  stop(reply = this.#reply) {
    if (reply) this.#stopped.add(reply);
    this.#waiting = this.#waiting.filter(([of]) => of !== reply);
    this.#node?.port.postMessage({ do: 'stop' });
  }

  /** Hold the sound where it is. */
  pause() {
    this.#node?.port.postMessage({ do: 'pause' });
  }

  /** Go on where it was held. */
  resume() {
    this.#node?.port.postMessage({ do: 'resume' });
  }

  /** Return {reply, ms, sounding}: how much of which reply has reached the ear by now. */
  get heard() {
    const { reply, ms, sounding, paused, at } = this.#heard;
    const since = sounding && !paused ? performance.now() - at : 0;
    return { reply, ms: Math.max(0, ms + Math.min(since, 200) - this.#latencyMs), sounding };
  }

  get #latencyMs() {
    const { outputLatency = 0, baseLatency = 0 } = this.#context ?? {};
    return 1000 * (outputLatency || baseLatency || 0);
  }

  async #open() {
    const context = new AudioContext({ latencyHint: 'interactive' });
    await context.audioWorklet.addModule(new URL('./player.worklet.js', import.meta.url));
    const node = new AudioWorkletNode(context, 'aisle-player', { numberOfInputs: 0, outputChannelCount: [1] });
    node.port.onmessage = ({ data }) => this.#report(data);
    node.connect(context.destination);
    this.#context = context;
    this.#resampler = new Resampler(WIRE_HZ, context.sampleRate);
    this.#node = node;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [reply, base64] of waiting) this.play(reply, base64);
    for (const reply of this.#ended) this.end(reply);
  }

  #report({ reply, played_s: playedS, sounding, paused }) {
    this.#heard = { reply, ms: 1000 * playedS, sounding, paused, at: performance.now() };
    if (reply) this.onHeard(this.heard);
  }
}
