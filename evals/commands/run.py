"""`aisle eval run`."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from assistant.commands.running import command_settings
from assistant.config import Settings
from assistant.errors import UsageError
from evals.commands.run_result import conclude
from evals.from_log.places import note_run
from evals.planted.names import FAULTS, LYING_MODEL, fault_named
from evals.runs.chosen import choose
from evals.runs.folder import holds_run, read_run
from evals.runs.installed import Installed, Place
from evals.runs.messages import TYPED
from evals.runs.play_run import Stage, begin_run, resume_run
from evals.runs.request import RunRequest
from evals.runs.stopping import stopping

FOLDER = Path("out/evals")
"""Where runs go, from where the command is called."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed when a run is over."""

    conversations: bool = False
    as_json: bool = False


class Terminal:
    """Shows a run on standard error, so that standard output is the result alone."""

    def __init__(self) -> None:
        self.renews = sys.stderr.isatty()
        self._open = False

    def line(self, text: str) -> None:
        """Write a line that stays; see `evals.runs.progress.Screen`."""
        self._clear()
        typer.echo(text, err=True)

    def status(self, text: str) -> None:
        """Write the line that the next one takes the place of."""
        self._clear()
        typer.echo(text, err=True, nl=not self.renews)
        self._open = self.renews

    def close(self) -> None:
        """Let the last status stand."""
        if self._open:
            typer.echo("", err=True)
            self._open = False

    def _clear(self) -> None:
        if self._open:
            typer.echo("\r\x1b[2K", err=True, nl=False)
            self._open = False


def run_command(request: RunRequest, shown: Shown) -> None:
    """Play a run, write its folder with figures and report, and print what came of it.

    Raises:
        EvalError, AssistantError, RetrievalError, SpeechError, AgentError: It cannot be done; the
            message says what to do.
    """
    settings = command_settings("eval")
    _check_shopper(request, settings)
    terminal = Terminal()
    _check_conditions(request.conditions)
    _check_fault(request)
    place = _place(request)
    with stopping() as stop:
        stage = Stage(Installed(settings), place, terminal, stop)
        if request.resume is None:
            chosen = choose(request.scenarios, request.only, request.exclude)
            terminal.line(f"Writing to {place.folder}")
            note_run(settings, place.folder, chosen.scenarios)
            run = begin_run(request, chosen, stage)
        else:
            run = resume_run(request, stage)
        terminal.close()
        why, code = stop.why, stop.exit_code
    conclude(run, conversations=shown.conversations, as_json=shown.as_json)
    if run.missing and why is not None:
        typer.echo(
            f"Stopped because {why}: {run.missing} trials are left; go on with "
            f"`aisle eval run --resume {place.folder}`.",
            err=True,
        )
        raise typer.Exit(code)


def _place(request: RunRequest) -> Place:
    """Return the run's folder.

    Raises:
        UsageError: It holds a run already, or options contradict each other.
    """
    jobs = _jobs(request)
    if request.resume is not None:
        if request.scenarios or request.out is not None:
            raise UsageError(
                "--resume goes on with a run as it was begun; leave the scenarios and --out away."
            )
        return Place(request.resume, jobs)
    if request.out is not None:
        if holds_run(request.out):
            raise UsageError(_holds(request.out))
        return Place(request.out, jobs)
    return Place(_fresh(request.name), jobs)


def _jobs(request: RunRequest) -> int:
    """Return how many conversations go on at once; one where it is listened to latencies."""
    spoken = any(condition != TYPED for condition in request.conditions)
    return request.jobs or (1 if spoken else os.cpu_count() or 1)


def _check_conditions(names: Sequence[str]) -> None:
    """Say that a condition means nothing before anything is opened.

    Raises:
        UsageError: One of them does.
    """
    spoken = [name for name in names if name != TYPED]
    if not spoken:
        return
    from evals.errors import ConditionUnknown  # noqa: PLC0415
    from evals.voice.conditions import conditions_of  # noqa: PLC0415

    try:
        conditions_of(spoken)
    except ConditionUnknown as error:
        raise UsageError(str(error)) from error


def _check_fault(request: RunRequest) -> None:
    """Say that a fault cannot be planted before anything is opened.

    Raises:
        UsageError: There is no such fault, or nobody speaks where it can only be heard.
    """
    name = request.planted
    if name is None:
        return
    fault = fault_named(name)
    if fault is None and name != LYING_MODEL:
        known = ", ".join((*(each.name for each in FAULTS), LYING_MODEL))
        raise UsageError(f"There is no fault {name} to plant; there is {known}.")
    if fault is not None and fault.spoken and set(request.conditions) == {TYPED}:
        raise UsageError(f"{name} can only be met by voice: add --voice or a condition.")


def _check_shopper(request: RunRequest, settings: Settings) -> None:
    """Say that no such model can play shoppers before anything is opened.

    Raises:
        UsageError: The routing policy names no such model, or there is none.
        PolicyInvalid: The policy has a mistake.
    """
    name = request.shopper_model
    if name is None:
        return
    if settings.router.policy is None:
        raise UsageError("--shopper-model needs a routing policy that names it; set router.policy.")
    from agents.routing.policy_file import read_policy  # noqa: PLC0415

    models = read_policy(settings.router.policy).policy.models
    if name not in models:
        raise UsageError(f"The policy names no model {name}; it names {', '.join(models)}.")


def _holds(folder: Path) -> str:
    run = read_run(folder)
    go_on = f"go on with it by `--resume {folder}`, or " if run.missing else ""
    return f"{folder} holds a run already; {go_on}name another folder."


def _fresh(name: str) -> Path:
    """Return a folder that is not there yet, named after the run and the time."""
    system = sys.getfilesystemencoding()
    name = name.encode(system, "replace").decode(system).replace("?", "-")
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip(".") or "run"
    stem = f"{safe}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    number = 1
    while (folder := FOLDER / (stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    return folder
