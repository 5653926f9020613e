"""What the shop itself brings to a conversation: its rules, its orders, its checkout."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from agents.orders import NoOrders, Orders
from agents.policies import Policies
from agents.turn import CartLine

LINES = "{lines}"


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all conversations of a process."""

    policies: Policies = field(default_factory=Policies)
    orders: Orders = field(default_factory=NoOrders)
    checkout_url: str | None = None
    """With `LINES` where the cart goes; None where paying happens in the shop itself."""

    def checkout_link(self, lines: Sequence[CartLine]) -> str | None:
        """Return the shop's own checkout with the cart in it; None without one.

        Lines are "ID:QUANTITY" joined by commas; ID is the variant's, or the product's where
        it has no variants, percent-encoded, so that "," and ":" only ever separate.
        """
        if self.checkout_url is None or not lines:
            return None
        listed = ",".join(
            f"{quote(line.variant_id or line.product_id, safe='')}:{line.quantity}"
            for line in lines
        )
        return self.checkout_url.replace(LINES, listed)
