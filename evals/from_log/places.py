"""Where things made from conversations lie: one line a file or run folder, in the home.

A scenario that was moved is no longer found by it; `aisle eval forget` takes folders to look
through.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.config import Settings
from evals.errors import NotErased
from evals.scenarios.scenario import Scenario

_FILE = "made-from-log.jsonl"


class Place(BaseModel):
    """One file or folder that holds something made from a conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["scenario", "run"]
    path: Path
    """Absolute."""
    scenario: str
    conversation: str
    """Digest of its id."""
    shopper: str | None = None
    """Digest of the id; None of a stranger."""


def places_path(settings: Settings) -> Path:
    """Return the file of all places."""
    return settings.home / "evals" / _FILE


def note_places(settings: Settings, places: Iterable[Place]) -> None:
    """Remember places; on disk when it returns.

    Raises:
        OSError: They cannot be written.
    """
    lines = "".join(f"{place.model_dump_json()}\n" for place in places)
    if not lines:
        return
    path = places_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(path), path.open("a", encoding="utf-8") as out:
        out.write(lines)
        out.flush()
        os.fsync(out.fileno())


def note_run(settings: Settings, folder: Path, scenarios: Iterable[Scenario]) -> None:
    """Remember that the run in `folder` plays those of `scenarios` that come from the log.

    Raises:
        OSError: It cannot be written.
    """
    note_places(
        settings,
        (
            Place(
                kind="run",
                path=folder.absolute(),
                scenario=scenario.id,
                conversation=made_from.conversation,
                shopper=made_from.shopper,
            )
            for scenario in scenarios
            if (made_from := scenario.provenance) is not None and made_from.conversation is not None
        ),
    )


def read_places(path: Path) -> Iterator[Place]:
    """Yield the places of a file; none where there is none. A torn line is passed over."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield Place.model_validate_json(line)
        except ValidationError:
            continue


def drop_places(path: Path, gone: Iterable[Place]) -> None:
    """Forget places whose things are erased.

    Raises:
        NotErased: The file cannot be written anew.
    """
    left_out = {json.dumps(place.model_dump(mode="json"), sort_keys=True) for place in gone}
    try:
        with _locked(path):
            kept = [
                place
                for place in read_places(path)
                if json.dumps(place.model_dump(mode="json"), sort_keys=True) not in left_out
            ]
            new = path.with_suffix(".new")
            new.write_text("".join(f"{p.model_dump_json()}\n" for p in kept), encoding="utf-8")
            new.replace(path)
    except OSError as error:
        raise NotErased.because(path, error) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
