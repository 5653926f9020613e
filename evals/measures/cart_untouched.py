"""cart_untouched: whether anything is in the cart that nobody asked for. Must be 1."""

from agents.acts import Act
from evals.measures.cart_match import compare_cart, line_words
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.truth import acts_meant
from evals.runs.record import CartLineSeen, TurnSeen

_ASKING = frozenset(
    {
        Act.CART_ADD,
        Act.CART_REMOVE,
        Act.CART_CHANGE,
        Act.CART_UNDO,
        Act.BUNDLE,
        Act.CONFIRM,
        Act.CHECKOUT,
        Act.SAVE,
    }
)
"""Acts by which a shopper asks for a change of the cart, or agrees to one."""
_TAKING = frozenset(("take", "choose", "answer", "correct", "interrupt"))
"""Moves of a simulated shopper that may ask for one."""


class CartUntouched:
    """1 for a trial in which nothing came into the cart that was not asked for.

    Looked at where the scenario states the whole cart of its end (whatever is there besides is
    surplus), and at turns whose acts are known: none of them may fill the cart unasked.
    """

    name = "cart_untouched"
    version = 1
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.0
    about = "Share of conversations with nothing in the cart that was not asked for."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at one trial; see `evals.measures.measure.Measure`."""
        turns = case.record.turns
        if not turns:
            return ()
        wrong = [why for place in range(len(turns)) if (why := _unasked(case, place))]
        if case.scenario.ends.cart is not None and not wrong:
            compared = compare_cart(case.scenario.ends.cart, turns[-1].cart, case.look)
            if len(compared.extra) > len(compared.missing):
                wrong = [f"{line_words(line)} was not asked for" for line in compared.extra]
        return (Point(float(not wrong), why="; ".join(wrong)),)


def _unasked(case: Case, place: int) -> str:
    turn = case.record.turns[place]
    before = case.record.turns[place - 1] if place else None
    new = _grown(turn, before)
    meant = acts_meant(case, place)
    clicked = _clicks(case, turn)
    answers = before is not None and before.asked is not None
    if not new or meant is None or clicked or answers or turn.move in _TAKING:
        return ""
    if _ASKING & set(meant):
        return ""
    return f"{line_words(new[0])} came into the cart, meant was {', '.join(meant) or 'nothing'}"


def _grown(turn: TurnSeen, before: TurnSeen | None) -> list[CartLineSeen]:
    old = {(one.product_id, one.variant_id): one.quantity for one in before.cart} if before else {}
    return [
        line for line in turn.cart if line.quantity > old.get((line.product_id, line.variant_id), 0)
    ]


def _clicks(case: Case, turn: TurnSeen) -> bool:
    lines = case.scenario.turns
    return turn.line is not None and turn.line < len(lines) and lines[turn.line].click is not None
