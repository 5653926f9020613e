"""`aisle chat`: a typed conversation in the terminal."""

import asyncio
import sys
import threading
from uuid import uuid4

import typer

from agents.reply.money import cost_of_candidate
from agents.turn import Turn
from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.parts import text_parts

_LEAVE = {"quit", "exit", ":q"}


def run(settings: Settings, shopper: str | None) -> None:
    """Read lines until the end of input or `quit`, and answer each."""
    asyncio.run(_chat(settings, shopper))


async def _chat(settings: Settings, shopper: str | None) -> None:
    async with text_parts(settings) as parts:
        conversation = Conversation(parts, str(uuid4()), shopper)
        typer.echo("Ask for something; `quit` leaves.")
        lines = _lines_typed()
        async with conversation.journal.visit("cli"):
            while (line := await lines.get()) is not None:
                if line.strip().lower() in _LEAVE:
                    break
                turn, _ = await conversation.answer(line, "cli")
                _print(turn)


def _lines_typed() -> "asyncio.Queue[str | None]":
    """Return a queue of the lines that are typed; None is the end of input.

    A daemon thread reads: one of asyncio's own would hold up Ctrl-C until the next line.
    """
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        line: str | None = ""
        while line is not None:
            line = _read_line()
            try:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            except RuntimeError:
                return  # the conversation is over

    threading.Thread(target=read, daemon=True, name="typed lines").start()
    return lines


def _read_line() -> str | None:
    if sys.stdin.isatty():
        sys.stdout.write("> ")
        sys.stdout.flush()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _print(turn: Turn) -> None:
    typer.echo(turn.reply.text)
    for link in turn.links:
        typer.echo(f"  {link.kind}: {link.url}")
    for number, candidate in enumerate(turn.products, 1):
        typer.echo(f"  {number}. {candidate.product.title}  {cost_of_candidate(candidate)}")
