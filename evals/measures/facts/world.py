"""What there is to be said at a turn: the screen, the cart, what was shown before, the shop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.runs.record import ProductSeen, TurnSeen
from retrieval.product import Product, Variant

_SHOWN_BEFORE = 12
"""Turns back to which "the tents from before" may go."""


@dataclass(frozen=True, slots=True)
class Known:
    """One product with the card that it was last shown on, if it was."""

    product: Product
    card: ProductSeen | None = None

    @property
    def price(self) -> Decimal:
        """What it costs as it is shown."""
        return self.card.price if self.card else self.product.price

    @property
    def prices(self) -> frozenset[Decimal]:
        """Every amount that is a price of it in some form."""
        forms = {variant.price for variant in self.product.variants}
        return frozenset({self.price, self.product.price, *forms})

    @property
    def list_prices(self) -> frozenset[Decimal]:
        """What it cost before a discount."""
        forms = (self.product, *self.product.variants)
        return frozenset(one.list_price for one in forms if one.list_price is not None)

    @property
    def variants(self) -> Sequence[Variant]:
        return self.product.variants

    @property
    def colours(self) -> frozenset[str]:
        """All colours it is made in, lower case."""
        made = (variant.colour for variant in self.product.variants)
        return frozenset(one.casefold() for one in (*self.product.colours, *made) if one)


@dataclass(frozen=True, slots=True)
class World:
    """One turn's world."""

    turn: TurnSeen
    before: TurnSeen | None
    cards: tuple[Known, ...]
    """On the screen, in order."""
    scope: tuple[Known, ...]
    """All that may be spoken of: cards, focus, cart, boards, then what was shown before."""
    focus: Known | None
    catalog: Sequence[Product]

    @property
    def cart_total(self) -> Decimal:
        return sum((one.unit_price * one.quantity for one in self.turn.cart), Decimal(0))

    @property
    def pieces(self) -> int:
        """In the cart."""
        return sum(one.quantity for one in self.turn.cart)


def world_of(
    turns: Sequence[TurnSeen],
    place: int,
    look: Callable[[str], Product | None],
    catalog: Sequence[Product],
) -> World:
    """Return the world of a turn.

    Args:
        turns: Of the record.
        place: Of the turn in it.
        look: Finds a product of the catalog.
        catalog: All of it.
    """
    turn = turns[place]
    cards = tuple(_known(turn, look))
    found = {one.product.id: one for one in cards}
    before = turns[place - 1] if place else None
    in_cart = [line.product_id for one in (turn, before) if one for line in one.cart]
    boards = [one for board in turn.boards for one in board.product_ids]
    for product_id in (turn.focus, *in_cart, *boards):
        product = look(product_id) if product_id else None
        if product is not None:
            found.setdefault(product.id, Known(product))
    for old in reversed(turns[max(0, place - _SHOWN_BEFORE) : place]):
        for known in _known(old, look):
            found.setdefault(known.product.id, known)
    focus = found.get(turn.focus) if turn.focus else None
    return World(turn, before, cards, tuple(found.values()), focus, catalog)


def _known(turn: TurnSeen, look: Callable[[str], Product | None]) -> list[Known]:
    pairs = ((look(card.id), card) for card in turn.products)
    return [Known(product, card) for product, card in pairs if product is not None]
