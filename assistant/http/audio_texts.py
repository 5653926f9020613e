"""A recording's transcript in the shapes that OpenAI's clients ask for."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from speech.transcript import Transcript

_LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a recording with its words."""

    start_s: float
    end_s: float
    transcript: Transcript

    @property
    def text(self) -> str:
        return self.transcript.text.strip()


def whole_text(segments: Sequence[Segment]) -> str:
    """Return all words."""
    return " ".join(segment.text for segment in segments if segment.text)


def json_of(segments: Sequence[Segment], duration_s: float) -> dict[str, Any]:
    """Return the plain answer."""
    return {"text": whole_text(segments), "usage": usage_json(duration_s)}


def usage_json(duration_s: float) -> dict[str, Any]:
    """Return what was heard, counted in seconds: no tokens are billed here."""
    return {"type": "duration", "seconds": round(duration_s, 2)}


def verbose_json(segments: Sequence[Segment], duration_s: float, language: str) -> dict[str, Any]:
    """Return the answer with times and scores; tokens and seeks are Whisper's own and not kept."""
    return {
        "task": "transcribe",
        "language": _LANGUAGES.get(language, language),
        "duration": round(duration_s, 2),
        "text": whole_text(segments),
        "segments": [_segment(at, segment) for at, segment in enumerate(segments)],
        "usage": usage_json(duration_s),
    }


def srt(segments: Sequence[Segment]) -> str:
    """Return SubRip subtitles."""
    return "".join(
        f"{number}\n{_clock(s.start_s, ',')} --> {_clock(s.end_s, ',')}\n{s.text}\n\n"
        for number, s in enumerate(segments, start=1)
    )


def vtt(segments: Sequence[Segment]) -> str:
    """Return WebVTT subtitles. Source: W3C WebVTT; "-->" never stands in a text."""
    cues = (
        f"{_clock(s.start_s, '.')} --> {_clock(s.end_s, '.')}\n{_escaped(s.text)}\n\n"
        for s in segments
    )
    return "WEBVTT\n\n" + "".join(cues)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _segment(at: int, segment: Segment) -> dict[str, Any]:
    transcript, encoded = segment.transcript, segment.text.encode()
    return {
        "id": at,
        "seek": 0,
        "start": round(segment.start_s, 2),
        "end": round(segment.end_s, 2),
        "text": segment.text,
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": transcript.avg_logprob or 0.0,
        "compression_ratio": round(len(encoded) / len(zlib.compress(encoded)), 3),
        "no_speech_prob": transcript.no_speech_prob or 0.0,
    }


def _clock(seconds: float, mark: str) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}{mark}{ms % 1000:03}"
