"""Words for products side by side: what one has over the others, and which to take."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.measures import amounts
from agents.purposes import Suits
from agents.reply.difference import RATED_ENOUGH
from agents.reply.ear import EAR_WORDS, ear_words
from agents.reply.ideas_parts import Preferred
from agents.reply.money import cost_of, money
from agents.reply.names import PLACES, listed, sentence, spoken_names
from agents.reply.plan import Compared, Difference
from agents.reply.traits import Subject, not_so, stated
from retrieval.product import Product

_LONGER = {
    "battery_life": ("lasting", "longer lasting"),
    "capacity": ("capacity", "roomier"),
    "volume": ("room", "roomier"),
    "screen_size": ("big", "bigger"),
}
"""Attributes of which more is better: a quality of `agents.measures`, and how that is said."""
_COMPARATIVES = ("cheaper", "lighter")
ADVANTAGES = 2
"""Of one product; a third is not remembered."""


@dataclass(slots=True)
class _Sides:
    """What each product has over the others, the most telling first."""

    of: list[list[str]] = field(default_factory=list)

    def add(self, place: int, what: str) -> None:
        if len(self.of[place]) < ADVANTAGES:
            self.of[place].append(what)


def say_advantages(part: Compared) -> list[str]:
    """Return in a sentence what each product has over the others: differences, not lists."""
    products = part.products
    sides = _Sides([[] for _ in products])
    _price(products, sides)
    for difference in part.differences:
        _told(products, difference, sides)
    names = spoken_names(products)
    clauses = []
    for place, (product, own) in enumerate(zip(products, sides.of, strict=True)):
        if own:
            subject = Subject.of(product, names[place])
            clauses.append(f"{subject.is_} {' and '.join(own)}")
    if not clauses:
        alike = "both" if len(products) == 2 else "all three"
        cost = cost_of(products[0])
        return [sentence(f"They read the same, and {alike} cost {cost}")]
    if len(products) == 2 and len(clauses) == 1:
        better = 0 if sides.of[0] else 1
        clauses = [_over(Subject.of(products[better], names[better]), sides.of[better],
                         names[1 - better])]  # fmt: skip
    said = sentence(listed(clauses, "and") if len(clauses) != 2 else ", and ".join(clauses))
    if ear_words(said) > EAR_WORDS + 10:
        short = [f"{c.split(' and ')[0]}" for c in clauses]
        said = sentence(", and ".join(short) if len(short) == 2 else listed(short, "and"))
    return [said]


def _over(subject: Subject, own: Sequence[str], other: str) -> str:
    """Return "the A is $2 cheaper than the B, and lighter": who listens needs both names."""
    first, *rest = own
    if first.endswith(_COMPARATIVES):
        return f"{subject.is_} {first} than {other}{f', and {rest[0]}' if rest else ''}"
    return f"unlike {other}, {subject.is_} {' and '.join(own)}"


def _price(products: Sequence[Product], sides: _Sides) -> None:
    prices = [p.price for p in products]
    low, high = min(prices), max(prices)
    if low == high or prices.count(low) > 1:
        return
    place = prices.index(low)
    if len(products) == 2:
        sides.add(place, f"{money(high - low, products[0].currency)} cheaper")
    else:
        sides.add(place, f"the cheapest at {money(low, products[0].currency)}")


def _told(products: Sequence[Product], difference: Difference, sides: _Sides) -> None:
    """Add one difference to the side of the product that it speaks for."""
    values = difference.values
    if set(values) <= {"yes", "no"}:
        has = [i for i, v in enumerate(values) if v == "yes"]
        if len(has) == 1:
            words = stated(Subject("that", many=False), difference.attribute, yes=True)
            is_ = words.startswith("that is ")
            sides.add(has[0], words.removeprefix("that is ") if is_ else f"the one {words}")
        return
    if difference.attribute == "rating":
        stars = [float(v or 0) for v in values]
        best = max(stars)
        if stars.count(best) == 1:
            sides.add(stars.index(best), f"rated higher, at {best:g}")
        return
    if difference.attribute in _LONGER:
        much = amounts(products, _LONGER[difference.attribute][0])
        if much and list(much).count(max(much)) == 1:
            place = much.index(max(much))
            sides.add(place, f"{_LONGER[difference.attribute][1]}, {values[place]}")
        return
    if difference.attribute == "weight":
        grams = amounts(products, "light")
        if grams and len({*grams}) == len(grams):
            place = min(range(len(grams)), key=lambda i: grams[i])
            by = _by(products, grams) if len(products) == 2 else ""
            word = "lighter" if len(products) == 2 else "the lightest"
            sides.add(place, f"{by} {word}".strip())


def apart_by(products: Sequence[Product]) -> tuple[tuple[str, str, str], ...]:
    """Return the differences that are said in numbers: id, attribute, how much."""
    if len(products) != 2 or products[0].price == products[1].price:
        return ()
    first, second = sorted(products, key=lambda p: p.price)
    found = [(first.id, "cheaper_by", money(second.price - first.price, first.currency))]
    grams = amounts(products, "light")
    if grams and (by := _by(products, grams)):
        lightest = products[0] if grams[0] < grams[1] else products[1]
        found.append((lightest.id, "lighter_by", by))
    return tuple(found)


def _by(products: Sequence[Product], grams: Sequence[float]) -> str:
    """Return "1 pound", "300 grams": in the unit that the listings use."""
    apart = abs(grams[0] - grams[1])
    if "lb" in products[0].attributes.get("weight", ""):
        pounds = round(apart / 453.592, 1)
        return f"{pounds:g} {'pound' if pounds == 1 else 'pounds'}" if pounds else ""
    if apart >= 1000:
        return f"{round(apart / 1000, 1):g} kilos"
    return f"{round(apart):g} grams"


def say_preferred(part: Preferred) -> list[str]:
    """Return which one, with the stated reason; or that the listings do not say."""
    names = spoken_names(part.products)
    if part.purpose is not None:
        if part.suits is None:
            return ["The listings don't say which is better for that."]
        return _suited(part, part.suits, names)
    if part.pick is None:
        return ["Nothing in the listings speaks for one over the other."]
    chosen = part.pick
    reasons = []
    if chosen.trait:
        reasons.append(_trait(Subject("it", many=False), chosen.trait))
    if chosen.rating is not None and chosen.votes >= RATED_ENOUGH:
        best = "rated best, " if chosen.best_rated else "rated "
        people = "person" if chosen.votes == 1 else "people"
        reasons.append(f"it's {best}{chosen.rating:g} by {chosen.votes} {people}")
    if chosen.cheapest:
        cost = cost_of(part.products[chosen.place])
        reasons.append(f"{'' if reasons else 'it is '}the cheapest at {cost}")
    if not reasons:
        return ["Nothing in the listings speaks for one over the other."]
    return [sentence(f"I'd take {names[chosen.place]}: {listed(reasons[:2], 'and')}")]


def _trait(subject: Subject, trait: str) -> str:
    return stated(subject, trait.replace(" ", "_"), yes=True)


def _suited(part: Preferred, suits: Suits, names: Sequence[str]) -> list[str]:
    purpose = part.purpose.words if part.purpose else ""
    if len(suits.places) == len(part.products):
        both = "Both" if len(part.products) == 2 else "All of them"
        said = stated(Subject(both.lower(), many=True), suits.trait.replace(" ", "_"), yes=True)
        return [sentence(f"{said}, so either is fine for {purpose}")]
    place = suits.places[0]
    if len(suits.places) == 1:
        subject = Subject.of(part.products[place], names[place])
    else:
        subject = Subject(f"the {listed([PLACES[i + 1] for i in suits.places])}", many=True)
    if suits.measured:
        superlative = {"light": "lightest", "lasting": "longest lasting", "small": "smallest",
                       "big": "biggest", "warm": "warmest", "quiet": "quietest",
                       "bright": "brightest"}.get(suits.trait, suits.trait)  # fmt: skip
        return [sentence(f"{subject.is_} the {superlative}, which helps for {purpose}")]
    said = stated(subject, suits.trait.replace(" ", "_"), yes=True)
    others = [i for i in range(len(part.products)) if i not in suits.places]
    tail = ""
    if len(others) == 1:
        it = Subject(f"the {PLACES[others[0] + 1]}", many=False)
        denied = others[0] in suits.denied
        other = not_so(it, suits.trait.replace(" ", "_")) if denied else f"{it.words} doesn't say"
        tail = f"; {other}"
    return [sentence(f"{said}{tail}")]
