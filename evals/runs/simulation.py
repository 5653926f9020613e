"""Which shopper plays a trial, and what makes its simulation no valid one."""

from evals.runs.record import TrialRecord
from evals.runs.trial import Trial
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.build import build_shopper
from evals.shoppers.shopper import Shopper


def shopper_of(trial: Trial, look: Look) -> Shopper:
    """Return the shopper of a trial.

    Args:
        trial: What is played.
        look: Finds a product of the catalog.
    """
    return build_shopper(trial.scenario, trial.number, trial.seed, look)


def problems_of(scenario: Scenario, record: TrialRecord) -> tuple[str, ...]:
    """Say what the shopper did that its scenario does not say; nothing where it is valid."""
    del scenario, record
    return ()
