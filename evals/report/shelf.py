"""Products on the screen: each form's facts once, and how relevant each was to its scenario."""

from collections.abc import Mapping

from evals.report.plain import Plain, rounded
from evals.runs.record import CartLineSeen, ProductSeen, TurnSeen
from evals.scenarios.scenario import Scenario
from retrieval.product import Product


class Shelf:
    """Holds each form of each product once; turns refer to it by number.

    Args:
        catalog: What relevance is looked up in.
    """

    def __init__(self, catalog: Mapping[str, Product]) -> None:
        self._catalog = catalog
        self._numbers: dict[tuple[object, ...], int] = {}
        self.forms: list[Plain] = []
        self._grades: dict[tuple[str, str], int | None] = {}

    def number(self, seen: ProductSeen) -> int:
        """Return the number of a form as it was on the screen."""
        facts = (
            seen.id,
            seen.variant_id,
            seen.title,
            str(seen.price),
            seen.currency,
            seen.size,
            seen.colour,
            seen.availability,
        )
        if facts not in self._numbers:
            self._numbers[facts] = len(self.forms)
            names = ("id", "variant", "title", "price", "currency", "size", "color", "stock")
            self.forms.append(dict(zip(names, facts, strict=True)))
        return self._numbers[facts]

    def shown(self, turn: TurnSeen, scenario: Scenario | None) -> list[Plain]:
        """Return the products of a turn, in the order of the screen."""
        return [
            {
                "form": self.number(seen),
                "score": rounded(seen.score),
                "parts": seen.parts,
                "grade": None if scenario is None else self.grade(scenario, seen.id),
            }
            for seen in turn.products
        ]

    def grade(self, scenario: Scenario, product_id: str) -> int | None:
        """Say how relevant a product is: 0 is not; None where the scenario does not say.

        The first kind of product that a scenario names as relevant has the highest grade.
        Without such, what its ends ask for is relevant.
        """
        known = (scenario.id, product_id)
        if known not in self._grades:
            self._grades[known] = self._graded(scenario, product_id)
        return self._grades[known]

    def title(self, product_id: str) -> str:
        """Return a product's title, or its id where the catalog does not have it."""
        product = self._catalog.get(product_id)
        return product.title if product is not None else product_id

    def _graded(self, scenario: Scenario, product_id: str) -> int | None:
        kinds = list(scenario.relevant)
        if not kinds:
            shown = scenario.ends.shown
            kinds = [line.where for line in scenario.ends.cart or ()]
            kinds += [shown.where] if shown is not None and shown.where is not None else []
        product = self._catalog.get(product_id)
        if not kinds or product is None:
            return None
        graded = len(kinds) if scenario.relevant else 1
        for place, kind in enumerate(kinds):
            if kind.holds(product):
                return graded - place if scenario.relevant else 1
        return 0


def cart_lines(now: tuple[CartLineSeen, ...], before: tuple[CartLineSeen, ...]) -> list[Plain]:
    """Return the cart after a turn, each line with what the turn changed of it."""
    was = {(one.product_id, one.variant_id): one for one in before}
    held = {(one.product_id, one.variant_id) for one in now}
    lines = []
    for one in now:
        old = was.get((one.product_id, one.variant_id))
        change = "new" if old is None else "kept" if old.quantity == one.quantity else "changed"
        lines.append(_line(one, change))
    gone = [one for one in before if (one.product_id, one.variant_id) not in held]
    return lines + [_line(one, "gone") for one in gone]


def _line(one: CartLineSeen, change: str) -> Plain:
    return {
        "title": one.title,
        "form": ", ".join(part for part in (one.size, one.colour) if part),
        "quantity": one.quantity,
        "price": str(one.unit_price),
        "change": change,
    }
