/**
 * Sound at another rate, piece by piece and without clicks: a windowed sinc whose phases are
 * computed once. Lanczos window of 16 zero crossings a side: aliases are 60 dB down.
 */

const CROSSINGS = 16;
const PHASES = 256;
/** Of the lower rate's Nyquist frequency: what the filter lets pass. */
const PASS = 0.92;

export class Resampler {
  /**
   * @param {number} from Hz of what comes in.
   * @param {number} to Hz of what goes out.
   */
  constructor(from, to) {
    this.step = from / to;
    const cutoff = PASS * Math.min(1, to / from);
    this.half = Math.ceil(CROSSINGS / cutoff);
    this.table = from === to ? null : phases(cutoff, this.half);
    this.clear();
  }

  /** Forget what came before, as at the beginning of other sound. */
  clear() {
    this.kept = new Float32Array(this.half);
    this.position = 0;
  }

  /**
   * Take a piece; return what of the output it completes.
   * @param {Float32Array} piece
   * @returns {Float32Array}
   */
  push(piece) {
    if (this.table === null) return piece.slice();
    const taps = 2 * this.half;
    const input = new Float32Array(this.kept.length + piece.length);
    input.set(this.kept);
    input.set(piece, this.kept.length);
    const count = Math.max(0, Math.ceil((input.length - taps - this.position) / this.step));
    const output = new Float32Array(count);
    let position = this.position;
    for (let i = 0; i < count; i += 1) {
      const first = Math.floor(position);
      const row = Math.round((position - first) * PHASES) * taps;
      let sum = 0;
      for (let tap = 0; tap < taps; tap += 1) sum += input[first + tap + 1] * this.table[row + tap];
      output[i] = sum;
      position += this.step;
    }
    const done = Math.min(Math.floor(position), input.length);
    this.kept = input.slice(done);
    this.position = position - done;
    return output;
  }
}

function phases(cutoff, half) {
  const taps = 2 * half;
  const table = new Float32Array((PHASES + 1) * taps);
  for (let phase = 0; phase <= PHASES; phase += 1) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const x = tap - half + 1 - phase / PHASES;
      const value = cutoff * sinc(cutoff * x) * sinc(x / half);
      table[phase * taps + tap] = value;
      sum += value;
    }
    for (let tap = 0; tap < taps; tap += 1) table[phase * taps + tap] /= sum;  // silence stays silence, DC stays DC
  }
  return table;
}

function sinc(x) {
  return x === 0 ? 1 : Math.abs(x) >= 1e9 ? 0 : Math.sin(Math.PI * x) / (Math.PI * x);
}
