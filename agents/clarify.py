"""Which question would narrow a list most, if one is worth asking. Pure.

The measure is what the answer is expected to tell, in bits, about which of the products
found is the one: for each product and each value it has, how few others share the value.
A product without a value teaches nothing, a value that nearly all have teaches little (most
boots come in a nine), and a question that few shoppers can answer is worth as much less.

Source: expected information gain as in decision trees (Quinlan, "Induction of decision
trees", 1986), with a chance of no answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log2

from agents.constraints import Kind
from agents.reply.traits import is_adjective
from agents.sizes import in_order
from retrieval.product import Product
from retrieval.query import Candidate, PriceRange

POOL = 40
"""Products that the question is chosen over; the 34 beyond the screen cost 1.7 ms of search
in the sample catalog, where counting facets costs 1.3 ms of a category and 21 ms of all."""
TOTAL_LEAST = 10
"""Fewer fit: the shopper has them on one screen and the next."""
PRICED_LEAST = 24
"""The same for a question about the price: of fewer, a round budget leaves out hardly any, and
answering took 0.2 turns longer than asking for others (194 products, 100 openings)."""
BITS_LEAST = 0.55
"""Of an answer. A question then follows 28 of 100 openings that name a kind of thing in the
sample catalog, and 40, 45 and 89 in three others (the last is all clothes: men or women). At
0.3 it followed 86 to 98 of 100: too many to be asked for 0.2 turns less in the sample catalog."""
VALUE_WORDS = 3
"""Longer values are no words for a question."""
PAIR_SHARES = (0.15, 0.75)
"""A feature of fewer products is a special wish, one of more is no choice."""
FEATURES_LOOKED_AT = 8
BAND_LEAST = 0.25
"""Share of the products on either side of a price: else the question is for show."""

ANSWERED = {
    Kind.CATEGORY: 0.85,
    Kind.AUDIENCE: 0.9,
    Kind.SIZE: 0.8,
    Kind.PRICE: 0.56,
    Kind.FEATURE: 0.56,
    Kind.MATERIAL: 0.45,
    Kind.COLOUR: 0.3,
    Kind.BRAND: 0.2,
}
"""Guessed shares of shoppers who have a preference to tell. The dialogues at hand say little:
asked for a brand, 7 of 208 had none, but the askers pasted whole lists of attributes.
Features at 0.65, pairs of nouns among them ("wrap or long sleeves?"), and colours at 0.4 (of
tents "orange or red?") asked after 28 of 100 openings of the sample catalog; now 17 are asked.
With features and colours at 0.5 and 0.3 turns saved went from -0.08 to 0.0 (n 60, +/- 0.3)."""


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question about one kind of constraint."""

    kind: Kind
    choices: tuple[str, ...]
    """Two or three values to name, spelled as in the catalog; for a price none."""
    bits: float
    """What the answer is expected to tell, the chance of no answer included."""
    price: PriceRange | None = None
    """For a price: the lower of two bands, whose bound the question names."""
    currency: str = "USD"


def worth_asking(
    pool: Sequence[Candidate], total: int, closed: Collection[Kind]
) -> Clarification | None:
    """Return the question whose answer would narrow a list most, if it is worth its words.

    Args:
        pool: What was found, the best first; the more of it, the better the choice.
        total: How many fit; 0 where the number says nothing.
        closed: What is wanted already, or was asked before.

    Returns:
        The question, or None where few products are left or none would tell much.
    """
    if max(total, len(pool)) < TOTAL_LEAST:
        return None
    weights = _weights(pool)
    products = [candidate.product for candidate in pool]
    asked: list[Clarification | None] = []
    if Kind.PRICE not in closed and max(total, len(pool)) >= PRICED_LEAST:
        asked.append(_price(products, weights))
    if Kind.FEATURE not in closed:
        asked.append(_features(products, weights))
    asked += [
        _valued(kind, values, products, weights)
        for kind, values in _VALUES.items()
        if kind not in closed
    ]
    best = max((a for a in asked if a), key=lambda a: a.bits, default=None)
    return best if best and best.bits >= BITS_LEAST else None


_VALUES: Mapping[Kind, Callable[[Product], Sequence[str]]] = {
    Kind.CATEGORY: lambda p: (p.category,),
    Kind.AUDIENCE: lambda p: (p.audience,) if p.audience else (),
    Kind.SIZE: lambda p: p.sizes,
    Kind.MATERIAL: lambda p: p.materials,
    Kind.COLOUR: lambda p: p.colours,
    Kind.BRAND: lambda p: (p.brand,) if p.brand else (),
}


def _weights(pool: Sequence[Candidate]) -> list[float]:
    """Return how likely each product is the one, adding up to 1."""
    chances = [1.0 if c.relevance is None else max(c.relevance, 0.05) for c in pool]
    return [chance / sum(chances) for chance in chances]


def _valued(
    kind: Kind,
    values: Callable[[Product], Sequence[str]],
    products: Sequence[Product],
    weights: Sequence[float],
) -> Clarification | None:
    """Return the question for a value: the shopper names one that the product wanted has."""
    own = [tuple(dict.fromkeys(values(product))) for product in products]
    mass: dict[str, float] = {}
    for each, weight in zip(own, weights, strict=True):
        for value in each:
            mass[value] = mass.get(value, 0.0) + weight
    named = sorted((v for v in mass if _sayable(v)), key=lambda v: (-mass[v], v))[: _NAMED[kind]]
    if len(named) < 2:
        return None
    # A colour comes to mind unasked; who was asked for mesh or leather hardly says nylon.
    heard = set(named) if kind in (Kind.MATERIAL, Kind.BRAND) else set(mass)
    bits = sum(
        weight * sum(-log2(min(mass[value], 1.0)) for value in known) / len(known)
        for each, weight in zip(own, weights, strict=True)
        if (known := [value for value in each if value in heard])
    )
    choices = in_order(named) if kind is Kind.SIZE else tuple(named)
    return Clarification(kind, choices, bits * ANSWERED[kind])


_NAMED = {
    Kind.CATEGORY: 2,
    Kind.AUDIENCE: 3,
    Kind.SIZE: 3,
    Kind.MATERIAL: 2,
    Kind.COLOUR: 2,
    Kind.BRAND: 2,
}
"""Values named: two are heard as a choice, three where they are short and few."""


def _features(products: Sequence[Product], weights: Sequence[float]) -> Clarification | None:
    """Return the two features between which the choice tells most."""
    own = [{f.casefold() for f in product.features} for product in products]
    mass: dict[str, float] = {}
    for each, weight in zip(own, weights, strict=True):
        for feature in each:
            mass[feature] = mass.get(feature, 0.0) + weight
    low, high = PAIR_SHARES
    # "Waterproof, or breathable?" is a choice; "wrap or long sleeves?" is none.
    apt = [f for f in sorted(mass) if low <= mass[f] <= high and _sayable(f) and is_adjective(f)]
    apt = sorted(apt, key=lambda f: abs(mass[f] - 0.5))[:FEATURES_LOOKED_AT]
    told = {
        pair: sum(
            weight * sum(-log2(mass[f]) for f in pair if f in each) / sum(f in each for f in pair)
            for each, weight in zip(own, weights, strict=True)
            if any(f in each for f in pair)
        )
        for pair in combinations(apt, 2)
    }
    if not told:
        return None
    pair = max(told, key=lambda p: told[p])
    named = tuple(sorted(pair, key=lambda f: -mass[f]))
    return Clarification(Kind.FEATURE, named, told[pair] * ANSWERED[Kind.FEATURE])


def _price(products: Sequence[Product], weights: Sequence[float]) -> Clarification | None:
    """Return the question for a budget: below or above a round number near the middle."""
    if len({product.currency for product in products}) != 1:
        return None
    prices = sorted(zip((p.price for p in products), weights, strict=True))
    middle = _middle(prices)
    bounds = {_rounded(middle, step) for step in _STEPS if step * 2 <= middle}
    told: dict[Decimal, float] = {}
    for bound in bounds:
        below = sum(weight for price, weight in prices if price <= bound)
        if BAND_LEAST <= below <= 1 - BAND_LEAST:
            told[bound] = -below * log2(below) - (1 - below) * log2(1 - below)
    if not told:
        return None
    # Of bounds that split about as well the roundest is said: a hundred rather than 95.
    bound = max(told, key=lambda b: (round(told[b], 1), _roundness(b)))
    bits = told[bound] * ANSWERED[Kind.PRICE]
    return Clarification(Kind.PRICE, (), bits, PriceRange(high=bound), products[0].currency)


_STEPS = tuple(Decimal(step) for step in (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000))


_ROUNDING = 1e-9
"""Of a sum of weights: a half is a half."""


def _middle(prices: Sequence[tuple[Decimal, float]]) -> Decimal:
    reached = 0.0
    for price, weight in prices:
        reached += weight
        if reached >= 0.5 - _ROUNDING:
            return price
    return prices[-1][0]


def _rounded(amount: Decimal, step: Decimal) -> Decimal:
    return (amount / step).to_integral_value() * step


def _roundness(bound: Decimal) -> int:
    return max((place for place, step in enumerate(_STEPS) if bound % step == 0), default=-1)


def _sayable(value: str) -> bool:
    """Tell whether a value can be said in a question: a few plain words."""
    words = value.split()
    return 0 < len(words) <= VALUE_WORDS and all(c.isalnum() or c in " -'&.½" for c in value)
