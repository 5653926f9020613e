"""`aisle logs synth`: a realistic, seeded log to try things on, in a home of its own."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

import duckdb
import typer

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.opening import open_store
from assistant.analytics.synth.making import Part, synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.records import MOST_RECORDS, write_segments
from assistant.config import Settings
from assistant.errors import UsageError

TRUTH: Final = "truth.json"
"""What was planted, beside the log."""


def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    settings: Settings,
    turns: int,
    days: int,
    seed: int,
    until: date | None,
    to: Literal["parquet", "segments"],
    out: str | None,
    home: str | None,
    force: bool,
) -> None:
    """Make the log and say how to look at it.

    Raises:
        UsageError: There is something already where it would go, or it is too large for segments.
        StoreUnusable: The log cannot be written.
    """
    last = until or datetime.now(UTC).date() - timedelta(days=1)
    plan = Plan(turns, days, seed, last, settings.tenant)
    if out is not None and home is not None:
        raise UsageError("Name either --out, for the files only, or --home.")
    if to == "segments" and turns > MOST_RECORDS:
        raise UsageError(f"Segments are for up to {MOST_RECORDS} turns; leave --to segments out.")
    if out is not None:
        folder = _empty(Path(out), force)
        with _told_of_disk(folder):
            _write(plan, folder, to)
        typer.echo(f"Wrote {turns} turns and {TRUTH} to {folder}.")
        return
    into = settings.model_copy(update={"home": _home(settings, home)})
    if not force and any(_is_used(path) for path in (into.log_path, into.tables_path)):
        raise UsageError(
            f"{into.home} holds a log already; name another --home, or add --force to put "
            "synthetic turns into it."
        )
    if into.log.url is not None and not force:
        raise UsageError(
            "log.url names a database that may hold a real log; unset it, or add --force."
        )
    with _told_of_disk(into.home):
        into.home.mkdir(parents=True, exist_ok=True)
        is_lines = to == "segments"
        truth = _segments(plan, into.home, into.log_path) if is_lines else _tables(plan, into)
        _keep(truth, into.home)
    typer.echo(
        f"Put {turns} turns of {days} days into {into.home}; {TRUTH} there says what was planted.\n"
        f"To look at it:\n"
        f"  AISLE_HOME={into.home} aisle index --sample\n"
        f"  AISLE_HOME={into.home} aisle serve"
    )


@contextmanager
def _told_of_disk(folder: Path) -> Iterator[None]:
    """Say in a sentence that a log could not be written: a full disk, a folder of others."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        why = str(error).splitlines()[0]
        raise StoreUnusable(
            f"The synthetic log cannot be written to {folder} ({why}); free space, or name another."
        ) from error


def _home(settings: Settings, named: str | None) -> Path:
    own = settings.home
    return Path(named).absolute() if named else own.with_name(f"{own.name}-synth")


def _is_used(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _empty(folder: Path, force: bool) -> Path:
    if _is_used(folder) and not force:
        raise UsageError(f"{folder} is not empty; name another folder, or add --force.")
    return folder


def _write(plan: Plan, folder: Path, to: Literal["parquet", "segments"]) -> None:
    truth = _segments(plan, folder, folder) if to == "segments" else synthesise(plan, folder, _told)
    _keep(truth, folder)


def _segments(plan: Plan, folder: Path, log: Path) -> dict[str, object]:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".synth-", dir=folder) as scratch:
        truth = synthesise(plan, Path(scratch))
        write_segments(Path(scratch), log)
    return truth


def _tables(plan: Plan, into: Settings) -> dict[str, object]:
    store = open_store(into)
    try:
        with tempfile.TemporaryDirectory(prefix=".synth-", dir=into.home) as scratch:

            def taken(part: Part, done: int) -> None:
                store.take(turns=part.turns, events=part.events)
                _told(part, done)

            return synthesise(plan, Path(scratch), taken)
    finally:
        store.close()


def _keep(truth: dict[str, object], folder: Path) -> None:
    (folder / TRUTH).write_text(json.dumps(truth, indent=2) + "\n", encoding="utf-8")


def _told(part: Part, done: int) -> None:
    del part
    typer.echo(f"  {done} turns", err=True)
