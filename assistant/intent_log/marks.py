"""Finding the lines of sessions and of shoppers quickly: by bytes first, then by what they say."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Whose lines are looked for."""

    sessions: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    _bytes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        marks = [
            *(mark for name in self.sessions for mark in _marks("session_id", name)),
            *(mark for name in self.clients for mark in _marks("client_id", name)),
        ]
        object.__setattr__(self, "_bytes", tuple(dict.fromkeys(marks)))

    def may_be_in(self, line: bytes) -> bool:
        """Say whether a line may be one of theirs: never False of one that is."""
        return any(mark in line for mark in self._bytes)

    def are_of(self, line: bytes) -> bool:
        """Say whether a line is a record of theirs, whole or torn.

        Not one in which a shopper only said such words: those are escaped in JSON.
        """
        if not self.may_be_in(line):
            return False
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            return True
        if not isinstance(record, dict):
            return False
        return _is_among(record.get("session_id"), self.sessions) or _is_among(
            record.get("client_id"), self.clients
        )


def _is_among(value: object, names: frozenset[str]) -> bool:
    return isinstance(value, str) and value in names


def _marks(field: str, name: str) -> set[bytes]:
    """Return what a line of theirs holds, in the ways in which JSON may be written."""
    return {
        f'"{field}":{gap}{json.dumps(name, ensure_ascii=is_ascii)}'.encode("utf-8", "replace")
        for gap in ("", " ")
        for is_ascii in (True, False)
    }
