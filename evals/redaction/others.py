"""Exams whose authors had never seen the redactor: `evals/data/redaction/others`."""

import json
from importlib.resources import files

from evals.redaction.case import Case, Entity

STUDIED = ("first_studied", "second_studied", "third_studied", "fourth_studied")
HELD_OUT = ("first_held_out", "second_held_out", "third_held_out", "fourth_held_out")
"""Files without their ending."""


def others_cases(name: str) -> tuple[Case, ...]:
    """Return the cases of one file.

    Args:
        name: One of `STUDIED` or `HELD_OUT`.
    """
    text = (
        files("evals").joinpath("data", "redaction", "others", f"{name}.jsonl").read_text("utf-8")
    )
    return tuple(_case(json.loads(line)) for line in text.splitlines())


def _case(record: dict[str, object]) -> Case:
    text, marked = str(record["text"]), record["pii"]
    entities = []
    for one in marked if isinstance(marked, list) else ():
        start = text.index(one["text"], one.get("from", 0))
        entities.append(Entity(start, start + len(one["text"]), one["kind"]))
    return Case(text, tuple(sorted(entities, key=lambda e: e.start)), str(record["form"]))
