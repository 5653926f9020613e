"""What a process keeps of its own calls and of the budgets' state, beside the store.

The terms under which a call began are those under which it is booked, though the policy be
replaced meanwhile. And the router asks what is left without waiting: it is told what this
process saw last.
"""

from collections import OrderedDict
from datetime import datetime
from decimal import Decimal
from threading import Lock
from typing import Final

from agents.ledger.bookings import Terms
from agents.ledger.budgets import Standing, day_of, headroom, left_usd

OPEN_MOST: Final = 10_000
"""Calls that are remembered; more at once are booked by the terms that hold then."""
SEEN_MOST: Final = 4_096
"""Conversations whose sums are remembered; others count as new."""


class OpenCalls:
    """The terms of the calls that are under way."""

    def __init__(self) -> None:
        self._terms: OrderedDict[str, Terms] = OrderedDict()

    def began(self, reservation_id: str, terms: Terms) -> None:
        """Remember under which terms a call began."""
        self._terms[reservation_id] = terms
        while len(self._terms) > OPEN_MOST:
            self._terms.popitem(last=False)

    def ended(self, reservation_id: str, otherwise: Terms) -> Terms:
        """Return the terms of a call, and forget them; `otherwise` if it is not known."""
        return self._terms.pop(reservation_id, otherwise)


class Seen:
    """The budgets' state as this process saw it last. May be written from another thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tenants: dict[str, tuple[str, Standing]] = {}
        self._conversations: OrderedDict[tuple[str, str], tuple[str, Standing]] = OrderedDict()
        self._everyone: tuple[str, Standing] = ("", Standing())

    def note(self, tenant: str, conversation_id: str | None, day: str, standing: Standing) -> None:
        """Remember how things stand on an accounting day."""
        with self._lock:
            self._everyone = self._tenants[tenant] = (day, standing)
            if conversation_id is not None:
                key = (tenant, conversation_id)
                self._conversations[key] = (day, standing)
                self._conversations.move_to_end(key)
                while len(self._conversations) > SEEN_MOST:
                    self._conversations.popitem(last=False)

    def tenants(self) -> tuple[str, ...]:
        """The tenants of whom something is known."""
        with self._lock:
            return tuple(self._tenants)

    def headroom_usd(
        self, terms: Terms, tenant: str, conversation_id: str, now: datetime
    ) -> Decimal | None:
        """Return what is left of the tightest budget; None where none applies."""
        if not terms.budgets:
            return None
        return headroom(terms.budgets, tenant, self._standing(tenant, conversation_id, now))

    def left(self, terms: Terms, now: datetime) -> list[tuple[str, str, Decimal]]:
        """Return what is left of every budget by days or months: its words, whose it is, dollars.

        Everyone's is under the tenant ""; tenants of whom nothing is known are left out.
        """
        found = []
        for rule in terms.budgets:
            if rule.by_conversation:
                continue
            for tenant in ("",) if rule.scope == "all" else self.tenants():
                if rule.holds_for(tenant):
                    left = left_usd(rule, self._standing(tenant, "", now))
                    found.append((rule.said, tenant, left))
        return found

    def _standing(self, tenant: str, conversation_id: str, now: datetime) -> Standing:
        with self._lock:
            nothing = ("", Standing())
            everyone = self._everyone
            own = self._tenants.get(tenant, nothing)
            talk = self._conversations.get((tenant, conversation_id), nothing)
        day = day_of(now)
        month = day[:7]
        return Standing(
            all_day=everyone[1].all_day if everyone[0] == day else Decimal(0),
            all_month=everyone[1].all_month if everyone[0][:7] == month else Decimal(0),
            tenant_day=own[1].tenant_day if own[0] == day else Decimal(0),
            tenant_month=own[1].tenant_month if own[0][:7] == month else Decimal(0),
            conversation=talk[1].conversation,
            conversation_day=talk[1].conversation_day if talk[0] == day else Decimal(0),
            conversation_month=talk[1].conversation_month if talk[0][:7] == month else Decimal(0),
        )
