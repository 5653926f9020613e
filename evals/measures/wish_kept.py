"""wish_kept: whether what is shown keeps what the assistant says that it holds."""

from agents.acts import Act
from evals.measures.held_wishes import broken_wishes, values_of
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.searches import searched
from retrieval.product import Product

_OTHER_LISTS = frozenset({Act.BUNDLE, Act.INSPIRE, Act.COMPARE, Act.CART_VIEW})
"""Acts whose lists hold more than one wish is about."""


class WishKept:
    """Share of the shown products that keep every hard wish which holds after the turn.

    Of lists that were searched for. Whatever was given up and said is not held any more.
    """

    name = "wish_kept"
    version = 1
    stage = Stage.FILTERING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.01
    about = "Share of shown products that keep every hard wish the assistant says it holds."

    def __init__(self) -> None:
        self._catalog: tuple[Product, ...] = ()
        self._values: dict[str, frozenset[str]] = {}

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every list that a search brought; see `evals.measures.measure.Measure`."""
        if case.catalog is not self._catalog:
            self._catalog, self._values = case.catalog, {}
        points: list[Point] = []
        for place, turn in enumerate(case.record.turns):
            if not searched(case.record.turns, place) or _OTHER_LISTS & set(turn.acts):
                continue
            kept, whys = 0, list[str]()
            known = [(c, p) for c in turn.products if (p := case.look(c.id)) is not None]
            for card, product in known:
                broken = broken_wishes(turn, card, product, self._known)
                kept += not broken
                whys.extend(f"{card.title}: {one}" for one in broken)
            if known:
                why = "; ".join(whys[:3])
                points.append(Point(kept / len(known), len(known), place, why))
        return tuple(points)

    def _known(self, kind: str, value: str) -> bool:
        if kind not in self._values:
            found = (values_of(product, kind) for product in self._catalog)
            self._values[kind] = frozenset().union(*found)
        return value in self._values[kind]
