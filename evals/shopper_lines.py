"""Shoppers' utterances of one act, written by hand: for the heads, and for their calibration.

The heads learn from the extra set of `evals/data/understanding`, confidence is calibrated on the
tuning set; the held-out set is never read here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from agents.acts import Act
from agents.reading import Shown
from evals.shopper_talk import Said

_FOLDER = Path(__file__).parent / "data" / "understanding"


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance with the acts that a careful listener would take it for."""

    text: str
    shown: Shown
    likeliest: Act
    acts: frozenset[Act]


def shoppers() -> list[Line]:
    """Return the tuning utterances that hold one act in each of their readings."""
    return _of_one_act("utterances_dev.jsonl")


def extra() -> list[Line]:
    """Return the extra utterances that hold one act in each of their readings."""
    return _of_one_act("utterances_extra.jsonl")


def _of_one_act(name: str) -> list[Line]:
    contexts = json.loads((_FOLDER / "utterances_contexts.json").read_text(encoding="utf-8"))
    lines = []
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if all(len(reading) == 1 for reading in row["expected"]):
            acts = [Act(act) for reading in row["expected"] for act in reading[0]["acts"]]
            shown = _shown(contexts["contexts"][row["context"]])
            lines.append(Line(row["text"], shown, acts[0], frozenset(acts)))
    return lines


def spoken() -> list[Said]:
    """Return the extra utterances that hold one act in their likeliest reading: to learn from."""
    contexts = json.loads((_FOLDER / "utterances_contexts.json").read_text(encoding="utf-8"))
    said = []
    for line in (_FOLDER / "utterances_extra.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        likeliest = row["expected"][0]
        act = likeliest[0]["acts"][0]
        if len(likeliest) > 1 or act in _WITH_TOPICS:
            continue
        shown = bool(contexts["contexts"][row["context"]].get("titles"))
        text = row["text"]
        said.append(Said(text, act, "", shown, crc32(text.lower().encode()), "spoken"))
    return said


_WITH_TOPICS = ("smalltalk", "order_or_policy", "out_of_scope")
"""The first layer learns these by topic, which the extra set does not say."""


def _shown(context: Mapping[str, Any]) -> Shown:
    return Shown(
        titles=tuple(context.get("titles", ())),
        category=context.get("category"),
        asked=context.get("asked"),
        choices=tuple(context.get("choices", ())),
        turn=context.get("turn", 0),
        added=context.get("added", False),
    )
