"""A run with its points and figures, and two of them with what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.measures.measure import Case, Measure
from evals.measures.scored import ScoredRun
from evals.report.trials import Verdict, scored_by_key, verdict_of
from evals.runs.record import TrialRecord
from evals.runs.run import Run
from evals.statistics.comparison import Comparison
from evals.statistics.figure import RunFigure
from retrieval.product import Product


@dataclass(frozen=True, slots=True)
class Judged:
    """A run, and what was measured of it."""

    run: Run
    scored: ScoredRun
    figures: tuple[RunFigure, ...]
    verdicts: Mapping[str, Verdict] = field(init=False)
    """Of every trial, by its key."""
    products: Mapping[str, Product] = field(init=False)
    """Of the catalog, by id."""

    def __post_init__(self) -> None:
        points = scored_by_key(self.scored)
        products = {product.id: product for product in self.run.catalog}
        verdicts = {
            record.key: verdict_of(
                record,
                points.get(record.key),
                self.run.scenarios.get(record.scenario),
                products.get,
            )
            for record in self.run.records
        }
        object.__setattr__(self, "products", products)
        object.__setattr__(self, "verdicts", verdicts)

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its name."""
        return {measure.name: measure for measure in self.scored.measures}

    def case(self, record: TrialRecord) -> Case | None:
        """Return a trial with what is needed to judge it; None where its scenario was lost."""
        scenario = self.run.scenarios.get(record.scenario)
        if scenario is None:
            return None
        return Case(scenario, record, self.run.catalog, self.products.get)

    def figure(
        self, measure: str, tag: str | None = None, condition: str | None = None
    ) -> RunFigure | None:
        """Return one figure; None if nobody made it."""
        for one in self.figures:
            if (one.measure, one.tag, one.condition) == (measure, tag, condition):
                return one
        return None


@dataclass(frozen=True, slots=True)
class Against:
    """A baseline, and what differs from it."""

    baseline: Judged
    comparison: Comparison
