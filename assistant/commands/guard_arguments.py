"""The arguments of `aisle guard`. Imports nothing of ours before the command is called."""

from dataclasses import dataclass
from typing import Annotated

import typer

from assistant.commands.running import run_command


@dataclass(frozen=True, slots=True)
class GuardOptions:
    """What was asked for on the command line; nothing of it is checked yet."""

    text: str | None
    """None for standard input."""
    products: str | None = None
    """A file of products, in any feed format."""
    ids: tuple[str, ...] = ()
    """Products of the index, in the order of the list."""
    utterance: str = ""
    as_json: bool = False


def guard(
    text: Annotated[
        str | None, typer.Argument(help="What would be said; read from standard input by default.")
    ] = None,
    products: Annotated[
        str | None,
        typer.Option(
            "--products", metavar="FILE", help="The list of products, in any feed format."
        ),
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Option("--ids", help="A product of the index; repeat it, or part them by commas."),
    ] = None,
    said: Annotated[
        str, typer.Option("--said", help="The shopper's words, which may be given back as a wish.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Check a text against a list of products, clause by clause; exit with 1 if one is refused."""
    named = tuple(i.strip() for part in ids or () for i in part.split(",") if i.strip())
    run_command("guard", GuardOptions(text, products, named, said, as_json))
