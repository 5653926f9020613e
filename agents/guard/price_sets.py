"""Prices over several products: "all under $150", "two of them are", "saves you $28". Pure."""

from agents.guard import numbers
from agents.guard.asserted import Asserted, Said
from agents.guard.figures import Figure
from agents.guard.item import Kind
from agents.guard.known import Known
from agents.guard.numbers import Beside


def is_cheaper(said: Said, a: Asserted) -> bool:
    """Say whether who saves money is the cheaper one: "the A saves you $28"."""
    if len(a.places) != 1:
        return True
    own = min(said.index.known[a.places[0]].prices)
    rest = [p for p in a.standard or said.others(a.places) if p not in a.places]
    return any(own < min(said.index.known[p].prices) for p in rest)


def all_under(figure: Figure, beside: Beside, known: list[Known]) -> bool:
    """Check "all three are under $150": each is, and the dearest is near it."""
    if figure.high is not None or any(
        figure.currency not in ("", k.product.currency) for k in known
    ):
        return False
    dearest = max(known, key=lambda k: min(k.prices))
    return numbers.price_holds(figure, beside, dearest, "price") and all(
        min(k.prices) < v for k in known for v in figure.values
    )


def between(said: Said, known: list[Known]) -> bool:
    """Check "between $50 and $100": every price lies there, and the bounds are near."""
    figures = [b.item.figure for b in said.asserted if b.item.kind is Kind.FIGURE]
    values = [f.values[0] for f in figures if f is not None and f.currency]
    if len(values) < 2:
        return False
    low, high = min(values), max(values)
    prices = [min(k.prices) for k in known]
    wished = said.wished()
    tight = {low, high} <= wished or (low in prices and high in prices)
    return tight and all(low <= p <= high for p in prices)
