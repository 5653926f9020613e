// One sound: a button, its outline, a click seeks. One sound plays at a time.

import {el, svg} from "./dom.js";
import {content, soundData} from "./data.js";
import {clock} from "./numbers.js";

const H = 28, STEP = 2;
const SEEK_S = 1;
let playing = null;

/** A player of sound `number`, or why there is none. */
export function player(number, label) {
  if (number === null || number === undefined) return null;
  const sound = content.sounds[number];
  if (sound.trouble) return el("p", {class: "sound soft"}, sound.trouble, sound.outline && outline(sound.outline, "rest"));
  let audio = null;
  const button = el("button", {type: "button", "aria-label": `Play ${label}`, onclick: () => toggle()}, "▶");
  const time = el("span", {class: "time"}, clock(sound.seconds));
  const done = el("span", {class: "played", "aria-hidden": "true"}, outline(sound.outline, "played-line"));
  const wave = el("span", {
    class: "wave", role: "slider", tabindex: "0", "aria-label": `Place in ${label}`, "aria-valuemin": "0",
    "aria-valuemax": sound.seconds.toFixed(1), "aria-valuenow": "0", "aria-valuetext": clock(0),
    onclick: (event) => { const box = wave.getBoundingClientRect(); seek(((event.clientX - box.left) / box.width) * length()); },
    onkeydown: (event) => {
      const step = {ArrowRight: SEEK_S, ArrowLeft: -SEEK_S, Home: -Infinity, End: Infinity}[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      seek((audio?.currentTime ?? 0) + step);
    },
  }, outline(sound.outline, "rest"), done);
  const body = el("div", {class: "sound", "data-sound": number}, button, wave, time);

  const length = () => (audio && Number.isFinite(audio.duration) ? audio.duration : sound.seconds);
  const made = () => {
    if (audio) return audio;
    audio = new Audio();
    audio.addEventListener("timeupdate", shown);
    audio.addEventListener("seeked", shown);
    audio.addEventListener("play", () => { button.textContent = "❚❚"; button.setAttribute("aria-label", `Pause ${label}`); body.dataset.state = "playing"; });
    for (const name of ["pause", "ended"]) audio.addEventListener(name, () => { button.textContent = "▶"; button.setAttribute("aria-label", `Play ${label}`); body.dataset.state = name; });
    audio.addEventListener("error", () => { body.dataset.state = "error"; body.replaceChildren(el("span", {class: "soft"}, "The recording cannot be played here: ", sound.file)); });
    audio.src = sound.embedded ? soundData(number) : sound.link;
    return audio;
  };
  const shown = () => {
    const at = audio.currentTime;
    done.style.width = `${Math.min(100, (at / length()) * 100)}%`;
    time.textContent = `${clock(at)} / ${clock(length())}`;
    wave.setAttribute("aria-valuenow", at.toFixed(1));
    wave.setAttribute("aria-valuetext", clock(at));
  };
  const seek = (to) => { made().currentTime = Math.min(Math.max(to, 0), Math.max(0, length() - 0.01)); };
  const toggle = () => {
    const one = made();
    if (!one.paused) return one.pause();
    if (playing && playing !== one) playing.pause();
    playing = one;
    return one.play().catch(() => undefined); // an error event tells why
  };
  return body;
}

/** Stop whatever plays. */
export function quiet() {
  playing?.pause();
}

function outline(hex, kind) {
  const peaks = hex.match(/../g).map((two) => parseInt(two, 16) / 255);
  const d = peaks.map((p, n) => { const h = Math.max(0.5, (p * (H - 2)) / 2); return `M${n * STEP + 1},${(H / 2 - h).toFixed(1)}v${(2 * h).toFixed(1)}`; }).join("");
  return svg("svg", {viewBox: `0 0 ${peaks.length * STEP} ${H}`, preserveAspectRatio: "none", class: kind, "aria-hidden": "true"}, svg("path", {d}));
}
