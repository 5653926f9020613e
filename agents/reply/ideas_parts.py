"""What a reply says of sets of products, and of ideas for somebody or something."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agents.preference import Pick
from agents.purposes import Purpose, Suits
from retrieval.product import Product
from retrieval.query import Candidate


class SetDeed(StrEnum):
    """What was done with a set."""

    NEW = "new"
    SWAPPED = "swapped"
    LEFT_OUT = "left_out"
    PUT_IN = "put_in"
    CHEAPER = "cheaper"
    REFITTED = "refitted"
    """Another budget, colour or person."""
    TOTAL = "total"
    """Only its total was asked for."""
    NO_OTHER = "no_other"
    """There is no other product for `about` within the budget."""
    NOT_CHEAPER = "not_cheaper"
    NOT_SOLD = "not_sold"
    """The shop has nothing for `about`."""
    NOT_IN = "not_in"
    """`about` was to be left out, and is no piece of it."""


@dataclass(frozen=True, slots=True)
class SetShown:
    """A set of products; the first of `candidates` are the ones to speak of."""

    deed: SetDeed
    name: str
    """What the set is for: "beach wedding"; may be empty."""
    names: tuple[str, ...]
    """The pieces, in the order of `candidates`."""
    candidates: tuple[Candidate, ...]
    total: Decimal
    currency: str
    varies: bool = False
    """Whether `total` is the most that it can cost, since sizes differ in price."""
    about: str | None = None
    """The piece that was swapped, left out or put in."""
    missing: tuple[str, ...] = ()
    """Pieces that the shop has nothing for."""
    too_dear: tuple[str, ...] = ()
    """Pieces left out for the budget."""
    complete: Decimal | None = None
    """The least for which all pieces can be had, where that is beyond the budget."""
    budget: Decimal | None = None
    spoken: int = 3
    worn: bool = False
    for_whom: str | None = None
    """"women" or "men" where nobody was named and the set is for one of them."""


@dataclass(frozen=True, slots=True)
class SetImpossible:
    """No set can be made: nothing of it is sold, or nothing within the budget."""

    name: str
    least: Decimal | None
    """What its cheapest piece costs; None where none is sold."""
    currency: str
    piece: str | None = None


@dataclass(frozen=True, slots=True)
class IdeasShown:
    """Different things for one person or purpose, each with the reason why."""

    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    """One for each of `candidates`: the interest it serves; may be empty."""
    person: str | None = None
    """Who it is for: "father"; None where nobody is."""
    liked: bool = False
    """Whether the reasons are what the person likes."""
    purpose: str | None = None
    """What it is for or against, where no person is: "rainy weekend", "wet feet"."""
    gift: bool = False
    lacking: tuple[str, ...] = ()
    """Interests for which the shop has nothing."""
    goes_with: Product | None = None
    """The product that they go with."""
    asks: str | None = None
    """"likes" or "budget": the one question that may be asked."""
    spoken: int = 3
    why: str = ""
    """Which of them are as this turn asked: "The first is vegan."."""
    same: bool = False
    """Whether the same ones were just heard."""


@dataclass(frozen=True, slots=True)
class Preferred:
    """One of a few products is preferred, for a purpose or on the whole, or none can be."""

    products: tuple[Product, ...]
    purpose: Purpose | None = None
    suits: Suits | None = None
    pick: Pick | None = None
