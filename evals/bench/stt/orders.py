"""Recordings of people ordering: short context against the full one, slots, noise, time.

The recordings carry slot words and no verbatim text, so that differences of the short
context are counted against what the full one writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench.figure import Figure, median_of, percentile_of
from evals.bench.stt.hinted import Hinted
from evals.bench.stt.in_noise import SNRS_DB, noisy
from evals.bench.stt.recogniser import Recognisers, cut_to_speech, recognise_all
from evals.bench.stt.section import Section, difference, share
from evals.rates import Tally
from evals.slots import LabelledClip, labelled_clips, slot_hits
from evals.wer import errors_of
from speech.audio_file import Samples
from speech.transcript import Transcript

DIFFERENCES = 0.015
SLOTS_LOST = -0.01
_FOLDER = "spoken-orders"


@dataclass(frozen=True, slots=True)
class _Heard:
    """The recordings by every setting, in the same order."""

    short: Sequence[Transcript] = ()
    full: Sequence[Transcript] = ()
    hinted: Sequence[Transcript] = ()
    whole_short: Sequence[Transcript] = ()
    whole_full: Sequence[Transcript] = ()
    noisy: Mapping[int, Sequence[Transcript]] | None = None


def measure(
    parts: Recognisers, hinted: Hinted, noises: Mapping[str, Samples], data: Path | None
) -> Section:
    """Return the figures over the recordings; none is measured where they are absent.

    Args:
        parts: The recognisers.
        hinted: Of a shop that does not sell what is ordered: hints must do no harm.
        noises: To mix in.
        data: Where spoken-orders lies.
    """
    folder = data / _FOLDER if data else None
    if folder is None or not (folder / "labels.json").is_file():
        return Section(_figures((), _Heard()))
    clips = labelled_clips(folder)
    whole = [clip.samples() for clip in clips]
    cut = [cut_to_speech(samples, parts.silero) for samples in whole]
    # One at a time, each clip by both: their times are compared.
    timed = [(parts.engine.transcribe(c), parts.full.transcribe(c)) for c in cut]
    heard = _Heard(
        short=[short for short, _ in timed],
        full=[full for _, full in timed],
        hinted=recognise_all(parts.engine, cut, hinted.repair),
        whole_short=recognise_all(parts.engine, whole),
        whole_full=recognise_all(parts.full, whole),
        noisy={
            snr_db: recognise_all(
                parts.engine,
                [
                    cut_to_speech(one, parts.silero)
                    for one in noisy(whole, noises, snr_db, parts.silero)
                ],
                hinted.repair,
            )
            for snr_db in SNRS_DB
        },
    )
    return Section(_figures(clips, heard), tuple(_details(clips, heard)))


def _figures(clips: Sequence[LabelledClip], heard: _Heard) -> tuple[Figure, ...]:
    short, full = _slots(clips, heard.short), _slots(clips, heard.full)
    whole, whole_full = _slots(clips, heard.whole_short), _slots(clips, heard.whole_full)
    took = [one.took_ms for one in heard.short]
    ratios = [a.took_ms / b.took_ms for a, b in zip(heard.short, heard.full, strict=True)]
    rtf = [one.took_ms / 1000 / one.audio_s for one in heard.short]
    return (
        share(
            "orders: words that differ, short against full context",
            _differing(heard.short, heard.full),
            reach=DIFFERENCES,
        ),
        share(
            "orders, uncut: words that differ, short against full",
            _differing(heard.whole_short, heard.whole_full),
            reach=DIFFERENCES,
        ),
        share("orders: slot words, short context", short, smaller_is_better=False),
        share("orders: slot words, full context", full, smaller_is_better=False),
        difference(
            "orders: slot words, short less full",
            short,
            full,
            reach=SLOTS_LOST,
            smaller_is_better=False,
        ),
        difference(
            "orders, uncut: slot words, short less full",
            whole,
            whole_full,
            reach=SLOTS_LOST,
            smaller_is_better=False,
        ),
        share(
            "orders: whole slots, short context",
            _whole_slots(clips, heard.short),
            smaller_is_better=False,
        ),
        difference(
            "orders: slot words, another shop's hints less none",
            _slots(clips, heard.hinted),
            short,
            reach=SLOTS_LOST,
            smaller_is_better=False,
        ),
        share(
            "orders: clips that another shop's terms changed", _repaired(heard.hinted), reach=0.0
        ),
        *(
            share(
                f"orders: slot words at {snr_db} dB",
                _slots(clips, heard.noisy[snr_db]) if heard.noisy else None,
                smaller_is_better=False,
            )
            for snr_db in SNRS_DB
        ),
        median_of("orders: recognition, median", took, "ms"),
        percentile_of("orders: recognition, p95", took, 95, "ms"),
        median_of("orders: time of short over full context, median", ratios, ""),
        median_of("orders: real-time factor, median", rtf, ""),
        share("orders: decoded twice, full context as fallback", _fallbacks(heard.short)),
    )


def _differing(short: Sequence[Transcript], full: Sequence[Transcript]) -> Tally | None:
    errors = [errors_of(b.text, a.text) for a, b in zip(short, full, strict=True)]
    return _tally([e.errors for e in errors], [e.words for e in errors])


def _slots(clips: Sequence[LabelledClip], heard: Sequence[Transcript]) -> Tally | None:
    hits = [slot_hits(c.slots, h.text) for c, h in zip(clips, heard, strict=True)]
    return _tally([hit.found for hit in hits], [hit.words for hit in hits])


def _whole_slots(clips: Sequence[LabelledClip], heard: Sequence[Transcript]) -> Tally | None:
    found = [
        sum(not slot_hits((slot,), h.text).missing for slot in c.slots)
        for c, h in zip(clips, heard, strict=True)
    ]
    return _tally(found, [len(clip.slots) for clip in clips])


def _repaired(heard: Sequence[Transcript]) -> Tally | None:
    return _tally([int(bool(one.repairs)) for one in heard], [1] * len(heard))


def _fallbacks(heard: Sequence[Transcript]) -> Tally | None:
    return _tally([int(one.fallback) for one in heard], [1] * len(heard))


def _tally(counts: Sequence[int], totals: Sequence[int]) -> Tally | None:
    return Tally(tuple(counts), tuple(totals)) if totals else None


def _details(clips: Sequence[LabelledClip], heard: _Heard) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for clip, short, full in zip(clips, heard.short, heard.full, strict=True):
        missing = slot_hits(clip.slots, short.text).missing
        if missing or errors_of(full.text, short.text).errors:
            found.append(
                {
                    "set": "orders",
                    "clip": clip.path.name,
                    "slots": list(clip.slots),
                    "missing": list(missing),
                    "heard": short.text,
                    "full_context": full.text,
                    "avg_logprob": short.avg_logprob,
                }
            )
    return found
