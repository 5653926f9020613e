/**
 * What a test hears and sees of the page, kept from before the page's own code runs:
 * every sample that reaches the loudspeaker, every event of the socket, all in the
 * milliseconds of performance.now(). The page itself runs unchanged.
 */
(() => {
  const ears = { rate: 0, blocks: [], events: [], microphone: [], lit: [], announced: [] };
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
      if (event.type === 'input_audio_buffer.append') ears.microphone.push([performance.now(), loudness(event.audio)]);
      else ears.events.push([performance.now(), { ...event, sent: true }]);
      super.send(data);
    }
  };
  function loudness(base64) {
    const raw = atob(base64);
    let energy = 0;
    for (let at = 0; at < raw.length; at += 2) {
      const value = raw.charCodeAt(at) | (raw.charCodeAt(at + 1) << 8);
      energy += ((value > 32767 ? value - 65536 : value) / 32768) ** 2;
    }
    return Math.sqrt(energy / (raw.length / 2));
  }

  // What was heard so far, small enough to be handed over: 16 bit samples in base64.
  ears.told = () => ({
    ...ears,
    blocks: ears.blocks.map(([ms, samples]) => {
      const bytes = new Uint8Array(Int16Array.from(samples, (v) => Math.max(-1, Math.min(1, v)) * 32767).buffer);
      return [ms, btoa(String.fromCharCode(...bytes))];
    }),
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
