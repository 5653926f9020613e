"""What a run tries: this installation's assistant, in as many processes as there are jobs."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.config import Settings
from evals.runs.assistant import scratch_home
from evals.runs.homes import homes
from evals.runs.messages import Setup
from evals.runs.request import RunRequest
from evals.runs.run import SOUNDS_FOLDER
from evals.runs.stamp import begin_stamp
from evals.runs.stopping import Stop
from evals.runs.workers import Workers
from evals.scenarios.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run is written, and by how many at once."""

    folder: Path
    jobs: int


class Tried(Protocol):
    """An assistant that runs can be played against."""

    def stamp(
        self, scenarios: Sequence[Scenario], request: RunRequest, place: Place
    ) -> dict[str, Any]:
        """Say what it is: whatever could explain a difference to another run."""
        ...

    def workers(
        self, request: RunRequest, place: Place, stop: Stop
    ) -> AbstractContextManager[Workers]:
        """Open it in `place.jobs` processes while a block runs."""
        ...


class Installed:
    """The assistant of this installation.

    Args:
        settings: Of the installation; its home is read, never written.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def stamp(
        self, scenarios: Sequence[Scenario], request: RunRequest, place: Place
    ) -> dict[str, Any]:
        """Return the stamp of a run that begins now; see `evals.runs.stamp`."""
        return begin_stamp(
            self._settings,
            scenarios,
            seed=request.seed,
            jobs=place.jobs,
            argv=request.argv,
            shopper_model=request.shopper_model,
            real_time=request.real_time,
        )

    @contextmanager
    def workers(self, request: RunRequest, place: Place, stop: Stop) -> Iterator[Workers]:
        """Start the processes, each with a home of its own; all of it goes with the block."""
        with ExitStack() as stack:
            beside = stack.enter_context(homes())

            def setup_of(_: int) -> Setup:
                return Setup(
                    settings=stack.enter_context(scratch_home(self._settings, beside)),
                    run_seed=request.seed,
                    conditions=request.conditions,
                    sounds=place.folder / SOUNDS_FOLDER,
                    clips=self._settings.home / "bench" / "spoken",
                    planted=request.planted,
                    shopper_model=request.shopper_model,
                    real_time=request.real_time,
                    alone=place.jobs == 1,
                )

            yield stack.enter_context(Workers(setup_of, place.jobs, stop))
