"""Which products a reply names, how many at most, and that the screen shows them.

The words and the cards come from one list. Where an utterance held several
acts ("is the second one waterproof, and show me mugs"), what is spoken of goes
to the front of the screen, in the order in which it is spoken.
"""

from dataclasses import replace

from agents.reply.cart_parts import (
    CartAdded,
    CartAddedSeveral,
    CartChanged,
    CartHolds,
    CartRemoved,
    CartShown,
    CartTotalWithout,
    CartUndone,
)
from agents.reply.ideas_parts import IdeasShown, Preferred, SetShown
from agents.reply.plan import (
    SPOKEN,
    Answered,
    Chosen,
    Compared,
    Found,
    Part,
    Priced,
    Stocked,
    StockedSeveral,
)
from agents.reply.question_parts import LeftOpen
from agents.reply.shop_parts import BoardDone, BoardShown
from retrieval.product import Product
from retrieval.query import Candidate


def shared_out(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with at most `SPOKEN` names among them all.

    Lists give way to answers, and a part that would bring a fourth name is left out. A list
    that is only pointed at ("the tents are on the screen") comes after what is named.
    """
    lists = sum(isinstance(part, Found) for part in parts)
    left = SPOKEN - sum(_names(part) for part in parts if not isinstance(part, Found))
    kept: list[Part] = []
    names = 0
    for part in parts:
        if isinstance(part, Found):
            lists -= 1
            spoken = max(min(left - lists, len(part.candidates), part.spoken), 0)
            kept.append(replace(part, spoken=spoken))
            left -= spoken
            names += spoken
        elif not kept or names + _names(part) <= SPOKEN:
            kept.append(part)
            names += _names(part)
    pointers = [part for part in kept if isinstance(part, Found) and not part.spoken]
    return (*(part for part in kept if part not in pointers), *pointers)


def _names(part: Part) -> int:
    match part:
        case CartShown(lines):
            return min(len(lines), SPOKEN)
        case CartRemoved(products) | CartAddedSeveral(products):
            return min(len(products), SPOKEN)
        case CartAdded() | CartChanged() | CartHolds():
            return 1
        case BoardDone(_, _, products) | CartTotalWithout(products):
            return min(len(products), SPOKEN)
        case CartUndone(back, gone):
            return min(max(len(back) + len(gone), 1), SPOKEN)
        case _:
            return len(mentioned(part))


def mentioned(part: Part) -> tuple[Product, ...]:
    """Return the products that a part speaks of, in order; the cart has cards of its own."""
    match part:
        case Found() | SetShown() | IdeasShown():
            return tuple(c.product for c in part.candidates[: part.spoken])
        case Chosen(product) | Priced(product):
            return (product,)
        case LeftOpen(product):
            return (product,) if product else ()
        case Stocked(offered):
            return (offered.product,)
        case StockedSeveral(offers):
            return tuple(o.product for o in offers)
        case Answered(answers):
            return tuple(a.product for a in answers)
        case Compared(products) | Preferred(products):
            return products
        case BoardShown(_, products, spoken):
            return products[:spoken]
        case _:
            return ()


def on_screen(
    parts: tuple[Part, ...], screen: tuple[Candidate, ...], before: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the screen with all that is spoken of on it.

    Args:
        parts: What is said.
        screen: What the acts left on the screen.
        before: What was on it before this turn.
    """
    said = {p.id: p for part in parts for p in mentioned(part)}
    there = [c.product.id for c in screen]
    lists = sum(isinstance(part, Found) for part in parts)
    if lists < 2 and all(product_id in there for product_id in said):
        return screen
    found = [c for part in parts if isinstance(part, Found) for c in part.candidates]
    cards = {c.product.id: c for c in (*before, *found, *screen)}
    front = [cards.get(i, Candidate(p, None, 0.0, 0.0)) for i, p in said.items()]
    rest = [c for c in screen if c.product.id not in said]
    return (*front, *rest)[: max(len(screen), len(front))]
