"""The `aisle` command.

Each command is a module of `assistant.commands`, imported only when it is
called. Other packages may add commands through the entry-point group
`aisle.commands` (that is how `aisle bench` comes in without `assistant`
importing `evals`).
"""

import errno
import importlib
import logging
import os
import sys
from importlib.metadata import entry_points
from typing import Annotated

import typer

from assistant.config import load
from assistant.errors import AssistantError

_USER_ERRORS = {
    "speech.errors.SpeechError",
    "retrieval.errors.RetrievalError",
    "agents.errors.AgentError",
}
"""Named, not imported: `aisle --help` should not wait for them."""

_INTERRUPTED = 130

app = typer.Typer(
    name="aisle",
    help="Aisle: a voice-enabled shopping assistant.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Audio = Annotated[
    list[str] | None,
    typer.Option(
        "--audio", help="A spoken question: WAV, FLAC, MP3 or OGG. Repeat it for a conversation."
    ),
]
Text = Annotated[
    list[str] | None, typer.Option("--text", help="A typed question. Repeat it for a conversation.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def demo(
    audio: Audio = None,
    text: Text = None,
    out: Annotated[
        str | None, typer.Option(help="Write the spoken reply to this WAV file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Play spoken questions through the whole path in real time.

    Without --audio or --text it plays a question that comes with Aisle.
    """
    _run("demo", audio or [], text or [], out, as_json)


@app.command()
def chat() -> None:
    """Talk to the assistant by typing."""
    _run("chat")


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; loopback by default.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = None,
    reload: Annotated[bool, typer.Option(help="Restart when the code changes.")] = False,
) -> None:
    """Serve text conversations and product search over HTTP."""
    _run("serve", host, port, reload)


@app.command()
def index(
    feed: Annotated[
        str | None, typer.Argument(help="A JSON Lines file of products, or `status`.")
    ] = None,
    sample: Annotated[
        bool, typer.Option(help="Index the sample catalog that comes with Aisle.")
    ] = False,
    force: Annotated[bool, typer.Option(help="Build anew even if nothing changed.")] = False,
) -> None:
    """Index a catalog, or say what is indexed (`aisle index status`)."""
    _run("index", feed, sample, force)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many products.")] = 10,
    as_json: Json = False,
) -> None:
    """Search the indexed catalog."""
    _run("search", words, limit, as_json)


@app.command()
def models(as_json: Json = False) -> None:
    """List the weights: what is there, where from, licence and checksum."""
    _run("models", as_json)


@app.command()
def graph() -> None:
    """Print the agent's graph as a Mermaid diagram."""
    _run("graph")


def main() -> None:
    """Run the command line and turn every known error into one sentence."""
    for command in entry_points(group="aisle.commands"):
        app.command(name=command.name)(command.load())
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.stderr.write("aisle: There is no space left where the output goes.\n")
        os._exit(1)  # the interpreter's own flush at exit would fail on it again
    except Exception as error:
        if not _is_for_users(error):
            raise
        sys.stderr.write(f"aisle: {error}\n")
        sys.exit(getattr(error, "exit_code", 1))


def _run(command: str, *arguments: object) -> None:
    settings = load()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s"
    )
    importlib.import_module(f"assistant.commands.{command}").run(settings, *arguments)


def _is_for_users(error: Exception) -> bool:
    """Say whether the message of `error` was written for a user."""
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return isinstance(error, AssistantError) or not names.isdisjoint(_USER_ERRORS)
