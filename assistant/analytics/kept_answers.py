"""Answers that are asked for again and again, while the tables stay as they are."""

from collections import OrderedDict
from typing import Final

from assistant.analytics.store import Cell, Parameter, Rows

Asked = tuple[str, tuple[tuple[str, Parameter], ...]]
"""A question, and its parameters by name."""

LARGEST: Final = 256 * 1024
TOTAL: Final = 32 * 2**20
"""Bytes, about."""
_CELL: Final = 32
"""Bytes of a number; a text has its length besides."""


class KeptAnswers:
    """The answers asked for last, within so much memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Asked, tuple[Rows, int]] = OrderedDict()
        self._size = 0

    def get(self, asked: Asked) -> Rows | None:
        """Return the answer, if it is kept."""
        found = self._kept.get(asked)
        if found is None:
            return None
        self._kept.move_to_end(asked)
        return found[0]

    def put(self, asked: Asked, rows: Rows) -> None:
        """Keep an answer unless it is long."""
        size = sum(_size(cell) for row in rows.rows for cell in row)
        if size > LARGEST or asked in self._kept:
            return
        self._kept[asked] = rows, size
        self._size += size
        while self._size > TOTAL:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= gone

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()
        self._size = 0


def _size(cell: Cell) -> int:
    return _CELL + (len(cell) if isinstance(cell, str) else 0)
