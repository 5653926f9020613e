"""`aisle models`: the weights that Aisle knows, where they are and whether they are whole."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

import typer

from assistant.config import Settings
from assistant.errors import WeightsNotReady
from speech.errors import WeightsAltered, WeightsError, WeightsMissing
from speech.weights import Entry, entries, resolve

State = Literal["ok", "missing", "altered", "present", "unknown"]
_OPTIONAL = "not installed (optional)"


@dataclass(frozen=True, slots=True)
class Row:
    """One set of weights as the list shows it."""

    name: str
    state: State
    """"present" where nothing pins the files, so nothing could be compared."""
    use: str
    source: str
    licence: str
    origin: str
    files: dict[str, str | None]
    """File name to its SHA-256 now; None where the file is not there."""
    problem: str | None
    required: bool = True
    """Whether a problem is a failure: not for what is neither default nor configured."""


def run(settings: Settings, as_json: bool) -> None:
    """Print every set of weights; fail if one that is configured cannot be used."""
    others = (voice.weights for voice in settings.voice.others.values())
    embedder = [settings.embedding.weights] if settings.embedding.weights else []  # a URL has none
    configured = (settings.speech.weights, settings.voice.weights, *embedder, *others)
    rows = [
        _row_of(entry, required=entry.extra is None or entry.name in configured)
        for entry in entries().values()
    ]
    rows += [_row_of_other(name) for name in dict.fromkeys(configured) if name not in entries()]
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        _print(rows)
    for row in rows:
        if row.problem and row.required:
            raise WeightsNotReady(row.problem)


def _row_of(entry: Entry, required: bool) -> Row:
    state, files, problem = _look(entry.name)
    return Row(
        name=entry.name,
        state=state,
        use=entry.use,
        source=", ".join(entry.packages),
        licence=entry.licence,
        origin=entry.origin,
        files=files or dict.fromkeys((file.name for file in entry.files), None),
        problem=problem,
        required=required,
    )


def _row_of_other(name: str) -> Row:
    state, files, problem = _look(name)
    return Row(name, state, "configured", name, "see its origin", name, files, problem)


def _look(name: str) -> tuple[State, dict[str, str | None], str | None]:
    try:
        weights = resolve(name)
        weights.verify()
    except WeightsMissing as error:
        return "missing", {}, str(error)
    except WeightsAltered as error:
        return "altered", {f: weights.checksum(f) for f in weights.names}, str(error)
    except WeightsError as error:
        return "unknown", {}, str(error)
    pinned = all(file.sha256 for file in weights.files.values())
    return "ok" if pinned else "present", {f: weights.checksum(f) for f in weights.names}, None


def _print(rows: list[Row]) -> None:
    for row in rows:
        absent = row.state == "missing" and not row.required
        typer.echo(f"{row.name:<18} {_OPTIONAL if absent else row.state:<8} {row.use}")
        typer.echo(f"    licence  {row.licence}")
        typer.echo(f"    origin   {row.origin}")
        typer.echo(f"    from     {row.source}")
        if row.problem and not row.required:
            typer.echo(f"    note     {row.problem}")
        if absent:
            continue
        for file, sha256 in row.files.items():
            typer.echo(f"    {(sha256 or 'missing')[:8]:<8} {file}")
