"""What people said of logged turns: one JSON object a line.

{"session_id": "s1", "turn": 0, "good": false, "said": "not Nike", "acts": ["refine"], "by": "Ada"}
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.acts import Act
from evals.errors import LabelsInvalid
from evals.scenarios.expectations import Wish


class TurnLabel(BaseModel):
    """What one person said of one turn; what is left out was not looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_id: str
    turn: int
    good: bool | None = None
    """Whether the shopper was served well."""
    said: str | None = None
    """The words that were really spoken."""
    acts: tuple[Act, ...] | None = None
    constraints: tuple[Wish, ...] | None = None
    by: str | None = None
    note: str | None = None


Labels = Mapping[tuple[str, int], TurnLabel]
"""By session and turn."""


def read_labels(path: Path) -> Labels:
    """Return the labels of a file; of two for one turn the later.

    Raises:
        LabelsInvalid: The file cannot be read, or a line is no label.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelsInvalid(f"The labels in {path} cannot be read; give a JSON Lines file.") from (
            error
        )
    labels: dict[tuple[str, int], TurnLabel] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            label = TurnLabel.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"])) or "the line"
            raise LabelsInvalid(f"{path}:{number}: {field}: {first['msg']}.") from error
        labels[label.session_id, label.turn] = label
    return labels
