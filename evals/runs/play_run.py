"""A run from its plan to its last trial: begun or gone on with, and stopped at any moment."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from evals.errors import RunChanged, RunStopped
from evals.runs.chosen import Chosen, skipped_by
from evals.runs.folder import (
    Begun,
    RunNote,
    lost_products,
    read_begun,
    read_run,
    write_catalog,
    write_note,
    write_scenarios,
)
from evals.runs.installed import Place, Tried
from evals.runs.journal import Journal, read_journal, unbegun, unwritable
from evals.runs.lock import LOCK_FILE, locked
from evals.runs.messages import Look, Looked, ModelSpent, Play, Played, Survey, Surveyed
from evals.runs.order import left_of, spread, trials_of
from evals.runs.progress import Progress, Screen
from evals.runs.record import TrialRecord
from evals.runs.request import RunRequest
from evals.runs.run import RUN_FILE, TRIALS_FILE, Plan, Run, Skipped
from evals.runs.stamp import changed_since, end_stamp
from evals.runs.stopping import Stop
from evals.runs.trial import Trial
from evals.runs.workers import Lost, Workers


@dataclass(frozen=True, slots=True)
class Stage:
    """Around a run: what is tried, where it is written, who watches, and when to stop."""

    tried: Tried
    place: Place
    screen: Screen
    stop: Stop


def begin_run(request: RunRequest, chosen: Chosen, stage: Stage) -> Run:
    """Begin a run and play it until its end, or until it is to stop.

    Args:
        request: What to play.
        chosen: The scenarios.
        stage: With a folder that holds no run.

    Raises:
        RunFolderInUse: Another run writes there.
        RunStopped: The disk is full or refuses.
        WorkersFailed, RetrievalError, ConfigError: The assistant cannot be opened.
    """
    place, stop = stage.place, stage.stop
    stamp = stage.tried.stamp(chosen.scenarios, request, place)
    with _held(place.folder), stage.tried.workers(request, place, stop) as workers:
        surveyed = _survey(workers, chosen, stop)
        problems = chosen.found(surveyed.findings)
        unplayable = {one.scenario for one in problems if one.prevents}
        skipped = (*chosen.skipped, *(skipped_by(one) for one in problems if one.prevents))
        scenarios = {s.id: s for s in chosen.scenarios if s.id not in unplayable}
        plan = Plan(
            name=request.name,
            seed=request.seed,
            trials=request.trials,
            conditions=request.conditions,
            scenarios=spread(scenarios, request.seed),
            planted=request.planted,
        )
        _tell_skipped(stage.screen, skipped, (str(one) for one in problems if not one.prevents))
        write_scenarios(place.folder, scenarios.values())
        write_catalog(place.folder, surveyed.products)
        stamp = {**stamp, "noises": dict(surveyed.noises), "findable": surveyed.size}
        note = RunNote(plan=plan, stamp=stamp, skipped=skipped, notes=surveyed.notes)
        write_note(place.folder, note)
        begun = Begun(note=note, scenarios=scenarios)
        _play(workers, begun, stage, fail_fast=request.fail_fast)
    return read_run(place.folder)


def resume_run(request: RunRequest, stage: Stage) -> Run:
    """Go on with a run that was stopped; raises as `begin_run`.

    Args:
        request: Of it only `argv` and `fail_fast` count; all else is as the run was begun.
        stage: With the folder of the run.

    Raises:
        RunUnreadable: There is no run, or its files are damaged.
        RunChanged: The assistant, the catalog or the simulator is another by now.
    """
    place = stage.place
    begun = read_begun(place.folder)
    as_begun = _request_of(begun, request)
    now = stage.tried.stamp(tuple(begun.scenarios.values()), as_begun, place)
    changed = changed_since(begun.note.stamp, now)
    if changed:
        raise RunChanged(
            f"The run in {place.folder} cannot go on, since this differs from when it began: "
            f"{', '.join(changed)}; go back to what it was, or begin a new run."
        )
    with _held(place.folder):
        if not read_run(place.folder).missing:
            return read_run(place.folder)
        resumed = f"Stopped and gone on with at {datetime.now(UTC).isoformat(timespec='seconds')}."
        note = begun.note.model_copy(update={"notes": (*begun.note.notes, resumed)})
        write_note(place.folder, note)
        with stage.tried.workers(as_begun, place, stage.stop) as workers:
            begun = Begun(note=note, scenarios=begun.scenarios)
            _play(workers, begun, stage, fail_fast=request.fail_fast)
    return read_run(place.folder)


def _request_of(begun: Begun, request: RunRequest) -> RunRequest:
    """Return what was asked when a run began."""
    plan, stamp = begun.note.plan, begun.note.stamp
    return replace(
        request,
        conditions=plan.conditions,
        seed=plan.seed,
        trials=plan.trials,
        planted=plan.planted,
        shopper_model=stamp.get("shopper_model"),
        real_time=bool(stamp.get("real_time")),
    )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder; leave nothing of it where the run did not even begin."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            yield
    except OSError as error:
        if not (folder / RUN_FILE).exists():
            raise RunStopped(unbegun(folder, error)) from error
        raise RunStopped(unwritable(folder, error)) from error
    finally:
        if not (folder / RUN_FILE).exists():
            with suppress(OSError):
                (folder / LOCK_FILE).unlink()
            with suppress(OSError):
                folder.rmdir()


def _survey(workers: Workers, chosen: Chosen, stop: Stop) -> Surveyed:
    for _, told in workers.ask([Survey({each.id: each for each in chosen.scenarios})]):
        if isinstance(told, Surveyed):
            return told
    why = stop.why or "the catalog could not be looked through"
    stopped = RunStopped(f"The run did not begin: {why}.")
    stopped.exit_code = stop.exit_code
    raise stopped


def _tell_skipped(screen: Screen, skipped: Iterable[Skipped], odd: Iterable[str]) -> None:
    for one in skipped:
        place = ":".join(str(part) for part in (one.file, one.line) if part is not None)
        screen.line(f"skipped  {one.scenario} ({place}): {one.why}")
    for sentence in odd:
        screen.line(f"odd      {sentence}")


def _play(workers: Workers, begun: Begun, stage: Stage, *, fail_fast: bool) -> None:
    """Play what is left of a run, and finish its files."""
    folder, stop = stage.place.folder, stage.stop
    began = time.monotonic()
    journal = Journal(folder / TRIALS_FILE)
    try:
        done = [
            (r.scenario, r.trial, r.condition) for r in read_journal(folder / TRIALS_FILE).records
        ]
        planned = trials_of(begun.note.plan, begun.scenarios)
        left = left_of(planned, done)
        progress = Progress(stage.screen, len(planned), len(planned) - len(left))
        notes, spent = list[str](), ModelSpent()
        for asked, told in workers.ask([Play(trial) for trial in left]):
            assert isinstance(asked, Play)
            played = told if isinstance(told, Played) else _broken_off(asked.trial, told)
            record = TrialRecord.model_validate_json(played.record)
            journal.append(record)
            notes.extend(f"{record.scenario} #{record.trial}: {note}" for note in played.notes)
            spent += played.spent
            progress.played(record, played.passed, played.failures)
            if fail_fast and played.passed is False:
                stop.ask("a trial failed (--fail-fast)", 0)
        if spent.asked:
            notes.append(spent.note(begun.note.stamp["shopper_model"]))
        _finish(workers, begun.note, folder, notes, time.monotonic() - began)
    finally:
        journal.close()


def _finish(
    workers: Workers, note: RunNote, folder: Path, notes: Iterable[str], took_s: float
) -> None:
    """Keep the products that were shown and are not kept yet, and stamp the end."""
    run = read_run(folder)
    lost = lost_products(run.records, run.catalog)
    if lost:
        for _, told in workers.ask([Look(lost)]):
            if isinstance(told, Looked):
                write_catalog(folder, (*run.catalog, *told.products))
    before_s = float(note.stamp.get("took_s") or 0.0)
    stamp = end_stamp(note.stamp, before_s + took_s)
    write_note(
        folder, note.model_copy(update={"stamp": stamp, "notes": (*note.notes, *sorted(notes))})
    )


def _broken_off(trial: Trial, told: object) -> Played:
    """Return the record of a trial whose process died over it."""
    why = told.why if isinstance(told, Lost) else "it was answered with something else"
    record = TrialRecord(
        scenario=trial.scenario.id,
        digest=trial.scenario.digest,
        trial=trial.number,
        condition=trial.condition,
        seed=trial.seed,
        ended="broke_off",
        turns=(),
        troubles=(f"The trial could not be played: {why}.",),
    )
    return Played(record.model_dump_json(exclude_defaults=True), False, record.troubles)
