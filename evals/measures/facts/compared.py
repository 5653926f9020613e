"""Comparisons: "cheaper", "the cheapest", "rated higher", "rated best"."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from evals.measures.facts.claims import Heard, money
from evals.measures.facts.world import Known
from evals.measures.facts.wrong import WrongFact

_CHEAPEST = re.compile(r"\b(?:cheapest|lowest[- ]priced?|least expensive|most affordable)\b", re.I)
_DEAREST = re.compile(r"\b(?:dearest|most expensive|priciest|highest price)\b", re.I)
_CHEAPER = re.compile(r"\b(?:cheaper|less expensive|costs less)\b(?! ones?\b)", re.I)
_BEST = re.compile(r"\b(?:rated best|best[- ]rated|highest[- ]rated|best rating)\b", re.I)
_HIGHER = re.compile(r"\b(?:rated higher|higher rated|better rated|higher rating)\b", re.I)


def wrong_comparisons(heard: Heard) -> Iterator[WrongFact]:
    """Yield comparisons that the prices and ratings of those compared do not bear out."""
    if heard.sentence.is_question or heard.sentence.is_negative:
        return
    for pattern, key in (
        (_CHEAPEST, _lowest_price),
        (_DEAREST, _highest_price),
        (_BEST, _rating),
    ):
        for match in pattern.finditer(heard.text):
            yield from _most(heard, match, key)
    for match in _HIGHER.finditer(heard.text):
        yield from _more(heard, match, _rating)
    for match in _CHEAPER.finditer(heard.text):
        yield from _more(heard, match, _lowest_price)


def _most(
    heard: Heard, match: re.Match[str], key: Callable[[Known], Decimal]
) -> Iterator[WrongFact]:
    """Check that nobody beats the one spoken of: among all that the reply names, or else among
    the screen or what the reply before it named (of a list of six a shopper hears three)."""
    about = heard.about(match.start(), match.end())
    if len(about) != 1:
        return
    one = about[0]
    named = {k.product.id: k for m in heard.mentions for k in m.products}
    groups = [tuple(named.values())] if len(named) > 1 else [heard.world.cards, heard.told_before]
    beaten = [
        max(group, key=key)
        for group in groups
        if len(group) > 1 and any(k.product.id == one.product.id for k in group)
    ]
    if beaten and all(key(best) > key(one) for best in beaten):
        yield WrongFact("compared", match[0], _told(one, beaten[0]))


def _more(
    heard: Heard, match: re.Match[str], key: Callable[[Known], Decimal]
) -> Iterator[WrongFact]:
    about = heard.about(match.start(), match.end())
    own = about[0].product.id if about else ""
    rivals = [one for one in _compared(heard) if one.product.id != own]
    if len(about) == 1 and len(rivals) == 1 and key(rivals[0]) >= key(about[0]):
        yield WrongFact("compared", match[0], _told(about[0], rivals[0]))


def _compared(heard: Heard) -> Sequence[Known]:
    """Return all that the reply names; of one alone it is compared with the screen."""
    named = {k.product.id: k for m in heard.mentions for k in m.products}
    if len(named) > 1 or not heard.world.cards:
        return tuple(named.values())
    return heard.told_before or heard.world.cards


def _lowest_price(one: Known) -> Decimal:
    return -one.price


def _highest_price(one: Known) -> Decimal:
    return one.price


def _rating(one: Known) -> Decimal:
    return Decimal(str(one.product.rating or 0))


def _told(one: Known, other: Known) -> str:
    return " and ".join(
        f"{k.product.title} is {money(k.price)}, rated {k.product.rating}" for k in (one, other)
    )
