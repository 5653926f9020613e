"""What `aisle eval from-log` and `aisle eval forget` take."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.running import command_settings

_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def from_log(
    log: Annotated[
        Path | None, typer.Option(help="Folder of the intent log; this installation's by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the scenarios; one in AISLE_HOME by default.")
    ] = None,
    session: Annotated[
        list[str] | None, typer.Option(help="Ids of conversations. Repeat it for more; else all.")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="What people said of turns, one JSON object a line.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many, by chance.")] = None,
    seed: Annotated[int, typer.Option(help="Of that chance.")] = 1,
    as_json: _Json = False,
) -> None:
    """Make scenarios of logged conversations, without what tells who the shopper was."""
    from evals.commands.from_log import make  # noqa: PLC0415 - libraries take seconds to import

    settings = command_settings("eval")
    make(settings, log, out, session or [], labels, sample, seed, as_json)


def forget(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders to look through too, for moved scenarios.")
    ] = None,
    shopper: Annotated[str | None, typer.Option(help="A shopper's id.")] = None,
    conversation: Annotated[str | None, typer.Option(help="A conversation's id.")] = None,
    as_json: _Json = False,
) -> None:
    """Erase scenarios that were made from a shopper, and what runs kept of them."""
    from evals.commands.from_log import forget as forgotten  # noqa: PLC0415

    forgotten(command_settings("eval"), shopper, conversation, paths or [], as_json)
