"""What a turn found, which products its reply spoke of, and what the shop does not have."""

import re
from collections.abc import Sequence

from agents.acts import Act
from agents.agent import PlannedTurn
from agents.likeness import NAMING_WORDS
from agents.offers import Offer
from agents.reply.cart_parts import CartAsks
from agents.reply.ideas_parts import IdeasShown, SetImpossible, SetShown
from agents.reply.leads import Shortfall
from agents.reply.mentions import mentioned
from agents.reply.names import spoken_name, spoken_names
from agents.reply.plan import (
    Answered,
    BeyondPrice,
    Compared,
    Found,
    NothingFound,
    Part,
    Priced,
    Stocked,
    StockedSeveral,
)
from agents.reply.shop_parts import BoardShown
from agents.routing.decision import TEMPLATE
from agents.turn import Turn
from retrieval.product import Product

_FOUND = (Found, IdeasShown, SetShown)
_LISTS = (*_FOUND, BoardShown, Compared)
"""Parts that name each product; in an answer "it" may stand for the one it is about."""
_ANSWERS = (Answered, Priced, Stocked, StockedSeveral, Compared)
_QUESTIONS = frozenset({Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.COMPARE})
_NAMES_OF = (2, 3, 4)
"""Words of the names that a model may cut a title to."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def spoken_ids_of(turn: Turn, heard: str | None = None) -> tuple[str, ...]:
    """Return the ids of the products that a reply spoke of, in its order, none twice.

    What the templates plan, they say. Of a reply that was cut off, or that a model phrased, a
    list counts as far as its products are named; an answer counts once any of it was heard.

    Args:
        turn: With its reply as it was said.
        heard: What of the reply was spoken, when it was cut off.
    """
    said = turn.reply.text if heard is None else heard
    if not isinstance(turn, PlannedTurn) or not said.strip():
        return ()
    parts = turn.plan.parts
    if heard is None and turn.reply.tier == TEMPLATE:
        return tuple(dict.fromkeys(p.id for part in parts for p in mentioned(part)))
    words = _words(said)
    placed: dict[str, int] = {}
    for part in parts:
        for product, names in _named(part):
            found = [at for name in names if (at := _place(words, _words(name))) is not None]
            if not found and isinstance(part, _LISTS):
                continue
            at = min(found, default=0)  # "Yes, it is."
            placed[product.id] = min(at, placed.get(product.id, at))
    return tuple(sorted(placed, key=lambda product_id: placed[product_id]))


def asked_ids_of(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the products that a turn asked about, and that its reply answers for."""
    if not isinstance(turn, PlannedTurn) or not _QUESTIONS & {r.act for r in turn.readings}:
        return ()
    parts = (part for part in turn.plan.parts if isinstance(part, _ANSWERS))
    return tuple(dict.fromkeys(p.id for part in parts for p in mentioned(part)))


def found_of(turn: Turn) -> int | None:
    """Return how many products a turn's searches found, whatever else stayed on the screen.

    None where nothing was searched for, where the words were asked for again, and where all that
    fits was shown before: then the list on the screen answers still.
    """
    if not isinstance(turn, PlannedTurn):
        return None
    lists = [part.candidates for part in turn.plan.parts if isinstance(part, _FOUND)]
    if lists:
        return len({one.product.id for found in lists for one in found})
    return 0 if any(map(_found_none, turn.plan.parts)) else None


def _found_none(part: Part) -> bool:
    if isinstance(part, NothingFound):
        return not part.no_more
    return isinstance(part, BeyondPrice | SetImpossible)


def lacking_of(turn: Turn) -> list[dict[str, str]]:
    """Return what was asked for and could not be had at all, by field and value.

    A value that the catalog has nowhere counts where the search had to let it go, a kind of thing
    where nothing that was found is one: a lantern that is found among the camping lights is no
    category, and carried all the same.
    """
    let_go = {(term.field.value, term.value) for term in turn.relaxed}
    wanted = [(c.kind.value, str(c.value)) for c in turn.constraints if c.wanted and not c.known]
    lacking = [pair for pair in wanted if pair in let_go]
    if isinstance(turn, PlannedTurn):
        things = [_missing(part, turn.query) for part in turn.plan.parts]
        lacking += [("type", thing) for thing in things if thing]
        gone = [_gone(part) for part in turn.plan.parts]
        lacking += [("stock", what) for what in gone if what]
    return [{"field": field, "value": value} for field, value in dict.fromkeys(lacking)]


def _missing(part: Part, query: str | None) -> str | None:
    """Return the kind of thing that a part says is not here; None where it says no such thing."""
    if isinstance(part, NothingFound):
        return part.thing
    if isinstance(part, Found) and part.shortfall is Shortfall.NOT_CLOSE:
        short = query is not None and len(query.split()) <= NAMING_WORDS
        return part.thing or (query if short else None)
    return None


def _gone(part: Part) -> str | None:
    """Return what a part says is sold out, as asked for; None where it says no such thing."""
    if not isinstance(part, Stocked | CartAsks):
        return None
    offered = part.offered
    match offered.offer:
        case Offer.SOLD_OUT:
            return offered.product.title
        case Offer.SIZE_GONE:
            return f"{offered.product.title} in size {offered.size}"
        case Offer.COLOUR_GONE:
            return f"{offered.product.title} in {offered.colour}"
    return None


def _named(part: Part) -> list[tuple[Product, tuple[str, ...]]]:
    """Return the products of a part, each with the names that a reply may have for it."""
    products = mentioned(part)
    together: Sequence[str] = spoken_names(products) if products else ()
    return [
        (product, (product.title, name, *(spoken_name(product, most) for most in _NAMES_OF)))
        for product, name in zip(products, together, strict=True)
    ]


def _place(said: list[str], name: list[str]) -> int | None:
    """Return where a name begins in what was said, in words."""
    name = name[1:] if name[:1] == ["the"] else name
    places = range(len(said) - len(name) + 1) if name else ()
    return next((i for i in places if said[i : i + len(name)] == name), None)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
