/** The microphone's sound, at 24 kHz and in frames of 20 ms, with how loud it is. */

import { WIRE_HZ, toInt16 } from './pcm.js';
import { Resampler } from './resample.js';

const FRAME = WIRE_HZ / 50;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, WIRE_HZ);
    this.frame = new Float32Array(FRAME);
    this.filled = 0;
  }

  process(inputs) {
    const channel = inputs[0]?.[0];
    if (channel) for (const sample of this.resampler.push(channel)) this.take(sample);
    return true;
  }

  take(sample) {
    this.frame[this.filled] = sample;
    this.filled += 1;
    if (this.filled < FRAME) return;
    this.filled = 0;
    let energy = 0;
    for (const value of this.frame) energy += value * value;
    const samples = toInt16(this.frame);
    this.port.postMessage({ samples, level: Math.sqrt(energy / FRAME) }, [samples.buffer]);
  }
}

registerProcessor('aisle-capture', Capture);
