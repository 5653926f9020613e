"""Wishes of a goal taken apart: of what kind one is, its value, and what products it allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.measures.values import plain
from evals.scenarios.expectations import Wish
from evals.scenarios.goal import Choice
from evals.scenarios.where import OneOrMore, Where
from retrieval.product import Product, Variant

Kind = Literal[
    "category", "type", "brand", "colour", "material", "audience", "size", "feature",
    "price", "rating", "in_stock",
]  # fmt: skip
_TEXTS: tuple[Kind, ...] = (
    *("category", "type", "brand", "colour", "material", "audience", "size", "feature"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one wish is about."""

    kind: Kind
    values: tuple[str, ...]
    """Any will do; empty for a price, a rating and stock."""
    wanted: bool
    wish: Wish
    """The wish inside of a `not`."""


def part_of(wish: Wish) -> Part:
    """Take a wish apart."""
    inner = wish.without if wish.without is not None else wish
    wanted = wish.without is None
    for kind in _TEXTS:
        value: OneOrMore | None = getattr(inner, kind)
        if value is not None:
            return Part(kind, many(value), wanted, inner)
    if inner.price is not None:
        return Part("price", (), wanted, inner)
    if inner.rating_at_least is not None:
        return Part("rating", (), wanted, inner)
    return Part("in_stock", (), wanted, inner)


def many(value: OneOrMore) -> tuple[str, ...]:
    """Return one or more values as a tuple."""
    return (value,) if isinstance(value, str) else value


def names_of(wishes: Sequence[Wish]) -> tuple[str, ...]:
    """Name each wish: by its kind, with its value where several have that kind."""
    parts = [part_of(wish) for wish in wishes]
    plainly = [("" if p.wanted else "not ") + p.kind for p in parts]
    return tuple(
        name if plainly.count(name) == 1 else f"{name} {part.values[0] if part.values else at}"
        for at, (name, part) in enumerate(zip(plainly, parts, strict=True))
    )


def where_of(wishes: Iterable[Wish], choice: Choice | None = None) -> tuple[Where, ...]:
    """Return what a product must be so that it fulfils all hard wishes: all of these hold.

    The first of them says which variants will do.

    Args:
        wishes: Those that hold; soft ones are passed over.
        choice: The size and colour to be taken go before what was wished of these.
    """
    main: dict[str, object] = {}
    others: list[Where] = []
    for wish in wishes:
        part = part_of(wish)
        if wish.soft or part.wish.soft:
            continue
        one = _where(part)
        if one is None:
            continue
        if not part.wanted:
            others.append(Where.model_validate({"not": one}))
        elif part.kind in ("size", "colour", "price") and part.kind not in main:
            main[part.kind] = getattr(one, part.kind)
        else:
            others.append(one)
    if choice is not None:
        main |= {k: v for k, v in (("size", choice.size), ("colour", choice.colour)) if v}
        if choice.where is not None:
            others.append(choice.where)
    return (Where.model_validate(main), *others)


def _where(part: Part) -> Where | None:
    wish = part.wish
    match part.kind:
        case "feature":
            return Where(any_of=tuple(_stated(value) for value in part.values))
        case "material":
            # Not by words: "faux leather" says leather.
            return Where(any_of=(Where(material=wish.material), *map(_listed, part.values)))
        case "type":
            return None  # the thing itself: `is_thing`
        case "rating":
            return Where(rating_at_least=wish.rating_at_least)
        case "audience" | "brand" | "category" | "colour" | "size" | "price" | "in_stock":
            return Where.model_validate({part.kind: getattr(wish, part.kind)})


def _listed(value: str) -> Where:
    return Where(features=(value,))


def _stated(value: str) -> Where:
    """Return products that state a feature, in whichever place a product page has it."""
    name = value.replace(" ", "_").replace("-", "_").lower()
    denied = Where.model_validate({"attributes": {name: "no"}})
    ways = (
        Where(features=(value,)),
        Where.model_validate({"attributes": {name: "yes"}}),
        Where(words=(f" {value}",)),  # not in the middle of a word
    )
    return Where.model_validate({"any_of": ways, "not": denied})


def fits(product: Product, wheres: Sequence[Where]) -> bool:
    """Say whether a product is what all of `wheres` mean."""
    return all(where.holds(product) for where in wheres)


def forms(product: Product, wheres: Sequence[Where]) -> tuple[Variant, ...]:
    """Return the variants that will do and can be had now."""
    return tuple(v for v in wheres[0].forms(product) if v.in_stock)


def is_thing(product: Product, names: Iterable[str]) -> bool:
    """Say whether a product is called one of `names`, by its category or its title."""
    told = set(plain(" ".join((product.title, product.category, *product.category_path))).split())
    return any(set(plain(name).split()) <= told for name in names)
