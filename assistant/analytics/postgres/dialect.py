"""Our own questions as psycopg takes them: $name becomes %(name)s, and a % is written twice."""

import re
from typing import Final

from psycopg.adapt import Buffer, Loader

_PIECE: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\$([a-z_][a-z0-9_]*)|%", re.I)


def translated(sql: str) -> str:
    """Return a question with psycopg's placeholders; what is quoted stays as it is.

    Args:
        sql: With parameters written $name.
    """
    return _PIECE.sub(_piece, sql)


def _piece(match: re.Match[str]) -> str:
    name = match[1]
    return f"%({name})s" if name else match[0].replace("%", "%%")


class NumberLoader(Loader):
    """Reads NUMERIC, as sums of whole numbers come, as DuckDB gives it: whole, or a float."""

    def load(self, data: Buffer) -> int | float:
        """Return the number that Postgres wrote."""
        text = bytes(data).decode()
        try:
            return int(text)
        except ValueError:
            return float(text)
