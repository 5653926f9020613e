/**
 * What a test hears and sees of the page, kept from before the page's own code runs:
 * every sample that reaches the loudspeaker, every event of the socket, all in the
 * milliseconds of performance.now(). The page itself runs unchanged. What it sends of its
 * microphone is mixed with what a test says at a moment of its own: ears.say().
 */
(() => {
  const ears = { rate: 0, blocks: [], events: [], microphone: [], said: [], lit: [], announced: [] };
  window.ears = ears;

  // The loudspeaker: whatever is connected to it is also connected to a recorder.
  const connect = AudioNode.prototype.connect;
  const recorders = new WeakMap();
  AudioNode.prototype.connect = function listened(target, ...rest) {
    if (target instanceof AudioDestinationNode && !(this instanceof ScriptProcessorNode)) {
      connect.call(this, recorder(target.context));
    }
    return connect.call(this, target, ...rest);
  };
  function recorder(context) {
    if (recorders.has(context)) return recorders.get(context);
    const node = context.createScriptProcessor(1024, 1, 1);
    ears.rate = context.sampleRate;
    node.onaudioprocess = ({ inputBuffer, playbackTime }) => {
      // A busy page takes blocks late: the block's own time says when it sounds.
      const { contextTime, performanceTime } = context.getOutputTimestamp();
      const offset = performanceTime ? performanceTime - 1000 * contextTime : performance.now() - 1000 * context.currentTime;
      ears.blocks.push([1000 * playbackTime + offset, Float32Array.from(inputBuffer.getChannelData(0))]);
    };
    connect.call(node, context.destination);  // silent: it runs only when it leads somewhere
    recorders.set(context, node);
    return node;
  }

  // The socket: what comes, and how loud what the microphone hears is when it goes.
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const event = JSON.parse(data);
        if ('delta' in event && event.type.includes('audio.delta')) event.delta = event.delta.length;
        ears.events.push([performance.now(), event]);
      });
    }

    send(data) {
      const event = JSON.parse(data);
      if (event.type !== 'input_audio_buffer.append') {
        ears.events.push([performance.now(), { ...event, sent: true }]);
        return super.send(data);
      }
      const sound = samplesOf(event.audio).map((value, at) => value + (saying[at] ?? 0));
      if (saying.length && saying.byteOffset === 0) ears.said.push(performance.now());  // its first frame
      saying = saying.subarray(sound.length);
      ears.microphone.push([performance.now(), loudness(sound)]);
      return super.send(JSON.stringify({ ...event, audio: base64Of(sound) }));
    }
  };
  const samplesOf = (base64) => new Int16Array(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)).buffer);
  const base64Of = (samples) => btoa(String.fromCharCode(...new Uint8Array(samples.buffer)));
  const loudness = (samples) => Math.sqrt(samples.reduce((sum, value) => sum + (value / 32768) ** 2, 0) / samples.length);

  // Say a recording, 24 kHz and 16 bit in base64: frame by frame with those of the microphone, so
  // that none of it is lost where the browser has little time for its own sound.
  let saying = new Int16Array();
  ears.say = (recording) => { saying = samplesOf(recording); };

  // What was heard so far, small enough to be handed over: 16 bit samples in base64.
  ears.told = () => ({
    ...ears,
    blocks: ears.blocks.map(([ms, samples]) =>
      [ms, base64Of(Int16Array.from(samples, (v) => Math.max(-1, Math.min(1, v)) * 32767))]),
  });

  // The screen: which word and which card are lit, and what a screen reader is told.
  const look = () => {
    const word = document.querySelector('.line.sounding .word.now');
    const card = document.querySelector('.card.named')?.dataset.productId ?? null;
    const now = [word?.textContent.trim() ?? null, card];
    const last = ears.lit.at(-1);
    if (!last || last[1] !== now[0] || last[2] !== now[1]) ears.lit.push([performance.now(), ...now]);
    requestAnimationFrame(look);
  };
  document.addEventListener('DOMContentLoaded', () => {
    look();
    for (const element of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
      new MutationObserver(() => ears.announced.push([performance.now(), element.id, element.textContent.trim()]))
        .observe(element, { childList: true, subtree: true, characterData: true });
    }
  });
})();
