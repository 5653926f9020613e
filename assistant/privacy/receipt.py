"""What an erasure did, for whoever asked for it and for the record; it names nobody."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from assistant.analytics.errors import StoreUnusable

NAME: Final = "erasures.jsonl"
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Emptied:
    """One place, and how many things of theirs were erased there."""

    place: str
    about: str
    erased: int


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """Where it was looked for what is left."""

    files: int
    size: int
    """Of the files, in bytes."""
    database_tables: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done."""

    whose: str
    """Salted digest of the shopper's or the session's id, as in the shop's list of who was
    erased."""
    kind: str
    """shopper or session."""
    tenant: str
    at: str
    """UTC; what happened until then is not taken in again."""
    sessions: int
    emptied: tuple[Emptied, ...]
    looked_through: LookedThrough | None
    """None where nobody looked."""
    found_again: tuple[str, ...]
    """Files and tables in which an id of theirs still is; empty when all is gone."""
    took_s: float

    @property
    def erased(self) -> int:
        """How many things went, of all places."""
        return sum(one.erased for one in self.emptied)

    @property
    def held(self) -> bool:
        """Whether there was anything: of an id that nobody has there is not."""
        return self.erased > 0

    def json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "erased": self.erased, "held": self.held}


def text_of(told: dict[str, Any]) -> str:
    """Return a receipt's plain data as text for a person."""
    lines = [f"Erased {told['erased']} things of {told['sessions']} sessions ({told['at']})."]
    lines += [f"  {one['place']:<14}{one['erased']:>8}  {one['about']}" for one in told["emptied"]]
    looked = told["looked_through"]
    if looked is None:
        lines.append("Nobody looked for what is left.")
        return "\n".join(lines)
    where = f"{looked['files']} files ({looked['size'] / 1e6:,.1f} MB)"
    if looked["database_tables"]:
        where += f" and {looked['database_tables']} tables of databases"
    lines.append(f"Looked through {where}; it took {told['took_s']:.1f} s.")
    again = told["found_again"]
    lines.append("Still found in: " + ", ".join(again) if again else "Found again: 0")
    return "\n".join(lines)


def keep(home: Path, receipt: Receipt) -> None:
    """Add a receipt to the record of erasures, on disk when it returns.

    Raises:
        StoreUnusable: It cannot be written; the erasure itself is done.
    """
    path = home / NAME
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _PRIVATE)
        with os.fdopen(descriptor, "ab", buffering=0) as file:
            file.write(json.dumps(receipt.json()).encode() + b"\n")
            os.fsync(descriptor)
    except OSError as error:
        raise StoreUnusable(
            f"It was erased, but the receipt cannot be added to {path} ({error.strerror}); free "
            "space or mend its permissions, then erase again."
        ) from error
