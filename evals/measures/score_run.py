"""A run's points: all its valid trials by all measures, without playing anything again."""

from collections.abc import Sequence

from evals.judges.kept import vetoes_of
from evals.measures.measure import Case, Measure
from evals.measures.registry import measures
from evals.measures.scored import ScoredRun, ScoredTrial, score
from evals.runs.run import Run


def score_run(run: Run, using: Sequence[Measure] | None = None) -> ScoredRun:
    """Score a run.

    Args:
        run: As it was read from its folder. Invalid trials, and those whose scenario the folder
            does not hold, are left out.
        using: All measures by default.

    Returns:
        The points of all trials; what measures failed on stands in the trials' notes.
    """
    chosen = tuple(using) if using is not None else measures(vetoes_of(run.folder, run.records))
    products = {product.id: product for product in run.catalog}
    there = run.stamp.get("findable", run.stamp.get("products"))
    whole = len(run.catalog) >= int(there or 0)
    trials: list[ScoredTrial] = []
    for record in run.records:
        scenario = run.scenarios.get(record.scenario)
        if record.valid and scenario is not None:
            case = Case(scenario, record, run.catalog, products.get, whole)
            trials.append(score(case, chosen))
    return ScoredRun(
        name=run.plan.name,
        trials=tuple(trials),
        measures=chosen,
        seed=run.plan.seed,
        invalid=sum(not record.valid for record in run.records),
        regenerated=sum(len(record.rejected) for record in run.records),
        missing=run.missing,
        stamp=run.stamp,
        skipped=len({one.scenario for one in run.skipped}),
        notes=run.notes,
    )
