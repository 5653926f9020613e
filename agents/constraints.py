"""Typed constraints, and the edits that utterances make to them.

A dialogue is a set of constraints that is edited turn by turn: "actually
blue" replaces, "not that brand" excludes, "forget the budget" drops,
"cheaper" moves. Types only; parsing is `agents.understand`, applying is
`agents.state`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from retrieval.query import PriceRange, Sort


class Kind(StrEnum):
    """What a constraint is about."""

    TYPE = "type"
    """The thing in the shopper's own words where no category of the catalog is called so:
    "ukulele". Searched for in the text only; a later CATEGORY takes its place and the reverse."""
    CATEGORY = "category"
    DEPARTMENT = "department"
    PRICE = "price"
    BRAND = "brand"
    COLOUR = "colour"
    MATERIAL = "material"
    SIZE = "size"
    AUDIENCE = "audience"
    FEATURE = "feature"
    RATING = "rating"
    AVAILABILITY = "availability"


Value = str | PriceRange | Decimal
"""A catalog value; a price range for PRICE; stars for RATING; "in_stock" for AVAILABILITY."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing the shopper wants or does not want."""

    kind: Kind
    value: Value
    words: str
    """The words it came from, as spoken."""
    turn: int
    """The turn, from 0, that it came from."""
    wanted: bool = True
    hard: bool = True
    known: bool = True
    """Whether the catalog has this value. "Purple" is a colour in any shop, and one that has
    nothing purple says so; a constraint that is not known is never a filter by itself."""
    currency: str | None = None
    """For PRICE: the code of the currency it was said in where that is not the shop's."""
    total: bool = False
    """For PRICE: whether it is for everything together ("200 for all of it")."""


class Relative(StrEnum):
    """Edits whose value depends on what was just shown."""

    CHEAPER = "cheaper"
    DEARER = "dearer"
    BIGGER = "bigger"
    SMALLER = "smaller"
    BETTER_RATED = "better_rated"
    LIKE_THAT = "like_that"
    OTHERS = "others"
    """Same constraints, products not shown yet: "something else", "more"."""
    MORE = "more"
    """More of a quality: "more formal", "lighter", "warmer"; `Shift.quality` names it."""
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Set:
    """Add `constraint`; it replaces those of its kind and polarity unless `also`."""

    constraint: Constraint
    also: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """Forget every constraint of `kind`, or all constraints for None."""

    kind: Kind | None
    words: str
    value: Value | None = None
    """Only this value of the kind: "forget the leather", "I didn't say Nike"."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change relative to the products on the screen or to `reference`."""

    relative: Relative
    words: str
    quality: str | None = None
    """For MORE and LESS: "formal", "light", as the base form of the word."""
    amount: Decimal | None = None
    """For CHEAPER and DEARER: by so much, in the shop's currency: "twenty bucks less"."""
    share: Decimal | None = None
    """For CHEAPER and DEARER: so much of the price: 0.5 for "half the price"."""


@dataclass(frozen=True, slots=True)
class Exclude:
    """Not the `kind` of the product referred to: "not that brand", "not leather" is a Set."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Same:
    """The `kind` of the product referred to: "same brand but cheaper", "in that colour"."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change of what is wanted: "scratch the last thing", "go back"."""

    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """Sort what is shown: "the cheapest", "best rated"."""

    sort: Sort
    words: str


Edit = Set | Drop | Shift | Exclude | Same | Undo | Order
