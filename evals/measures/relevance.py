"""Which products a good list holds, and how good each of them is: the qrels of ranking.

Taken from, in this order: the scenario's `relevant` (for its last search), the wishes that hold at
the turn, what the turn's expectation or the scenario's end wants on the screen. A product that
also fulfils the soft wishes is worth 2, one that fulfils the hard ones 1.
"""

from collections.abc import Iterable, Mapping, Sequence

from evals.measures.measure import Case
from evals.measures.script_turns import line_turns
from evals.measures.searches import last_search
from evals.measures.truth import wishes_meant
from evals.measures.values import plain
from evals.scenarios.expectations import Wish
from evals.scenarios.where import OneOrMore, Where
from retrieval.product import Product, Variant

Grades = Mapping[str, int]
"""Grade, 1 and up, by product id; what is not there is irrelevant."""

_OF_FORM = ("size", "colour", "price", "in_stock")
"""Wishes that one variant must fulfil together."""


class Relevance:
    """Grades products for turns; the same wishes are worked out once a catalog."""

    def __init__(self) -> None:
        self._catalog: tuple[Product, ...] = ()
        self._by_category: dict[str, list[Product]] = {}
        self._known: dict[str, Grades] = {}

    def of_turn(self, case: Case, place: int) -> Grades:
        """Return the relevant products of a turn that searched; none where nobody says.

        Args:
            case: The trial.
            place: Of the turn in the record.
        """
        self._look_at(case.catalog)
        turns = case.record.turns
        is_last = place == last_search(turns)
        if case.scenario.relevant and is_last:
            return self._graded("relevant", case.scenario.relevant)
        wishes = wishes_meant(case, place)
        if wishes:
            return self._wished(wishes)
        where = _shown_of(case, place)
        if where is None and is_last and case.scenario.ends.shown is not None:
            where = case.scenario.ends.shown.where
        return self._graded("shown", (where,)) if where is not None else {}

    def _look_at(self, catalog: tuple[Product, ...]) -> None:
        if catalog is self._catalog:
            return
        self._catalog, self._known, self._by_category = catalog, {}, {}
        for product in catalog:
            self._by_category.setdefault(plain(product.category), []).append(product)

    def _graded(self, what: str, wheres: Sequence[Where]) -> Grades:
        key = f"{what} {[where.model_dump_json(exclude_defaults=True) for where in wheres]}"
        if key not in self._known:
            best_last = list(enumerate(reversed(wheres), start=1))
            self._known[key] = {
                product.id: grade
                for grade, where in best_last
                for product in self._catalog
                if where.holds(product)
            }
        return self._known[key]

    def _wished(self, wishes: Sequence[Wish]) -> Grades:
        key = f"wishes {[wish.model_dump_json(exclude_defaults=True) for wish in wishes]}"
        if key not in self._known:
            hard = [wish for wish in wishes if not wish.soft]
            if any(wish.type is not None for wish in hard):
                self._known[key] = {}  # what no category is called cannot be told by its fields
            else:
                found = [product for product in self._of_kind(hard) if fulfils(product, hard)]
                self._known[key] = {p.id: 1 + fulfils(p, wishes) for p in found}
        grades = self._known[key]
        soft = any(wish.soft for wish in wishes)
        return grades if soft else dict.fromkeys(grades, 1)

    def _of_kind(self, wishes: Sequence[Wish]) -> Iterable[Product]:
        for wish in wishes:
            if wish.category is not None:
                kinds = {plain(one) for one in _ones(wish.category)}
                found = [p for kind in kinds for p in self._by_category.get(kind, ())]
                return found or self._catalog
        return self._catalog


def fulfils(product: Product, wishes: Sequence[Wish]) -> bool:
    """Say whether a product is all that is wished, in one form of it.

    Args:
        product: Of the catalog.
        wishes: Soft ones count like hard ones.
    """
    of_form = [w for w in wishes if any(getattr(w, name) is not None for name in _OF_FORM)]
    of_product = [wish for wish in wishes if wish not in of_form]
    if not all(_is(product, wish) for wish in of_product):
        return False
    forms: Sequence[Product | Variant] = product.variants or (product,)
    return not of_form or any(all(_is_form(product, f, w) for w in of_form) for f in forms)


def _is(product: Product, wish: Wish) -> bool:
    if wish.without is not None:
        return not fulfils(product, (wish.without,))
    if wish.rating_at_least is not None:
        return product.rating is not None and product.rating >= wish.rating_at_least
    if wish.category is not None:
        return _among(wish.category, (product.category, product.department))
    if wish.brand is not None:
        return _among(wish.brand, (product.brand,))
    if wish.material is not None:
        return _among(wish.material, (*product.materials, *product.features))
    if wish.audience is not None:
        return _among(wish.audience, (product.audience,))
    if wish.feature is not None:
        return _among(wish.feature, _features(product))
    return False


def _features(product: Product) -> tuple[str, ...]:
    stated = (name for name, value in product.attributes.items() if value == "yes")
    return (*product.features, *product.materials, *(name.replace("_", " ") for name in stated))


def _is_form(product: Product, form: Product | Variant, wish: Wish) -> bool:
    if wish.price is not None:
        return wish.price.holds(form.price)
    if wish.in_stock is not None:
        return form.in_stock is wish.in_stock
    size, colour = (form.size, form.colour) if isinstance(form, Variant) else (None, None)
    if wish.size is not None:
        return _among(wish.size, (size,))
    if wish.colour is not None:
        return _among(wish.colour, (colour,) if colour else product.colours)
    return False


def _among(wanted: OneOrMore, has: Iterable[str | None]) -> bool:
    values = {plain(one) for one in _ones(wanted)}
    return any(one is not None and plain(one) in values for one in has)


def _ones(value: OneOrMore) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _shown_of(case: Case, place: int) -> Where | None:
    for group in line_turns(case.record.turns):
        if group.last == place and group.line < len(case.scenario.turns):
            expect = case.scenario.turns[group.line].expect
            return expect.shown.where if expect and expect.shown else None
    return None
