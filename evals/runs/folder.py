"""The folder of a run: written while it is played, read by everything after it.

run.json         plan, stamp, skipped scenarios, notes
scenarios.json   the scenarios as they were played
catalog.json     the products that records and scenarios speak of
trials.jsonl     one record a trial (`evals.runs.journal`)
sounds/          what was said and answered, where it was spoken
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.errors import RunUnreadable
from evals.runs.journal import read_journal
from evals.runs.order import trials_of
from evals.runs.record import TrialRecord
from evals.runs.run import (
    CATALOG_FILE,
    RUN_FILE,
    SCENARIOS_FILE,
    TRIALS_FILE,
    Plan,
    Run,
    Skipped,
)
from evals.scenarios.scenario import Scenario
from retrieval.generations import replace_file
from retrieval.product import Product

_T = TypeVar("_T")

_Products = TypeAdapter(tuple[Product, ...])
_Scenarios = TypeAdapter(tuple[Scenario, ...])


class RunNote(BaseModel):
    """What `run.json` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    plan: Plan
    stamp: dict[str, Any]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


class Begun(BaseModel):
    """A run's folder without its trials."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    note: RunNote
    scenarios: dict[str, Scenario]


def write_note(folder: Path, note: RunNote) -> None:
    """Write `run.json`, whole or not at all.

    Raises:
        OSError: The disk is full or refuses.
    """
    replace_file(folder / RUN_FILE, note.model_dump_json(indent=2))


def write_scenarios(folder: Path, scenarios: Iterable[Scenario]) -> None:
    """Write the scenarios as they are played; raises as `write_note`."""
    whole = _Scenarios.dump_json(tuple(scenarios), by_alias=True, exclude_defaults=True)
    replace_file(folder / SCENARIOS_FILE, whole.decode())


def write_catalog(folder: Path, products: Iterable[Product]) -> None:
    """Write the products that are needed to judge the run; raises as `write_note`."""
    whole = _Products.dump_json(tuple(products), exclude_defaults=True)
    replace_file(folder / CATALOG_FILE, whole.decode())


def holds_run(folder: Path) -> bool:
    """Say whether a run was begun in `folder`."""
    return (folder / RUN_FILE).is_file()


def read_begun(folder: Path) -> Begun:
    """Read what a run was to play.

    Raises:
        RunUnreadable: There is no run, or its files are damaged.
    """
    if not holds_run(folder):
        raise RunUnreadable(
            f"There is no run in {folder}; name a folder that `aisle eval run` has written."
        )
    note = _parsed(folder / RUN_FILE, TypeAdapter(RunNote))
    scenarios = _parsed(folder / SCENARIOS_FILE, _Scenarios)
    by_id = {scenario.id: scenario for scenario in scenarios}
    lost = [each for each in note.plan.scenarios if each not in by_id]
    if lost:
        raise RunUnreadable(
            f"The run in {folder} lacks the scenario {lost[0]} in {SCENARIOS_FILE}; play it again."
        )
    return Begun(note=note, scenarios=by_id)


def read_run(folder: Path) -> Run:
    """Read a run, whole or stopped, also while it is played.

    Raises:
        RunUnreadable: There is no run, or its files are damaged.
    """
    begun = read_begun(folder)
    note, scenarios = begun.note, begun.scenarios
    journal = read_journal(folder / TRIALS_FILE)
    by_key = {(r.scenario, r.trial, r.condition): r for r in journal.records}
    planned = trials_of(note.plan, scenarios)
    keys = [(trial.scenario.id, trial.number, trial.condition) for trial in planned]
    records = tuple(by_key[key] for key in keys if key in by_key)
    notes = list(note.notes)
    if journal.torn:
        notes.append("The last line of the journal was not written to its end; it is left out.")
    if journal.broken:
        lines = ", ".join(str(number) for number in journal.broken[:5])
        notes.append(
            f"{len(journal.broken)} lines of the journal are damaged, or of another version of "
            f"Aisle (line {lines}); their trials count as not played."
        )
    strange = len(by_key.keys() - set(keys))
    if strange:
        notes.append(f"{strange} trials of the journal are not in the plan; they are left out.")
    products = _catalog(folder, notes)
    unknown = lost_products(records, products)
    if unknown:
        notes.append(f"{len(unknown)} products that were shown are not in {CATALOG_FILE}.")
    return Run(
        folder=folder,
        plan=note.plan,
        stamp=note.stamp,
        scenarios=scenarios,
        catalog=products,
        records=records,
        skipped=note.skipped,
        missing=len(keys) - len(records),
        notes=tuple(notes),
    )


def lost_products(records: Iterable[TrialRecord], products: Iterable[Product]) -> tuple[str, ...]:
    """Return the ids that records mention and `products` lacks."""
    known = {product.id for product in products}
    return tuple(sorted(mentioned(records) - known))


def mentioned(records: Iterable[TrialRecord]) -> set[str]:
    """Return the ids of all products that were shown, saved or in a cart."""
    ids: set[str] = set()
    for record in records:
        for turn in record.turns:
            ids.update(product.id for product in turn.products)
            ids.update(line.product_id for line in turn.cart)
            for board in turn.boards:
                ids.update(board.product_ids)
            if turn.focus:
                ids.add(turn.focus)
    return ids


def _catalog(folder: Path, notes: list[str]) -> tuple[Product, ...]:
    if not (folder / CATALOG_FILE).is_file():
        notes.append(f"There is no {CATALOG_FILE}: what needs product facts is not measured.")
        return ()
    return _parsed(folder / CATALOG_FILE, _Products)


def _parsed(path: Path, kind: TypeAdapter[_T]) -> _T:
    try:
        return kind.validate_json(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunUnreadable(f"{path} cannot be read ({reason}); play the run again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "its beginning"
        raise RunUnreadable(
            f"{path} is damaged or of another version of Aisle (at {place}: {first['msg']}); "
            "play the run again."
        ) from error
