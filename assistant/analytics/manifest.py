"""Which files are the tables: one small JSON file, replaced whole.

A reader that has read it has all tables of one moment. A file that it does not name is of no one:
a build that was cut off, or one that another has taken the place of.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from assistant.analytics.errors import StoreUnusable

LAYOUT: Final = 1
NAME: Final = "manifest.json"
_NEW: Final = ".manifest.new"
PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Part:
    """The file of one table and day."""

    file: str
    """Within the folder, "turns/day=2026-11-23/4f0c.parquet"."""
    rows: int
    shape: str
    """Digest of the columns that it was written with."""
    has_texts: bool = True
    """False once its texts have expired."""


Days = Mapping[str, Mapping[str, Part]]
"""Parts by table, by day as "2026-11-23"."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of one moment."""

    days: Days = field(default_factory=dict)
    mark: str = "empty"
    taken: tuple[str, ...] = ()
    """Names of segments whose records are in, but which may not be removed yet."""
    stale: Mapping[str, float] = field(default_factory=dict)
    """Files that others took the place of, which a reader may still be at, by when (Unix time)."""

    def parts(self, table: str) -> list[Part]:
        """Return a table's files, oldest day first."""
        return [self.days[day][table] for day in sorted(self.days) if table in self.days[day]]

    def files(self) -> set[str]:
        """Return every file that is in use."""
        return {part.file for parts in self.days.values() for part in parts.values()}

    def after(self, days: Days, taken: tuple[str, ...], now: float) -> "Manifest":
        """Return what takes this one's place; a day without parts is there no more."""
        kept = {day: parts for day, parts in days.items() if parts}
        new = Manifest(kept, uuid4().hex[:16], taken)
        gone = self.files() - new.files()
        return replace(new, stale={**self.stale, **dict.fromkeys(gone, now)})


def read(folder: Path) -> Manifest:
    """Return the manifest of a folder of tables; an empty one where there is none.

    Raises:
        StoreUnusable: It cannot be read, or is of another version of Aisle.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError) as error:
        raise StoreUnusable(
            f"The list of the log's tables, {path}, cannot be read; restore it from a backup, or "
            "move the folder away and import the log anew."
        ) from error
    layout = data.get("layout") if isinstance(data, dict) else None
    if layout != LAYOUT:
        raise StoreUnusable(
            f"The log's tables in {folder} are of another version of Aisle (layout {layout}, "
            f"this one reads {LAYOUT}); use that version, or export them with it."
        )
    try:
        return _manifest(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise StoreUnusable(
            f"The list of the log's tables, {path}, is damaged; restore it from a backup, or move "
            "the folder away and import the log anew."
        ) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before; on disk when it returns.

    Raises:
        OSError: It could not be written; the one before stands.
    """
    data = {
        "layout": LAYOUT,
        "mark": manifest.mark,
        "taken": list(manifest.taken),
        "stale": dict(manifest.stale),
        "days": {
            day: {table: _told(part) for table, part in sorted(parts.items())}
            for day, parts in sorted(manifest.days.items())
        },
    }
    new = folder / _NEW
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor
        json.dump(data, file, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(part: Part) -> list[str | int | bool]:
    return [part.file, part.rows, part.shape, part.has_texts]


def _manifest(data: dict[str, Any]) -> Manifest:
    days = {
        day: {table: Part(*told) for table, told in parts.items()}
        for day, parts in data["days"].items()
    }
    return Manifest(days, data["mark"], tuple(data["taken"]), dict(data["stale"]))
