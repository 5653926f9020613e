"""The `aisle` command.

Each command is a module of `assistant.commands`, imported only when it is
called. Other packages may add commands through the entry-point group
`aisle.commands` (that is how `aisle bench` comes in without `assistant`
importing `evals`).
"""

import errno
import os
import sys
from functools import cache
from importlib.metadata import entry_points
from typing import Annotated, Literal

import typer

from assistant.commands.guard_arguments import guard
from assistant.commands.index_arguments import index
from assistant.commands.keys_arguments import keys
from assistant.commands.logs_arguments import logs
from assistant.commands.route import route
from assistant.commands.running import chosen_tenant, run_command
from assistant.commands.search_arguments import search
from assistant.commands.tasks_arguments import label, look, summary
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


@app.callback()
def aisle(
    context: typer.Context,
    tenant: Annotated[
        str | None,
        typer.Option(help="Which shop a command is about, where there are several."),
    ] = None,
) -> None:
    """Aisle: a voice-enabled shopping assistant."""
    before = chosen_tenant.set(tenant)
    context.call_on_close(lambda: chosen_tenant.reset(before))


Audio = Annotated[
    list[str] | None,
    typer.Option(
        "--audio", help="A spoken question: WAV, FLAC, MP3 or OGG. Repeat it for a conversation."
    ),
]
Text = Annotated[
    list[str] | None, typer.Option("--text", help="A typed question. Repeat it for a conversation.")
]
Shopper = Annotated[str | None, typer.Option("--shopper", help="Whose taste is used and learned.")]
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
    run_command("demo", audio or [], text or [], out, as_json)


@app.command()
def chat(shopper: Shopper = None) -> None:
    """Talk to the assistant by typing."""
    run_command("chat", shopper)


@app.command()
def taste(
    action: Annotated[Literal["show", "on", "off", "erase"], typer.Argument()],
    shopper: Annotated[str, typer.Argument(help="The shopper's id.")],
    as_json: Json = False,
) -> None:
    """Show what is known of a shopper's taste, switch it on or off, or erase it."""
    run_command("taste", action, shopper, as_json)


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
    """Serve conversations: the page, OpenAI's Realtime protocol, text and sound, MCP."""
    run_command("serve", host, port, reload)


app.add_typer(keys)


@app.command()
def mcp(
    server: Annotated[
        str | None,
        typer.Option(
            help="Address of a running `aisle serve` to ask; its token is AISLE_LOCAL_TOKEN."
        ),
    ] = None,
) -> None:
    """Offer catalog and cart to an agent (Model Context Protocol) on standard input and output."""
    run_command("mcp", server)


@app.command()
def worker(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the health check, on loopback.")
    ] = 8081,
) -> None:
    """Answer in LiveKit rooms, until it is told to stop."""
    run_command("worker", port)


app.add_typer(route)
app.add_typer(logs, name="logs")
app.command()(index)
app.command()(search)
app.command()(summary)
app.command()(label)
app.command()(look)
app.command()(guard)


@app.command()
def models(as_json: Json = False) -> None:
    """List the weights: what is there, where from, licence and checksum."""
    run_command("models", as_json)


@app.command()
def replay(
    conversation: Annotated[
        list[str] | None, typer.Argument(help="Ids of conversations; all of the log by default.")
    ] = None,
    log: Annotated[
        str | None, typer.Option(help="Folder of the intent log; this installation's by default.")
    ] = None,
    as_json: Json = False,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Exit with 1 if a turn comes out otherwise.")
    ] = False,
) -> None:
    """Say logged conversations to the agent as it is now, and show what comes out otherwise."""
    run_command("replay", conversation or [], log, as_json, fail_on_change)


@app.command()
def bill(
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="What makes a line: month, day, tenant, conversation, turn, task, model or "
            "outcome; model by default. Repeat it for finer lines."
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option(help="A day of UTC, 2026-11-23, or a month, 2026-11.")
    ] = None,
    tenant: Annotated[str | None, typer.Option(help="Only this tenant's calls.")] = None,
    conversation: Annotated[str | None, typer.Option(help="Only this conversation's.")] = None,
    model: Annotated[str | None, typer.Option(help="Only this model's.")] = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
) -> None:
    """Show what the language models cost, by model, day, tenant or conversation."""
    which = {"day": day, "tenant": tenant, "conversation_id": conversation, "model": model}
    run_command("bill", by or [], which, as_json, as_csv)


@app.command()
def graph() -> None:
    """Print the agent's graph as a Mermaid diagram."""
    run_command("graph")


@cache  # a second call would add all of them again
def with_other_packages() -> typer.Typer:
    """Return the application with the commands that other packages offer."""
    for command in entry_points(group="aisle.commands"):
        loaded = command.load()
        if isinstance(loaded, typer.Typer):
            app.add_typer(loaded, name=command.name)
        else:
            app.command(name=command.name)(loaded)
    for command in entry_points(group="aisle.commands.route"):
        route.command(name=command.name)(command.load())
    return app


def main() -> None:
    """Run the command line and turn every known error into one sentence."""
    with_other_packages()
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


def _is_for_users(error: Exception) -> bool:
    """Say whether the message of `error` was written for a user."""
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return isinstance(error, AssistantError) or not names.isdisjoint(_USER_ERRORS)
