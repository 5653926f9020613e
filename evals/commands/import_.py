"""`aisle eval import`: scenarios for any catalog, a file for each kind."""

import json
from pathlib import Path

import typer

from assistant.commands.running import command_settings
from assistant.errors import UsageError
from evals.scenarios.from_facets.making import Imported, imported
from evals.scenarios.indexed import indexed_catalog
from evals.scenarios.unmet import Catalog
from evals.scenarios.written import scenarios_text


def write_imported(out: Path, count: int, seed: int, as_json: bool) -> None:
    """Make scenarios of this installation's catalog and write them.

    Args:
        out: A folder that is empty or not there.
        count: How many; fewer where the catalog does not yield them.
        seed: The same catalog and seed make the same files.
        as_json: Print one JSON object.

    Raises:
        UsageError: The folder holds something, or the catalog yields nothing.
        RetrievalError: There is no usable index.
        OSError: A file cannot be written.
    """
    if out.is_dir() and any(out.iterdir()):
        raise UsageError(f"There is something in {out} already; name a new folder.")
    catalog = indexed_catalog(command_settings("eval"))
    found = imported(catalog, count, seed)
    if not found.count:
        raise UsageError(
            "No scenario could be made: the catalog has no category of several products "
            "that shoppers would ask for by its name."
        )
    out.mkdir(parents=True, exist_ok=True)
    for kind, scenarios in found.by_kind.items():
        head = _head(kind, catalog, seed)
        (out / f"{kind}.yaml").write_text(scenarios_text(scenarios, head), encoding="utf-8")
    typer.echo(_plain(found, out) if as_json else _text(found, out, count))


def _head(kind: str, catalog: Catalog, seed: int) -> str:
    made = (
        f"Made by `aisle eval import` (seed {seed}) of the catalog {catalog.digest[:12]}: {kind}."
    )
    return f"{made}\nWhat is wanted follows from the products alone; edit it where you know better."


def _text(found: Imported, out: Path, count: int) -> str:
    lines = [f"{found.count} scenarios over {found.categories} categories, in {out}"]
    lines += [f"  {len(made):>4}  {kind}" for kind, made in found.by_kind.items()]
    if found.not_found:
        lines.append(f"The catalog has nothing for: {', '.join(found.not_found)}.")
    if found.count < count:
        lines.append(f"It yields no more than that; {count} were asked for.")
    return "\n".join(lines)


def _plain(found: Imported, out: Path) -> str:
    return json.dumps(
        {
            "folder": str(out),
            "scenarios": found.count,
            "categories": found.categories,
            "by_kind": {kind: [one.id for one in made] for kind, made in found.by_kind.items()},
            "not_found": list(found.not_found),
        }
    )
