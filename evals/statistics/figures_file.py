"""The figures of a run as a file beside it, for whatever reads JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

from evals.measures.scored import ScoredRun
from evals.runs.run import FIGURES_FILE
from evals.statistics.figure import RunFigure
from evals.statistics.figures import figures_of

VERSION = 1


def write_figures(folder: Path) -> Path:
    """Score the run in `folder` and write its figures there.

    Raises:
        RunUnreadable: There is no run there.
        OSError: The disk is full.
    """
    from evals.measures.score_run import score_run  # noqa: PLC0415 - imports every measure
    from evals.runs.folder import read_run  # noqa: PLC0415

    scored = score_run(read_run(folder))
    return save_figures(folder, scored, figures_of(scored))


def save_figures(folder: Path, scored: ScoredRun, figures: Sequence[RunFigure]) -> Path:
    """Write figures that are there already; the file is whole or as it was before.

    Raises:
        OSError: The disk is full.
    """
    whole = {
        "version": VERSION,
        "run": scored.name,
        "trials": len(scored.trials),
        "invalid": scored.invalid,
        "regenerated": scored.regenerated,
        "missing": scored.missing,
        "figures": [figure.as_json() for figure in figures],
    }
    path = folder / FIGURES_FILE
    beside = path.with_suffix(".json.part")
    beside.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)
    return path
