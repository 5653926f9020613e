"""`aisle route train`: a score from logged turns, and how good it is on turns it never saw."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.acts import Act
from agents.routing.measures import Measured
from agents.routing.outcomes import was_good
from agents.routing.training import Example, Trained, train
from assistant.analytics.logged import logged_turns
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.turn_record import TurnRecord

_Turns = dict[tuple[str, int], TurnRecord]
_ACTS = frozenset(act.value for act in Act)


class Label(BaseModel):
    """One line of a file of labels."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    session_id: str
    turn: int
    quality: float = Field(ge=0, le=1)
    """Good from 0.5."""


def run(
    settings: Settings, logs: list[Path], out: Path, labels: Path | None, as_json: bool
) -> None:
    """Train a score and write it."""
    turns: _Turns = {}
    unrouted = 0
    for record in _records(settings, logs or [settings.log_path]):
        if record.turn is None:
            continue
        unrouted += record.route is None
        turns[record.session_id, record.turn] = record
    said = _labels(labels) if labels else None
    trained = train(_examples(turns, said))
    try:
        out.write_text(trained.score.model_dump_json(indent=2, by_alias=True) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written ({error.strerror}): name another with --out."
        ) from error
    if as_json:
        typer.echo(json.dumps(_as_json(trained, len(turns), unrouted), indent=2))
    else:
        _tell(trained, len(turns), unrouted, out)


def _records(settings: Settings, logs: list[Path]) -> Iterator[TurnRecord]:
    for log in logs:
        if log.is_dir():
            yield from logged_turns(settings, folder=log)
        elif log.is_file():
            yield from _lines(log)
        else:
            raise UsageError(f"There is no log at {log}; name a folder or a .jsonl file.")


def _lines(path: Path) -> Iterator[TurnRecord]:
    with path.open("rb") as file:
        for line in file:
            try:
                yield TurnRecord.model_validate_json(line)
            except ValidationError:
                continue  # a torn line, as the log's own reader skips them


def _labels(path: Path) -> dict[tuple[str, int], bool]:
    found = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The labels in {path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                label = Label.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"])) or "the line"
                raise UsageError(f"{path} line {number}: {where}: {first['msg']}.") from error
            found[label.session_id, label.turn] = label.quality >= 0.5
    return found


def _examples(turns: _Turns, labels: dict[tuple[str, int], bool] | None) -> Iterator[Example]:
    for (session, turn), record in sorted(turns.items()):
        if record.route is None or record.route.situation.fixed:
            continue
        good = _good(turns, session, turn) if labels is None else labels.get((session, turn))
        if good is not None:
            yield Example(record.route.situation, record.route.decision, good)


def _good(turns: _Turns, session: str, turn: int) -> bool | None:
    after = turns.get((session, turn + 1))
    acts = [Act(a["act"]) for a in after.acts if a.get("act") in _ACTS] if after else None
    return was_good(acts, turns[session, turn].outcome == "interrupted")


def _as_json(trained: Trained, turns: int, unrouted: int) -> dict[str, object]:
    return {
        "turns": turns,
        "without_route": unrouted,
        "conversations": trained.score.conversations,
        "tiers": [asdict(report) for report in trained.tiers],
        "skipped": [str(few) for few in trained.skipped],
    }


def _tell(trained: Trained, turns: int, unrouted: int, out: Path) -> None:
    typer.echo(f"{turns} turns, {unrouted} without a route record")
    typer.echo(
        f"{'tier':<9} {'turns':>6} {'good':>6} {'held out':>9}  AUC, Brier, calibration error"
    )
    for report in trained.tiers:
        measured = (report.auc, report.brier, report.calibration_error)
        typer.echo(
            f"{report.tier:<9} {report.examples:6} {report.good:6} {report.measured_on:9}  "
            f"{'  '.join(map(_told, measured))}"
        )
    for few in trained.skipped:
        typer.echo(f"left out: {few}")
    typer.echo(f"Written to {out}; name it in the policy: [score] file = {json.dumps(out.name)}")


def _told(measured: Measured) -> str:
    if measured.value is None:
        return "not measured"
    if measured.low is None or measured.high is None:
        return f"{measured.value:.3f}"
    return f"{measured.value:.3f} ({measured.low:.3f} to {measured.high:.3f})"
