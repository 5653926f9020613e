"""`aisle eval report`: the page, the JUnit file and the JSON file of a run."""

from pathlib import Path

import typer

from evals.errors import EvalError
from evals.report.recordings import Keeping
from evals.report.write import write_report
from evals.runs.folder import read_run


def report_run(run: Path, baseline: Path | None, out: Path | None, sounds: Keeping) -> None:
    """Write the report of a run, and say where.

    Args:
        run: Its folder.
        baseline: The folder of an earlier run; None for none.
        out: The page; in the run's folder if None.
        sounds: Whether recordings become part of the page.

    Raises:
        typer.Exit: With 2 where there is no such run, with 1 where nothing could be written.
    """
    if out is not None and out.is_dir():
        out = out / "report.html"
    try:
        before = read_run(baseline) if baseline is not None else None
        paths = write_report(read_run(run), before, out=out, sounds=sounds)
    except EvalError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        reason = error.strerror or str(error)
        where = error.filename or out or run
        typer.echo(
            f"The report cannot be written to {where} ({reason}); name another place with --out.",
            err=True,
        )
        raise typer.Exit(1) from error
    for path in (paths.page, paths.junit, paths.json):
        typer.echo(str(path))
