"""What lost each spoken trial, where it is known."""

from collections.abc import Mapping

from evals.report.judged import Judged


def causes_of(judged: Judged) -> Mapping[str, str]:
    """Return the cause of every spoken trial that failed, by the trial's key."""
    return {each.key: each.cause for each in judged.run.records if each.cause is not None}
