/** The microphone: 20 ms frames of what the shopper says, echo of the reply taken out. */

import { troubleOfMicrophone } from '../state/troubles.js';

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/**
 * Frames of exact silence at the beginning, 3 s: a muted microphone. Later ones say nothing:
 * noise suppression in a headset gives them between two sentences.
 */
const SILENT_AFTER_FRAMES = 150;

export class Microphone {
  #stream = null;
  #context = null;
  #opening = null;
  #silent = 0;

  /**
   * @param {Object} told
   * @param {(samples: Int16Array, level: number) => void} told.onFrame
   * @param {(code: string) => void} told.onTrouble It ended, or gives no sound.
   */
  constructor({ onFrame, onTrouble }) {
    this.onFrame = onFrame;
    this.onTrouble = onTrouble;
  }

  get isOpen() {
    return this.#context !== null;
  }

  /** Open it. Throws an error whose `code` says why it cannot be. */
  async open() {
    if (this.isOpen) return;
    this.#opening ??= this.#open().finally(() => { this.#opening = null; });
    await this.#opening;
  }

  /** Let it go; the browser's mark of a live microphone goes out. */
  close() {
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    this.#context?.close();
    this.#stream = null;
    this.#context = null;
    this.#silent = 0;
  }

  async #open() {
    if (!window.isSecureContext) throw refusal('insecure');
    if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) throw refusal('unsupported');
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: WISHES, video: false });
    } catch (error) {
      throw refusal(troubleOfMicrophone(error));
    }
    const context = new AudioContext({ latencyHint: 'interactive' });
    await context.audioWorklet.addModule(new URL('./capture.worklet.js', import.meta.url));
    const node = new AudioWorkletNode(context, 'aisle-capture', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
    node.port.onmessage = ({ data }) => this.#frame(data);
    context.createMediaStreamSource(stream).connect(node);
    if (context.state === 'suspended') await context.resume();
    const [track] = stream.getAudioTracks();
    track.onended = () => {
      this.close();
      this.onTrouble('microphone_ended');
    };
    this.#stream = stream;
    this.#context = context;
  }

  #frame({ samples, level }) {
    if (level > 0) this.#silent = Infinity;
    else this.#silent += 1;
    if (this.#silent === SILENT_AFTER_FRAMES) this.onTrouble('microphone_silent');
    this.onFrame(samples, level);
  }
}

function refusal(code) {
  return Object.assign(new Error(code), { code });
}
