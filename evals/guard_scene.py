"""What the examination knows of one plan: whom it may speak of, what they cost, what is alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from agents.guard.sheet import FactSheet
from agents.offers import Offer
from agents.reply.cart_parts import CartAdded, CartShown
from agents.reply.ideas_parts import SetShown
from agents.reply.money import money
from agents.reply.names import spoken_names, the_name
from agents.reply.plan import Answered, Found, Stocked
from evals.guard_plans import Recorded
from evals.guard_traits import foreign, has, lacks, traits
from retrieval.product import Availability, Product

_GRAMS = {"lb": 453.592, "oz": 28.3495, "g": 1.0, "kg": 1000.0}


@dataclass(frozen=True)
class Scene:
    """One recorded plan, looked at as its speaker would."""

    recorded: Recorded

    @cached_property
    def sheet(self) -> FactSheet:
        return self.recorded.sheet

    @cached_property
    def stated(self) -> tuple[Product, ...]:
        """Products that the plan's facts are about, in the order of the screen."""
        ids = {f.product_id for f in self.sheet.facts}
        known = {p.id: p for p in self.sheet.products}
        return tuple(p for p in known.values() if p.id in ids)

    @cached_property
    def first_two(self) -> bool:
        """Whether "the first" and "the second" are the first two of whom facts are stated."""
        return self.stated[:2] == self.sheet.products[:2]

    @cached_property
    def _remembered(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    def inventions(self, product: Product) -> tuple[str, ...]:
        """Return the traits that nobody who reads its record may claim."""
        key = ("inventions", product.id)
        if key not in self._remembered:
            self._remembered[key] = tuple(n for n in traits() if foreign(product, n))
        return self._remembered[key]

    def names(self, product: Product) -> tuple[str, ...]:
        """Return the ways to name it that leave no doubt, the shortest last."""
        key = ("names", product.id)
        if key not in self._remembered:
            self._remembered[key] = self._names(product)
        return self._remembered[key]

    def _names(self, product: Product) -> tuple[str, ...]:
        place = self.stated.index(product) if product in self.stated else None
        found = [the_name(product), f"the {product.title}"]
        if place is not None and len(self.stated) < 4:
            found.insert(0, spoken_names(self.stated)[place])
        brands = [p.brand for p in self.sheet.products]
        plain = product.brand and product.brand.isalpha()
        if plain and brands.count(product.brand) == 1 and len(self.stated) > 1:
            found.append(f"the {product.brand}")
        return tuple(found)

    def price(self, product: Product) -> Decimal | None:
        """Return what it costs where that is one amount."""
        told = {
            f.value
            for f in self.sheet.facts
            if f.product_id == product.id and f.attribute == "price"
        }
        return (
            product.price
            if told == {money(product.price, product.currency)}
            and not any(v.price != product.price for v in product.variants)
            else None
        )

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """Every amount that a product of the list, the cart or a variant has."""
        found: set[Decimal | None] = set()
        for product in self.sheet.products:
            found |= {product.price, product.list_price}
            found |= {v.price for v in product.variants}
        found |= {line.unit_price for line in self.recorded.plan.cart}
        return frozenset(f for f in found if f is not None)

    def grams(self, product: Product) -> float | None:
        """Return what it weighs; None if it does not say."""
        words = product.attributes.get("weight", "").split()
        if len(words) != 2 or words[1] not in _GRAMS:
            return None
        return float(words[0].replace(",", "")) * _GRAMS[words[1]]

    @cached_property
    def answered(self) -> Answered | None:
        parts = [p for p in self.recorded.plan.parts if isinstance(p, Answered)]
        return parts[0] if parts else None

    @cached_property
    def stocked(self) -> Stocked | None:
        parts = [p for p in self.recorded.plan.parts if isinstance(p, Stocked)]
        return parts[0] if parts else None

    @cached_property
    def total(self) -> Decimal | None:
        """What the cart comes to, where this turn says so."""
        for part in self.recorded.plan.parts:
            if isinstance(part, CartShown | CartAdded):
                return part.total
        return None

    @cached_property
    def cart_products(self) -> tuple[Product, ...]:
        for part in self.recorded.plan.parts:
            if isinstance(part, CartShown):
                return part.products
            if isinstance(part, CartAdded):
                return (part.offered.product,)
        return ()

    @cached_property
    def the_set(self) -> SetShown | None:
        parts = [p for p in self.recorded.plan.parts if isinstance(p, SetShown)]
        return parts[0] if parts else None

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The kinds of true reply that fit this plan."""
        found: list[str] = []
        kind = self.recorded.kind
        if kind in {"NothingFound", "Unresolved", "Talked"}:
            return ("nothing",)
        if kind in {"Found", "IdeasShown", "Compared", "Preferred"} and len(self.stated) > 1:
            found += ["two", "pair"] + (["three"] if len(self.stated) == 3 else [])
        if self.stated:
            found += ["one", "record"]
        if self.answered and len(self.answered.answers) == 1:
            found += [self.answered.answers[0].verdict.value] * 2
        if self.stocked:
            ready = self.stocked.offered.offer is Offer.READY
            gone = self.stocked.offered.offer in {Offer.NO_SIZE, Offer.NO_COLOUR}
            if not self.stocked.offered.product.colours and self.stocked.offered.colour:
                gone = False  # a listing without colours says nothing about red
            asked = self.stocked.offered.size or self.stocked.offered.chose_colour
            found += ["stockyes"] * 2 if ready and asked else []
            found += ["stockno"] * 2 if gone else []
            found += ["choices"] if self.stocked.offered.choices else []
        if kind == "CartAdded":
            found = ["added", "added", "one"]
        if kind == "CartShown":
            found = ["cart"] if self.cart_products else ["emptycart"]
        if self.the_set:
            found = ["set"]
        return tuple(found) or ("plain",)

    def asked_for(self) -> str | None:
        """Return the size and colour that a question of stock was about: "in black"."""
        if self.stocked is None:
            return None
        offered = self.stocked.offered
        size = f" in a size {offered.size}" if offered.size else ""
        colour = f" in {offered.colour}" if offered.chose_colour and offered.colour else ""
        return (colour + size).strip() or None

    def lead_size(self) -> int | None:
        """Return how many fit, where the plan says so."""
        found = [p for p in self.recorded.plan.parts if isinstance(p, Found)]
        return found[0].total if found else None


def lone(
    products: Sequence[Product], by: Callable[[Product], float | None], most: bool
) -> Product | None:
    """Return the only product with the most (or least) of something; None where two share it."""
    told = [(value, p) for p in products if (value := by(p)) is not None]
    if len(told) < len(products) or not told:
        return None
    best = (max if most else min)(value for value, _ in told)
    found = [p for value, p in told if value == best]
    return found[0] if len(found) == 1 else None


def in_stock(product: Product) -> bool:
    """Tell whether it is there, and not nearly gone."""
    return product.availability is Availability.IN_STOCK


def sold_out(product: Product) -> bool:
    return product.availability is Availability.OUT_OF_STOCK


def shared_traits(products: Sequence[Product]) -> tuple[str, ...]:
    """Return what all of them have."""
    return tuple(n for n in traits() if all(has(p, n) for p in products))


def telling_traits(yes: Product, no: Product) -> tuple[str, ...]:
    """Return what the one has and the other says it has not."""
    return tuple(n for n in traits() if has(yes, n) and lacks(no, n))
