"""What a reading holds, thing by thing, so that it can be compared with expected tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from agents.constraints import (
    Constraint,
    Drop,
    Edit,
    Exclude,
    Kind,
    Order,
    Relative,
    Same,
    Set,
    Shift,
    Undo,
)
from agents.reading import Reading, Reference
from evals.reading_tokens import Family
from retrieval.query import PriceRange


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a reading does hold."""

    family: Family
    name: str
    value: str = ""
    wanted: bool = True
    hard: bool = True
    group: str = ""
    """Values of one kind that came from the same words count as one mistake."""
    forms: frozenset[str] = frozenset()
    """Everything that a reference may be called."""

    def __str__(self) -> str:
        if self.family is not Family.CONSTRAINT:
            return self.name
        sign = ("" if self.hard else "~") if self.wanted else "-"
        return f"{sign}{self.name}={self.value}"


def said(reading: Reading) -> tuple[Said, ...]:
    """Return what a reading holds, sizes and colours of its act among the constraints."""
    things = [thing for edit in reading.edits for thing in _of_edit(edit)]
    for kind, value in ((Kind.SIZE, reading.size), (Kind.COLOUR, reading.colour)):
        if value and not any(t.name == kind and same_value(t.value, value) for t in things):
            things.append(Said(Family.CONSTRAINT, kind, value, group=value))
    if reading.quantity is not None:
        things.append(Said(Family.EDIT, f"qty:{reading.quantity}"))
    things += [_of_reference(reference) for reference in reading.references]
    return tuple(dict.fromkeys(things))


def _of_edit(edit: Edit) -> Iterable[Said]:
    match edit:
        case Set(constraint):
            yield _of_constraint(constraint)
        case Drop(kind):
            yield Said(Family.EDIT, f"drop:{kind.value if kind else 'all'}")
        case Shift(relative, _, quality):
            named = relative in (Relative.MORE, Relative.LESS) and quality
            yield Said(Family.EDIT, f"shift:{relative.value}" + (f":{quality}" if named else ""))
        case Exclude(kind):
            yield Said(Family.EDIT, f"exclude:{kind.value}")
        case Same(kind):
            yield Said(Family.EDIT, f"same:{kind.value}")
        case Undo():
            yield Said(Family.EDIT, "undo")
        case Order(sort):
            yield Said(Family.EDIT, f"order:{sort.value}")


def _of_constraint(constraint: Constraint) -> Said:
    value = constraint.value
    text = _range(value) if isinstance(value, PriceRange) else str(value)
    return Said(
        Family.CONSTRAINT,
        constraint.kind,
        text,
        constraint.wanted,
        constraint.hard,
        group=constraint.words,
    )


def _range(value: PriceRange) -> str:
    return "..".join("" if end is None else _amount(end) for end in (value.low, value.high))


def _amount(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _of_reference(reference: Reference) -> Said:
    forms = {f"@{kind.value}={value}".lower() for kind, value in reference.descriptors}
    if reference.ordinal is not None:
        forms.add(f"@{reference.ordinal}")
    for flag, name in (
        (reference.every, "@all"),
        (reference.cheapest, "@cheapest"),
        (reference.dearest, "@dearest"),
        (reference.best_rated, "@best"),
        (reference.earlier, "@earlier"),
        (reference.middle, "@middle"),
        (reference.in_cart, "@in_cart"),
        (reference.step is not None, "@step"),
        (reference.among is not None, "@among"),
        (reference.price is not None, "@price"),
        (bool(reference.mentions), "@mentions"),
        (reference.quality is not None, "@quality"),
        (reference.deictic and not forms, "@it"),
    ):
        if flag:
            forms.add(name)
    name = min(forms, default="@?")
    return Said(Family.REFERENCE, name, forms=frozenset(forms))


def same_value(one: str, other: str) -> bool:
    """Return whether two values are one, whatever their case and idle zeros."""
    return _canonical(one) == _canonical(other)


def _canonical(value: str) -> str:
    """Return a value in lower case, amounts without idle zeros: "42.50" is "42.5"."""
    parts = value.casefold().split("..")
    if len(parts) == 1:
        return parts[0]
    return "..".join(_amount(Decimal(part)) if part else "" for part in parts)
