"""What is on the screen against what should be, in words where it is not."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evals.measures.wish_match import bounds_words
from evals.runs.record import ProductSeen, TurnSeen
from evals.scenarios.expectations import Shown
from evals.scenarios.where import Look, OneOrMore, Where

_TOLD_MOST = 3
"""Products that a sentence for people names."""


def seen_holds(where: Where, seen: ProductSeen, look: Look) -> bool:
    """Say whether a card shows such a product, at a price that was wanted.

    A product that has one form within the price and is shown in a dearer one is not meant.
    A product that has left the catalog is nothing.
    """
    product = look(seen.id)
    if product is None or not where.holds(product):
        return False
    return where.price is None or where.price.holds(seen.price)


def shown_faults(
    wanted: Shown, turn: TurnSeen, before: TurnSeen | None, look: Look
) -> tuple[str, ...]:
    """Return what is wrong with a turn's list, a clause each; nothing where all is right.

    Args:
        wanted: What must be on the screen.
        turn: Whose list it is.
        before: The turn before it, for `new`.
        look: Finds a product of the catalog.
    """
    return tuple(_faults(wanted, turn.products, before.products if before else (), look))


def _faults(
    wanted: Shown, cards: Sequence[ProductSeen], old: Sequence[ProductSeen], look: Look
) -> Iterator[str]:
    first = cards[: wanted.first]
    if wanted.where is not None and not any(seen_holds(wanted.where, c, look) for c in first):
        among = f"wanted {where_words(wanted.where)} among the first {wanted.first}"
        yield f"{among}, saw {cards_words(first)}"
    if wanted.every is not None:
        wrong = [c for c in cards if not seen_holds(wanted.every, c, look)]
        if wrong:
            yield f"wanted all shown {where_words(wanted.every)}, saw {cards_words(wrong)}"
    if wanted.none is not None:
        wrong = [c for c in cards if seen_holds(wanted.none, c, look)]
        if wrong:
            yield f"wanted none shown {where_words(wanted.none)}, saw {cards_words(wrong)}"
    if wanted.at_least is not None and len(cards) < wanted.at_least:
        yield f"wanted at least {wanted.at_least} shown, saw {len(cards)}"
    if wanted.at_most is not None and len(cards) > wanted.at_most:
        yield f"wanted at most {wanted.at_most} shown, saw {len(cards)}"
    if wanted.order is not None:
        yield from _order_faults(wanted.order, cards, look)
    if wanted.new is not None:
        known = {card.id for card in old}
        again = [card for card in cards if card.id in known]
        if wanted.new and again:
            yield f"wanted only products that were not there before, saw {cards_words(again)} again"
        if not wanted.new and not again:
            yield "wanted products that were there before, saw only new ones"


def _order_faults(order: str, cards: Sequence[ProductSeen], look: Look) -> Iterator[str]:
    values = [_sorts_by(order, card, look) for card in cards]
    for at in range(1, len(values)):
        if values[at] < values[at - 1]:
            pair = cards_words(cards[at - 1 : at + 1])
            yield f"wanted the {order.replace('_', ' ')} first, saw {pair} in this order"
            return


def _sorts_by(order: str, card: ProductSeen, look: Look) -> Decimal:
    if order == "cheapest":
        return card.price
    if order == "dearest":
        return -card.price
    product = look(card.id)
    return -Decimal(str(product.rating or 0.0)) if product else Decimal(0)


def cards_words(cards: Sequence[ProductSeen]) -> str:
    """Name cards with their prices; "nothing" where there are none."""
    if not cards:
        return "nothing"
    told = [f"{card.title} at {card.price} {card.currency}" for card in cards[:_TOLD_MOST]]
    rest = len(cards) - len(told)
    return ", ".join(told) + (f" and {rest} more" if rest else "")


def where_words(where: Where) -> str:
    """Say what a product must be, for people."""
    told: list[str] = []
    for name in ("id", "title", "category", "department", "brand", "colour", "material",
                 "audience", "size"):  # fmt: skip
        value: OneOrMore | None = getattr(where, name)
        if value is not None:
            told.append(f"{name} {value if isinstance(value, str) else ' or '.join(value)}")
    told.extend(where.features)
    told.extend(f'"{word}"' for word in where.words)
    told.extend(f"{name} {value}" for name, value in where.attributes.items())
    if where.price is not None:
        told.append(bounds_words(where.price))
    if where.rating_at_least is not None:
        told.append(f"rated {where.rating_at_least:g} or better")
    if where.in_stock is not None:
        told.append("in stock" if where.in_stock else "sold out")
    if where.without is not None:
        told.append(f"not ({where_words(where.without)})")
    if where.any_of:
        told.append(" or ".join(f"({where_words(one)})" for one in where.any_of))
    return ", ".join(told) or "any product"
