"""term_error: how many of the catalog's own words are lost in hearing."""

from evals.measures.catalog_terms import CatalogTerms, missing_terms
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.utterances import spoken
from retrieval.product import Product


class TermError:
    """Share of brands, kinds, colours, sizes and materials said that are not in what was heard."""

    name = "term_error"
    version = 1
    stage = Stage.HEARING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "lower"
    margin = 0.01
    about = "Share of spoken catalog words (brands, kinds, colors, sizes, materials) heard wrong."

    def __init__(self) -> None:
        self._catalog: tuple[Product, ...] | None = None
        self._terms = CatalogTerms(())

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look for what was said in what was heard; see `evals.measures.measure.Measure`."""
        if case.catalog is not self._catalog:
            self._catalog, self._terms = case.catalog, CatalogTerms(case.catalog)
        points: list[Point] = []
        for one in spoken(case.record.turns):
            terms = self._terms.of(one.said)
            if not terms:
                continue
            missing = missing_terms(terms, one.heard)
            lost = ", ".join(" ".join(term) for term in missing)
            why = f'lost {lost}, heard "{one.heard}"' if missing else ""
            points.append(Point(len(missing) / len(terms), len(terms), one.place, why))
        return tuple(points)
