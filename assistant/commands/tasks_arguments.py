"""What `aisle summary`, `label` and `look` take; imported by `aisle --help`: nothing heavy here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.running import run_command

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """What the command line says; nothing of it is checked yet."""

    feed: str | None
    out: Path
    sample: bool = False
    attributes: str = "material,feature,audience"
    limit: int | None = None
    at_once: int = 4
    mapping: Path | None = None
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class LookOptions:
    """What the command line says."""

    image: Path
    search: bool = False
    somebody: bool = False
    limit: int = 10
    as_json: bool = False


def summary(
    conversation: Annotated[str, typer.Argument(help="Its id in the intent log.")],
    as_json: Json = False,
) -> None:
    """Sum up a logged conversation, for a person who takes over."""
    run_command("summary", conversation, as_json)


def label(  # noqa: PLR0913, PLR0917 - each is an option of the command
    feed: Annotated[
        str | None, typer.Argument(help="A product feed of any published format.")
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Appended to; products that are in it are not asked again.")
    ] = Path("labels.jsonl"),
    sample: Annotated[bool, typer.Option(help="Label the sample catalog.")] = False,
    attributes: Annotated[
        str, typer.Option(help="Of material, feature, audience and colour, with commas.")
    ] = "material,feature,audience",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Products that are sent, at most.")
    ] = None,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Calls at once.")] = 4,
    mapping: Annotated[
        Path | None, typer.Option(help="Which column fills which field, as for `aisle index`.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read attributes out of products' texts by a model, each with the words that state it."""
    options = LabelOptions(feed, out, sample, attributes, limit, at_once, mapping, as_json)
    run_command("label", options)


def look(
    image: Annotated[Path, typer.Argument(help="A JPEG, PNG or WebP file.")],
    search: Annotated[
        bool, typer.Option("--search", help="Show what the catalog has like it.")
    ] = False,
    somebody: Annotated[
        bool,
        typer.Option(
            "--somebody", help="A person is in it: only models that may have contact data see it."
        ),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Products that are shown, at most.")] = 10,
    as_json: Json = False,
) -> None:
    """Say what a picture shows, in the catalog's words."""
    run_command("look", LookOptions(image, search, somebody, limit, as_json))
