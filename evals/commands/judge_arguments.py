"""The arguments of `aisle eval judge`."""

from pathlib import Path
from typing import Annotated

import typer


def judge(
    run: Annotated[Path, typer.Argument(help="Folder of the run.")],
    model: Annotated[str, typer.Option(help="A model of the routing policy.")],
    labels: Annotated[
        Path | None, typer.Option(help="What people say of the same conversations, JSON Lines.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds a conversation may take.")] = 60.0,
    jobs: Annotated[int, typer.Option(min=1, max=32, help="Conversations at a time.")] = 4,
) -> None:
    """Ask a model about every conversation of a run. It may veto a pass where it was shown to
    agree with people; it never rescues a failure.
    """
    from evals.commands.judge import judge_command  # noqa: PLC0415 - takes seconds to import

    judge_command(run, model, labels, timeout, jobs)
