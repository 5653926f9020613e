"""Filling patterns with what is true of one plan.

A slot is `{A.price}`: a product's part and what of it. A slot that has no value in this plan
spoils the pattern, which then says nothing about it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from random import Random

from agents.facts import Verdict
from agents.reply.money import money
from agents.reply.names import listed, sizes_words
from evals.guard_manner import dressed
from evals.guard_numbers import near_count, near_price, price_words, rate_words
from evals.guard_scene import (
    Scene,
    in_stock,
    lone,
    shared_traits,
    sold_out,
    telling_traits,
)
from evals.guard_traits import MEASURES, has, lacks, measured, spoken_value, traits
from retrieval.product import Availability, Product

_SLOT = re.compile(r"\{([A-Za-z0-9_.]+)\}")
_ORDINAL = re.compile(r"\b(?:first|second|third|other two|screen)\b", re.I)
_COUNT_NAMES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


_RIVALS = {"cheap": "dear", "hi": "lo", "more": "fewer", "light": "heavy"}
_RIVALS |= {there: here for here, there in _RIVALS.items()}


class Unfit(Exception):
    """The pattern does not fit the plan."""


class Slots:
    """Values for the slots of one pattern, in one plan."""

    def __init__(self, scene: Scene, pattern: str, dice: Random) -> None:
        self.scene, self.dice, self.pattern = scene, dice, pattern
        self.cast = self._cast(pattern)
        self._known: dict[str, str] = {}

    def fill(self, pattern: str) -> str:
        """Return the pattern in words.

        Raises:
            Unfit: one of its slots has no value here.
        """
        return _SLOT.sub(lambda found: self._value(found[1]), pattern)

    def _value(self, slot: str) -> str:
        if slot not in self._known:
            value = self.value(slot)
            if not value:
                raise Unfit(slot)
            self._known[slot] = value
        return self._known[slot]

    def value(self, slot: str) -> str | None:
        """Return the words of a slot; None if it has none."""
        part, _, what = slot.partition(".")
        product = self.cast.get(part) or self._role(part)
        if part in _RIVALS and not self._compares(part):
            return None
        if product is not None:
            return self._name(product) if not what else self.of(product, what)
        return self.whole(slot)

    def whole(self, slot: str) -> str | None:
        """Return the words of a slot that is about no one product."""
        scene = self.scene
        match slot:
            case "gap":
                cheap, dear = self._role("cheap"), self._role("dear")
                return money(dear.price - cheap.price) if cheap and dear else None
            case "cat":
                kinds = {p.category for p in scene.stated}
                return kinds.pop() if len(kinds) == 1 else None
            case "midprice":
                low, *rest = sorted(p.price for p in scene.stated)
                bound = Decimal(int(low) // 5 * 5 + 5)
                return money(bound) if rest and low < bound <= rest[0] else None
            case "both":
                shared = shared_traits(scene.stated[:2])
                return self._many(self.dice.choice(shared)) if shared else None
            case "total":
                return money(scene.total) if scene.total else None
            case "lines":
                count = len(scene.recorded.plan.cart)
                return f"{_COUNT_NAMES[count]} thing{'s' * (count != 1)}" if count < 10 else None
            case "settotal":
                return money(scene.the_set.total) if scene.the_set else None
            case "yes" | "no" | "whether" | "value":
                return self._answer(slot)
            case "inwhat":
                return scene.asked_for()
            case "choices":
                return listed(scene.stocked.offered.choices, "and") if scene.stocked else None
        return None

    def of(self, product: Product, what: str) -> str | None:  # noqa: PLR0912
        """Return what of a product, in words."""
        price, dice = self.scene.price(product), self.dice
        match what:
            case "price":
                return money(price) if price else None
            case "pricew":
                return price_words(price, dice) if price else None
            case "near":
                return near_price(price, dice) if price else None
            case "twice":
                return money(price * 2) if price else None
            case "was":
                return money(product.list_price) if product.list_price else None
            case "off":
                return money(product.list_price - price) if product.list_price and price else None
            case "rate":
                return f"{product.rating:g}" if product.rating else None
            case "ratew":
                return rate_words(f"{product.rating:g}") if product.rating else None
            case "votes":
                return f"{product.rating_count:,}" if product.rating_count > 1 else None
            case "votesnear":
                return near_count(product.rating_count, dice)
            case "mat":
                return listed(product.materials) or None
            case "is" | "is2":
                yes = [n for n in traits() if self._feature(product, n)]
                other = self._known.get(f"{self._part(product)}.is", "")
                yes = [n for n in yes if other not in traits()[n].yes]
                return dice.choice(traits()[dice.choice(yes)].yes) if yes else None
            case "brand":
                return product.brand
            case "full":
                return product.title
            case "bare":
                return self._value(self._part(product)).removeprefix("the ")
            case "sizes" | "size1" | "size9":
                return self._sizes(product, what)
            case "insize":
                there = [v.size for v in product.variants if v.size and v.in_stock]
                return f"size {dice.choice(there)}" if there else None
            case "weight":
                return spoken_value(product.attributes["weight"])
            case "rec" | "rec2":
                return self._recorded(product, what)
            case "recno":
                no = [n for n in traits() if lacks(product, n)]
                return dice.choice(traits()[dice.choice(no)].no) if no else None
            case "yes" | "no":  # of the trait that tells two apart
                return self._telling(what)
            case "cols":
                return listed(product.colours) or None
            case "aud":
                return product.audience
            case "cat1":
                return product.title.split()[-1].casefold()
            case "cats":
                return product.category
        return None

    def _cast(self, pattern: str) -> Mapping[str, Product]:
        stated = list(self.scene.stated)
        if self.scene.answered:
            asked = self.scene.answered.answers[0].product
            stated = [p for p in stated if p.id == asked.id] or stated
        if self.scene.cart_products:
            stated = list(self.scene.cart_products)
        if self.scene.the_set:
            known = {c.product.id for c in self.scene.the_set.candidates}
            stated = [p for p in stated if p.id in known]
        if _ORDINAL.search(pattern):
            if not self.scene.first_two:
                raise Unfit("ordinal")
            stated = list(self.scene.stated)
        elif "{C" not in pattern and "{B" in pattern:
            stated = list(self.scene.stated)
            self.dice.shuffle(stated)
        elif "{C" not in pattern and len(stated) > 1 and "{A}" in pattern:
            stated = self.dice.sample(stated, len(stated))
        if self.scene.stocked:
            asked = self.scene.stocked.offered.product
            stated = [p for p in stated if p.id == asked.id] or stated
        named = re.search(r"\{(?:[A-Z]|in[A-Z]|out[A-Z]|few[A-Z]|\w+3?)\}", pattern)
        if "." in pattern and not named and "{A.full}" not in pattern and len(stated) > 1:
            raise Unfit("it")
        cast = dict(zip("ABC", stated, strict=False))
        if stated:
            cast["Q"] = stated[0]
        return cast

    def _role(self, part: str) -> Product | None:
        """Return the product that a role falls to: the cheaper one, the one that is there."""
        stated = self.scene.stated
        a, b = self.cast.get("A"), self.cast.get("B")
        pair = [p for p in (a, b) if p] if b else []

        def price(product: Product) -> float | None:
            known = self.scene.price(product)
            return float(known) if known else None

        match part:
            case "cheap" | "dear":
                return lone(pair, price, part == "dear")
            case "hi" | "lo":
                return lone(pair, lambda p: p.rating, part == "hi")
            case "more" | "fewer":
                return lone(pair, lambda p: p.rating_count or None, part == "more")
            case "light" | "heavy":
                return lone(pair, self.scene.grams, part == "heavy")
            case "low3" | "high3":
                return lone(stated, price, part == "high3") if len(stated) == 3 else None
            case "best3":
                return lone(stated, lambda p: p.rating, True) if len(stated) == 3 else None
            case "has" | "hasnot":
                if len(pair) < 2:
                    return None
                yes, no = pair if telling_traits(pair[0], pair[1]) else pair[::-1]
                return (yes if part == "has" else no) if telling_traits(yes, no) else None
            case "inA" | "inB":
                product = self.cast.get(part[-1])
                return product if product and in_stock(product) else None
            case "outA":
                return a if a and sold_out(a) else None
            case "fewA":
                return a if a and a.availability is Availability.LOW_STOCK else None
            case "unA":
                return a if a and a.rating is None else None
        return None

    def _compares(self, part: str) -> bool:
        """Tell whether "the cheaper one" is said of two: both named, or no third one spoken of."""
        rival = _RIVALS[part]
        return len(self.scene.stated) == 2 or f"{{{rival}" in self.pattern

    def _name(self, product: Product) -> str:
        found = self.scene.names(product)
        weights = [6, *([2] * (len(found) - 1))]
        return self.dice.choices(found, weights)[0]

    def _part(self, product: Product) -> str:
        return next((k for k, p in self.cast.items() if p.id == product.id), "A")

    def _feature(self, product: Product, name: str) -> bool:
        words = name.replace("_", " ")
        return has(product, name) and words in {
            f.casefold().replace("-", " ") for f in product.features
        }

    def _sizes(self, product: Product, what: str) -> str | None:
        sizes = product.sizes
        if len(sizes) < 2 or any(not v.in_stock for v in product.variants):
            return None
        if what == "sizes":
            return sizes_words(sizes, sizes)
        return sizes[0] if what == "size1" else sizes[-1]

    def _recorded(self, product: Product, what: str) -> str | None:
        other = self._known.get(f"{self._part(product)}.rec", "")
        told = {n: v for n, v in product.attributes.items() if n in MEASURES and measured(n, v)}
        if what == "rec2":
            told = {n: v for n, v in told.items() if not other.startswith(MEASURES[n][:7])}
        said = [MEASURES[n].format(self._valued(v)) for n, v in told.items()]
        return self.dice.choice(said) if said else None

    def _valued(self, value: str) -> str:
        return spoken_value(value) if self.dice.random() < 0.6 else value

    def _telling(self, what: str) -> str | None:
        yes, no = self._role("has"), self._role("hasnot")
        if not (yes and no):
            return None
        trait = traits()[telling_traits(yes, no)[0]]
        return trait.yes[0] if what == "yes" else trait.no[0]

    def _many(self, name: str) -> str:
        """Return a yes of a trait for "both": "are waterproof", "have pockets"."""
        said = traits()[name].yes[0]
        for one, many in (("is ", "are "), ("has ", "have "), ("comes ", "come ")):
            if said.startswith(one):
                return many + said.removeprefix(one)
        verb, _, rest = said.partition(" ")
        return f"{verb.removesuffix('s')} {rest}".strip()

    def _answer(self, slot: str) -> str | None:
        if not self.scene.answered or len(self.scene.answered.answers) != 1:
            return None
        answer = self.scene.answered.answers[0]
        trait = traits().get(answer.attribute)
        if slot == "value":
            if answer.attribute in MEASURES and measured(answer.attribute, *answer.values[:1]):
                return MEASURES[answer.attribute].format(self._valued(answer.values[0]))
            if answer.attribute == "material" and answer.verdict is Verdict.VALUE:
                return f"is made of {listed(answer.values)}"
            return f"is by {answer.values[0]}" if answer.attribute == "brand" else None
        if trait is None:
            return None
        if slot == "whether":  # where the record does say, nobody is right
            told = has(answer.product, trait.name) or lacks(answer.product, trait.name)
            return None if told else trait.whether
        return self.dice.choice(trait.yes if slot == "yes" else trait.no)


def true_reply(scene: Scene, pattern: str, dice: Random) -> str:
    """Return a pattern filled with truths.

    Raises:
        Unfit: the plan has nothing for one of its slots.
    """
    return dressed(Slots(scene, pattern, dice).fill(pattern), dice)
