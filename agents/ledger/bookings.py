"""From what a caller says to what is booked: prices, estimates, overruns. Pure.

Both stores use it, so that a call costs the same in a file and in a database.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import uuid4

from agents.ledger.budgets import BudgetRule, Unpriced
from agents.ledger.entries import Entry, Outcome, Reservation, Spender
from agents.ledger.errors import PriceMissing
from agents.ledger.prices import PriceList
from agents.models.usage import Usage

EXPIRES_AFTER: Final = timedelta(seconds=300)
"""The longest call that the shipped policy allows takes 60 s; one that is settled later than
this was booked in full meanwhile and is then booked as it was."""
NOT_BILLED: Final = frozenset(
    {"no_key", "wrong_key", "unknown_model", "endpoint", "rejected", "busy"}
)
"""Reasons of a failure before any token was read: no provider bills a refused request."""
TOKENS_MOST: Final = 10_000_000
"""Of one kind in one call: five times the longest context on the price list. What a provider
says beyond that is a mistake of its own, and is not believed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for new calls: prices and budgets of one policy."""

    prices: PriceList
    budgets: tuple[BudgetRule, ...] = ()
    unpriced: Unpriced = "count"

    def reservation(
        self,
        spender: Spender,
        model: str,
        input_tokens: int,
        max_output_tokens: int,
        now: datetime,
    ) -> Reservation:
        """Return what must be set aside for a call.

        Raises:
            PriceMissing: the policy refuses models without a price.
        """
        asked = (_within(input_tokens), _within(max_output_tokens))
        most = self.prices.most_usd(model, *asked, now)
        if most is None and self.unpriced == "refuse":
            raise PriceMissing(model)
        return Reservation(
            id=str(uuid4()),
            spender=spender,
            model=model,
            reserved_usd=Decimal(0) if most is None else most,
            made_at=now.astimezone(UTC),
            input_tokens=asked[0],
            max_output_tokens=asked[1],
            priced=most is not None,
        )

    def entry(
        self, reservation: Reservation, usage: Usage | None, outcome: Outcome, reason: str | None
    ) -> Entry:
        """Return what is booked for a call, at the price of the time of its reservation.

        Args:
            reservation: Of it.
            usage: As the provider said; None, or what cannot be, books the most that it can
                have been. An estimate of a request that was refused books nothing.
            outcome: How it ended.
            reason: Why it failed.
        """
        tariff = self.prices.tariff(reservation.model, reservation.made_at)
        if reason in NOT_BILLED and (usage is None or usage.estimated):
            usage = Usage()
        elif usage is None or not _is_believable(usage):
            usage = self._unsaid(reservation)
        if tariff is not None:
            cost: Decimal | None = tariff.price(usage)
        elif reservation.priced:  # the policy was changed during the call
            cost = reservation.reserved_usd if usage.input or usage.output else Decimal(0)
        else:
            cost = None
        return Entry(
            id=reservation.id,
            spender=reservation.spender,
            model=reservation.model,
            outcome=outcome,
            usage=usage,
            cost_usd=cost,
            at=reservation.made_at,
            reason=reason,
            overrun_usd=max((cost or Decimal(0)) - reservation.reserved_usd, Decimal(0))
            if reservation.priced
            else Decimal(0),
        )

    def _unsaid(self, reservation: Reservation) -> Usage:
        asked = (reservation.input_tokens, reservation.max_output_tokens)
        tariff = self.prices.tariff(reservation.model, reservation.made_at)
        if tariff is None:
            return Usage(fresh=asked[0], output=asked[1], estimated=True)
        return tariff.most(*asked)


def _within(tokens: int) -> int:
    return min(max(tokens, 0), TOKENS_MOST)


def _is_believable(usage: Usage) -> bool:
    counts = (usage.fresh, usage.cached, usage.written, usage.output, usage.reasoning)
    return all(0 <= count <= TOKENS_MOST for count in counts)


def expired(reservation: Reservation) -> Entry:
    """Return what is booked for a call that nobody settled: all that was set aside for it."""
    return Entry(
        id=reservation.id,
        spender=reservation.spender,
        model=reservation.model,
        outcome="expired",
        usage=Usage(
            fresh=reservation.input_tokens, output=reservation.max_output_tokens, estimated=True
        ),
        cost_usd=reservation.reserved_usd if reservation.priced else None,
        at=reservation.made_at,
    )


def timed(entry: Entry, first_content_ms: float | None, took_ms: float | None) -> Entry:
    """Return `entry` with its times."""
    return replace(entry, first_content_ms=first_content_ms, took_ms=took_ms)
