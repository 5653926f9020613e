"""What people say of conversations that a judge reads too: JSON lines beside nothing, in a file.

    {"key": "boots-in-brown#0@typed", "question": "misleading", "answer": "no", "by": "anna"}

`digest` may be given: a label whose conversation was played again and came out otherwise is then
left out. Several people may label one conversation; most of them decide, a tie is no label.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import LabelsInvalid
from evals.judges.rubric import QUESTIONS, RUBRIC_VERSION, Answer


class Label(BaseModel):
    """One person's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    question: str
    answer: Answer
    by: str = ""
    digest: str | None = None
    rubric: int = RUBRIC_VERSION


def read_labels(path: Path) -> tuple[Label, ...]:
    """Read a file of labels.

    Raises:
        LabelsInvalid: It cannot be read, or a line of it is no label; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelsInvalid(
            f"The labels in {path} cannot be read; give a JSON Lines file."
        ) from error
    found: list[Label] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = Label.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            message = f"Line {number} of {path} is no label: {where}: {first['msg'].lower()}."
            raise LabelsInvalid(message) from error
        if label.question not in QUESTIONS:
            known = ", ".join(QUESTIONS)
            raise LabelsInvalid(
                f"Line {number} of {path} labels {label.question!r}; the questions are {known}."
            )
        if label.rubric == RUBRIC_VERSION:
            found.append(label)
    return tuple(found)


def decided(
    labels: Iterable[Label], digests: Mapping[str, str]
) -> Mapping[tuple[str, str], Answer]:
    """Return what most people say, by key and question.

    Args:
        labels: Of any number of people.
        digests: Of the conversations as they are, by key.
    """
    votes: dict[tuple[str, str], Counter[Answer]] = {}
    for label in labels:
        if label.digest in (None, digests.get(label.key)):
            votes.setdefault((label.key, label.question), Counter())[label.answer] += 1
    return {
        where: "yes" if counted["yes"] > counted["no"] else "no"
        for where, counted in votes.items()
        if counted["yes"] != counted["no"]
    }
