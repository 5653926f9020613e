"""The figures of the spoken answer: how soon after the last voiced sample it is heard.

Speaks every request in real time into the session that serves shoppers, once with the
replies as planned and once phrased word by word by a stub LLM that takes 150 ms to its
first token. Says where the time went.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from assistant.audio_io import MIC_RATE_HZ
from assistant.clip_conversation import ClipConversation, HeardTurn
from assistant.config import Settings
from assistant.parts import VoiceParts, voice_parts
from assistant.phrasing import AsWritten, Phraser
from evals.bench.figure import Figure, Report, median_of, percentile_of
from evals.bench.llm_phraser import LLMPhraser
from evals.bench.spoken_requests import Request, spoken_groups, warm_up
from evals.bench.stamp import stamp
from evals.bench.stub_llm import stub_llm
from retrieval.index import status
from speech.audible import audible_span

CUT_SHARE = 0.05

_STEPS = (
    ("to the final transcript", None, "final_transcript_ms"),
    ("from there to the end of the turn", "final_transcript_ms", "turn_committed_ms"),
    ("from there to the first audible sample", "turn_committed_ms", "first_audio_ms"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One request and the turns that it was taken for."""

    request: Request
    turns: tuple[HeardTurn, ...]

    @property
    def cut(self) -> bool:
        """Whether it was taken for more than one turn, or answered before it ended."""
        first_ms = self.turns[0].timings.first_audio_ms if self.turns else None
        return len(self.turns) > 1 or (first_ms is not None and first_ms < 0)


def run(settings: Settings) -> Report:
    """Ask every request twice, with template replies and with a stub LLM's."""
    digest = status(settings.index_path).digest[:12]
    groups = spoken_groups(settings)
    templates, llm = asyncio.run(_measure(settings, groups, warm_up(settings)))
    return report_of(templates, llm, stamp(digest))


def report_of(
    templates: Sequence[Answered], llm: Sequence[Answered], stamped: dict[str, Any]
) -> Report:
    """Return the figures of requests answered by templates and by the stub LLM.

    Args:
        templates: At least one.
        llm: At least one.
        stamped: What they were taken with.
    """
    both = {"template": templates, "LLM": llm}
    return Report(
        bench="voice",
        figures=(
            *_first_audio("template", templates, median_ms=450, p95_ms=800),
            *_first_audio("LLM", llm),
            *(figure for name, answered in both.items() for figure in _steps(name, answered)),
        ),
        stamp=stamped,
        details=tuple(_detail(name, one) for name, answered in both.items() for one in answered),
    )


async def _measure(
    settings: Settings, groups: Sequence[list[Request]], first: Request
) -> tuple[list[Answered], list[Answered]]:
    """Ask group after group, the two kinds of reply in turn, so that both see the same machine."""
    templates: list[Answered] = []
    llm: list[Answered] = []
    async with (
        stub_llm() as stub,
        LLMPhraser(stub.url) as phraser,
        voice_parts(settings) as parts,
    ):
        passes: list[tuple[list[Answered], Phraser]]
        passes = [(templates, AsWritten()), (llm, phraser)]
        for _, kind in passes:
            await _ask(parts, kind, [first])
        for group in groups:
            for answered, kind in passes:
                answered.extend(await _ask(parts, kind, group))
            passes.reverse()
    return templates, llm


async def _ask(parts: VoiceParts, phraser: Phraser, group: Sequence[Request]) -> list[Answered]:
    conversation = ClipConversation(parts, str(uuid4()), phraser)
    turns: list[list[HeardTurn]] = [[] for _ in group]
    async for turn in conversation.run([request.samples for request in group]):
        turns[turn.clip].append(turn)
    return [Answered(request, tuple(t)) for request, t in zip(group, turns, strict=True)]


def _first_audio(
    name: str,
    answered: Sequence[Answered],
    median_ms: float | None = None,
    p95_ms: float | None = None,
) -> list[Figure]:
    times = _values(answered, None, "first_audio_ms")
    cut = sum(one.cut for one in answered)
    return [
        median_of(f"{name}: first audio, median", times, "ms", reach=median_ms),
        percentile_of(f"{name}: first audio, p95", times, 95, "ms", reach=p95_ms),
        Figure(f"{name}: requests cut short", cut / len(answered), "", len(answered),
               reach=CUT_SHARE),
    ]  # fmt: skip


def _steps(name: str, answered: Sequence[Answered]) -> list[Figure]:
    figures = [
        median_of(f"{name}: {step}", _values(answered, since, until), "ms")
        for step, since, until in _STEPS
    ]
    onsets = [onset for one in answered if (onset := _onset_ms(one)) is not None]
    return [*figures, median_of(f"{name}: of it quiet before the first word", onsets, "ms")]


def _values(answered: Sequence[Answered], since: str | None, until: str) -> list[float]:
    """Return the milliseconds from one moment to another; of the last turn of a cut request."""
    values: list[float] = []
    for one in answered:
        if not one.turns:
            continue
        timings = one.turns[-1].timings
        begins, ends = 0.0 if since is None else getattr(timings, since), getattr(timings, until)
        if begins is not None and ends is not None:
            values.append(ends - begins)
    return values


def _onset_ms(one: Answered) -> float | None:
    """Return how long the reply's sound is quiet at its beginning."""
    audio = one.turns[-1].audio if one.turns else None
    span = audible_span(audio.samples, audio.rate_hz) if audio is not None else None
    return None if span is None else span[0] * 1000


def _detail(name: str, one: Answered) -> dict[str, Any]:
    return {
        "reply": name,
        "request": one.request.name,
        "said": one.request.text,
        "seconds": round(len(one.request.samples) / MIC_RATE_HZ, 2),
        "heard": [turn.turn.utterance.text for turn in one.turns],
        "timings": [turn.timings.model_dump() for turn in one.turns],
        "onset_ms": _onset_ms(one),
    }
