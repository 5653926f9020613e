"""What must be true when a conversation is over, checked condition by condition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.measures.cart_match import compare_cart
from evals.measures.failure import Failure
from evals.measures.on_screen import shown_faults, where_words
from evals.measures.searches import last_search
from evals.measures.turn_checks import heard_of
from evals.measures.values import folded
from evals.measures.wish_match import bounds_words
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Ends, Shown
from evals.scenarios.where import Look, Where


@dataclass(frozen=True, slots=True)
class EndCondition:
    """One condition of the end."""

    what: str
    faults: tuple[str, ...]

    @property
    def held(self) -> bool:
        return not self.faults


def check_end(ends: Ends, turns: Sequence[TurnSeen], look: Look) -> tuple[EndCondition, ...]:
    """Check every condition that a scenario states of its end.

    Args:
        ends: Whatever it leaves out is not looked at.
        turns: Of the record.
        look: Finds a product of the catalog.

    Returns:
        One a condition; no turns at all fulfil none.
    """
    return tuple(EndCondition(what, faults) for what, faults in _conditions(ends, turns, look))


def end_failures(conditions: Sequence[EndCondition]) -> tuple[Failure, ...]:
    """Return what did not hold, as failures."""
    return tuple(Failure(one.what, why, at_end=True) for one in conditions for why in one.faults)


def _conditions(
    ends: Ends, turns: Sequence[TurnSeen], look: Look
) -> Iterator[tuple[str, tuple[str, ...]]]:
    last = turns[-1] if turns else None
    nothing = ("nothing was said",)
    if ends.shown is not None:
        yield "shown", _shown(ends.shown, turns, look) if last else nothing
    if ends.cart is not None:
        yield "cart", compare_cart(ends.cart, last.cart, look).faults if last else nothing
    if ends.total is not None:
        lines = last.cart if last else ()
        total = sum((line.unit_price * line.quantity for line in lines), Decimal(0))
        wrong = f"wanted a total of {bounds_words(ends.total)}, it is {total}"
        yield "total", nothing if last is None else () if ends.total.holds(total) else (wrong,)
    if ends.saved is not None:
        yield "saved", _saved(ends.saved, last, look) if last else nothing
    told = folded(" ".join(heard_of(turn) for turn in turns))
    for one in ends.said:
        choices = (one,) if isinstance(one, str) else one
        words = " or ".join(f'"{choice}"' for choice in choices)
        wrong = f"wanted {words} said in some reply, no reply says it"
        yield "said", () if any(folded(choice) in told for choice in choices) else (wrong,)
    if ends.focus is not None:
        yield "focus", _focus(ends.focus, last, look) if last else nothing
    if ends.link is not None:
        links = sorted({link for turn in turns for link in turn.links})
        wrong = f"wanted a link to {ends.link}, saw {', '.join(links) or 'none'}"
        yield "link", () if ends.link in links else (wrong,)


def _shown(wanted: Shown, turns: Sequence[TurnSeen], look: Look) -> tuple[str, ...]:
    """Return what is wrong with the list that comes nearest, of those since the last search."""
    found: list[tuple[str, ...]] = []
    for place in range(last_search(turns), len(turns)):
        before = turns[place - 1] if place else None
        found.append(shown_faults(wanted, turns[place], before, look))
    return min(found, key=len)


def _saved(wanted: Sequence[Where], last: TurnSeen, look: Look) -> tuple[str, ...]:
    ids = (product_id for board in last.boards for product_id in board.product_ids)
    saved = [product for one in ids if (product := look(one)) is not None]
    return tuple(
        f"wanted {where_words(where)} saved, it is not"
        for where in wanted
        if not where.among(saved)
    )


def _focus(wanted: Where, last: TurnSeen, look: Look) -> tuple[str, ...]:
    product = look(last.focus) if last.focus else None
    if product is not None and wanted.holds(product):
        return ()
    is_now = product.title if product else "nothing"
    return (f'wanted "it" to be {where_words(wanted)}, it is {is_now}',)
