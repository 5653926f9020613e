"""How many spoken price constraints are read exactly as they are meant."""

from collections.abc import Sequence
from decimal import Decimal

from agents.constraints import Constraint, Kind, Set
from agents.nodes.turn_state import Understands
from agents.reading import Reading, Shown
from agents.state import DialogueState
from agents.wishes import with_constraint
from evals.bench.stt.section import Section, share
from evals.price_forms import FOLDER, PriceForm, Range, read
from evals.rates import Tally
from retrieval.query import PriceRange

REACH = 0.99
TOLERANCE = Decimal("0.01")
"""Of a bound that is a percentage of what was said."""


def price_section(understander: Understands, forms: Sequence[PriceForm] | None = None) -> Section:
    """Score the held-out forms, or `forms`.

    A form is right if exactly one price is wanted after it and that is the range meant, as
    soft or hard as it was said; where none was stated, if none is wanted.
    """
    forms = read(FOLDER / "prices_held_out.jsonl") if forms is None else forms
    right, details = [], []
    for form in forms:
        prices = prices_wanted(understander.read(form.text, Shown()))
        right.append(int(fits(form, prices)))
        if not right[-1]:
            details.append(
                {
                    "section": "prices",
                    "kind": form.kind,
                    "text": form.text,
                    "expected": [list(r) for r in form.ranges],
                    "strength": form.strength,
                    "got": [[*_as_text(c), "hard" if c.hard else "soft"] for c in prices],
                }
            )
    tally = Tally(tuple(right), (1,) * len(right))
    figure = share("prices_exact", tally, reach=REACH, smaller_is_better=False)
    return Section((figure,), tuple(details))


def prices_wanted(readings: Sequence[Reading]) -> list[Constraint]:
    """Return the prices that are wanted after readings that follow on nothing."""
    state = DialogueState()
    for reading in readings:
        for edit in reading.edits:
            if isinstance(edit, Set):
                state = with_constraint(state, edit.constraint, edit.also)
    return [c for c in state.constraints if c.kind is Kind.PRICE and c.wanted]


def fits(form: PriceForm, prices: Sequence[Constraint]) -> bool:
    """Say whether `prices` are what the form states."""
    if not form.ranges or len(prices) != 1:
        return not form.ranges and not prices
    price = prices[0]
    if form.strength != "any" and price.hard is not (form.strength == "hard"):
        return False
    near = TOLERANCE if form.strength == "soft" else Decimal(0)
    value = price.value
    return isinstance(value, PriceRange) and any(
        _is(value.low, low, near) and _is(value.high, high, near) for low, high in form.ranges
    )


def _is(bound: Decimal | None, text: str | None, near: Decimal) -> bool:
    if bound is None or text is None:
        return bound is None and text is None
    return abs(bound - Decimal(text)) <= near


def _as_text(constraint: Constraint) -> Range:
    value = constraint.value
    if not isinstance(value, PriceRange):
        return (str(value), None)
    low, high = value.low, value.high
    return (None if low is None else str(low), None if high is None else str(high))
