"""Lines of logs of other systems, in the names of UBI 1.3, and files of them."""

import json
from pathlib import Path
from typing import Any

from assistant.analytics.importing.counts import Counts


def log_file(folder: Path, *lines: object, name: str = "log.ndjson") -> Path:
    path = folder / name
    made = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("\n".join(made) + "\n", encoding="utf-8")
    return path


def ubi_query(
    name: str, text: object, at: object = "2026-03-01T10:00:00Z", **more: Any
) -> dict[str, Any]:
    return {"query_id": name, "user_query": text, "timestamp": at, "application": "shop", **more}


def ubi_event(
    action: str, query: str | None, at: object = "2026-03-01T10:00:05Z", **more: Any
) -> dict[str, Any]:
    return {
        "action_name": action,
        "query_id": query,
        "timestamp": at,
        "application": "shop",
        **more,
    }


def is_accounted(counts: Counts) -> bool:
    """Say whether each line is in one of the counts."""
    return counts.lines == (
        counts.turns + counts.events + counts.markers + counts.empty + counts.skipped
    )
