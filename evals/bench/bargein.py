"""What speech over a reply does: how soon the reply is silent, and what does not stop it.

One spoken conversation in real time, on the project's own voice. Over each reply either
something is said, which becomes the next request, or something that deserves no stop: a
cough, "mm-hm", a door. Does not cover echo, nor speech of several people.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker, Played
from assistant.clips import conversations
from assistant.config import Settings
from assistant.parts import VoiceParts, voice_parts
from assistant.session import VoiceSession
from assistant.session_events import ReplyStopped, SessionEvent, TurnCommitted
from evals.bench.data import shared_data
from evals.bench.figure import Figure, Report, median_of, percentile_of
from evals.bench.stamp import stamp
from evals.sounds import sound
from evals.spoken_set import speak
from retrieval.index import status
from speech.audible import audible_span
from speech.audio_file import read_audio

SAID = (
    "Show me cheaper ones.",
    "Stop.",
    "I want hiking boots instead.",
    "No, not leather.",
    "Wait, wait.",
    "What about running shoes?",
    "Hold on, which one is waterproof?",
    "Okay, but in size ten please.",
    "Actually, I need a backpack.",
    "Something under one hundred dollars.",
    "How much is the second one?",
)
"""What each asks for is the next reply."""

LISTENING = ("Mm-hmm.", "Uh-huh.", "Okay.", "Right.", "Oh, okay.", "I see.", "Hmm.", "Yeah.")
"""Said while listening; nothing is asked."""

SOUNDS = ("coughs", "knocks", "breaths", "clicks", "barking")
SOUND_S = 0.7

ROUNDS = 2
"""How often each text is said over a reply."""

PATIENCE_S = 20.0
GOES_ON_AFTER_S = 3.5
"""Longer than anything that is waited for before a paused reply goes on."""

POLL_S = 0.01

_Clip = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What happened when something was said over a reply."""

    name: str
    over: bool
    """Whether the reply still sounded when it was said; else it counts for nothing."""
    stopped: bool
    silent_after_voice_s: float | None
    """From the first audible sample of what was said to the reply's last; None if it went on."""
    silent_after_words_s: float | None
    """The same from when the words were certain; 0 if the reply was silent before."""
    paused_s: float
    """How long the reply was held before it went on."""
    turns: tuple[str, ...]
    """What was understood, if turns came of it."""


def run(settings: Settings) -> Report:
    """Speak over replies and report what became of them."""
    said = asyncio.run(_converse(settings))
    stops, goes_on = ([o for o in outcomes if o.over] for outcomes in said)
    words = [1000 * o.silent_after_words_s for o in stops if o.silent_after_words_s is not None]
    voice = [1000 * o.silent_after_voice_s for o in stops if o.silent_after_voice_s is not None]
    held = [o.paused_s for o in goes_on if o.paused_s]
    wrong = float(sum(o.stopped or len(o.turns) > 0 for o in goes_on))
    certain = "reply stops after the words are certain"
    silent = "reply is silent after the first sample over it"
    return Report(
        bench="bargein",
        figures=(
            median_of(f"{certain}, median", words, "ms", reach=200),
            percentile_of(f"{certain}, p95", words, 95, "ms", reach=200),
            median_of(f"{silent}, median", voice, "ms"),
            percentile_of(f"{silent}, p95", voice, 95, "ms"),
            Figure(
                "requests that did not stop the reply",
                float(sum(not o.stopped for o in stops)),
                "",
                len(stops),
                reach=0,
            ),
            Figure("coughs and mm-hms that stopped the reply", wrong, "", len(goes_on), reach=0),
            median_of("reply held for a cough or mm-hm, median", held, "s"),
        ),
        stamp=stamp(status(settings.index_path).digest[:12]),
        details=tuple(_detail(o) for o in (*stops, *goes_on)),
    )


async def _converse(settings: Settings) -> tuple[list[Spoken], list[Spoken]]:
    loop = asyncio.get_running_loop()
    spoken = await loop.run_in_executor(None, speak, [*SAID, *LISTENING], settings)
    clips = {clip.text: clip.samples() for clip in spoken}
    sounds = {name: sound(name, SOUND_S, seed=1) for name in SOUNDS}
    data = shared_data(settings)
    if data is not None:
        for path in sorted((data / "noise").glob("*.wav")):
            sounds[path.stem] = read_audio(path).samples[: round(SOUND_S * MIC_RATE_HZ)]
    async with voice_parts(settings) as parts:
        trial = _Trial(parts)
        await trial.begin()
        try:
            goes_on = [
                await trial.over(name, clip)
                for name, clip in [*((t, clips[t]) for t in LISTENING * ROUNDS), *sounds.items()]
            ]
            stops = [await trial.over(t, clips[t]) for t in SAID * ROUNDS]
        finally:
            await trial.end()
    return stops, goes_on


@dataclass(slots=True)
class _Seen:
    """What the session told, with the times."""

    stopped: list[ReplyStopped] = field(default_factory=list)
    committed: list[str] = field(default_factory=list)
    """What was understood."""
    played: list[Played] = field(default_factory=list)


class _Trial:
    """One conversation in which each reply is spoken over once."""

    def __init__(self, parts: VoiceParts) -> None:
        self._seen = _Seen()
        self._microphone = ClipMicrophone()
        self._speaker = MemorySpeaker(self._on_played)
        self._speaker.on("playback_started", lambda _: self._playing.set())
        self._playing = asyncio.Event()
        self._session = VoiceSession(
            parts, f"bargein-{time.time_ns()}", self._microphone, self._speaker, self._on_event
        )
        self._request = conversations()[0].clips[0].samples()
        self._delays = iter([0.4, 1.0, 0.7, 1.6, 1.3] * 50)

    async def begin(self) -> None:
        await self._session.start()

    async def end(self) -> None:
        self._microphone.close()
        await self._session.close()

    async def over(self, name: str, clip: _Clip) -> Spoken:
        """Wait for a reply, say something over it, and say what happened."""
        await self._reply()
        await asyncio.sleep(next(self._delays))
        if not self._playing.is_set():  # it was too short
            await self._reply()
            await asyncio.sleep(0.3)
        seen = self._seen = _Seen()
        span = audible_span(clip, MIC_RATE_HZ) or (0.0, 0.0)
        voice_at = self._microphone.speak(clip) + span[0]
        await self._microphone.wait_until_spoken()
        await self._until(lambda: bool(seen.played), GOES_ON_AFTER_S)
        await self._until(lambda: bool(seen.committed), 1.0 if seen.played else 0.0)
        if not seen.played:  # it goes on, or waits for nothing
            await self._until(lambda: bool(seen.played), PATIENCE_S)
        return _outcome(name, seen, voice_at)

    async def _reply(self) -> None:
        """Return when a reply is being played; ask for one if nothing is under way."""
        if await self._until(self._playing.is_set, 2.5):
            return
        self._microphone.speak(self._request)
        await self._microphone.wait_until_spoken()
        if not await self._until(self._playing.is_set, PATIENCE_S):
            await self._session.say_not_heard()
            await self._until(self._playing.is_set, PATIENCE_S)

    async def _until(self, happened: Callable[[], bool], timeout_s: float) -> bool:
        for _ in range(round(timeout_s / POLL_S)):
            if happened():
                break
            await asyncio.sleep(POLL_S)
        return happened()

    def _on_played(self, played: Played) -> None:
        self._playing.clear()
        self._seen.played.append(played)

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case ReplyStopped():
                self._seen.stopped.append(event)
            case TurnCommitted(turn):
                self._seen.committed.append(turn.utterance.text)


def _outcome(name: str, seen: _Seen, voice_at: float) -> Spoken:
    played = seen.played[0] if seen.played else None
    stopped = played is not None and played.interrupted
    silent = played.ended_at if played is not None and stopped else None
    certain = seen.stopped[0].words_at if seen.stopped else None
    return Spoken(
        name=name,
        over=played is None or played.ended_at > voice_at,
        stopped=stopped,
        silent_after_voice_s=None if silent is None else silent - voice_at,
        silent_after_words_s=(
            None if silent is None or certain is None else max(0.0, silent - certain)
        ),
        paused_s=_held_s(played.paused if played else ()),
        turns=tuple(seen.committed),
    )


def _held_s(pauses: Sequence[tuple[float, float]]) -> float:
    return sum(end - begin for begin, end in pauses)


def _detail(spoken: Spoken) -> dict[str, Any]:
    return {
        "said": spoken.name,
        "understood": spoken.turns,
        "stopped": spoken.stopped,
        "silent_after_voice_s": spoken.silent_after_voice_s,
        "silent_after_words_s": spoken.silent_after_words_s,
        "held_s": round(spoken.paused_s, 3),
    }
