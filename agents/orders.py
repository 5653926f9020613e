"""The seam to a shop's order system. Aisle itself sees no orders, and says so."""

from dataclasses import dataclass
from typing import Protocol

NUMBER_LEAST = 4
"""Digits of an order number; fewer are a quantity."""


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """What a shop says of one order."""

    number: str
    status: str
    """Goes into "Order 4821 ...": "is on its way", "was delivered on Monday"."""
    link: str | None = None
    """Its page, shown and never spoken."""


class Orders(Protocol):
    """Looks orders up; called from worker threads, in the middle of a turn.

    Aisle asks for an order number and for nothing else: no card number, no address, no
    password. An implementation that must know who asks takes that from the shop's own
    session, and may return None for what is not this shopper's.
    """

    @property
    def visible(self) -> bool:
        """Whether orders can be looked up at all."""
        ...

    def status(self, number: str) -> OrderStatus | None:
        """Return the state of the order with this number; None if there is no such order."""
        ...


class NoOrders:
    """The default: orders are not seen here."""

    @property
    def visible(self) -> bool:
        """Return False."""
        return False

    def status(self, number: str) -> OrderStatus | None:  # noqa: ARG002  the protocol's
        """Return None."""
        return None
