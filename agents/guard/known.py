"""What is true of one product, in the form in which a clause is checked. Pure.

Yes, no, or not known: a colour, size or material that a listing does not name is a "no", since
it names them all; a feature that it does not name is not known.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from agents.guard.lexicon import sayings
from agents.guard.text import root, roots
from agents.guard.units import Amount, amounts_in
from agents.reply.stated import Fact
from retrieval.product import Product

IMITATION = frozenset(
    {"faux", "vegan", "imitation", "synthetic", "artificial", "fake", "look", "style", "effect",
     "free", "plated", "coated"}
)  # fmt: skip
"""Beside a material, it is not that material."""
_WOOLS = frozenset({"merino", "lambswool", "cashmere", "alpaca"})
"""Kinds of wool that are named without "wool"."""
_DENIES = ("no ", "not ", "non ", "without ", "never ")
_MONEY = frozenset({"price", "list_price", "cheaper_by", "total", "cart_total"})
_OF_RECORD = frozenset(
    {"title", "availability", "rating", "rating_count", "offer", "audience", "brand", "description"}
)

Phrase = tuple[str, ...]
Key = tuple[str, str]
"""What a phrase may mean: ("prop", "waterproof"), ("colour", "navy"), ("value", "slim fit")."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that a fact states, with the words of its attribute's name."""

    attribute: str
    words: frozenset[str]
    amounts: tuple[Amount, ...]
    sides: bool
    phrase: Phrase


@dataclass(slots=True)
class Known:
    """All of one product."""

    product: Product
    prices: set[Decimal] = field(default_factory=set)
    list_prices: set[Decimal] = field(default_factory=set)
    props: dict[str, bool] = field(default_factory=dict)
    values: dict[Phrase, bool] = field(default_factory=dict)
    """Features and worded values; False for what is denied."""
    worded: dict[str, set[Phrase]] = field(default_factory=dict)
    """By attribute, the values that are words."""
    quantities: list[Quantity] = field(default_factory=list)
    colours: set[Phrase] = field(default_factory=set)
    materials: set[Phrase] = field(default_factory=set)
    sizes: dict[str, bool] = field(default_factory=dict)
    """By the size, in lower case, whether a piece of it is in stock."""
    audience: str | None = None
    category: set[str] = field(default_factory=set)
    title: Phrase = ()
    brand: Phrase = ()
    stock: set[int] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    """Roots of the description, where this turn tells it."""
    differs: dict[str, set[Decimal]] = field(default_factory=dict)
    """Differences that facts state: "cheaper_by", "total"."""

    @classmethod
    def of(cls, product: Product, facts: tuple[Fact, ...]) -> "Known":
        """Gather what a product's record and this turn's facts say of it."""
        known = cls(product)
        known._from_record()
        for fact in facts:
            known._add_fact(fact)
        for name in [n for n, yes in known.props.items() if yes]:
            for implied in sayings()[name].implies if name in sayings() else ():
                known.props.setdefault(implied, True)
        return known

    def _from_record(self) -> None:
        p = self.product
        self.prices.add(p.price)
        if p.list_price:
            self.list_prices.add(p.list_price)
        self.title = roots(p.title)
        self.brand = roots(p.brand or "")
        self.audience = root(p.audience.casefold()) if p.audience else None
        self.category = {*roots(p.category), *roots(p.department)}
        for part in p.category_path:
            self.category.update(roots(part))
        self.colours = {roots(c) for c in p.colours} | {
            roots(v.colour) for v in p.variants if v.colour
        }
        self.materials = {roots(m) for m in p.materials}
        for v in p.variants:
            if v.size:
                size = v.size.casefold()
                self.sizes[size] = self.sizes.get(size, False) or v.in_stock
            for name, value in v.attributes.items():
                self._add_attribute(name, value)
        for feature in p.features:
            self._add_value("feature", feature)
        for name, value in p.attributes.items():
            self._add_attribute(name, value)
        if p.stock is not None:
            self.stock.add(p.stock)
        if p.condition:
            self._add_value("condition", p.condition)

    def _add_fact(self, fact: Fact) -> None:  # noqa: PLR0912 - one kind of fact after another
        name, value = fact.attribute, fact.value
        if name in _MONEY or name.endswith("_by"):
            for amount in amounts_in(value)[0]:
                if name == "price":
                    self.prices.add(amount.value)
                elif name == "list_price":
                    self.list_prices.add(amount.value)
                else:
                    self.differs.setdefault(name, set()).add(amount.base)
        elif name in ("colour", "color"):
            self.colours.add(roots(value))
        elif name in ("material", "materials"):
            self.materials.add(roots(value))
        elif name == "size":
            self.sizes.setdefault(value.casefold(), False)
        elif name in ("feature", "features"):
            self._add_value("feature", value)
        elif name == "stock" and value.isdigit():
            self.stock.add(int(value))
        elif name == "description":
            self.described.update(roots(value))
        elif name in _OF_RECORD:
            return
        else:
            self._add_attribute(name, value)

    def _add_attribute(self, name: str, value: str) -> None:
        low = value.strip().casefold()
        if low in ("yes", "no", "true", "false"):
            self.props[name] = low in ("yes", "true")
            return
        if low in ("silent", "value", ""):
            return
        parts = [p.strip() for p in value.split(",")] if not any(c.isdigit() for c in value) else []
        for part in parts if len(parts) > 1 else (value,):
            self._add_value(name, part)

    def _add_value(self, name: str, value: str) -> None:
        low = value.strip().casefold()
        denied = low.startswith(_DENIES)
        phrase = roots(value)
        if not phrase:
            return
        if denied:
            phrase = phrase[1:]
        while len(phrase) > 1 and phrase[0] in ("for", "with", "in", "the", "a", "an"):
            phrase = phrase[1:]
        self.values[phrase] = not denied
        key = "_".join(phrase)
        for prop, saying in sayings().items():
            if prop == key or (name == "feature" and phrase in saying.phrases):
                self.props.setdefault(prop, not denied)
        words = frozenset(root(w) for w in name.casefold().split("_"))
        self.worded.setdefault(name, set()).add(phrase)
        if any(c.isdigit() for c in value):
            amounts, sides = amounts_in(value)
            if amounts:
                if name == "feature":
                    words = frozenset(w for w in phrase if w.isalpha())
                self.quantities.append(Quantity(name, words, amounts, sides, phrase))

    def holds(self, key: Key) -> bool | None:
        """Say whether what a phrase means is true of the product; None if nobody said."""
        kind, what = key
        words = tuple(what.split())
        match kind:
            case "prop":
                return self.props.get(what)
            case "value":
                return self.values.get(words)
            case "colour":
                return _among(words, self.colours)
            case "material":
                return self._made_of(words)
            case "audience":
                if self.audience is None:
                    return None
                what = "kid" if what == "child" else what
                return self.audience == what or (self.audience == "adult" and what == "unisex")
            case "use":
                return words[0] in self.category or words[0] in self.title
            case "kind":
                return all(w in self.category or w in self.title for w in words)
            case "brand":
                return words == self.brand if self.brand else None
            case "size":
                return what in self.sizes
            case "title":
                return True if what in self.title else None
            case _:
                return None

    def _made_of(self, words: Phrase) -> bool | None:
        if words in self.materials:
            return True
        if any(words == material[:1] and words[0] in _WOOLS for material in self.materials):
            return True
        for material in self.materials:
            if (
                len(words) < len(material)
                and material[-len(words) :] == words
                and not IMITATION & set(material)
            ):
                return True
        if any(words == phrase for phrase, yes in self.values.items() if yes):
            return True
        return False if self.materials else None


def _among(words: Phrase, listed: set[Phrase]) -> bool | None:
    if words in listed:
        return True
    if any(len(words) < len(one) and one[-len(words) :] == words for one in listed):
        return True
    return False if listed else None
