"""What a reply says of the cart: added, changed, shown, undone, paid for, agreed to first."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agents.offers import Offered
from agents.turn import CartLine
from retrieval.product import Product


@dataclass(frozen=True, slots=True)
class CartUndone:
    """The last change of the cart was taken back; nothing is set where there was none."""

    back: tuple[Product, ...] = ()
    """In the cart again."""
    gone: tuple[Product, ...] = ()
    """Out of it again."""
    line: CartLine | None = None
    """A line that is as it was before."""
    product: Product | None = None
    """The product of `line`."""
    left: int = 0
    """Lines in the cart now."""
    total: Decimal = Decimal(0)
    currency: str = "USD"

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to take back."""
        return not (self.back or self.gone or self.line)


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """The cart is handed over to the shop's own checkout."""

    lines: tuple[CartLine, ...]
    total: Decimal
    link: str | None
    """Shown, never spoken; None where paying happens in the shop."""
    first: Product | None = None
    """The product of the first line that is short."""
    short: int | None = None
    """Pieces of `first` that are left, where the cart holds more."""


@dataclass(frozen=True, slots=True)
class CartHolds:
    """Whether something is in the cart: "did you add the socks?"."""

    product: Product | None
    """None where it is not in there."""
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class CartTotalWithout:
    """What the cart would come to without some of it. Nothing is removed."""

    products: tuple[Product, ...]
    total: Decimal
    currency: str


class Consent(StrEnum):
    """What is only done after a "yes"."""

    EMPTY_CART = "empty_cart"
    CLEAR_BOARD = "clear_board"
    BOARD_TO_CART = "board_to_cart"


@dataclass(frozen=True, slots=True)
class AsksConsent:
    """Something that takes many things at once is asked about first."""

    consent: Consent
    count: int
    board: str | None = None


@dataclass(frozen=True, slots=True)
class CartAdded:
    """A line was added."""

    line: CartLine
    """The line as it is now, with all its pieces."""
    offered: Offered
    added: int
    total: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class CartAddedSeveral:
    """Several products were added at once: "add both"."""

    products: tuple[Product, ...]
    total: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class CartChanged:
    """The line that was added last is another one now."""

    line: CartLine
    """As it is now, with all its pieces."""
    before: CartLine
    total: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class CartAsks:
    """Something must be said before a product can be added, or it cannot be."""

    offered: Offered
    named: bool = False
    """Whether to say of which product: others wait to be added too."""


@dataclass(frozen=True, slots=True)
class FewLeft:
    """More pieces were asked for than are left."""

    offered: Offered
    left: int
    """Pieces that can still be added."""
    in_cart: int
    makes: int | None = None
    """Where pieces were not to be added but set: how many the line can be made."""


@dataclass(frozen=True, slots=True)
class CartRemoved:
    """Lines were taken out of the cart."""

    products: tuple[Product, ...]
    left: int
    total: Decimal
    currency: str
    kept: int = 0
    """Pieces of a sole product that stay: "remove one of them"."""


@dataclass(frozen=True, slots=True)
class CartShown:
    """All that is in the cart; nothing, where it is empty."""

    lines: tuple[CartLine, ...]
    products: tuple[Product, ...]
    total: Decimal
    about_total: bool = False
    """Whether only the sum was asked for."""
    gone: int = 0
    """Lines whose product is no longer sold; they left the cart."""
    short: Product | None = None
    """A product of which the cart holds more than is left."""
    left: int | None = None
    """How many of `short` are left."""
