"""Parts of a reply plan that ask back, and what is said after such a question."""

from dataclasses import dataclass

from agents.constraints import Kind
from retrieval.product import Product
from retrieval.query import PriceRange


@dataclass(frozen=True, slots=True)
class Clarifies:
    """One question that would narrow the list just shown."""

    kind: Kind
    choices: tuple[str, ...]
    """What it names; the rest is heard too."""
    price: PriceRange | None = None
    """For a price: the lower of two bands."""
    currency: str = "USD"
    many: bool = True
    """Whether the products are "they"."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """The shopper has no preference: what then speaks for one of the list."""

    product: Product | None
    """The first of the list; None where nothing is on the screen."""
    stars: bool = False
    """Whether it is the best rated of what was spoken of."""


@dataclass(frozen=True, slots=True)
class AsksBack:
    """The utterance was not understood: a question about what of it was."""

    times: int
    """How often running, from 1."""
    shown: bool
    """Whether products are on the screen."""
    category: str | None = None
    """The kind of thing wanted so far."""
    heard: tuple[tuple[Kind, str], ...] = ()
    """Values of the catalog in the utterance: one word may be of two kinds."""
    examples: tuple[str, ...] = ()
    """Categories of this shop."""


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """A word that the catalog lacks, and the one that it may be."""

    written: str
    read: str
