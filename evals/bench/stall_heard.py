"""What is heard of a reply whose model was cut off: played, and listened to by the recogniser."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.audio_io import Played
from assistant.parts import VoiceParts
from evals.bench.figure import Figure
from evals.bench.stall_talk import Talked
from evals.wer import word_errors
from evals.words import words_of
from speech.audio_file import read_audio, write_wav

_ENDED = re.compile(r"[.?!]$")
_PRICE = re.compile(r"\$([\d,.]*\d)")
_TWICE_WORDS = 4
"""As many words in a row, heard twice, are a thing that is said again."""


def heard_figures(talked: Sequence[Talked], transcripts: Sequence[str]) -> list[Figure]:
    """Return what became of replies that were cut off.

    Args:
        talked: Listened to, to their ends.
        transcripts: What the recogniser heard of each.
    """
    pairs = [(t, heard) for t, heard in zip(talked, transcripts, strict=True) if t.record]
    replies = [t.record.reply for t, _ in pairs if t.record]
    errors = word_errors(replies, [heard for _, heard in pairs])
    name = "cut in mid-sentence"
    counts = {
        "do not end a sentence": sum(_ENDED.search(reply) is None for reply in replies),
        "are heard to say a thing twice": sum(says_twice(heard) for _, heard in pairs),
        "hold a price of no product": sum(_invents(t) for t, _ in pairs),
    }
    return [
        *(
            Figure(f"{name}: replies that {what}", float(count), "", len(pairs), reach=0)
            for what, count in counts.items()
        ),
        Figure(f"{name}: words heard otherwise than remembered", errors.rate, "", errors.words),
    ]


def transcribed(parts: VoiceParts, played: Played | None) -> str:
    """Return what the recogniser hears of a reply."""
    if played is None:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reply.wav"
        write_wav(path, played.samples, played.rate_hz)
        return parts.recogniser.transcribe(read_audio(path).samples).text


def says_twice(text: str) -> bool:
    """Say whether a few words in a row come twice."""
    words = words_of(text)
    runs = [tuple(words[i : i + _TWICE_WORDS]) for i in range(len(words) - _TWICE_WORDS + 1)]
    return len(set(runs)) < len(runs)


def _invents(one: Talked) -> bool:
    if one.ended is None or one.record is None:
        return False
    prices = {float(c.product.price) for c in one.ended.turn.products}
    told = {float(p.replace(",", "")) for p in _PRICE.findall(one.record.reply)}
    return any(all(abs(p - q) > 1 for q in prices) for p in told)
