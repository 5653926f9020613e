"""Plays runs for the bench of the evals: this installation, sound or with a fault planted."""

from dataclasses import dataclass
from pathlib import Path

from assistant.config import Settings
from evals.measures.score_run import score_run
from evals.measures.scored import ScoredRun
from evals.runs.chosen import choose
from evals.runs.installed import Installed, Place
from evals.runs.messages import TYPED
from evals.runs.play_run import Stage, begin_run
from evals.runs.request import RunRequest
from evals.runs.stopping import stopping

TRIALS = 3


class Unseen:
    """Shows nothing of a run: failures are what some of these runs are for."""

    renews = False

    def line(self, text: str) -> None:
        """Show nothing."""

    def status(self, text: str) -> None:
        """Show nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One run."""

    name: str
    seed: int
    planted: str | None = None
    conditions: tuple[str, ...] = (TYPED,)
    only: tuple[str, ...] = ()
    trials: int = TRIALS


class Player:
    """Plays runs into a folder.

    Args:
        settings: Of the installation; its home is read, never written.
        folder: Where runs go.
        jobs: Processes for typed runs; spoken ones take one, as they do by default.
    """

    def __init__(self, settings: Settings, folder: Path, jobs: int) -> None:
        self._settings = settings
        self._folder = folder
        self._jobs = jobs

    def play(self, wanted: Wanted) -> ScoredRun:
        """Play a run and score it.

        Raises:
            EvalError, AssistantError: It cannot be played.
        """
        spoken = wanted.conditions != (TYPED,)
        request = RunRequest(
            trials=wanted.trials,
            seed=wanted.seed,
            only=wanted.only,
            conditions=wanted.conditions,
            name=wanted.name,
            planted=wanted.planted,
        )
        place = Place(self._folder / wanted.name, 1 if spoken else self._jobs)
        with stopping() as stop:
            stage = Stage(Installed(self._settings), place, Unseen(), stop)
            run = begin_run(request, choose((), wanted.only, ()), stage)
        return score_run(run)
