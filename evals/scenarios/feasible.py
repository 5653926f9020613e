"""What a catalog cannot give: scenarios that no assistant could fulfil, and lines without effect.

Each scenario is held against all products before it is played, so that a product that left the
catalog is told as that and not as the assistant's failure. Does not cover whether the assistant
can do it (that is what playing shows).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from agents.constraints import Kind
from agents.pending import Slot
from evals.measures.wish_match import wish_words
from evals.scenarios.buyable import cart_faults
from evals.scenarios.complaints import nearest
from evals.scenarios.expectations import NOT_GIVEN, Ends, Expect, Shown, Wish
from evals.scenarios.problem import Problem, Steps
from evals.scenarios.pursued import goal_faults
from evals.scenarios.reader import ReadScenarios
from evals.scenarios.scenario import Line, Scenario
from evals.scenarios.unmet import Catalog, unknown_value, why_none
from evals.scenarios.where import OneOrMore, Where, same

ASKED: Final = frozenset(
    {*(slot.value for slot in Slot if slot is not Slot.WISH), *(kind.value for kind in Kind)}
)
"""What the assistant asks for, as `Turn.asked` names it."""
NOTHING: Final = "nothing"

_WISHED: Final = {"feature": "features"}
"""Fields of a wish that `Where` calls otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a scenario."""

    kind: Literal["impossible", "odd"]
    path: Steps
    why: str


def infeasible(read: ReadScenarios, catalog: Catalog) -> tuple[Problem, ...]:
    """Hold all scenarios against a catalog.

    Args:
        read: As `read_scenarios` returned them.
        catalog: Of the assistant that is to be tried.

    Returns:
        Problems in the scenarios' order; `impossible` ones are not to be played.
    """
    return tuple(
        read.origins[scenario.id].problem(finding.kind, scenario, finding.path, finding.why)
        for scenario in read.scenarios
        for finding in findings(scenario, catalog)
    )


def findings(scenario: Scenario, catalog: Catalog) -> tuple[Finding, ...]:
    """Return what of one scenario cannot be, or has no effect."""
    return tuple(_findings(scenario, catalog))


def _findings(scenario: Scenario, catalog: Catalog) -> Iterator[Finding]:
    for number, line in enumerate(scenario.turns):
        yield from _line(line, ("turns", number), catalog)
    yield from _goal(scenario, catalog)
    yield from _ends(scenario.ends, catalog)
    for number, where in enumerate(scenario.relevant):
        yield from _none("odd", where, ("relevant", number), catalog)
    yield from _answers(scenario)
    if not scenario.is_checked:
        nothing = "nothing is checked, so that it can be neither passed nor failed: `ends` and all"
        yield Finding("odd", ("ends",), f"{nothing} `expect` are empty")


def _goal(scenario: Scenario, catalog: Catalog) -> Iterator[Finding]:
    if scenario.goal is None:
        return
    contradicted = tuple(opposed(scenario.goal.wishes, ("goal", "wishes")))
    yield from contradicted
    if not contradicted:
        for kind, path, why in goal_faults(scenario, catalog):
            yield Finding(kind, path, why)


def _line(line: Line, path: Steps, catalog: Catalog) -> Iterator[Finding]:
    if line.click is not None:
        yield from _none("impossible", line.click.where, (*path, "click", "where"), catalog)
    for number, pause in enumerate(line.pauses):
        wordings = _several(line.say)
        if not any(pause.after.casefold() in wording.casefold() for wording in wordings):
            why = f'no wording of `say` has "{pause.after}", so that this pause never comes'
            yield Finding("odd", (*path, "pauses", number), why)
    if line.interrupt is not None and not line.interrupt.stops and line.interrupt.after_s > 20:
        yield Finding("odd", (*path, "interrupt"), "no reply is so long that this is said over it")
    if line.expect is not None:
        yield from _expect(line.expect, (*path, "expect"), catalog)


def _expect(expect: Expect, path: Steps, catalog: Catalog) -> Iterator[Finding]:
    if expect.shown is not None:
        yield from _shown(expect.shown, (*path, "shown"), catalog)
    if expect.focus is not None:
        yield from _none("impossible", expect.focus, (*path, "focus"), catalog)
    if expect.cart:
        for at, why in cart_faults(expect.cart, None, catalog):
            yield Finding("impossible", (*path, "cart", *at), why)
    if expect.asks is not None and expect.asks not in {*ASKED, NOTHING}:
        yield Finding("impossible", (*path, "asks"), _never_asked(expect.asks))
    yield from _said(expect, path)
    if expect.acts is not None and expect.any_act is not None:
        lacking = not set(expect.acts) & set(expect.any_act)
        if lacking:
            why = "`any_act` and `acts` have nothing in common, so that no turn is both"
            yield Finding("impossible", (*path, "any_act"), why)
    yield from _constraints(expect.constraints or (), (*path, "constraints"), catalog)


def _said(expect: Expect, path: Steps) -> Iterator[Finding]:
    """Yield what is to be said and not to be said at once."""
    for number, wanted in enumerate(expect.says):
        wordings = _several(wanted)
        for banned in expect.says_not:
            if all(banned.casefold() in wording.casefold() for wording in wordings):
                why = f'"{wordings[0]}" is to be said and "{banned}" is not to be said'
                yield Finding("impossible", (*path, "says", number), why)


def _constraints(wishes: Sequence[Wish], path: Steps, catalog: Catalog) -> Iterator[Finding]:
    yield from opposed(wishes, path)
    for number, wish in enumerate(wishes):
        inner = wish.without or wish
        (given,) = inner.given
        if given in ("price", "rating_at_least", "in_stock", "type", *NOT_GIVEN):
            continue
        value: OneOrMore = getattr(inner, given)
        why = unknown_value(_WISHED.get(given, given), value, catalog)
        # A shopper may well ask for a brand that the shop has not; a slip is like one it has.
        if why and "did you mean" in why:
            yield Finding("odd", (*path, number), why)


def opposed(wishes: Sequence[Wish], path: Steps) -> Iterator[Finding]:
    """Yield wishes that want and do not want the same thing, or prices that never meet."""
    for number, unwanted in enumerate(wishes):
        if unwanted.without is None or unwanted.soft:
            continue
        for wish in wishes:
            if wish.without is None and not wish.soft and _is_ruled_out(wish, unwanted.without):
                why = f"{wish_words(wish)} is wanted and not wanted at once"
                yield Finding("impossible", (*path, number), why)
    prices = [(n, w.price) for n, w in enumerate(wishes) if w.price is not None and not w.soft]
    for number, price in prices[1:]:
        for _, other in prices[:1]:
            low = max(b for b in (price.at_least, other.at_least, 0) if b is not None)
            highs = [b for b in (price.at_most, other.at_most) if b is not None]
            if highs and low > min(highs):
                why = f"no price is at least {low} and at most {min(highs)}"
                yield Finding("impossible", (*path, number), why)


def _is_ruled_out(wish: Wish, unwanted: Wish) -> bool:
    (given,) = wish.given
    (other,) = unwanted.given
    if given != other:
        return False
    mine, theirs = getattr(wish, given), getattr(unwanted, given)
    if isinstance(mine, str | tuple) and isinstance(theirs, str | tuple):
        return all(any(same(a, b) for b in _several(theirs)) for a in _several(mine))
    return bool(mine == theirs)


def _shown(shown: Shown, path: Steps, catalog: Catalog) -> Iterator[Finding]:
    for name in ("where", "every"):
        where: Where | None = getattr(shown, name)
        if where is not None and not (name == "every" and shown.at_most == 0):
            yield from _none("impossible", where, (*path, name), catalog)
    if shown.none is not None:
        yield from _none("odd", shown.none, (*path, "none"), catalog, "nothing is ruled out: ")
    yield from _shown_together(shown, path, catalog)


def _shown_together(shown: Shown, path: Steps, catalog: Catalog) -> Iterator[Finding]:
    """Yield what of a list fits no list together."""
    allowed = [
        product
        for product in catalog.products
        if (shown.every is None or shown.every.holds(product))
        and (shown.none is None or not shown.none.holds(product))
    ]
    least = max(shown.at_least or 0, 1 if shown.where is not None else 0)
    if shown.at_most is not None and least > shown.at_most:
        why = f"a list of at most {shown.at_most} does not hold such a product"
        yield Finding("impossible", (*path, "where"), why)
    elif shown.at_least is not None and allowed and len(allowed) < shown.at_least:
        why = f"{shown.at_least} products are wanted, and {catalog.dated} has {len(allowed)} such"
        yield Finding("impossible", (*path, "at_least"), why)
    if shown.where is None or (shown.every is None and shown.none is None):
        return
    wanted = shown.where.among(catalog.products)
    if wanted and allowed and not shown.where.among(allowed):
        other = (
            "every" if shown.none is None else "none" if shown.every is None else "every or none"
        )
        why = f"`{other}` rules out all {len(wanted)} products that `where` means"
        yield Finding("impossible", (*path, "where"), why)


def _ends(ends: Ends, catalog: Catalog) -> Iterator[Finding]:
    if ends.shown is not None:
        yield from _shown(ends.shown, ("ends", "shown"), catalog)
    if ends.focus is not None:
        yield from _none("impossible", ends.focus, ("ends", "focus"), catalog)
    for number, where in enumerate(ends.saved or ()):
        yield from _none("impossible", where, ("ends", "saved", number), catalog)
    for at, why in cart_faults(ends.cart, ends.total, catalog):
        yield Finding("impossible", ("ends", *at) if at[:1] == ("total",) else _cart(at), why)


def _cart(at: Steps) -> Steps:
    return ("ends", "cart", *at)


def _answers(scenario: Scenario) -> Iterator[Finding]:
    for asked in scenario.answers:
        if asked not in ASKED:
            yield Finding("odd", ("answers", asked), _never_asked(asked))
    if scenario.answers and scenario.goal is not None:
        why = "`answers` belong to a script; a simulated shopper answers from its goal"
        yield Finding("odd", ("answers",), why)


def _never_asked(asked: str) -> str:
    meant = nearest(asked, ASKED)
    told = f"`{asked}` is nothing that the assistant asks for"
    known = ", ".join(sorted(ASKED))
    return f"{told}; did you mean `{meant}`?" if meant else f"{told}; it asks for {known}"


def _none(
    kind: Literal["impossible", "odd"], where: Where, path: Steps, catalog: Catalog, so: str = ""
) -> Iterator[Finding]:
    why = why_none(where, catalog)
    if why:
        yield Finding(kind, path, f"{so}{why}")


def _several(value: OneOrMore) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
