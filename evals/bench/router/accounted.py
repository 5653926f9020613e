"""Whether what is booked equals what the provider said, over every fault and protocol.

Each case is one call through the real path: adapter, official SDK, loopback, deadlines, ledger.
The double keeps its own count of what it bills. Where it told that to the end, what is booked
must equal it exactly; where it did not, the booking is an estimate and may never be below it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from agents.ledger.bookings import Terms
from agents.ledger.entries import Entry, Ledger, Spender
from agents.ledger.opening import open_ledger
from agents.ledger.prices import PriceList
from agents.models.call import Message, ModelCall, Task
from agents.models.clients import open_client
from agents.models.spec import ModelSpec, PriceOverride
from agents.models.usage import Usage
from agents.phrasing.booked_call import BookedCall, Deadlines
from agents.phrasing.watching import Unwatched
from evals.bench.figure import Figure, median_of
from evals.bench.stt.section import Section
from evals.doubles.asked import ProtocolName
from evals.doubles.cases import Case, cases
from evals.doubles.record import RequestRecord
from evals.doubles.server import doubles

_PRICE = PriceOverride(
    input_usd=Decimal(3),
    cached_usd=Decimal("0.3"),
    written_usd=Decimal("3.75"),
    output_usd=Decimal(15),
)
"""Of claude-sonnet-4-6: every kind of token has a rate of its own."""
_CALL = ModelCall(Task.REPLY, "You sell boots. " * 40, (Message("user", "boots for rain"),), 120)
_SPENDER = Spender("default", "c", 0, Task.REPLY, "d")
_DEADLINES = Deadlines(first_content_s=0.3, total_s=2.0, stall_s=0.3)
_AT = datetime(2026, 11, 1, tzinfo=UTC)

Verdict = Literal["equal", "different", "above", "below"]


@dataclass(frozen=True, slots=True)
class Booked:
    """One call: what the provider bills, and what was booked."""

    case: str
    protocol: ProtocolName
    told: bool
    """Whether what the provider said last is what it bills."""
    billed: tuple[Usage, ...]
    """Of each request of the call."""
    entry: Entry | None

    @property
    def billed_usd(self) -> Decimal:
        prices = PriceList({"m": _spec("http://127.0.0.1:1/v1", self.protocol)})
        return sum((prices.price("m", u, _AT) or Decimal(0) for u in self.billed), Decimal(0))

    @property
    def booked_usd(self) -> Decimal:
        cost = None if self.entry is None else self.entry.cost_usd
        return Decimal(0) if cost is None else cost

    @property
    def verdict(self) -> Verdict:
        """Return how the booking compares; of what was not told, only "below" is wrong."""
        if self.told:
            return "equal" if self.booked_usd == self.billed_usd else "different"
        return "below" if self.booked_usd < self.billed_usd else "above"


def accounted_section() -> Section:
    """Return how many bookings equal the provider's, over all cases and protocols."""
    return section_of(asyncio.run(booked_calls(cases())))


async def booked_calls(which: Sequence[Case]) -> tuple[Booked, ...]:
    """Make one call for each case and protocol."""
    found = []
    for case in which:
        for protocol in case.protocols:
            async with doubles(case.script) as server:
                spec = _spec(server.url, protocol)
                async with open_ledger(None, Terms(PriceList({"m": spec}))) as ledger:
                    entry = await _booked(spec, ledger)
                records = await server.settled()
            found.append(
                Booked(
                    case=case.name,
                    protocol=protocol,
                    told=_is_told(case, records),
                    billed=tuple(record.usage for record in records),
                    entry=entry,
                )
            )
    return tuple(found)


def section_of(booked: Sequence[Booked]) -> Section:
    """Return the figures; every script and protocol is in the details, what is wrong first."""
    told = [one for one in booked if one.told]
    untold = [one for one in booked if not one.told]
    over = [
        float(one.booked_usd / one.billed_usd) for one in untold if one.billed_usd and one.entry
    ]
    wrong_first = sorted(booked, key=lambda one: one.verdict not in ("different", "below"))
    return Section(
        (
            _count("bookings that differ from the provider's usage", told, "different"),
            _count("bookings below the bill where it was not told", untold, "below"),
            median_of("booked over billed where it was not told", over, "x")
            if over
            else Figure("booked over billed where it was not told", None, "x", 0),
        ),
        tuple(_detail(one) for one in wrong_first),
    )


async def _booked(spec: ModelSpec, ledger: Ledger) -> Entry | None:
    client = open_client("m", spec, "key")
    stirred = asyncio.Event()
    call = BookedCall(
        client,
        _CALL,
        ledger=ledger,
        spender=_SPENDER,
        deadlines=_DEADLINES,
        watch=Unwatched(),
        stir=stirred.set,
        clock=asyncio.get_running_loop().time,
    )
    try:
        call.start()
        while not call.done:
            await stirred.wait()
            stirred.clear()
        await call.close("completed")
    finally:
        await client.aclose()
    return call.entry


def _is_told(case: Case, records: Sequence[RequestRecord]) -> bool:
    """Say whether the last request was answered to its end, and truly."""
    return case.told == "all" and bool(records) and records[-1].finished


def _spec(url: str, protocol: ProtocolName) -> ModelSpec:
    return ModelSpec(protocol=protocol, model="m-1", url=url, price=_PRICE)


def _count(name: str, of: Sequence[Booked], verdict: Verdict) -> Figure:
    return Figure(name, sum(one.verdict == verdict for one in of), "calls", len(of), reach=0)


def _detail(one: Booked) -> dict[str, Any]:
    return {
        "case": one.case,
        "protocol": one.protocol,
        "verdict": one.verdict,
        "billed_usd": str(one.billed_usd),
        "booked_usd": str(one.booked_usd),
        "outcome": None if one.entry is None else one.entry.outcome,
        "estimated": None if one.entry is None else one.entry.usage.estimated,
    }
