"""What the sample shop's data modules are written in: departments, kinds, styles, measures.

Data only; drawing products from it is `retrieval.sample.shop`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from retrieval.sample.sizes import SizeRun


@dataclass(frozen=True, slots=True)
class Style:
    """One way in which products of a kind differ, in the title and in a sentence."""

    title: str
    """The words that it puts before the noun, such as "Mid"; may be empty."""
    line: str
    """A sentence that is true of every product of this style."""
    lift: float = 0.0
    """How far it moves the price within the kind's bounds, -1..1."""
    features: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """Facts that the style settles, such as {"sleeps": "2"}."""
    materials: str = ""
    """Keys of `MATERIALS` that it narrows the kind's to; empty for all of them."""
    measures: tuple["Measure | Dimensions", ...] = ()
    """Bounds of its own, in place of the kind's of the same name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured fact, drawn between `low` and `high` in steps of `step`."""

    name: str
    low: float
    high: float
    unit: str
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Width, depth and height in inches, each drawn between its bounds."""

    width: tuple[int, int]
    depth: tuple[int, int]
    height: tuple[int, int]
    name: str = "dimensions"


@dataclass(frozen=True, slots=True)
class Kind:
    """One product type and everything its products are drawn from."""

    category: str
    """As a shopper says it, lower case plural."""
    noun: str
    """As a title ends: "Hiking Boot"."""
    trade: str
    """Which brands and model names it draws from."""
    price: tuple[int, int]
    """Bounds of `Product.price` in dollars, both inclusive."""
    styles: tuple[Style, ...]
    uses: tuple[str, ...]
    """Sentences that are true of every product of the kind."""
    materials: str = ""
    """Keys of `MATERIALS`, separated by spaces; empty for things without a material."""
    part: str = ""
    """What the material is of ("upper"); empty when the whole thing is made of it."""
    facts: Mapping[str, float] = field(default_factory=dict)
    """Yes-or-no facts by name, with the share of products for which it is "yes"."""
    measures: tuple[Measure | Dimensions, ...] = ()
    colours: tuple[str, ...] = ()
    most_colours: int = 3
    audiences: tuple[str, ...] = ()
    sizes: Mapping[str, SizeRun] = field(default_factory=dict)
    """Size run by audience; "" is the run for anyone."""
    many: bool = False
    """True for what is "they": headphones, jeans, gloves."""
    count: int = 10
    restricted: bool = False
    """True where the shop must check the shopper's age."""

    @property
    def slug(self) -> str:
        """The category without anything but its letters and digits."""
        return "".join(c for c in self.category if c.isalnum())


@dataclass(frozen=True, slots=True)
class Department:
    """A department and its kinds, by section of the shop."""

    name: str
    prefix: str
    """How its products' ids begin."""
    sections: Mapping[str, tuple[Kind, ...]]

    def kinds(self) -> Iterator[tuple[str, Kind]]:
        """Yield (section, kind) in the order of the data."""
        for section, kinds in self.sections.items():
            for kind in kinds:
                yield section, kind
