"""Everything that is held about a person, as one ZIP of readable JSON, with their recordings."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.privacy.place import Held, Place
from assistant.privacy.subject import Subject

README = "README.txt"


def parts_of(places: Sequence[Place], subject: Subject) -> dict[str, Held]:
    """Return what each place holds, by its name; nothing for a place that holds nothing.

    Raises:
        AssistantError, AgentError, RetrievalError: A place cannot be read.
    """
    held = ((place.name, place.held(subject)) for place in places)
    return {name: found for name, found in held if found is not None}


def as_json(places: Sequence[Place], subject: Subject) -> dict[str, Any]:
    """Return everything as plain data; recordings by their names only."""
    return {name: held.data for name, held in parts_of(places, subject).items()}


def as_zip(places: Sequence[Place], subject: Subject) -> bytes:
    """Return everything as a ZIP: a file a place, recordings as FLAC, and what each file is.

    Args:
        places: As `places.places_of` has them.
        subject: Who.

    Raises:
        AssistantError, AgentError, RetrievalError: A place cannot be read.
    """
    parts = parts_of(places, subject)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, _readme(places, subject, parts))
        for name, held in parts.items():
            told = json.dumps(held.data, ensure_ascii=False, indent=2, default=str)
            archive.writestr(f"{name}.json", told)
            for file, content in held.files.items():
                archive.writestr(f"{name}/{file}", content)
    return made.getvalue()


def _readme(places: Sequence[Place], subject: Subject, parts: dict[str, Held]) -> str:
    whose = (
        f"shopper {subject.shopper_id}" if subject.shopper_id else f"session {subject.session_ids}"
    )
    lines = [
        f"Everything that this shop's assistant holds about {whose}.",
        f"Made {datetime.now(UTC).isoformat(timespec='seconds')}; {len(subject.session_ids)} "
        "conversations. Times are UTC.",
        "What was said is kept as it was written down: names, numbers and addresses were left out",
        "before that.",
        "",
    ]
    for place in places:
        held = parts.get(place.name)
        there = f"{place.name}.json" if held else "(nothing)"
        lines.append(f"{there:<22}{place.about}")
        if held and held.files:
            lines.append(f"{place.name + '/':<22}The sound itself, {len(held.files)} FLAC files.")
    return "\n".join(lines) + "\n"
