"""What `aisle eval import` takes."""

from pathlib import Path
from typing import Annotated

import typer


def import_(
    out: Annotated[Path, typer.Option(help="A new folder for the scenarios.", file_okay=False)],
    count: Annotated[int, typer.Option(min=1, max=5_000, help="How many to make.")] = 60,
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Make scenarios for the indexed catalog, from what its products have."""
    from evals.commands.import_ import write_imported  # noqa: PLC0415 - libraries take seconds

    write_imported(out, count, seed, as_json)
