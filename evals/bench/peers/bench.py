"""`aisle bench peers`: Aisle beside stock LiveKit Agents and stock Pipecat, in one run.

Every contender hears every clip once. The clips are dealt into rounds; in each round all
contenders take their turn on the same clips, one process at a time, the order moved on by
one, so that a machine that slows down slows down all. What is stock and what had to be
written for each is in docs/bench-peers.md.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.config import Settings
from evals.bench.figure import Figure, Report, median_of, percentile_of
from evals.bench.peers.contenders import OPENED, OURS, STOCK, Contender, Program, program_of
from evals.bench.peers.stage import performing
from evals.bench.peers.trial import Outcome, Ratio, outcome_of, ratio_to_best
from evals.bench.peers.weights import lay_out
from evals.bench.spoken_requests import Request, spoken_groups, warm_up
from evals.bench.stamp import stamp
from evals.bench.stub_llm import stub_llm
from retrieval.index import status

RATIO_ASKED = 0.30
ROUNDS = 3
_PAUSE_S = 0.5
"""Between a reply and the next clip."""

Outcomes = dict[str, list[Outcome]]
"""By contender's name."""


def run(settings: Settings) -> Report:
    """Measure Aisle and the stock frameworks on the same clips.

    Raises:
        PeerNotInstalled: An environment cannot be made.
        PeerFailed: A framework's process does not run.
    """
    digest = status(settings.index_path).digest[:12]  # said before anything is installed
    requests = [request for group in spoken_groups(settings, shipped=False) for request in group]
    outcomes, versions = asyncio.run(measure(settings, (OURS, OPENED, *STOCK), requests, ROUNDS))
    return report_of(outcomes, {**stamp(digest), **versions})


def report_of(outcomes: Outcomes, stamped: dict[str, Any]) -> Report:
    """Return the figures of a run.

    Args:
        outcomes: By contender's name, ours among them.
        stamped: What the run was taken with.
    """
    own = {OURS.name, OPENED.name}
    stock = {name: result for name, result in outcomes.items() if name not in own}
    ratios = {
        name: ratio_to_best(outcomes[name], stock)
        for name in (OURS.name, OPENED.name)
        if name in outcomes
    }
    figures = [
        _ratio_figure(f"{name}: ratio to the best stock", ratio, asked=name == OURS.name)
        for name, ratio in ratios.items()
    ]
    for name, result in outcomes.items():
        figures += _figures(name, result)
    return Report(
        bench="peers",
        figures=tuple(figures),
        stamp={**stamped, "best stock": best.best if (best := ratios[OURS.name]) else None},
        details=tuple(
            {
                "contender": name,
                "clip": outcome.clip,
                "first_audio_ms": outcome.first_audio_ms,
                "cut": outcome.cut,
                "talked_over": outcome.early,
                "heard": list(outcome.heard),
            }
            for name, result in outcomes.items()
            for outcome in result
        ),
    )


def _ratio_figure(name: str, ratio: Ratio | None, *, asked: bool) -> Figure:
    reach = RATIO_ASKED if asked else None
    if ratio is None:
        return Figure(name, None, "", 0, reach=reach)
    return Figure(name, ratio.value, "", ratio.n, ratio.low, ratio.high, reach)


def _figures(name: str, outcomes: Sequence[Outcome]) -> list[Figure]:
    times = [o.first_audio_ms for o in outcomes if o.first_audio_ms is not None]
    count = len(outcomes)
    cut = sum(o.cut for o in outcomes)
    early = sum(o.early for o in outcomes)
    silent = sum(not o.answered for o in outcomes)
    return [
        median_of(f"{name}: median", times, "ms"),
        percentile_of(f"{name}: p95", times, 95, "ms"),
        Figure(f"{name}: cut short", float(cut), "", count),
        Figure(f"{name}: of these talked over", float(early), "", count),
        Figure(f"{name}: not answered", float(silent), "", count),
    ]


async def measure(
    settings: Settings, contenders: Sequence[Contender], requests: Sequence[Request], rounds: int
) -> tuple[Outcomes, dict[str, str]]:
    """Let every contender hear every request once.

    Args:
        settings: Home, weights and voice.
        contenders: Who.
        requests: What is said.
        rounds: How often the contenders take turns; each round has its share of the requests.

    Returns:
        The outcomes in the requests' order, and the versions of what ran.
    """
    weights = await asyncio.to_thread(lay_out, settings)
    first = await asyncio.to_thread(warm_up, settings)
    folder = settings.home / "bench" / "peers"
    outcomes: Outcomes = {contender.name: [] for contender in contenders}
    versions: dict[str, str] = {}
    async with stub_llm() as llm:
        programs = {
            c.name: await asyncio.to_thread(program_of, c, settings, weights, llm.url, folder)
            for c in contenders
        }
        for number in range(rounds):
            begins = number % len(contenders)
            for contender in (*contenders[begins:], *contenders[:begins]):
                part = [first, *requests[number::rounds]]
                log = folder / f"log-{contender.peer or 'aisle'}-{contender.config}.txt"
                program = programs[contender.name]
                result, ran = await _perform(contender.name, program, part, log)
                outcomes[contender.name] += result[1:]  # the first one warmed it up
                versions |= ran
    places = {request.name: place for place, request in enumerate(requests)}
    for result in outcomes.values():
        result.sort(key=lambda outcome: places[outcome.clip])
    return outcomes, versions


async def _perform(
    name: str, program: Program, requests: Sequence[Request], log: Path
) -> tuple[list[Outcome], dict[str, str]]:
    result: list[Outcome] = []
    async with performing(name, program.command, program.environ, log) as stage:
        for request in requests:
            performance = await stage.perform(request.name, request.samples)
            result.append(outcome_of(performance, request.samples))
            await stage.pause(_PAUSE_S)
    return result, stage.versions
