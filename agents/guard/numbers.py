"""Whether a number in a clause is what the facts say of the product meant. Pure.

A number is bound to what it is about by its currency or unit and by the words beside it; one
that nothing binds is refused.
"""

from dataclasses import dataclass
from decimal import Decimal

from agents.guard.cues import CUES, STRICT_FREE, cues_after, cues_before
from agents.guard.figures import Figure
from agents.guard.known import Known, Quantity
from agents.guard.text import root
from agents.guard.units import Amount, amounts_in
from retrieval.wordset import wordset

_WAS = wordset(
    "was were originally regularly regular list usual usually normally original before "
    "formerly instead"
)
_SAVED = wordset(
    "save saves saving savings saved off discount discounted reduced reduction markdown less"
)
_LOWERED = wordset("down reduced lowered dropped marked cut")
_PRICED = wordset(
    "cost costs costing price priced prices pay paying at for run runs goes come comes retails"
)
_RATED = wordset(
    "rated rating ratings star stars rate rates rate score scores scored average averaging averages"
)
_REVIEWS = wordset(
    "review reviews rating ratings vote votes reviewer reviewers customer customers people "
    "shopper shoppers buyer buyers"
)
_TOTAL = wordset("together total altogether combined")

_TOTALLED = wordset("total comes come to is at now cart basket")

APART = frozenset({"difference", "gap", "apart", "separates", "separate"})
_NEAR = (
    ("about", "about"), ("around", "about"), ("roughly", "about"), ("approximately", "about"),
    ("nearly", "nearly"), ("almost", "nearly"), ("just under", "nearly"), ("close to", "about"),
    ("no more than", "most"), ("not more than", "most"), ("not over", "most"),
    ("no less than", "least"),
    ("under", "under"), ("below", "under"), ("less than", "under"), ("fewer than", "under"),
    ("just over", "bit_over"), ("just above", "bit_over"), ("a bit over", "bit_over"),
    ("over", "over"), ("above", "over"), ("more than", "over"), ("up to", "most"),
    ("at most", "most"),
    ("at least", "least"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """The words around a figure, within its phrase."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    wished: frozenset[Decimal] = frozenset()
    """Numbers of the shopper's own words."""
    rated: bool = False
    """Whether the sentence speaks of a rating."""
    listed: str = ""
    """What a number that it stands in a list with is about: "size", "price", ..."""

    @property
    def near(self) -> str:
        """How the number is hedged: "about", "under", ..., or nothing."""
        tail = " ".join(self.before[-4:])
        tail = tail.removesuffix(" a").removesuffix(" the")
        found = [(len(words), kind) for words, kind in _NEAR if tail.endswith(words)]
        return max(found)[1] if found else ""

    def has(self, words: frozenset[str], reach: int = 6) -> bool:
        """Say whether one of `words` stands within `reach` words."""
        return bool(words & {*self.before[-reach:], *self.after[:reach]})


def role_of(figure: Figure, beside: Beside) -> str:  # noqa: PLR0912 - one rule after another
    """Return what a figure is: "price", "was", "saving", "percent", "rating", ... or "amount"."""
    after, before = beside.after, beside.before
    if figure.unit_word in ("people", "person", "persons") and (
        beside.rated or "reviewed" in after[:3] or before[-1:] in (("from",), ("by",))
    ):
        return "reviews"
    first = after[0] if after else ""
    if figure.percent:
        return "percent"
    if figure.currency:
        if APART & {*after, *before} or "between" in after:
            return "difference"
        if {"cart", "basket"} & {*before, *after} and _TOTALLED & {*before, *after}:
            return "total"
        if beside.has(_TOTAL, 4) or "difference" in after[:2]:
            return "total" if beside.has(_TOTAL, 4) else "difference"
        if before[-1:] == ("from",) and _LOWERED & {*before[-4:]}:
            return "was"
        if before[-1:] == ("down",) and first == "from":
            return "saving"
        if before[-2:] == ("less", "than") and not _SAVED & {*before[-4:-2]}:
            return "price"
        if first == "off" or (_SAVED & {*before[-4:]} and "for" not in before[-1:]):
            return "saving"
        if _WAS & {*before[-4:]} or ("down" in before[-3:] and "from" in before[-2:]):
            return "was"
        return "price"
    if figure.unit is None or figure.unit_word in ("star", "stars"):
        if (
            figure.out_of is not None
            or first in ("star", "stars")
            or (len(after) > 1 and first in ("plus",) and after[1] in ("star", "stars"))
        ):
            return "rating"
        if figure.unit is None and beside.rated and figure.values[0] <= 5 and first == "for":
            return "rating"
        if (
            figure.values[0] <= 5
            and beside.near == ""
            and (
                first in ("rating", "score", "average")
                or (first in ("from", "by") and figure.values[0] % 1)
            )
        ):
            return "rating"
        if first == "times" and {"reviewed", "rated"} & {*before}:
            return "reviews"
        if _REVIEWS & {*after[:2]} and figure.values[0] == int(figure.values[0]):
            return "reviews"
        if before[-1:] == ("the",) and first == "is":
            return "size"
        sized = {"size", "sizes"} & {*before[-4:]} or before[-2:] in (("in", "a"), ("in", "an"))
        if not sized and ("in", "stock") in (after[1:3], after[:2]):
            return "left"
        if first in ("left", "remaining") or (
            len(after) > 2 and "left" in after[:3] and "in" not in after[:1]
        ):
            return "left"
        if first in ("different", "available", "various", "great", "separate"):
            first = after[1] if len(after) > 1 else ""
        if first in ("color", "colors", "shade", "shades"):
            return "colours"
        if first in ("size", "sizes"):
            return "sizes"
        if {"size", "sizes"} & {*before[-6:]} or before[-2:] in (("in", "a"), ("in", "an")):
            return "size"
        if _RATED & {*before[-5:]}:
            return "rating"
        if (
            beside.rated
            and figure.unit is None
            and figure.values[0] <= 5
            and (not after or first in ("against", "versus", "vs", "to"))
        ):
            return "rating"
        if beside.listed:
            return beside.listed
    return "amount"


def price_holds(figure: Figure, beside: Beside, known: Known, role: str) -> bool:
    """Say whether an amount of money is the product's price, old price or saving."""
    if figure.currency and figure.currency != known.product.currency:
        return False
    match role:
        case "was":
            return any(_fits(v, p, beside) for v in figure.values for p in known.list_prices)
        case "saving":
            product = known.product
            saved = {was - product.price for was in known.list_prices}
            return any(v == s for v in figure.values for s in saved)
        case _:
            prices = known.prices
            if figure.high is not None:
                return False
            return any(_fits(v, p, beside, money=True) for v in figure.values for p in prices)


def percent_holds(figure: Figure, beside: Beside, known: Known) -> bool:
    """Say whether a percentage is the saving on the list price."""
    price = known.product.price
    room = Decimal("2") if beside.near == "about" else Decimal("0.5")
    if "off" not in beside.after[:2] and not _SAVED & {*beside.before, *beside.after}:
        return False
    return any(
        abs(v - (was - price) / was * 100) <= room
        for v in figure.values
        for was in known.list_prices
    )


def rating_holds(figure: Figure, beside: Beside, known: Known) -> bool:
    """Say whether a number of stars is the product's rating, out of five."""
    rating = known.product.rating
    if rating is None or (figure.out_of is not None and figure.out_of != 5):
        return False
    true = Decimal(str(rating))
    if beside.near == "nearly":
        return any(v > true >= v * Decimal("0.96") for v in figure.values)
    return any(_fits(v, true, beside) for v in figure.values)


def reviews_hold(figure: Figure, beside: Beside, known: Known) -> bool:
    """Say whether a number of reviews is the product's."""
    count = Decimal(known.product.rating_count)
    across = beside.near == "over" and count in figure.values
    return known.product.rating is not None and any(
        across or _fits(v, count, beside) for v in figure.values
    )


def sizes_of(figure: Figure, known: Known) -> tuple[str, ...]:
    """Return the sizes that a figure names, both ends of a range; empty if they are not made."""
    if figure.sides:
        sizes = [s for s in known.sizes if _same_sides(figure, s)]
        return tuple(sizes[:1])
    named: list[str] = []
    for value in (figure.values[0], figure.high):
        if value is None:
            continue
        own = [s for s in known.sizes if _size_is(s, value, figure)]
        if not own and value is figure.values[0]:
            own = [s for s in known.sizes for v in figure.values if _size_is(s, v, figure)]
        if not own:
            return ()
        named.append(own[0])
    if figure.high is not None:
        numbers = [Decimal(s) for s in known.sizes if _plain(s)]
        ends = {(min(numbers), max(numbers)), (numbers[0], numbers[-1])} if numbers else set()
        if ends and (figure.values[0], figure.high) not in ends:
            return ()
    return tuple(named)


def _size_is(size: str, value: Decimal, figure: Figure) -> bool:
    if _plain(size):
        return figure.unit is None and Decimal(size) == value
    amounts, sides = amounts_in(size)
    if sides or len(amounts) != 1 or amounts[0].high is not None:
        return False
    if figure.unit is None:
        return amounts[0].value == value and amounts[0].unit is not None
    return amounts[0].same(Amount(value, figure.unit))


def _same_sides(figure: Figure, text: str) -> bool:
    amounts, sides = amounts_in(text)
    return sides and tuple(a.value for a in amounts) == figure.sides


def _plain(size: str) -> bool:
    return size.replace(".", "", 1).isdigit()


def amount_holds(figure: Figure, beside: Beside, known: Known, attributes: frozenset[str]) -> bool:
    """Say whether a number with or without a unit is what a fact of the product says.

    Args:
        figure: The number.
        beside: The words around it.
        known: The product's facts.
        attributes: Words of all attributes' names on the sheet.
    """
    after = [root(w) for w in beside.after]
    before = [root(w) for w in beside.before]
    late = cues_after(after, attributes)
    early = cues_before(before, attributes)
    unit_cue = root(figure.unit_word) if figure.unit_word else ""
    said = frozenset({*after[:5], *before[-8:], unit_cue})
    cues = late or early
    if figure.unit is not None and figure.unit.kind not in ("mass", "length", "volume", "time"):
        cues = late or [c for c in early if not c & _LOOSE]
    noun = after[0] if after else unit_cue
    plain = {f"{v.normalize():f}" for v in figure.values}
    if not beside.near and any(
        len(q.phrase) == 2
        and q.amounts[0].unit is None
        and q.phrase[0] in plain
        and q.phrase[1] == noun
        for q in known.quantities
    ):
        return True
    if not cues and known.sizes and not _is_tally(beside) and sizes_of(figure, known):
        return True
    for quantity in known.quantities:
        if quantity.attribute == "feature" and not cues:
            if figure.unit is None or not _states(quantity, figure, beside):
                continue
            return True
        if not _about(quantity, cues, said, figure):
            continue
        if _states(quantity, figure, beside):
            return True
    return not (late and figure.unit) and bool(
        not late and {"size", "sizes"} & said and sizes_of(figure, known)
    )


_COUNTED = wordset("options choices matches results products items picks models styles more others")


def _is_tally(beside: Beside) -> bool:
    """Tell how many were found from a size: "I've got seven for you"."""
    if {"size", "sizes"} & {*beside.before, *beside.after}:
        return False
    first = beside.after[0] if beside.after else ""
    if first in _COUNTED:
        return True
    if not beside.before and first not in ("", "is", "are", "and", "or", ","):
        return True
    if beside.before[-1:] in (("of",), ("have",), ("at",), ("compared",), ("from",)) and first:
        return True
    if "found" in beside.after[:2] or beside.before[-2:] == ("of", "the"):
        return True
    return beside.before[-1:] in (("found",), ("got",)) or beside.before[-2:] in (
        ("here", "are"),
        ("there", "are"),
    )


def _about(
    quantity: Quantity, cues: list[frozenset[str]], said: frozenset[str], figure: Figure
) -> bool:
    """Say whether a quantity is what the cues name, or what a bare number of its kind means."""
    words = quantity.words
    unit_word = root(figure.unit_word) if figure.unit_word else ""
    if cues:
        if not all(cue & words for cue in cues):
            return False
    elif not _by_itself(quantity, figure, unit_word, said):
        return False
    if quantity.sides:
        return True
    missing = words - said - STRICT_FREE - {unit_word} - CUES.get(unit_word, frozenset())
    for cue in cues:
        missing -= cue
    return not missing


_LOOSE = frozenset({"battery", "capacity", "limit"})
"""What verbs of many meanings ("runs", "holds", "takes") are mostly about."""
_LASTING = frozenset({"lasting", "lasts", "battery", "charge"})


def _by_itself(quantity: Quantity, figure: Figure, unit_word: str, said: frozenset[str]) -> bool:
    """Say whether a number with this unit and no other word can only mean the quantity."""
    words = quantity.words
    if figure.unit is None:
        return bool(figure.sides) and quantity.sides
    kind = figure.unit.kind
    if unit_word in words or CUES.get(unit_word, frozenset()) & words:
        return True
    if kind == "mass":
        return "weight" in words and not words & {"limit", "max", "capacity", "load"}
    if kind in ("length", "volume"):
        return True
    return kind != "time" or bool(said & _LASTING)


def _states(quantity: Quantity, figure: Figure, beside: Beside) -> bool:
    if quantity.sides or figure.sides:
        if not (quantity.sides and figure.sides) or len(figure.sides) < 2:
            return False
        if len(quantity.amounts) < len(figure.sides):
            return False
        return all(
            a.same(Amount(v, figure.unit or a.unit))
            for a, v in zip(quantity.amounts, figure.sides, strict=False)
        )
    for known in quantity.amounts:
        for said in figure.amounts():
            if _amount_is(said, known, figure, beside, quantity):
                return True
    return False


def _amount_is(
    said: Amount, known: Amount, figure: Figure, beside: Beside, quantity: Quantity
) -> bool:
    if known.unit is None and said.unit is not None:
        # "sleeps: 4" is "4 people"; the unit's word must be one of the attribute's own.
        word = root(figure.unit_word)
        if word not in quantity.words and not CUES.get(word, frozenset()) & quantity.words:
            return False
        said = Amount(said.value, None, said.high)
    if said.unit is None and known.unit is not None:
        if (
            known.unit.kind in ("mass", "length", "volume", "time", "data")
            and "age" not in quantity.words
        ):
            return False
        said = Amount(said.value, known.unit, said.high)
    if said.unit and known.unit and not _comparable(said, known):
        return False
    if (said.high is None) != (known.high is None):
        return False
    if beside.near and said.high is None:
        return _fits(said.base, known.base, beside)
    if said.unit and known.unit and said.unit.kind != known.unit.kind:
        return (said.value, said.high) == (known.value, known.high)
    return said.same(known) or (
        said.unit is not None
        and known.unit is not None
        and said.unit.kind == "volume"
        and (said.value, said.high) == (known.value, known.high)
        and {said.unit.system, known.unit.system} == {"imperial"}
        and figure.unit_word in ("oz", "ounce", "ounces", "floz")
    )


def _comparable(said: Amount, known: Amount) -> bool:
    if said.comparable(known):
        return True
    # "20 oz" of a bottle: fluid ounces, written short.
    assert said.unit and known.unit
    return (
        {said.unit.kind, known.unit.kind} == {"mass", "volume"}
        and said.unit.system == known.unit.system == "imperial"
        and said.value == known.value
        and known.unit.factor == 1
        and said.unit.factor == 1
    )


_UNDER_REACH = Decimal("0.6")
"""A price of 60 dollars is "under 100", one of 50 is not: it would mislead."""


def _fits(said: Decimal, true: Decimal, beside: Beside, money: bool = False) -> bool:
    """Compare a number with the true one, as it is hedged."""
    match beside.near:
        case "about":
            return abs(said - true) <= true * Decimal("0.05")
        case "nearly":
            return said > true >= said * Decimal("0.93")
        case "under":
            return true < said and (true >= said * _UNDER_REACH or said in beside.wished)
        case "most":
            return true == said or (money and true < said and (
                true >= said * _UNDER_REACH or said in beside.wished))  # fmt: skip
        case "bit_over":
            return said < true <= said * Decimal("1.1")
        case "over":
            return said < true <= said * Decimal("1.3")
        case "least":
            return said <= true <= said * Decimal("1.3")
        case _:
            return said == true
