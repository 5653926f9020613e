"""What a model in the spoken reply costs in time, and what is heard when it fails.

Requests are spoken in real time into the session that serves shoppers, with a policy that sends
every reply to models on loopback: to one that answers, to one that stalls, to one that is cut
off in mid-sentence, and over replies that are still being written. The models' words are
scripted: nothing here is a figure of a model's quality.
"""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.config import Settings
from evals.bench.figure import Figure, Report, mean_of, median_of
from evals.bench.stall_heard import heard_figures
from evals.bench.stall_models import HEDGED, INPUT_USD, OPENED, OUTPUT_USD, PLAIN, TEMPLATES
from evals.bench.stall_talk import Talked
from evals.bench.stall_trials import HEADERS, MIDDLE, NO_FAULT, ROLE, Tried, setups, try_all
from evals.bench.stamp import stamp
from evals.doubles.record import RequestRecord
from retrieval.index import status

LOST_MS = 700
_LOST = (
    (PLAIN, HEADERS), (PLAIN, ROLE), (PLAIN, MIDDLE), (OPENED, HEADERS), (HEDGED, HEADERS),
)  # fmt: skip


def run(settings: Settings) -> Report:
    """Ask, stall, cut and interrupt, and report what it cost.

    Raises:
        RetrievalError: There is no usable index.
    """
    digest = status(settings.index_path).digest[:12]
    tried = asyncio.run(try_all(settings))
    figures = [*_first_audio(tried), *_lost(tried), *_unused(tried), *_stopped(tried.stopped)]
    figures += heard_figures(tried.cut, tried.transcripts)
    return Report("stall", tuple(figures), stamp(digest), tuple(details(tried)))


def _first_audio(tried: Tried) -> list[Figure]:
    figures = []
    for setup in setups():
        talked = tried.timed[setup.name, NO_FAULT]
        figures.append(median_of(f"{setup.name}: first audio, median", _times(talked), "ms"))
    template = tried.timed[TEMPLATES.name, NO_FAULT]
    by_model = tried.timed[PLAIN.name, NO_FAULT]
    later = _differences(by_model, template)
    return [
        *figures,
        median_of("a model's words are heard later than ours by, median", later, "ms"),
    ]


def _lost(tried: Tried) -> list[Figure]:
    figures = []
    for setup, fault in _LOST:
        lost = _differences(tried.timed[setup.name, fault], tried.timed[setup.name, NO_FAULT])
        name = f"{setup.name}, {fault}: first audio lost"
        figures += [
            median_of(f"{name}, median", lost, "ms", reach=LOST_MS),
            Figure(f"{name}, worst", max(lost, default=None), "ms", len(lost), reach=LOST_MS),
        ]
    return figures


def _unused(tried: Tried) -> list[Figure]:
    """Return the calls of which nothing was heard, and what they cost."""
    groups = {f"{name}, requests with a pause": t for name, t in tried.paused.items()}
    groups |= {f"{s.name}, no fault": tried.timed[s.name, NO_FAULT] for s in setups()[1:]}
    figures = []
    for name, talked in groups.items():
        turns = [one for one in talked if one.record is not None]
        unused = [_unused_calls(one) for one in turns]
        usd = [1000 * float(sum(map(_usd, calls))) for calls in unused]
        figures.append(mean_of(f"{name}: calls not used, a turn", [len(u) for u in unused]))
        figures.append(mean_of(f"{name}: their cost, 1,000 turns", usd, "USD"))
    return figures


def _unused_calls(one: Talked) -> list[RequestRecord]:
    """Return the requests that no model's words were heard of: all but one, or none."""
    heard = one.record is not None and one.record.tier != "template"
    return sorted(one.asked, key=lambda r: len(r.sent))[: len(one.asked) - heard]


def _usd(record: RequestRecord) -> Decimal:
    usage = record.usage
    return (usage.input * INPUT_USD + usage.output * OUTPUT_USD) / 1_000_000


def _stopped(talked: Sequence[Talked]) -> list[Figure]:
    """Return how soon a provider sees that a reply was spoken over, and what is billed."""
    # A model that had said all it was to say was not stopped.
    over = [t for t in talked if t.stopped_at and t.gone_at and t.gone_at > _at(t.spoken_over_at)]
    after_words = [1000 * max(0.0, _at(t.gone_at) - _at(t.stopped_at)) for t in over]
    after_voice = [1000 * (_at(t.gone_at) - _at(t.spoken_over_at)) for t in over]
    booked, billed = zip(*map(_tokens, over), strict=True) if over else ((), ())
    less = [float(b - a) for a, b in zip(booked, billed, strict=True)]
    outcomes = [float(_outcome(t) != "cut_off") for t in over]
    name = "spoken over"
    return [
        median_of(f"{name}: provider sees it after the words, median", after_words, "ms"),
        median_of(f"{name}: after the first sample over the reply, median", after_voice, "ms"),
        Figure(f"{name}: worst after the words", max(after_words, default=None), "ms", len(over)),
        Figure(f"{name}: not booked as cut off", sum(outcomes), "", len(over), reach=0),
        Figure(f"{name}: tokens billed and not booked, most", max(less, default=None), "",
               len(over), reach=0),
        median_of(f"{name}: tokens booked and not billed, median", [-x for x in less], ""),
    ]  # fmt: skip


def _at(moment: float | None) -> float:
    assert moment is not None
    return moment


def _tokens(one: Talked) -> tuple[int, int]:
    """Return the tokens that were booked for a turn and those that its provider bills."""
    calls = one.record.route.calls if one.record and one.record.route else []
    billed = sum(r.usage.input + r.usage.output for r in one.asked[: len(calls)])
    return sum(c.usage.input + c.usage.output for c in calls), billed


def _outcome(one: Talked) -> str | None:
    calls = one.record.route.calls if one.record and one.record.route else []
    return calls[-1].outcome if calls else None


def _times(talked: Sequence[Talked]) -> list[float]:
    return [t.first_audio_ms for t in talked if t.first_audio_ms is not None]


def _differences(slow: Sequence[Talked], fast: Sequence[Talked]) -> list[float]:
    """Return by how much the same request was answered later, in ms."""
    return [
        a.first_audio_ms - b.first_audio_ms
        for a, b in zip(slow, fast, strict=True)
        if a.first_audio_ms is not None and b.first_audio_ms is not None
    ]


def details(tried: Tried) -> list[dict[str, Any]]:
    """Return one entry a request."""
    groups = {f"{setup}, {fault}": talked for (setup, fault), talked in tried.timed.items()}
    groups |= {f"{name}, paused": talked for name, talked in tried.paused.items()}
    groups |= {"spoken over": tried.stopped, "cut": tried.cut}
    return [_detail(name, one) for name, talked in groups.items() for one in talked]


def _detail(name: str, one: Talked) -> dict[str, Any]:
    record, route = one.record, one.record.route if one.record else None
    return {
        "trial": name,
        "first_audio_ms": one.first_audio_ms,
        "longest_pause_s": round(one.longest_pause_s, 3),
        "understood": record.user_query if record else None,
        "timings": record.timings_ms.model_dump() if record else None,
        "reply": record.reply if record else None,
        "heard": record.heard if record else None,
        "tier": record.tier if record else None,
        "switches": route.switches if route else [],
        "faults": route.faults if route else [],
        "first_clause_ms": route.first_clause_ms if route else None,
        "calls": [(c.model, c.outcome, c.usage.output) for c in route.calls] if route else [],
        "requests": [(r.sent, r.usage.output, r.disconnected_s) for r in one.asked],
        "stopped": [one.spoken_over_at, one.stopped_at, one.gone_at],
    }
