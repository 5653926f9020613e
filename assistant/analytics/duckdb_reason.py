"""Why DuckDB refused something, in one line."""

from typing import Final

_OFFERED: Final = "Candidate bindings: "


def said(error: Exception) -> str:
    """Return DuckDB's reason in one line, without the full stop, and the names that it offers."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    reason = lines[0].rstrip(".!")
    if len(lines) > 1 and lines[1].startswith(_OFFERED):
        reason += f"; near it there is {lines[1].removeprefix(_OFFERED).rstrip('.')}"
    return reason
