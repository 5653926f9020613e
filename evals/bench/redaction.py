"""`aisle bench redaction`: what is found of what tells who somebody is, and what is wrongly taken.

The held-out half is other frames and other values than those that the redactor was tuned on. Only
counts of other people's data are printed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.config import Settings
from assistant.redaction.redact import redact
from evals.bench.data import shared_data
from evals.bench.figure import Figure, Report, percentile_of
from evals.bench.stamp import stamp
from evals.guard_exam import wilson
from evals.redaction.case import Case
from evals.redaction.counted import Outcome, outcomes_of
from evals.redaction.exam_values import EXAM_VALUES
from evals.redaction.frames import cases_of, read_frames
from evals.redaction.others import HELD_OUT, others_cases
from evals.redaction.remains import gone_of
from evals.redaction.shopping import order_requests, shopping_lines
from evals.redaction.speed import hardest_ms, many_per_s, one_us
from evals.redaction.spoken import SPOKEN, heard, sample_of
from evals.redaction.values import VALUES

REACH_FOUND = 0.97
REACH_TAKEN = 0.005
REACH_MANY = 200_000.0
REACH_ONE_US = 100.0
ASKED = frozenset(("name", "phone", "email", "card", "address", "order"))
"""Kinds of which the reach is asked; others' exams have more."""
_SEED = 20_261_123
_EACH = 20
"""Cases of a frame: 2,508 entities held out."""


def held_out() -> tuple[Case, ...]:
    """Return the cases of the frames that nobody tuned on."""
    return tuple(cases_of(read_frames("exam.txt"), EXAM_VALUES, _SEED, _EACH))


def tuned_on() -> tuple[Case, ...]:
    """Return the cases of the frames that the redactor was tuned on."""
    return tuple(cases_of(read_frames("tune.txt"), VALUES, _SEED, _EACH))


def plain(lines: Iterable[str]) -> tuple[Case, ...]:
    """Return lines of which every word is to stay."""
    return tuple(Case(line, (), line) for line in lines)


def run(settings: Settings) -> Report:
    """Redact everything, and count."""
    return Report("redaction", tuple(_figures(settings)), stamp(None))


def _figures(settings: Settings) -> Iterator[Figure]:
    cases = held_out()
    out = outcomes_of(cases, redact)
    yield _found("found_held_out", out, REACH_FOUND)
    yield _clean("utterances_clean_held_out", out)
    yield _taken("taken_wrongly_beside", out, REACH_TAKEN)
    yield from (_found(f"found_{kind}", out, None, kind) for kind in _kinds(out))
    yield _found("found_tuned_on", outcomes_of(tuned_on(), redact))
    left = outcomes_of(plain(read_frames("exam_left.txt")), redact)
    yield _taken("taken_wrongly_held_out", left, REACH_TAKEN)
    for name in HELD_OUT:
        yield from _of_exam(name)
    yield from _of_others(settings)
    yield from _spoken(settings, cases)
    yield percentile_of("search_p50", one_us(), 50, "us", reach=REACH_ONE_US)
    yield percentile_of("search_p99", one_us(), 99, "us")
    yield Figure("searches", many_per_s(), "1/s", 1, reach=REACH_MANY, smaller_is_better=False)
    yield Figure("hardest_10000_chars", hardest_ms(), "ms", 1)


def _of_exam(name: str) -> Iterator[Figure]:
    """Yield the figures of an exam by another author; words taken are those of its clean lines."""
    out = outcomes_of(others_cases(name), redact)
    yield _found(f"found_{name}", out, REACH_FOUND)
    found = sum(entity.kind in ASKED for one in out for entity in one.found)
    meant = sum(entity.kind in ASKED for one in out for entity in one.case.entities)
    yield _share(f"found_{name}_asked", found, meant, REACH_FOUND, smaller=False)
    yield from (_found(f"found_{name}_{kind}", out, None, kind) for kind in _kinds(out))
    plain_ones = [one for one in out if not one.case.entities]
    yield _taken(f"taken_wrongly_{name}", plain_ones, REACH_TAKEN)


def _of_others(settings: Settings) -> Iterator[Figure]:
    data = shared_data(settings)
    lines = shopping_lines(data)
    sets = {name: outcomes_of(plain(texts), redact) for name, texts in lines.items()}
    everything = [one for outcomes in sets.values() for one in outcomes]
    yield _taken("taken_wrongly", everything, REACH_TAKEN)
    yield from (_taken(f"taken_wrongly_{name}", sets[name]) for name in sets)
    orders = outcomes_of(order_requests(data), redact)
    yield _found("found_order_requests", orders)
    yield _taken("taken_wrongly_order_requests", orders)


def _spoken(settings: Settings, cases: Sequence[Case]) -> Iterator[Figure]:
    said = sample_of(cases, SPOKEN, _SEED)
    clips = list(heard(said, settings))
    out = outcomes_of((one.case for one in clips), redact)
    yield _found("found_spoken", out, REACH_FOUND)
    n = sum(len(one.case.entities) for one in out)
    harmless = sum(one.harmless for one in out)
    yield _share("harmless_spoken", harmless, n, REACH_FOUND, smaller=False)
    yield from (_found(f"found_spoken_{kind}", out, None, kind) for kind in _kinds(out))
    yield _share("nothing_as_said_left_spoken", *gone_of(clips, redact), None, smaller=False)
    right = outcomes_of((one.right for one in clips), redact)
    yield _found("found_spoken_heard_rightly", right, REACH_FOUND)
    yield _taken("taken_wrongly_spoken", out, REACH_TAKEN)


def _kinds(out: Sequence[Outcome]) -> list[str]:
    return sorted({entity.kind for one in out for entity in one.case.entities})


def _found(
    name: str, out: Sequence[Outcome], reach: float | None = None, kind: str | None = None
) -> Figure:
    meant = Counter(e.kind for one in out for e in one.case.entities)
    found = Counter(e.kind for one in out for e in one.found)
    n = meant[kind] if kind else meant.total()
    return _share(name, found[kind] if kind else found.total(), n, reach, smaller=False)


def _clean(name: str, out: Sequence[Outcome]) -> Figure:
    told = [one for one in out if one.case.entities]
    return _share(name, sum(one.is_clean for one in told), len(told), None, smaller=False)


def _taken(name: str, out: Sequence[Outcome], reach: float | None = None) -> Figure:
    words = sum(one.words for one in out)
    return _share(name, sum(one.taken for one in out), words, reach, smaller=True)


def _share(name: str, hits: int, n: int, reach: float | None, *, smaller: bool) -> Figure:
    if not n:
        return Figure(name, None, "", 0, reach=reach, smaller_is_better=smaller)
    low, high = wilson(hits, n)
    return Figure(name, hits / n, "", n, low, high, reach, smaller)
