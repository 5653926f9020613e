"""Shoppers' utterances of one act, written by hand for tuning: what confidence is calibrated on.

Only the tuning set of `evals/data/understanding` is read here, never the held-out one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.acts import Act
from agents.reading import Shown

_FOLDER = Path(__file__).parent / "data" / "understanding"


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance with the acts that a careful listener would take it for."""

    text: str
    shown: Shown
    acts: frozenset[Act]


def shoppers() -> list[Line]:
    """Return the tuning utterances that hold one act in each of their readings."""
    contexts = json.loads((_FOLDER / "utterances_contexts.json").read_text(encoding="utf-8"))
    lines = []
    for line in (_FOLDER / "utterances_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if all(len(reading) == 1 for reading in row["expected"]):
            acts = {Act(name) for reading in row["expected"] for name in reading[0]["acts"]}
            shown = _shown(contexts["contexts"][row["context"]])
            lines.append(Line(row["text"], shown, frozenset(acts)))
    return lines


def _shown(context: Mapping[str, Any]) -> Shown:
    return Shown(
        titles=tuple(context.get("titles", ())),
        category=context.get("category"),
        asked=context.get("asked"),
        choices=tuple(context.get("choices", ())),
        turn=context.get("turn", 0),
        added=context.get("added", False),
    )
