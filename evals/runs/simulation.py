"""Which shopper plays a trial, and what makes its simulation no valid one."""

import logging
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.parts import Parts
from evals.runs.messages import ModelSpent
from evals.runs.record import TrialRecord
from evals.runs.trial import Trial
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.build import build_shopper
from evals.shoppers.shopper import Shopper
from evals.shoppers.validity import problems

if TYPE_CHECKING:
    from evals.shoppers.modelled import ModelledShopper, ShopperModel

_log = logging.getLogger(__name__)


class Shoppers:
    """Makes the shoppers of a worker's trials, and adds up what a model that plays them costs.

    Args:
        look: Finds a product of the catalog.
        model: Plays the goals; the state machine does where it is None.
    """

    def __init__(self, look: Look, model: "ShopperModel | None" = None) -> None:
        self._look = look
        self._model = model
        self._modelled: list[ModelledShopper] = []

    def of(self, trial: Trial) -> Shopper:
        """Return the shopper of a trial."""
        shopper = build_shopper(trial.scenario, trial.number, trial.seed, self._look, self._model)
        if self._model is not None:
            from evals.shoppers.modelled import ModelledShopper  # noqa: PLC0415 - SDK code

            if isinstance(shopper, ModelledShopper):
                self._modelled.append(shopper)
        return shopper

    def spent(self) -> "ModelSpent":
        """Return what the model was asked since the last time."""
        spent = ModelSpent(
            sum(each.asked for each in self._modelled),
            sum(each.fallbacks for each in self._modelled),
            sum((each.cost_usd for each in self._modelled), Decimal(0)),
        )
        self._modelled.clear()
        return spent


def model_of(name: str, parts: Parts) -> "ShopperModel":
    """Return the model that plays shoppers.

    Raises:
        UsageError: The routing policy names no such model, or there is none.
    """
    from evals.shoppers.modelled import ShopperModel  # noqa: PLC0415 - imports SDK code

    if parts.routing is None:
        raise UsageError(
            f"The model {name} cannot play shoppers without a routing policy; set router.policy."
        )
    return ShopperModel(name, parts.routing.desk)


def problems_of(scenario: Scenario, record: TrialRecord, look: Look) -> tuple[str, ...]:
    """Say what the shopper did that its scenario does not say; nothing where it is valid.

    A validation that itself fails rejects nothing.

    Args:
        scenario: What was to be played.
        record: What was played.
        look: Finds a product of the catalog.
    """
    try:
        return problems(scenario, record, look)
    except Exception:  # noqa: BLE001 - what it cannot judge counts
        _log.exception("a simulation could not be validated")
        return ()
