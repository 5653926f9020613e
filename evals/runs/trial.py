"""One conversation from its first word to its last."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import AssistantError
from evals.runs.driver import Driver
from evals.runs.record import Ended, TrialRecord, TurnSeen
from evals.scenarios.scenario import Scenario
from evals.shoppers.shopper import Shopper

TURNS_MOST = 40
"""A conversation that is longer will not end by itself."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """One scenario, once, under one condition."""

    scenario: Scenario
    number: int
    """From 0."""
    condition: str
    seed: int
    """Of this trial alone."""

    @property
    def key(self) -> str:
        """Name it within a run."""
        return f"{self.scenario.id}#{self.number}@{self.condition}"

    @property
    def conversation(self) -> str:
        """Name its conversation: always the same, since the assistant's wordings depend on it."""
        return f"eval-{self.scenario.id}-{self.number}-{self.seed}"


async def play(
    trial: Trial,
    driver: Driver,
    shopper: Shopper,
    clock: Callable[[], float] = time.perf_counter,
) -> TrialRecord:
    """Run one trial to its end, whatever happens on the way.

    Args:
        trial: What to run.
        driver: Carries the words.
        shopper: Says them.
        clock: Seconds.
    """
    began, turns, troubles = clock(), list[TurnSeen](), list[str]()
    ended: Ended = "too_long"
    persona = trial.scenario.persona
    # What one trial teaches of a shopper's taste is not known in another.
    known = f"{persona.shopper} {trial.key} {trial.seed}" if persona.shopper else None
    shopper_failed = False
    try:
        async with driver.talk(trial.conversation, trial.seed, known) as talk:
            while len(turns) < TURNS_MOST:
                shopper_failed = True
                saying = await shopper.next(turns)
                shopper_failed = False
                if saying is None:
                    ended = shopper.verdict
                    break
                turns.extend(await talk.say(saying))
            troubles.extend(talk.troubles)
    except AssistantError as error:
        ended = "broke_off"
        troubles.append(str(error))
    except Exception as error:  # noqa: BLE001  # the trial's edge: the others go on
        ended = "broke_off"
        who = "simulated shopper" if shopper_failed else "assistant"
        troubles.append(f"The {who} failed: {type(error).__name__}.")
        _log.exception("a trial broke off")
    return TrialRecord(
        scenario=trial.scenario.id,
        digest=trial.scenario.digest,
        trial=trial.number,
        condition=trial.condition,
        seed=trial.seed,
        ended=ended,
        turns=tuple(turns),
        troubles=tuple(troubles),
        valid=not shopper_failed,
        took_s=round(clock() - began, 3),
        load=round(os.getloadavg()[0], 2),
    )
