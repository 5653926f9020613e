"""The rows of a feed that were refused, written where its owner can work through them."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from retrieval.feeds.record import Refused


def write_refused(path: Path, rows: Iterable[Refused]) -> None:
    """Write one JSON object a line, or remove the file if there is no row.

    Raises:
        OSError: the folder or the disk refuses.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace") as file:
        for row in chain((first,), waiting):
            file.write(_line(row))


def most_often(rows: Iterable[Refused]) -> str:
    """Return the commonest reason with its field; there must be a row."""
    counts = Counter((row.field or "the entry", row.reason) for row in rows)
    (field, reason), _ = counts.most_common(1)[0]
    return f"{field} {reason}"


def _line(row: Refused) -> str:
    return json.dumps(asdict(row), ensure_ascii=False) + "\n"
