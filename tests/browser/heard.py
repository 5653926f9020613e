"""What a test heard and saw of the page: its sound, its events, what was lit, all on one clock."""

import base64
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

AUDIBLE_RMS = 0.003
"""Of a block of 23 ms. The voice's quietest syllables have 0.01; a held reply is exactly 0."""

SPOKEN_RMS = 0.01
"""Of 20 ms of the microphone: the spoken file's speech, not what noise suppression leaves."""

WITHIN_WORDS_MS = 400
"""Longer quiet ends a stretch of sound: pauses between a voice's sentences are 240 ms."""

WITHIN_UTTERANCE_MS = 2_000
"""The same of the microphone, whose frames a busy machine sends in bursts."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound without a pause, in milliseconds of the page's clock."""

    begins_ms: float
    ends_ms: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything until now; times are milliseconds of the page's clock."""

    rate_hz: int
    blocks: tuple[tuple[float, NDArray[np.int16]], ...]
    """What the loudspeaker got, and when it begins to sound."""
    events: tuple[tuple[float, Event], ...]
    """Of the socket, both ways, without the microphone's sound."""
    microphone: tuple[tuple[float, float], ...]
    """How loud the microphone's frames were (RMS, 0..1) when they were sent."""
    said: tuple[float, ...]
    """When what the test says began to be sent."""
    lit: tuple[tuple[float, str | None, str | None], ...]
    """Changes of the word and the product's id that are lit."""
    announced: tuple[tuple[float, str, str], ...]
    """What a screen reader was told: when, by which element, which text."""

    def of(self, kind: str) -> list[tuple[float, Event]]:
        """Return the events of one type."""
        return [(ms, event) for ms, event in self.events if event["type"] == kind]

    def story(self) -> str:
        """Return the order of events, for who looks for what went wrong."""
        dull = ("aisle.playback.position", "response.output_audio.delta")
        told = [(ms, event["type"]) for ms, event in self.events if event["type"] not in dull]
        return "\n".join(f"{ms:8.0f} {kind}" for ms, kind in told)

    def sound(self, since_ms: float = 0.0, until_ms: float = float("inf")) -> tuple[Stretch, ...]:
        """Return when the loudspeaker was heard."""
        loud = [
            (ms, _rms(block) > AUDIBLE_RMS) for ms, block in self.blocks if since_ms < ms < until_ms
        ]
        return _stretches(loud)

    def speech(self) -> tuple[Stretch, ...]:
        """Return when the shopper was heard; what the test says is a stretch of its own."""
        loud = [(ms, level > SPOKEN_RMS) for ms, level in self.microphone]
        bounds = [0.0, *self.said, float("inf")]
        return tuple(
            stretch
            for since, until in pairwise(bounds)
            for stretch in _stretches(
                [one for one in loud if since <= one[0] < until], WITHIN_UTTERANCE_MS
            )
        )

    def recording(self, since_ms: float, until_ms: float) -> bytes:
        """Return what the loudspeaker got in that time, as FLAC."""
        pieces = [block for ms, block in self.blocks if since_ms <= ms <= until_ms]
        frame = av.AudioFrame.from_ndarray(
            np.concatenate(pieces)[np.newaxis], format="s16", layout="mono"
        )
        frame.sample_rate = self.rate_hz
        out = BytesIO()
        with av.open(out, "w", format="flac") as container:
            stream = container.add_stream("flac", rate=self.rate_hz, layout="mono")
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return out.getvalue()


def heard_of(page: Page) -> Heard:
    """Return what ears.js kept in this page."""
    told = page.evaluate("ears.told()")
    return Heard(
        rate_hz=int(told["rate"]),
        blocks=tuple((ms, np.frombuffer(base64.b64decode(b), "<i2")) for ms, b in told["blocks"]),
        events=tuple((ms, event) for ms, event in told["events"]),
        microphone=tuple((ms, level) for ms, level in told["microphone"]),
        said=tuple(told["said"]),
        lit=tuple((ms, word, card) for ms, word, card in told["lit"]),
        announced=tuple((ms, by, text) for ms, by, text in told["announced"]),
    )


def _rms(block: NDArray[np.int16]) -> float:
    return float(np.sqrt(np.mean((block / 32_768) ** 2)))


def _stretches(
    loud: list[tuple[float, bool]], within_ms: float = WITHIN_WORDS_MS
) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for ms, is_loud in loud:
        if not is_loud:
            continue
        if found and ms - found[-1].ends_ms < within_ms:
            found[-1] = Stretch(found[-1].begins_ms, ms)
        else:
            found.append(Stretch(ms, ms))
    return tuple(stretch for stretch in found if stretch.ends_ms > stretch.begins_ms)
