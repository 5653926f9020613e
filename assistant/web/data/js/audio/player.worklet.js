/**
 * The reply's sound: played without gaps, stopped within one block of 128 samples, held and
 * let go on. Tells how much of which reply was played.
 */

/** Samples over which a stop or a pause fades, so that it does not click: under 3 ms. */
const FADE = 128;
/** Sound to have before a reply begins, so that a late packet makes no gap: 40 ms. */
const BEGIN_S = 0.04;
/** The same after a gap: the machine is busy, and one gap is better than ten. */
const AGAIN_S = 0.12;
/** Blocks between two reports: about 40 ms. */
const REPORT_BLOCKS = 15;

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    /** Pieces {reply, samples} that were not played yet. */
    this.queue = [];
    this.offset = 0;
    this.reply = null;
    this.played = 0;
    this.paused = false;
    this.gain = 1;
    this.fading = null;
    /** Replies whose sound has all come. */
    this.whole = new Set();
    this.waits = true;
    this.wanted = BEGIN_S;
    this.blocks = 0;
    this.sounding = false;
    this.port.onmessage = ({ data }) => this.told(data);
  }

  told(message) {
    if (message.do === 'play') this.queue.push({ reply: message.reply, samples: message.samples });
    else if (message.do === 'end') this.whole.add(message.reply);
    else if (message.do === 'pause') this.paused = true;
    else if (message.do === 'resume') this.paused = false;
    else if (message.do === 'stop') this.stop();
  }

  stop() {
    if (this.queue.length && this.gain > 0) {
      const { samples } = this.queue[0];
      this.fading = samples.slice(this.offset, this.offset + FADE).map((s, i) => s * this.gain * (1 - i / FADE));
    }
    this.queue = [];
    this.offset = 0;
    this.paused = false;
    this.gain = 1;
    this.whole.add(this.reply);
    this.waits = true;
    this.wanted = BEGIN_S;
    if (this.reply !== null) this.report(false);
  }

  process(_, outputs) {
    const out = outputs[0][0];
    if (this.fading) {
      out.set(this.fading.subarray(0, out.length));
      this.fading = null;
    } else if (this.isReady()) this.play(out);
    for (let channel = 1; channel < outputs[0].length; channel += 1) outputs[0][channel].set(out);
    const sounding = this.isSounding();
    this.blocks += 1;
    if (sounding !== this.sounding || (sounding && this.blocks % REPORT_BLOCKS === 0)) this.report(sounding);
    return true;
  }

  /** Say whether a reply is under way: also in a gap, until all of it has come and is played. */
  isSounding() {
    return this.queue.length > 0 || (this.reply !== null && !this.whole.has(this.reply));
  }

  isReady() {
    if (!this.queue.length) {
      this.wanted = this.isSounding() ? AGAIN_S : BEGIN_S;
      this.waits = true;
    } else if (this.waits) {
      const there = this.queue.reduce((sum, { samples }) => sum + samples.length, -this.offset);
      this.waits = there < this.wanted * sampleRate && !this.whole.has(this.queue[0].reply);
    }
    return !this.waits;
  }

  play(out) {
    for (let at = 0; at < out.length && this.queue.length; at += 1) {
      if (this.paused && this.gain === 0) return;
      const { reply, samples } = this.queue[0];
      if (reply !== this.reply) [this.reply, this.played] = [reply, 0];
      const step = this.paused ? -1 / FADE : 1 / FADE;
      this.gain = Math.max(0, Math.min(1, this.gain + step));
      out[at] = samples[this.offset] * this.gain;
      this.played += 1;
      this.offset += 1;
      if (this.offset < samples.length) continue;
      this.queue.shift();
      this.offset = 0;
    }
  }

  report(sounding) {
    this.sounding = sounding;
    const reply = this.queue[0]?.reply ?? this.reply;  // it may wait for its first samples
    const played = reply === this.reply ? this.played / sampleRate : 0;
    this.port.postMessage({ reply, played_s: played, sounding, paused: this.paused });
  }
}

registerProcessor('aisle-player', Player);
