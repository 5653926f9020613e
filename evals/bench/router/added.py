"""How much later a sentence is heard than it came: what the reply path adds to a model.

The same request over the same protocol, asked bare (adapter and SDK) and through the writer
(router's deadlines, booking, placeholders, fact guard), one after the other.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from agents.agent import PlannedTurn
from agents.guard.guard import Guard
from agents.ledger.bookings import Terms
from agents.ledger.opening import open_ledger
from agents.ledger.prices import PriceList
from agents.models.call import ModelCall, ModelClient, ModelEvent, TextDelta
from agents.models.clients import open_client
from agents.models.spec import ModelSpec, PriceOverride
from agents.phrasing.writer import ModelReplyWriter
from agents.routing.decision import Alternative, Decision
from evals.bench.figure import Figure, median_of, percentile_of
from evals.doubles.script import Script
from evals.doubles.server import doubles

TIMES = 60
_SENTENCE = "The {1.name} is {1.price}."
_SCRIPT = Script(text=f"{_SENTENCE} {_SENTENCE}", first_content_s=0.1, tokens_per_s=100.0)
_PRICE = PriceOverride(input_usd=Decimal(3), output_usd=Decimal(15))
_DECISION = Decision(
    id="d", tier="open", model="m", alternatives=(Alternative("m", "open", 1.0),), total_s=6.0
)


def added_figures(turns: Sequence[PlannedTurn], times: int = TIMES) -> tuple[Figure, ...]:
    """Return the milliseconds that the path adds to the first sentence.

    Args:
        turns: Planned ones with a product; asked in turn.
        times: How many pairs.
    """
    added = asyncio.run(_pairs(turns, times))
    return (
        median_of("added to the first sentence", added, "ms"),
        percentile_of("added to the first sentence, p95", added, 95, "ms"),
    )


async def _pairs(turns: Sequence[PlannedTurn], times: int) -> list[float]:
    found = []
    async with doubles(_SCRIPT) as server:
        spec = ModelSpec(protocol="openai-chat", model="m", url=server.url, price=_PRICE)
        client = _Noting(open_client("m", spec, "key"))
        with tempfile.TemporaryDirectory(prefix="aisle-added-") as folder:
            books = Path(folder) / "ledger.sqlite"
            async with open_ledger(books, Terms(PriceList({"m": spec}))) as ledger:
                writer = ModelReplyWriter({"m": client}, ledger, Guard)
                for number in range(times):
                    turn = replace(turns[number % len(turns)], decision=_DECISION)
                    through_ms = await _through(writer, turn, client)
                    if through_ms is not None and number >= len(turns):  # caches are full by then
                        found.append(through_ms)
        await client.aclose()
    return found


async def _through(writer: ModelReplyWriter, turn: PlannedTurn, client: "_Noting") -> float | None:
    """Return what was added to one reply; None where the guard did not let the sentence through."""
    writing = writer.write(turn)
    writing.wanted()
    began = perf_counter()
    async with aclosing(writing.clauses()) as clauses:
        await anext(clauses)
        heard_s = perf_counter() - began
    if writing.account().model != "m":
        return None
    return (heard_s - await client.bare_s()) * 1e3


class _Noting:
    """A client that can be asked the same again, bare."""

    name = "m"

    def __init__(self, client: ModelClient) -> None:
        self._client = client
        self._call: ModelCall | None = None

    def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        """Pass a call on, and keep it."""
        self._call = call
        return self._client.stream(call)

    async def bare_s(self) -> float:
        """Return the seconds until the first sentence of the last call is whole, asked again."""
        assert self._call is not None
        began, text = perf_counter(), ""
        async with aclosing(self._client.stream(self._call)) as events:
            async for event in events:
                text += event.text if isinstance(event, TextDelta) else ""
                if _SENTENCE in text:
                    break
            return perf_counter() - began

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
