"""Comparisons: what "cheaper", "rated higher", "the longest battery life" measure. Pure.

A comparison whose measure no fact states in numbers ("sturdier", "better") is none that can be
checked, and is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.guard.known import Known
from agents.measures import amounts


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure, and which end of it is meant."""

    name: str
    """ "price", "rating", "reviews", or a quality of `agents.measures`; "" for none known."""
    sign: int
    """1 where more is meant."""
    most: bool = False


_QUALITIES = {
    "cheap": ("price", -1), "inexpensive": ("price", -1), "affordable": ("price", -1),
    "expensive": ("price", 1), "pricey": ("price", 1), "costly": ("price", 1), "dear": ("price", 1),
    "priced": ("price", 1), "price": ("price", 1), "prices": ("price", 1), "cost": ("price", 1),
    "light": ("light", -1), "lightweight": ("light", -1), "heavy": ("light", 1),
    "weight": ("light", 1),
    "long": ("long", 1), "short": ("long", -1), "wide": ("wide", 1), "narrow": ("wide", -1),
    "tall": ("tall", 1), "thick": ("thick", 1), "thin": ("thick", -1), "bright": ("bright", 1),
    "quiet": ("quiet", -1), "loud": ("quiet", 1), "powerful": ("powerful", 1),
    "power": ("powerful", 1), "big": ("big", 1), "large": ("big", 1), "small": ("big", -1),
    "roomy": ("roomy", 1), "spacious": ("roomy", 1), "capacity": ("roomy", 1),
    "rated": ("rating", 1), "rating": ("rating", 1), "ratings": ("rating", 1),
    "stars": ("rating", 1), "reviewed": ("rating", 1), "score": ("rating", 1),
    "reviews": ("reviews", 1), "lasting": ("lasting", 1), "battery": ("lasting", 1),
    "money": ("price", 1), "colors": ("colours", 1), "sizes": ("sizes", 1),
    "brightness": ("bright", 1),
    "length": ("long", 1), "width": ("wide", 1), "height": ("tall", 1), "thickness": ("thick", 1),
    "screen": ("big", 1), "display": ("big", 1),
}  # fmt: skip
"""What an adjective or a noun measures, and whether more of it is more."""
_MORE = {
    "cheaper": "cheap", "pricier": "pricey", "dearer": "dear", "costlier": "costly",
    "lighter": "light", "heavier": "heavy", "longer": "long", "shorter": "short", "wider": "wide",
    "narrower": "narrow", "taller": "tall", "thicker": "thick", "thinner": "thin",
    "brighter": "bright", "quieter": "quiet", "louder": "loud", "bigger": "big",
    "larger": "large", "smaller": "small", "roomier": "roomy",
}  # fmt: skip
_MOST = {
    "cheapest": "cheap", "priciest": "pricey", "dearest": "dear", "lightest": "light",
    "heaviest": "heavy", "longest": "long", "shortest": "short", "widest": "wide",
    "narrowest": "narrow", "tallest": "tall", "thickest": "thick", "thinnest": "thin",
    "brightest": "bright", "quietest": "quiet", "loudest": "loud", "biggest": "big",
    "largest": "large", "smallest": "small", "roomiest": "roomy",
}  # fmt: skip
_RATES = frozenset({"higher", "lower", "better"})
_UP = frozenset({"more", "higher", "better", "greater"})
_DOWN = frozenset({"less", "lower", "fewer", "worse"})
_TOP = frozenset({"most", "highest", "best", "top", "greatest"})
_BOTTOM = frozenset({"least", "lowest", "fewest", "worst"})
_VERBS = {
    "cost": "price", "costs": "price", "costing": "price", "priced": "price", "weighs": "weight",
    "weigh": "weight", "rated": "rated", "rates": "rated", "rate": "rated", "scores": "rated",
    "lasts": "lasting",
    "last": "lasting", "holds": "capacity", "hold": "capacity", "runs": "lasting",
    "reviewed": "reviewed", "pay": "price", "paying": "price", "score": "rated",
}  # fmt: skip
_NOISE = frozenset(
    {"customer", "overall", "average", "a", "the", "slightly", "much", "highly", "user"}
)


def metric_at(lows: Sequence[str], i: int) -> tuple[Metric, int] | None:  # noqa: PLR0912 - one rule after another
    """Return the comparison that begins with word `i`, and where it ends; None if none does."""
    word = lows[i]
    if word in ("budget", "value") and lows[i + 1 : i + 2] and lows[i + 1] in _PICKS:
        return Metric("price", -1, True), i + 1
    if word in ("more", "less") and lows[i - 1] in _BY and _is_end(lows, i + 1) and _led(lows, i):
        return Metric("price", 1 if word == "more" else -1), i + 1
    most = word in _MOST
    quality = _MOST.get(word) or _MORE.get(word)
    if quality:
        after = lows[i + 1] if i + 1 < len(lows) else ""
        if quality in ("long", "big", "large", "small", "short"):
            found = _noun(lows, i + 1)
            if found:
                name, _, stop = found
                return Metric(name, _QUALITIES[quality][1], most), stop
            lasting = {*lows[max(0, i - 2) : i]} & {"lasts", "last", "runs", "run"}
            if quality == "long" and lasting:
                return Metric("lasting", 1, most), i + 1
            if after == "lasting":
                return Metric("lasting", 1, most), i + 2
        name, sign = _QUALITIES[quality]
        return Metric(name, sign, most), i + 1
    if word not in _UP | _DOWN | _TOP | _BOTTOM:
        return None
    most = word in _TOP | _BOTTOM
    up = 1 if word in _UP | _TOP else -1
    found = _noun(lows, i + 1)
    if found:
        name, sign, stop = found
        if name == "reviews" and word in ("better", "best", "top", "worse", "worst"):
            name = "rating"
        if word in ("better", "best", "worse", "worst", "top") and name not in (
            "rating",
            "lasting",
        ):
            return Metric("", 1, most), stop
        if name == "price" and word in ("better", "best"):
            return Metric("price", -1, most), stop
        return Metric(name, sign * up, most), stop
    verb = next(
        (
            _VERBS[w]
            for w in reversed(lows[max(0, i - 6 if word in _RATES else i - 5) : i])
            if w in _VERBS
        ),
        None,
    )
    if verb and not (i + 2 < len(lows) and lows[i + 1] == "than" and _figure_like(lows, i + 2)):
        return Metric(*_up(verb, up), most), i + 1
    if i + 1 < len(lows) and lows[i + 1] == "than" and word in ("more", "less"):
        return (Metric("price", up), i + 1) if _follows_money(lows, i) else None
    if word in ("less", "more") and _follows_money(lows, i):
        return Metric("price", up), i + 1
    if word in ("more", "most", "less", "least", "fewer"):
        return None
    return Metric("", up, most), i + 1


_PICKS = frozenset({"pick", "choice", "option", "one", "buy"})
_BY = frozenset({"lot", "bit", "little", "much", "slightly", "tad", "touch", "far"})


def _is_end(lows: Sequence[str], i: int) -> bool:
    return i >= len(lows) or lows[i] in (",", "and", "but", "than", "though", "so")


def _led(lows: Sequence[str], i: int) -> bool:
    """Say whether "a lot more" is said of something: "the A is a lot more"."""
    near = [w for w in lows[max(0, i - 4) : i] if w not in _BY and w not in ("a", "quite")]
    return near[-1:] in (["is"], ["are"], ["was"], ["runs"])


def _up(verb: str, up: int) -> tuple[str, int]:
    name, sign = _QUALITIES[verb]
    return name, sign * up


def _noun(lows: Sequence[str], i: int) -> tuple[str, int, int] | None:
    """Return the measure named within the next words: "longer battery life"."""
    at = i
    while at < len(lows) and lows[at] in _NOISE:
        at += 1
    if at >= len(lows) or lows[at] not in _QUALITIES:
        return None
    name, sign = _QUALITIES[lows[at]]
    stop = at + 1
    while stop < len(lows) and lows[stop] in ("life", "tag", "size", "rating", "ratings", "rated"):
        stop += 1
    return name, sign, stop


def _figure_like(lows: Sequence[str], i: int) -> bool:
    return lows[i] in ("$", "€", "£") or lows[i][:1].isdigit() or lows[i] in (
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    )  # fmt: skip


def _follows_money(lows: Sequence[str], i: int) -> bool:
    near = lows[max(0, i - 2) : i]
    return any(w in ("dollars", "bucks", "dollar") for w in near) or "$" in lows[max(0, i - 3) : i]


def measured(known: Known, name: str) -> float | None:
    """Return how much of a measure a product states; None if it does not."""
    product = known.product
    match name:
        case "price":
            return float(min(known.prices))
        case "rating":
            return product.rating
        case "reviews":
            return float(product.rating_count) if product.rating is not None else None
        case "colours":
            return float(len(known.colours)) if known.colours else None
        case "sizes":
            return float(len(known.sizes)) if known.sizes else None
        case "":
            return None
        case _:
            found = amounts((product,), name)
            return found[0] if found else None
