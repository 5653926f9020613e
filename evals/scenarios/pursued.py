"""Whether a simulated shopper can reach its goal, and whether that is the end that is wanted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from evals.scenarios.buyable import forms_of
from evals.scenarios.goal import Goal
from evals.scenarios.problem import Steps
from evals.scenarios.scenario import Scenario
from evals.scenarios.unmet import Catalog, prices_of, why_none
from evals.scenarios.where import Where, same
from evals.shoppers.wanted import Wanted
from evals.shoppers.wishing import is_thing
from retrieval.product import Product

Fault = tuple[Literal["impossible", "odd"], Steps, str]

_TAKES = frozenset(("cart", "checkout"))


def goal_faults(scenario: Scenario, catalog: Catalog) -> Iterator[Fault]:
    """Yield why a goal cannot be reached; nothing for a script."""
    goal = scenario.goal
    if goal is None:
        return
    yield from _changes(scenario, goal)
    wanted = Wanted(goal)
    for change in goal.changes:
        wanted.change(change)
    fitting = [product for product in catalog.products if wanted.fits(product)]
    if not fitting:
        yield "impossible", ("goal",), _why(wanted, catalog)
        return
    yield from _ends(scenario, goal, wanted, fitting, catalog)


def _changes(scenario: Scenario, goal: Goal) -> Iterator[Fault]:
    for number, change in enumerate(goal.changes):
        if change.after >= scenario.persona.patience:
            why = (
                f"this comes after {change.after} lists, and the shopper's patience ends after "
                f"{scenario.persona.patience} turns"
            )
            yield "odd", ("goal", "changes", number), why
        if change.drop is not None and not any(
            change.drop in (wish.without or wish).given for wish in goal.wishes
        ):
            set_before = any(
                one.set is not None and change.drop in (one.set.without or one.set).given
                for one in goal.changes[:number]
            )
            if not set_before:
                why = f"no {change.drop} is wished for, so that there is nothing to drop"
                yield "odd", ("goal", "changes", number), why


def _why(wanted: Wanted, catalog: Catalog) -> str:
    """Say which wish leaves nothing of what the others do."""
    named = " or ".join(wanted.things)
    for where in wanted.wheres:
        why = why_none(where, catalog)
        if why:
            return f"the goal cannot be reached: {why}"
    left = [p for p in catalog.products if _is_thing(wanted, p)]
    if not left:
        return f"the goal cannot be reached: nothing in {catalog.dated} is called {named}"
    for where in wanted.wheres:
        still = [product for product in left if where.holds(product)]
        if not still:
            why = why_none(where, Catalog(tuple(left), catalog.digest, catalog.built))
            told = (why or "").replace(f"of {catalog.dated} ", f"called {named} ")
            return f"the goal cannot be reached: {told}"
        left = still
    return f"the goal cannot be reached: all {named} that fulfil it are sold out"


def _is_thing(wanted: Wanted, product: Product) -> bool:
    return wanted.names_thing or is_thing(product, wanted.things)


def _ends(
    scenario: Scenario, goal: Goal, wanted: Wanted, fitting: list[Product], catalog: Catalog
) -> Iterator[Fault]:
    ends, takes = scenario.ends, goal.then in _TAKES
    if ends.cart is not None:
        if takes and not ends.cart:
            yield "impossible", ("ends", "cart"), "the goal fills the cart, and it is to end empty"
            return
        if ends.cart and not takes:
            why = f"the goal ends with `{goal.then}`, so that nothing gets into the cart"
            yield "impossible", ("ends", "cart"), why
            return
        if takes:
            yield from _taken(scenario, goal, fitting, catalog)
    if takes and ends.total is not None and ends.total.at_most is not None:
        price = _cheapest(wanted.wheres[0], fitting)
        least = price * goal.choose.quantity
        if least > ends.total.at_most:
            why = f"the cheapest that fulfils the goal comes to {least}, above {ends.total.at_most}"
            yield "impossible", ("ends", "total"), why
    shown = ends.shown
    if shown is not None and shown.where is not None and goal.then == "look":
        meant = shown.where.among(catalog.products)
        if meant and not shown.where.among(fitting):
            why = "nothing that fulfils the goal is what the end wants shown"
            yield "impossible", ("ends", "shown", "where"), why


def _taken(
    scenario: Scenario, goal: Goal, fitting: list[Product], catalog: Catalog
) -> Iterator[Fault]:
    """Yield why what the shopper takes is not what is to be in the cart."""
    ids = {product.id for product in fitting}
    for number, line in enumerate(scenario.ends.cart or ()):
        at = ("ends", "cart", number)
        forms = forms_of(line, catalog)
        if forms and not any(form.product.id in ids for form in forms):
            yield "impossible", at, "nothing that fulfils the goal is what this line wants"
        if line.quantity != goal.choose.quantity:
            why = f"the goal takes {goal.choose.quantity} and this line wants {line.quantity}"
            yield "impossible", at, why
        for name in ("size", "colour"):
            mine, theirs = getattr(goal.choose, name), getattr(line, name)
            if mine and theirs and not same(mine, theirs):
                why = f"the goal takes {name} {mine} and this line wants {theirs}"
                yield "impossible", at, why


def _cheapest(where: Where, fitting: list[Product]) -> Decimal:
    return min(price for product in fitting for price in prices_of(where, product))
