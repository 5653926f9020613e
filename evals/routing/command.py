"""`aisle route replay`: what another policy would have cost on logged turns."""

import json
from pathlib import Path
from typing import Annotated

import typer

_POLICY = typer.Option("--policy", help='The new policy file, or "shipped".')
_LABELS = typer.Option("--labels", help="Labels of quality, one JSON object a line.")


def replay(
    log: Annotated[list[Path], typer.Argument(help="Folders of an intent log, or .jsonl files.")],
    policy: Annotated[str, _POLICY],
    labels: Annotated[Path | None, _LABELS] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Price another policy on logged turns, and judge it where labels and propensities allow.

    Exits with 3 when --labels is given and the log cannot say how good the policy would be.
    """
    # Imported here: `aisle --help` reads this module and should not wait for numpy.
    from evals.routing.errors import QualityUnsupported  # noqa: PLC0415
    from evals.routing.labels import read_labels  # noqa: PLC0415
    from evals.routing.logged import read_logs  # noqa: PLC0415
    from evals.routing.redecided import Replayed  # noqa: PLC0415
    from evals.routing.replay import replay as replayed  # noqa: PLC0415
    from evals.routing.report import as_json as json_of  # noqa: PLC0415
    from evals.routing.report import as_text  # noqa: PLC0415

    new = Replayed(policy)
    read = read_logs(log)
    report = replayed(read, new, None if labels is None else read_labels(labels, read.turns))
    typer.echo(json.dumps(json_of(report), indent=2) if as_json else as_text(report))
    if report.refused:
        raise QualityUnsupported(
            f"The quality of this policy cannot be estimated from this log: {report.refused[0]}; "
            "explore those turns with the logged policy first, or leave --labels out."
        )
