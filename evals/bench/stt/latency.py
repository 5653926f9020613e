"""How soon the words are there after the last sound, clip by clip in real time.

The end of speech is the last audible sample of the clip, found without the detector, so
that a late detector cannot flatter itself. Of the words that are committed: when they
were known (nothing is left to compute then), and when the turn was taken as over.
"""

from collections.abc import Sequence
from statistics import median

from assistant.config import Settings
from evals.bench.figure import median_of, percentile_of
from evals.bench.stt.priced_texts import PRICED
from evals.bench.stt.recogniser import Recognisers
from evals.bench.stt.section import Section, share
from evals.bench.stt.streamed import Streamed, hear
from evals.rates import Tally
from evals.spoken_set import speak
from speech.audible import audible_span
from speech.audio_file import RATE_HZ, Samples
from speech.hints import Hints

CLIPS = 40
KNOWN_MS = 250.0


def measure(parts: Recognisers, hints: Hints, texts: Sequence[str], settings: Settings) -> Section:
    """Stream clips in real time, one after the other, and return the latencies.

    Args:
        parts: The recognisers.
        hints: As sessions have them.
        texts: To be spoken beside those with prices; as many as are needed are taken.
        settings: Of the voice.
    """
    said = [*PRICED, *texts][:CLIPS]
    clips = [clip.samples() for clip in speak(said, settings)]
    heard = [
        hear(parts.engine, parts.silero, samples, hints, in_real_time=True) for samples in clips
    ]
    known = [_after_end_ms(s, h, "ready_at_s") for s, h in zip(clips, heard, strict=True)]
    committed = [_after_end_ms(s, h, "committed_at_s") for s, h in zip(clips, heard, strict=True)]
    known_ms = [value for value in known if value is not None]
    committed_ms = [value for value in committed if value is not None]
    cut = Tally(tuple(int(len(h.utterances) > 1) for h in heard), (1,) * len(heard))
    return Section(
        (
            median_of("final transcript known, median", known_ms, "ms", reach=KNOWN_MS),
            percentile_of("final transcript known, p95", known_ms, 95, "ms"),
            median_of("final transcript sent, median", committed_ms, "ms"),
            percentile_of("final transcript sent, p95", committed_ms, 95, "ms"),
            share("clips taken for several utterances", cut),
        ),
        tuple(
            {"set": "latency", "said": text, "heard": one.text, "known_ms": round(value)}
            for text, one, value in zip(said, heard, known, strict=True)
            if value is not None and known_ms and value > 2 * median(known_ms)
        ),
    )


def _after_end_ms(samples: Samples, heard: Streamed, moment: str) -> float | None:
    """Return when the last utterance's words were known or sent, from the last sound on."""
    span = audible_span(samples, RATE_HZ)
    if span is None or not heard.utterances:
        return None
    last = heard.utterances[-1]
    at_s = last.ready_at_s if moment == "ready_at_s" else last.committed_at_s
    return None if at_s is None else (at_s - heard.began_s - span[1]) * 1000
