"""What the shopper wants against what the assistant understood.

A wish and what was understood are compared by kind and value: case, plurals, spellings and a cent
do not matter ("under 150" may be held as at most 149.99), nor whether it is hard. What one word
was taken for ("jacket": leather jackets, puffer jackets, ...) is one thing understood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.measures.values import plain
from evals.scenarios.expectations import Wish
from evals.scenarios.where import Bounds, OneOrMore

_NEAR = Decimal("0.01")
"""Of a currency: the difference between "under 150" and "at most 150" as they are held."""
_THING = frozenset(("category", "type", "department"))
_QUALITY = frozenset(("feature", "material"))
"""Kinds that hold the same words: leather is a feature in one shop and a material in another."""
_TEXTS = ("category", "brand", "colour", "material", "audience", "size", "feature", "type")


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was understood: constraints of one kind that came from the same words."""

    kind: str
    values: tuple[Any, ...]
    wanted: bool
    hard: bool

    @property
    def words(self) -> str:
        """Say it, for people."""
        value = self.values[0]
        if isinstance(value, Mapping):
            low, high = value.get("low"), value.get("high")
            ends = ((" at least", low), (" at most", high))
            told = "price" + "".join(f"{end} {amount}" for end, amount in ends if amount)
        else:
            told = f"{self.kind} {' or '.join(str(v) for v in self.values)}"
        return told if self.wanted else f"not {told}"


@dataclass(frozen=True, slots=True)
class Matched:
    """How far what was understood is what was wanted."""

    wishes: int
    understood: int
    wishes_met: int
    """Wishes that something understood stands for."""
    understood_right: int
    """Things understood that some wish stands for."""
    missed: tuple[Wish, ...]
    extra: tuple[Understood, ...]

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0..1; None where both are of nothing."""
        total = self.wishes + self.understood
        return (self.wishes_met + self.understood_right) / total if total else None


def understood_of(constraints: Sequence[Mapping[str, Any]]) -> tuple[Understood, ...]:
    """Return what constraints of a record say, alternatives of one word as one."""
    found: dict[tuple[object, ...], list[Mapping[str, Any]]] = {}
    for number, one in enumerate(constraints):
        words = one.get("words") or number
        key = (str(one.get("kind")), words, one.get("wanted", True), one.get("turn"))
        found.setdefault(key, []).append(one)
    return tuple(
        Understood(
            str(key[0]),
            tuple(one.get("value") for one in ones),
            bool(key[2]),
            any(one.get("hard", True) for one in ones),
        )
        for key, ones in found.items()
    )


def match(wishes: Sequence[Wish], constraints: Sequence[Mapping[str, Any]]) -> Matched:
    """Compare what holds with what should.

    Args:
        wishes: All that should hold.
        constraints: All that do, as a record keeps them.
    """
    understood = understood_of(constraints)
    pairs = [[stands_for(one, wish) for one in understood] for wish in wishes]
    met = [any(row) for row in pairs]
    right = [any(row[i] for row in pairs) for i in range(len(understood))]
    return Matched(
        wishes=len(wishes),
        understood=len(understood),
        wishes_met=sum(met),
        understood_right=sum(right),
        missed=tuple(w for w, ok in zip(wishes, met, strict=True) if not ok),
        extra=tuple(u for u, ok in zip(understood, right, strict=True) if not ok),
    )


def stands_for(understood: Understood, wish: Wish) -> bool:
    """Say whether something understood is what is wished."""
    if wish.without is not None:
        return not understood.wanted and _same(understood, wish.without)
    return understood.wanted and _same(understood, wish)


def wish_words(wish: Wish) -> str:
    """Say a wish, for people."""
    if wish.without is not None:
        return f"not {wish_words(wish.without)}"
    for kind in _TEXTS:
        value: OneOrMore | None = getattr(wish, kind)
        if value is not None:
            return f"{kind} {value if isinstance(value, str) else ' or '.join(value)}"
    if wish.price is not None:
        return f"price {bounds_words(wish.price)}"
    if wish.rating_at_least is not None:
        return f"rating at least {wish.rating_at_least:g}"
    return "in stock" if wish.in_stock else "sold out"


def bounds_words(bounds: Bounds) -> str:
    """Say bounds: "at least 50 and at most 150"."""
    ends = (("at least", bounds.at_least), ("at most", bounds.at_most))
    return " and ".join(f"{end} {amount}" for end, amount in ends if amount is not None)


def _same(understood: Understood, wish: Wish) -> bool:
    kind = understood.kind
    if wish.price is not None:
        return kind == "price" and any(_in_bounds(v, wish.price) for v in understood.values)
    if wish.rating_at_least is not None:
        stars = (_number(v) for v in understood.values)
        least = Decimal(str(wish.rating_at_least))
        return kind == "rating" and any(s is not None and abs(s - least) <= _NEAR for s in stars)
    if wish.in_stock is not None:
        return kind == "availability" and wish.in_stock
    for field in _TEXTS:
        value: OneOrMore | None = getattr(wish, field)
        if value is None:
            continue
        alike = kind == field or {kind, field} <= _THING or {kind, field} <= _QUALITY
        ones = (value,) if isinstance(value, str) else value
        wanted = {plain(one) for one in ones}
        return alike and any(plain(str(v)) in wanted for v in understood.values)
    return False


def _in_bounds(value: object, bounds: Bounds) -> bool:
    if not isinstance(value, Mapping):
        return False
    return _near(value.get("low"), bounds.at_least) and _near(value.get("high"), bounds.at_most)


def _near(held: object, wanted: Decimal | None) -> bool:
    if held is None or wanted is None:
        # "Up to 150" may be held with a lower end of nothing.
        return (held is None or _number(held) == 0) and (wanted is None or wanted == 0)
    number = _number(held)
    return number is not None and abs(number - wanted) <= _NEAR


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
