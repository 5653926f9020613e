"""What `aisle index` takes; imported by `aisle --help`, so nothing heavy is imported here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.running import run_command


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """What the command line says; nothing of it is checked yet."""

    feed: str | None = None
    sample: bool = False
    force: bool = False
    format: str | None = None
    mapping: Path | None = None
    labels: Path | None = None
    currency: str | None = None
    rates: tuple[str, ...] = ()
    refused: Path | None = None
    max_refused: str = "5%"
    dry_run: bool = False
    as_json: bool = False


def index(  # noqa: PLR0913, PLR0917 - each is an option of the command
    feed: Annotated[
        str | None, typer.Argument(help="A product feed of any published format, or `status`.")
    ] = None,
    sample: Annotated[
        bool, typer.Option(help="Index the sample catalog that comes with Aisle.")
    ] = False,
    force: Annotated[bool, typer.Option(help="Build anew even if nothing changed.")] = False,
    feed_format: Annotated[
        str | None,
        typer.Option("--format", help="The feed's format; told by its content if not given."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(help="Which column fills which field: a file that was saved and edited."),
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Labels that `aisle label` wrote, to be indexed with it.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="Of prices that name none, and to convert to; such as USD.")
    ] = None,
    rate: Annotated[
        list[str] | None, typer.Option(help="What one unit of another currency is worth: EUR=1.08.")
    ] = None,
    refused: Annotated[
        Path | None, typer.Option(help="Write refused rows here, one JSON object a line.")
    ] = None,
    max_refused: Annotated[
        str, typer.Option(help="Share of refused rows above which nothing is indexed.")
    ] = "5%",
    dry_run: Annotated[
        bool, typer.Option(help="Show the mapping, some products and refused rows; index nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Index a catalog, or say what is indexed (`aisle index status`)."""
    run_command(
        "index",
        IndexOptions(
            feed=feed,
            sample=sample,
            force=force,
            format=feed_format,
            mapping=mapping,
            labels=labels,
            currency=currency,
            rates=tuple(rate or ()),
            refused=refused,
            max_refused=max_refused,
            dry_run=dry_run,
            as_json=as_json,
        ),
    )
