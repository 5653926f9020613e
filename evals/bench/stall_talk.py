"""One spoken request for `aisle bench stall`: how soon it was answered, and what was heard."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np

from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker, Played
from assistant.parts import VoiceParts
from assistant.session import VoiceSession
from assistant.session_events import ReplyStopped, SessionEvent, TurnEnded
from assistant.turn_record import TurnRecord
from evals.bench.stall_models import Setup, policy_of
from evals.doubles.record import RequestRecord
from evals.doubles.server import Doubles
from speech.audible import audible_span
from speech.audio_file import Samples

PATIENCE_S = 40.0
TASTE_S = 0.6
"""Of a reply whose beginning is all that is asked about."""
OVER_S = 1.2
"""Into a reply, when something is said over it."""
TAKEN_S = 1.5
"""Until a changed policy file is taken for certain: it is looked at once a second."""
_POLL_S = 0.005
_QUIET_SHARE = 0.01
"""Of the loudest sample: below it is a pause."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What is asked, and who answers behind it."""

    parts: VoiceParts
    server: Doubles
    policy: Path

    async def use(self, setup: Setup) -> None:
        """Let another policy hold; a running process takes a changed file by itself."""
        text = policy_of(setup, self.server.url)
        if self.policy.read_text(encoding="utf-8") != text:
            self.policy.write_text(text, encoding="utf-8")
            await asyncio.sleep(TAKEN_S)


@dataclass(frozen=True, slots=True)
class Talked:
    """One request and its reply."""

    first_audio_ms: float | None
    """From the clip's last audible sample to the reply's first; None if nothing was heard."""
    played: Played | None
    ended: TurnEnded | None
    record: TurnRecord | None
    """Of the last turn in the intent log."""
    asked: tuple[RequestRecord, ...]
    """What the models' servers saw."""
    stopped_at: float | None = None
    """Wall-clock time of the words that stopped the reply."""
    spoken_over_at: float | None = None
    """Wall-clock time of the first audible sample of what was said over it."""
    gone_at: float | None = None
    """Wall-clock time at which a model's server saw that the call was ended early."""

    @property
    def longest_pause_s(self) -> float:
        """Return the longest quiet within the reply."""
        return 0.0 if self.played is None else _longest_quiet_s(self.played)


async def talk(
    shop: Shop, clip: Samples, *, whole: bool = False, over: Samples | None = None
) -> Talked:
    """Speak a clip into a session of its own and listen to the reply.

    Args:
        shop: With the policy that is to hold.
        clip: float32 [T], mono, 16 kHz, -1..1.
        whole: Listen to the end; else the session is left soon after the reply begins.
        over: Said over the reply, some time into it.
    """
    events: list[SessionEvent] = []
    played: list[Played] = []
    playing = asyncio.Event()
    microphone, speaker = ClipMicrophone(), MemorySpeaker(played.append)
    speaker.on("playback_started", lambda _: playing.set())
    name, before = f"stall-{uuid4()}", len(shop.server.records)
    session = VoiceSession(shop.parts, name, microphone, speaker, events.append)
    await session.start()
    said_at = spoken_over_at = 0.0
    try:
        said_at = microphone.speak(clip) + _span(clip)[1]
        await microphone.wait_until_spoken()
        await _until(playing.is_set)
        if over is not None:
            await asyncio.sleep(OVER_S)
            spoken_over_at = microphone.speak(over) + _span(over)[0]
            await microphone.wait_until_spoken()
            await _until(lambda: bool(played))
        elif whole:
            await _until(lambda: any(isinstance(e, TurnEnded) for e in events))
        else:
            await asyncio.sleep(TASTE_S)
    finally:
        microphone.close()
        await session.close()
    records = [r for r in shop.parts.text.log.read() if r.session_id == name]
    stops = [e.words_at for e in events if isinstance(e, ReplyStopped)]
    ends = [e for e in events if isinstance(e, TurnEnded)]
    return Talked(
        first_audio_ms=_first_audio_ms(played, said_at),
        played=played[0] if played else None,
        ended=ends[0] if ends else None,
        record=records[0] if records else None,
        asked=tuple(shop.server.records[before:]),
        stopped_at=stops[0] if stops else None,
        spoken_over_at=spoken_over_at or None,
        gone_at=_gone_at(shop.server.records[before:]),
    )


def _gone_at(records: Sequence[RequestRecord]) -> float | None:
    moments = [r.asked_at + r.disconnected_s for r in records if r.disconnected_s is not None]
    return time.time() - asyncio.get_running_loop().time() + moments[0] if moments else None


def _first_audio_ms(played: list[Played], said_at: float) -> float | None:
    span = audible_span(played[0].samples, played[0].rate_hz) if played else None
    return None if span is None else 1000 * (played[0].started_at + span[0] - said_at)


def _span(clip: Samples) -> tuple[float, float]:
    return audible_span(clip, MIC_RATE_HZ) or (0.0, len(clip) / MIC_RATE_HZ)


def _longest_quiet_s(played: Played) -> float:
    span = audible_span(played.samples, played.rate_hz)
    if span is None:
        return 0.0
    sound = np.abs(played.samples.astype(np.float64))
    begin, end = (round(at * played.rate_hz) for at in span)
    loud = np.flatnonzero(sound[begin:end] > _QUIET_SHARE * sound.max())
    return float(np.diff(loud).max(initial=0)) / played.rate_hz


async def _until(happened: Callable[[], bool]) -> None:
    """Wait; what does not happen is seen in what came of it."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened() and time.monotonic() < deadline:  # noqa: ASYNC110  what happens has many sources
        await asyncio.sleep(_POLL_S)
