"""Small scenarios, records and an assistant of no weights, for tests of runs."""

import multiprocessing
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant.config import Settings
from evals.runs.chosen import Chosen
from evals.runs.folder import RunNote, write_catalog, write_note, write_scenarios
from evals.runs.installed import Place
from evals.runs.journal import Journal
from evals.runs.messages import Broken, Look, Looked, Play, Played, Ready, Setup, Survey, Surveyed
from evals.runs.play_run import Stage
from evals.runs.record import TrialRecord, TurnSeen
from evals.runs.request import RunRequest
from evals.runs.run import TRIALS_FILE, Plan
from evals.runs.stopping import Stop
from evals.runs.workers import Workers
from evals.scenarios.expectations import Ends
from evals.scenarios.scenario import Line, Scenario
from evals.shoppers.shopper import Saying

HELD_FILE = "held"
HELD_FROM = 3


def scenario(name: str, *tags: str) -> Scenario:
    """Return a script of one line."""
    return Scenario(
        id=name, about="A test.", tags=tags, turns=(Line(say="boots"),), ends=Ends(said=("boots",))
    )


def chosen(*names: str) -> Chosen:
    """Return such scenarios as a run is given them."""
    return Chosen(tuple(scenario(name) for name in names))


def turn(said: str, index: int = 0) -> TurnSeen:
    """Return a turn that echoes."""
    return TurnSeen(
        index=index,
        said=said,
        move="script",
        heard=said,
        acts=(),
        constraints=(),
        products=(),
        reply=f"You said {said}.",
        tier="template",
    )


def record(name: str, trial: int = 0, **changed: Any) -> TrialRecord:
    """Return the record of a trial in which somebody said "boots"."""
    whole: dict[str, Any] = {
        "scenario": name,
        "digest": scenario(name).digest,
        "trial": trial,
        "seed": 1,
        "ended": "script_over",
        "turns": (turn("boots"),),
    }
    return TrialRecord(**{**whole, **changed})


class Echo:
    """A driver whose assistant says what it hears; it fails at the word "fail"."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, int, str | None]] = []

    @asynccontextmanager
    async def talk(
        self, conversation_id: str, seed: int, shopper_id: str | None
    ) -> AsyncIterator["EchoTalk"]:
        """Open a conversation."""
        self.opened.append((conversation_id, seed, shopper_id))
        yield EchoTalk()


class EchoTalk:
    """One conversation with the echo."""

    def __init__(self) -> None:
        self.troubles: Sequence[str] = ()
        self._turns = 0

    async def say(self, saying: Saying) -> tuple[TurnSeen, ...]:
        """Return what was said."""
        if saying.text == "fail":
            raise ConnectionError("the assistant is gone")
        self._turns += 1
        return (turn(saying.text, self._turns - 1),)


def work_made(connection: Connection, setup: Setup) -> None:
    """Serve a run as a worker does; the scenario's name says what goes wrong over it.

    "crash-once-..." dies the first time, "crash-..." every time, "fails-..." does not pass,
    "slow-..." takes its time, "held-..." waits from trial HELD_FROM on while HELD_FILE is in the
    home and the process that started it lives. A seed of -1 has no assistant at all, -2 dies
    before it is open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if setup.run_seed == -1:
        connection.send(Broken("There is no index; run `aisle index` first."))
        return
    if setup.run_seed == -2:
        os.kill(os.getpid(), signal.SIGKILL)
    connection.send(Ready(os.getpid()))
    while True:
        try:
            asked = connection.recv()
        except (EOFError, OSError):
            return
        match asked:
            case Survey():
                connection.send(Surveyed((), 0))
            case Look():
                connection.send(Looked(()))
            case Play(trial):
                connection.send(_played(trial.scenario.id, trial.number, trial.seed, setup))


def _played(name: str, number: int, seed: int, setup: Setup) -> Played:
    once = setup.settings.home / f"{name}-{number}"
    if name.startswith("crash"):
        again = once.exists()
        once.touch()
        if not (again and name.startswith("crash-once")):
            os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("slow"):
        time.sleep(0.15)
    if name.startswith("held") and number >= HELD_FROM:
        _wait_while_held(setup.settings.home)
    made = record(name, number, seed=seed, took_s=time.perf_counter())
    passed = not name.startswith("fails")
    return Played(
        made.model_dump_json(exclude_defaults=True), passed, () if passed else ("end: no boots",)
    )


def _wait_while_held(home: Path) -> None:
    parent = multiprocessing.parent_process()
    while (home / HELD_FILE).exists():
        if parent is None or not parent.is_alive():
            os._exit(1)
        time.sleep(0.01)


class Made:
    """What runs of tests are played against.

    Args:
        home: Where workers note what they did.
        code: Stands in the stamp: another code is another assistant.
    """

    def __init__(self, home: Path, code: str = "a") -> None:
        self._settings = Settings(home=home)
        self.code = code

    def stamp(
        self, scenarios: Sequence[Scenario], request: RunRequest, place: Place
    ) -> dict[str, Any]:
        """Return a short stamp."""
        del scenarios, place
        return {"code": self.code, "cpu": "test", "seed": request.seed}

    @contextmanager
    def workers(self, request: RunRequest, place: Place, stop: Stop) -> Iterator[Workers]:
        """Start processes of `work_made`."""
        setup = Setup(self._settings, request.seed)
        with Workers(lambda _: setup, place.jobs, stop, work_made) as workers:
            yield workers


class Seen:
    """A screen that remembers."""

    def __init__(self, renews: bool = False) -> None:
        self.renews = renews
        self.lines: list[str] = []
        self.statuses: list[str] = []

    def line(self, text: str) -> None:
        """Remember a line."""
        self.lines.append(text)

    def status(self, text: str) -> None:
        """Remember a status."""
        self.statuses.append(text)


def stage(folder: Path, jobs: int = 2, code: str = "a") -> Stage:
    """Return what is around a run of tests that is written to `folder`."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    return Stage(Made(home, code), Place(folder, jobs), Seen(), Stop())


def written(folder: Path, *names: str) -> Path:
    """Write a run of such scenarios, one trial each, as if it had been played."""
    folder.mkdir(parents=True)
    scenarios = {name: scenario(name) for name in names}
    plan = Plan(
        name="run", seed=1, trials=1, conditions=("typed",), scenarios=tuple(sorted(scenarios))
    )
    write_scenarios(folder, scenarios.values())
    write_catalog(folder, ())
    write_note(folder, RunNote(plan=plan, stamp={"code": "a", "seed": 1}))
    journal = Journal(folder / TRIALS_FILE)
    for name in names:
        journal.append(record(name))
    journal.close()
    return folder
