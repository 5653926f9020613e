"""Products on the screen: each form's facts once, and how relevant each was."""

from collections.abc import Mapping

from evals.measures.measure import Case
from evals.measures.relevance import Relevance
from evals.report.plain import Plain, rounded
from evals.runs.record import CartLineSeen, ProductSeen, TurnSeen
from retrieval.product import Product


class Shelf:
    """Holds each form of each product once; turns refer to it by number.

    Args:
        catalog: What titles are looked up in.
    """

    def __init__(self, catalog: Mapping[str, Product]) -> None:
        self._catalog = catalog
        self._numbers: dict[tuple[object, ...], int] = {}
        self.forms: list[Plain] = []
        self._relevance: dict[int, Relevance] = {}

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

    def shown(self, turn: TurnSeen, grades: Mapping[str, int]) -> list[Plain]:
        """Return the products of a turn, in the order of the screen.

        Args:
            turn: As it was seen.
            grades: Of relevant products by id; empty where nobody says what is relevant.
        """
        return [
            {
                "form": self.number(seen),
                "score": rounded(seen.score),
                "parts": seen.parts,
                "grade": grades.get(seen.id, 0) if grades else None,
            }
            for seen in turn.products
        ]

    def grades(self, case: Case, place: int) -> Mapping[str, int]:
        """Return how relevant products were to a turn, by id; empty where nobody says."""
        # One for each catalog: two runs side by side may have two.
        found = self._relevance.setdefault(id(case.catalog), Relevance())
        return found.of_turn(case, place)

    def title(self, product_id: str) -> str:
        """Return a product's title, or its id where the catalog does not have it."""
        product = self._catalog.get(product_id)
        return product.title if product is not None else product_id


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
