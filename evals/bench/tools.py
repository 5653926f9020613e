"""`aisle bench tools`: which function of a client is called when, with which arguments.

No language model takes part. Cases are own writing; of the three parts one was tuned on.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from agents.agent import ShoppingAgent
from agents.client_tools.caller import ToolCaller
from agents.understand.current import CurrentUnderstander
from assistant.config import Settings
from assistant.parts import open_search
from evals.bench.figure import Figure, Report, percentile_of
from evals.bench.stamp import stamp
from evals.client_tools_exam import HALVES, Half, Marked, examine, load_half
from evals.guard_exam import wilson
from retrieval.index import status

REACH_MS = 5.0
"""Of one choice: it is made for plans that may be thrown away."""


def run(settings: Settings) -> Report:
    """Put the shipped chooser to all parts of the examination."""
    search = open_search(settings)
    try:
        agent = ShoppingAgent(search, CurrentUnderstander(search.vocabulary, search.embedder))
        caller = ToolCaller(search.embedder)
        parts = {half: asyncio.run(examine(load_half(half), agent, caller)) for half in HALVES}
    finally:
        search.close()
    everything = [marked for part in parts.values() for marked in part]
    took = [marked.took_ms for marked in everything]
    return Report(
        "tools",
        (
            *(figure for half, part in parts.items() for figure in figures(half, part)),
            percentile_of("choice_p50", took, 50, "ms"),
            percentile_of("choice_p95", took, 95, "ms", reach=REACH_MS),
        ),
        stamp(status(settings.index_path).digest[:12]),
        tuple(_detail(marked) for marked in parts["tuning"] if not marked.whole),
    )


def figures(half: Half, part: Sequence[Marked]) -> tuple[Figure, ...]:
    """Return what one part of the examination comes to."""
    called = [marked for marked in part if marked.call]
    asked = [marked for marked in part if marked.case.calls]
    right = [marked for marked in called if marked.right]
    return (
        _share(f"{half}_call_precision", right, called),
        _share(f"{half}_call_recall", right, asked),
        _share(f"{half}_arguments_right", [m for m in right if m.args_right], right),
        _share(f"{half}_cases_right", [m for m in part if m.whole], part),
    )


def _share(name: str, hits: Sequence[Marked], among: Sequence[Marked]) -> Figure:
    if not among:
        return Figure(name, None, "", 0)
    low, high = wilson(len(hits), len(among))
    share = len(hits) / len(among)
    return Figure(name, share, "", len(among), low, high, smaller_is_better=False)


def _detail(marked: Marked) -> dict[str, Any]:
    """Return a case of the tuned part that came out wrong; those of the others stay unread."""
    call = marked.call
    return {
        "said": marked.case.said,
        "asked": list(marked.case.calls),
        "called": None if call is None else {"name": call.name, "arguments": call.arguments},
    }
