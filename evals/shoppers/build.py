"""The shopper that plays a trial, whichever kind its scenario asks for."""

from typing import TYPE_CHECKING

from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.scripted import ScriptedShopper
from evals.shoppers.shopper import Shopper
from evals.shoppers.simulated import SimulatedShopper

if TYPE_CHECKING:
    from evals.shoppers.modelled import ShopperModel


def build_shopper(
    scenario: Scenario, trial: int, seed: int, look: Look, model: "ShopperModel | None" = None
) -> Shopper:
    """Return the shopper of a trial: scripted where the scenario has turns, else simulated.

    Args:
        scenario: What is played.
        trial: From 0; each words it differently.
        seed: The same seed says the same to the same replies.
        look: Opens the page of a product that is on the screen.
        model: Plays the goals in place of the state machine, which then stands by.
    """
    if scenario.goal is None:
        return ScriptedShopper(scenario, trial, seed)
    if model is not None:
        from evals.shoppers.modelled import ModelledShopper  # noqa: PLC0415 - imports SDK code

        return ModelledShopper(scenario, trial, seed, look, model)
    return SimulatedShopper(scenario, trial, seed, look)
