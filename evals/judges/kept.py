"""Judgments beside a run: judgments.jsonl, and judge-labels.jsonl with what people said of it."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from evals.errors import LabelsInvalid
from evals.judges.judgment import Judgment, digest_of
from evals.judges.labels import Label, decided, read_labels
from evals.judges.rubric import QUESTIONS, RUBRIC_VERSION
from evals.runs.record import TrialRecord

if TYPE_CHECKING:
    from evals.judges.calibration import Calibration

JUDGMENTS_FILE = "judgments.jsonl"
LABELS_FILE = "judge-labels.jsonl"


def write_judgments(folder: Path, judgments: Iterable[Judgment], labels: Iterable[Label]) -> None:
    """Write what a judge said and what it was held against; all of it or nothing.

    Raises:
        OSError: The disk is full.
    """
    _write(folder / JUDGMENTS_FILE, (one.model_dump_json() for one in judgments))
    _write(folder / LABELS_FILE, (one.model_dump_json(exclude_none=True) for one in labels))


def read_judgments(folder: Path) -> tuple[Judgment, ...]:
    """Return what a judge said of a run; nothing where none was asked. Torn lines are left out."""
    path = folder / JUDGMENTS_FILE
    if not path.is_file():
        return ()
    found: list[Judgment] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(Judgment.model_validate_json(line))
        except ValidationError:
            continue
    return tuple(one for one in found if one.rubric == RUBRIC_VERSION)


def read_calibration(folder: Path, records: Iterable[TrialRecord]) -> "tuple[Calibration, ...]":
    """Return how far the run's judge agrees with people; nothing where none was asked."""
    judgments = read_judgments(folder)
    if not judgments:
        return ()
    from evals.judges.calibration import calibrate  # noqa: PLC0415 - imports scipy

    digests = {record.key: digest_of(record) for record in records}
    try:
        labels = read_labels(folder / LABELS_FILE)
    except LabelsInvalid:
        labels = ()
    current = [one for one in judgments if digests.get(one.key) == one.digest]
    return calibrate(current, decided(labels, digests))


def vetoes_of(folder: Path, records: Iterable[TrialRecord]) -> Mapping[str, str]:
    """Return the vetoes that count, by the trial's key: of calibrated questions only.

    Args:
        folder: Of the run.
        records: Of the run. A judgment of what was played again since does not count.
    """
    kept = tuple(records)
    counting = {one.question for one in read_calibration(folder, kept) if one.counts}
    digests = {record.key: digest_of(record) for record in kept} if counting else {}
    found: dict[str, str] = {}
    for one in read_judgments(folder) if counting else ():
        if one.question in counting and one.is_veto and digests.get(one.key) == one.digest:
            why = f'{QUESTIONS[one.question].fault} ("{one.quote}")'
            found[one.key] = f"{found[one.key]}; {why}" if one.key in found else why
    return found


def _write(path: Path, lines: Iterable[str]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
