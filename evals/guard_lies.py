"""Filling patterns with what is false of one plan, and known to be.

Every slot that begins with x is wrong by how it was made: an amount that no product of the list
has, an attribute that the product's whole record does not hold. Where no such value can be made
the pattern does not fit.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from random import Random

from agents.reply.money import money
from evals.guard_lures import (
    AUDIENCES,
    CLAIMS,
    COLOURS,
    FAMOUS,
    KIN,
    KNOWN_FROM,
    MATERIALS,
    NEW_MEASURES,
    NUMBERS,
    VALUES,
)
from evals.guard_numbers import rate_words, shifted
from evals.guard_plans import sample_products
from evals.guard_scene import Scene, in_stock
from evals.guard_traits import MEASURES, WRONG_UNITS, foreign, has, spoken_value, traits
from evals.guard_truth import Slots, Unfit
from evals.guard_wrong_prices import disguised_claim, disguised_price, wrong_price
from retrieval.product import Product

_LIKELY = 0.75
"""Share of invented attributes that other things of the same kind are told to have or not."""


@cache
def _told_of(category: str) -> frozenset[str]:
    """Return what the sample catalog tells of a kind of thing."""
    kin = (p for p in sample_products().values() if p.category == category)
    return frozenset(name for p in kin for name in p.attributes)


class LieSlots(Slots):
    """Values for the slots of a pattern with something false in it."""

    def whole(self, slot: str) -> str | None:
        """Return the words of a slot that is about no one product."""
        dice, scene = self.dice, self.scene
        match slot:
            case "xbrand" | "xname":
                return self._stranger(slot)
            case "xfamous":
                told = " ".join(p.title for p in scene.sheet.products)
                return dice.choice([f for f in FAMOUS if f not in told])
            case "xpct":
                return str(dice.choice((10, 15, 20, 25, 30, 40, 50)))
            case "xmoneyoff" | "xsmall":
                amount = Decimal(dice.choice((3, 4, 6, 7, 9, 11)))
                return money(amount) if amount not in scene.amounts else None
            case "xleft":
                return dice.choice(("two", "three", "four", "five", "2", "3"))
            case "xmany":
                held = {p.stock for p in scene.sheet.products}
                return str(dice.choice([n for n in (37, 64, 120, 250, 500) if n not in held]))
            case "xcount":
                return self._count()
            case "xgap":
                true = super().whole("gap")
                wrong = (
                    shifted(Decimal(true.strip("$").replace(",", "")), dice, frozenset())
                    if (true)
                    else None
                )
                return money(wrong) if wrong and wrong > 0 else None
            case "xtotal":
                return self._total()
            case "xpairsum":
                a, b = self.cast.get("A"), self.cast.get("B")
                if not (a and b and a is not b):
                    return None
                return money(shifted(a.price + b.price, dice, scene.amounts))
            case "xrep":
                return dice.choice(
                    ("makes the best ones", "is built to last", "never disappoints",
                     "is a name you can trust")
                )  # fmt: skip
        return super().whole(slot)

    def of(self, product: Product, what: str) -> str | None:  # noqa: PLR0912
        """Return what of a product, in words; wrong if it begins with x."""
        if not what.startswith("x"):
            return (
                self._mat1(product, what) if what.startswith("mat1") else super().of(product, what)
            )
        dice = self.dice
        if wrong := self._price(product, what):
            return wrong
        match what:
            case "xunit" | "xmeas" | "xmeasnew" | "xswapmeas":
                return self._measure(product, what)
            case "xis" | "xadj" | "xdis":
                return self._claim(product, what)
            case "xswapis":
                others = [p for p in self.scene.sheet.products if p.id != product.id]
                free = self.scene.inventions(product)
                swapped = [n for n in free if any(has(o, n) for o in others)]
                return dice.choice(traits()[dice.choice(swapped)].yes) if swapped else None
            case "xclaim":
                return dice.choice(CLAIMS)
            case "xno":
                held = [n for n in traits() if has(product, n)]
                return dice.choice(traits()[dice.choice(held)].no) if held else None
            case "xknown":
                held = [n for n in traits() if has(product, n)]
                return traits()[dice.choice(held)].whether if held else None
            case "xrate" | "xratew" | "xotherrate":
                return self._rate(product, what)
            case "xvotes" | "xbigvotes":
                wrong_votes = product.rating_count * dice.choice((3, 10)) + dice.choice((11, 137))
                return f"{wrong_votes if what == 'xvotes' else wrong_votes // 100 * 100 + 900:,}"
            case "xmat":
                return self._material(product)
            case "xcol":
                told = f"{product.title} {product.description} {' '.join(product.colours)}".lower()
                return dice.choice([c for c in COLOURS if c not in told])
            case "xsize":
                made = {s.casefold() for s in product.sizes}
                sizes = ("4XL", "16", "3", "XXS") if made else ("small", "extra large", "10")
                return dice.choice([s for s in sizes if s.casefold() not in made])
            case "xaud":
                return dice.choice([a for a in AUDIENCES if a != product.audience])
            case "xwas":
                amount = product.price * dice.choice((2, 3)) + 10
                return money(amount) if amount not in self.scene.amounts else None
            case _:
                return self._hidden(product, what)

    def _compares(self, part: str) -> bool:
        """Tell that any two may be compared: what is made of it is false of all of them."""
        del part
        return True

    def _role(self, part: str) -> Product | None:
        a = self.cast.get("A")
        match part:
            case "onesizeA":
                return a if a and not a.sizes else None
            case "audA":
                return a if a and a.audience in AUDIENCES else None
        return super()._role(part)

    def _price(self, product: Product, what: str) -> str | None:
        price = self.scene.price(product)
        if price is None:
            return None
        if what == "xother":
            others = [
                p.price
                for p in self.scene.sheet.products
                if p.price not in {price, product.list_price} and p.id != product.id
            ]
            return money(self.dice.choice(others)) if others else None
        return wrong_price(price, what, self.dice, self.scene.amounts)

    def _hidden(self, product: Product, what: str) -> str | None:
        wrong = Decimal(int(shifted(product.price, self.dice, self.scene.amounts)))
        return disguised_price(wrong, what) or disguised_claim(self._claim(product, "xis"), what)

    def _claim(self, product: Product, what: str) -> str | None:
        free = [n for n in traits() if foreign(product, n)]
        told = _told_of(product.category) or product.attributes
        likely = [n for n in free if n in told]
        names = likely if likely and self.dice.random() < _LIKELY else list(free)
        if what == "xadj":
            names = [n for n in names if traits()[n].yes[0].startswith("is ")]
        if not names:
            return None
        trait = traits()[self.dice.choice(names)]
        if what == "xdis":
            return self.dice.choice(trait.disguised)
        return trait.yes[0].removeprefix("is ") if what == "xadj" else self.dice.choice(trait.yes)

    def _measure(self, product: Product, what: str) -> str | None:
        told = {n: v for n, v in product.attributes.items() if n in MEASURES}
        if what == "xmeasnew":
            known = {*told, *(k for n in product.attributes for k in KNOWN_FROM.get(n, ()))}
            new = [n for n in NEW_MEASURES if n not in known and n not in product.description]
            return self.dice.choice(NEW_MEASURES[self.dice.choice(new)]) if new else None
        names = sorted(told)
        self.dice.shuffle(names)
        for name in names:
            wrong = self._wrong_value(name, told[name], what)
            if wrong:
                return MEASURES[name].format(spoken_value(wrong))
        return None

    def _wrong_value(self, name: str, value: str, what: str) -> str | None:
        number, _, unit = value.rpartition(" ")
        if what == "xunit":
            units = WRONG_UNITS.get(unit, ())
            return f"{number} {self.dice.choice(units)}" if units and number else None
        if what == "xswapmeas":
            others = {p.attributes.get(name) for p in self.scene.sheet.products} - {value, None}
            return self.dice.choice(sorted(o for o in others if o)) if others else None
        plain = number.replace(",", "")
        if not plain.replace(".", "", 1).isdigit():
            return None
        factor = self.dice.choice((Decimal(2), Decimal("0.5"), Decimal(10), Decimal("1.5")))
        return f"{(Decimal(plain) * factor).normalize():f} {unit}"

    def _rate(self, product: Product, what: str) -> str | None:
        if product.rating is None:
            return None
        if what == "xotherrate":
            others = {p.rating for p in self.scene.sheet.products} - {product.rating, None}
            return f"{self.dice.choice(sorted(o for o in others if o)):g}" if others else None
        step = self.dice.choice((0.3, 0.4, 0.6, 0.8, -0.5, -0.9))
        wrong = round(min(max(product.rating + step, 1.1), 4.9), 1)
        if abs(wrong - product.rating) < 0.15:
            return None
        return rate_words(f"{wrong:g}") if what == "xratew" else f"{wrong:g}"

    def _material(self, product: Product) -> str | None:
        told = " ".join(
            (product.title, product.description, *product.materials, *product.features)
        ).casefold()
        free = [
            m for m in MATERIALS if m not in told and not any(k in told for k in KIN.get(m, ()))
        ]
        return self.dice.choice(free) if free else None

    def _mat1(self, product: Product, what: str) -> str | None:
        if not product.materials:
            return None
        if what == "mat1blend":  # "100 percent cotton" of a blend
            return product.materials[0] if len(product.materials) > 1 else None
        return product.materials[0]

    def _stranger(self, slot: str) -> str | None:
        listed = self.scene.sheet.products
        kinds, brands = {p.category for p in listed}, {p.brand for p in listed}
        told = " ".join(f"{p.title} {p.description}" for p in listed)
        others = [
            p for p in sample_products().values()
            if p.brand not in brands and p.brand and p.brand not in told
        ]  # fmt: skip
        likely = [p for p in others if p.category in kinds] or others
        if not likely:
            return None
        found = self.dice.choice(likely)
        return found.brand if slot == "xbrand" else " ".join(found.title.split()[:3])

    def _count(self) -> str | None:
        scene = self.scene
        true = {len(scene.sheet.products), scene.lead_size(), len(scene.stated)}
        true |= {len(p.colours) for p in scene.sheet.products} | {len(scene.recorded.plan.cart)}
        free = [n for n in NUMBERS if VALUES[n] not in true]
        return self.dice.choice(free) if free else None

    def _total(self) -> str | None:
        scene = self.scene
        base = scene.total or (scene.the_set.total if scene.the_set else None)
        base = base or sum((p.price for p in scene.stated), Decimal(0))
        return money(shifted(base, self.dice, scene.amounts)) if base else None


NO_LIST_PRICE = frozenset({"discount", "was_price", "mixed", "question"})
PLENTY = frozenset({"stock_count"})
NOT_IN_CART = frozenset({"action", "count"})


def false_reply(scene: Scene, family: str, pattern: str, dice: Random) -> str:
    """Return a pattern with truths and one falsehood, its words between marks.

    Raises:
        Unfit: the plan has nothing for a slot, or the claim could be true in it.
    """
    slots = LieSlots(scene, pattern, dice)
    product = slots.cast.get("A")
    if family in NO_LIST_PRICE and any(p.list_price for p in scene.sheet.products):
        raise Unfit(family)
    if family in PLENTY and not (product and in_stock(product)):
        raise Unfit(family)
    if family in NOT_IN_CART and (scene.recorded.kind.startswith("Cart")):
        raise Unfit(family)
    if any(words in pattern and true(scene.stated) for words, true in _COULD_BE_TRUE):
        raise Unfit("could be true")
    return slots.fill(pattern)


def _near_half(products: Sequence[Product]) -> bool:
    prices = sorted({p.price for p in products})
    return any(_HALF[0] <= low / high <= _HALF[1] for low, high in combinations(prices, 2) if high)


_HALF = (Decimal("0.42"), Decimal("0.58"))
_COULD_BE_TRUE: tuple[tuple[str, Callable[[Sequence[Product]], bool]], ...] = (
    ("half the price", _near_half),
    ("twice the price", _near_half),
    ("allergies", lambda found: any(has(p, "hypoallergenic") for p in found)),
    ("sensitive skin", lambda found: any("sensitive skin" in " ".join(p.features) for p in found)),
    ("babies", lambda found: any(p.audience == "baby" for p in found)),
    ("toddlers", lambda found: any(p.audience in {"baby", "kids"} for p in found)),
    ("unisex", lambda found: any(p.audience == "adults" for p in found)),
    ("a warranty", lambda found: any("warranty" in p.attributes for p in found)),
    ("on sale", lambda found: any("sale" in p.features for p in found)),
    ("new", lambda found: any("new" in p.features for p in found)),
    ("eco", lambda found: any("eco" in " ".join(p.features) for p in found)),
    ("handmade", lambda found: any(has(p, "hand_stitched") for p in found)),
    *((w, lambda found: any(not foreign(p, "waterproof") for p in found))
      for w in ("imperm", "wasserdicht", "防水", "vattent")),
)  # fmt: skip
"""Words of a pattern, and the products of which they would be true."""
