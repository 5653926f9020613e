"""What `aisle eval report` takes; the work is in `report.py`, which is slow to import."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Sounds(StrEnum):
    """Where recordings go."""

    EMBED = "embed"
    BESIDE = "beside"
    NONE = "none"


def report(
    run: Annotated[Path, typer.Argument(help="The run's folder.")],
    baseline: Annotated[
        Path | None, typer.Option(help="The folder of an earlier run, to compare with.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="The page; JUnit and JSON lie beside it. In the run's folder if left out."
        ),
    ] = None,
    sounds: Annotated[
        Sounds,
        typer.Option(help="Recordings in the page (as many as fit), as files beside it, or none."),
    ] = Sounds.EMBED,
) -> None:
    """Write the report of a run: one page that opens offline, JUnit, JSON."""
    from evals.commands.report import report_run  # noqa: PLC0415 - libraries take seconds to import

    report_run(run, baseline, out, sounds.value)
