"""What lost each spoken trial, where it is known."""

from collections.abc import Mapping

from evals.measures.catalog_terms import CatalogTerms
from evals.measures.verdict import verdict_of
from evals.report.judged import Judged
from evals.runs.record import TrialRecord
from evals.voice.causes import Twins, cause_of

_FAILED = ("failed", "broke_off")


def causes_of(judged: Judged) -> Mapping[str, str]:
    """Return the cause of every spoken trial that failed, by the trial's key.

    The run's own where it looked for one; else its typed trial of the same number, if there is
    one, is the twin.
    """
    lost = [
        record
        for record in judged.run.records
        if judged.verdicts[record.key].state in _FAILED
        and (record.cause is not None or any(turn.hearing for turn in record.turns))
    ]
    if not lost:
        return {}
    terms = CatalogTerms(judged.run.catalog)
    typed = {
        (record.scenario, record.trial): record
        for record in judged.run.records
        if record.valid and not any(turn.hearing for turn in record.turns)
    }
    return {record.key: record.cause or _found(record, judged, typed, terms) for record in lost}


def _found(
    record: TrialRecord,
    judged: Judged,
    typed: Mapping[tuple[str, int], TrialRecord],
    terms: CatalogTerms,
) -> str:
    scenario = judged.run.scenarios.get(record.scenario)
    if scenario is None:
        return "task"
    twin = typed.get((record.scenario, record.trial))
    failures = verdict_of(scenario, record, judged.products.get).failures
    passed = twin is not None and judged.verdicts[twin.key].state == "passed"
    return cause_of(Twins(record, failures, twin, typed_passed=passed), terms)
