"""What changed between the catalog that serves and the one that was read, in SQL.

`main.products` is what was read (`retrieval.staging`), `old.products` the ledger of the
generation that serves: id, hash of all that is stored, hash of the text that is embedded.
"""

import sqlite3
from collections.abc import Iterator

CHANGED = (
    "FROM main.products s LEFT JOIN old.products o ON o.id = s.id WHERE o.content IS NOT s.content"
)
_REMOVED = "FROM old.products o WHERE NOT EXISTS (SELECT 1 FROM main.products s WHERE s.id = o.id)"


class Difference:
    """Between what was read and what an index holds."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows = rows
        self.changed = self._count(f"SELECT count(*) {CHANGED}")
        """New products and those of which anything differs."""
        self.reworded = self._count(f"SELECT count(*) {CHANGED} AND o.text IS NOT s.text")
        """Those among them whose text must be embedded."""
        self.removed = self._count(f"SELECT count(*) {_REMOVED}")
        self.kept = self._count("SELECT count(*) FROM main.products") - self.changed

    @property
    def touched(self) -> int:
        return self.changed + self.removed

    def removed_ids(self) -> Iterator[str]:
        """Give the ids of products that are gone."""
        for (identifier,) in self._rows.execute(f"SELECT o.id {_REMOVED}"):
            yield identifier

    def _count(self, query: str) -> int:
        (number,) = self._rows.execute(query).fetchone()
        return int(number)
