"""One process of a run: an assistant of its own, and one conversation after the other with it."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from evals.runs.messages import Asked, Broken, Ready, Setup, Told

_log = logging.getLogger(__name__)


def work(connection: Connection, setup: Setup) -> None:
    """Serve a run until it hangs up.

    Ctrl-C reaches all processes of a terminal at once; the run alone decides what it means.

    Args:
        connection: To the run.
        setup: What to open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(
        level=setup.settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s"
    )
    try:
        _run(setup, lambda: _serve(connection, setup))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the run is gone
    except Exception as error:  # noqa: BLE001 - the process's edge: the run says it
        _log.info("a worker of a run failed", exc_info=True)
        _tell(connection, Broken(sentence_of(error)))


def sentence_of(error: Exception) -> str:
    """Return what to tell of an error: its own sentence where it was made for people."""
    made_for_people = {"AssistantError", "RetrievalError", "SpeechError", "AgentError"}
    if made_for_people & {kind.__name__ for kind in type(error).__mro__}:
        return str(error)
    return f"The assistant could not be opened: {type(error).__name__}: {error}"


def _run(setup: Setup, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    if not setup.is_spoken:
        asyncio.run(main())
        return
    from evals.voice.virtually import run_virtually  # noqa: PLC0415 - before the assistant

    run_virtually(main, real_time=setup.real_time, timed=setup.alone)


async def _serve(connection: Connection, setup: Setup) -> None:
    from evals.runs.player import open_player  # noqa: PLC0415 - takes seconds

    async with open_player(setup) as player:
        connection.send(Ready(os.getpid()))
        while (asked := await asyncio.to_thread(_receive, connection)) is not None:
            _tell(connection, await player.answer(asked))


def _receive(connection: Connection) -> Asked | None:
    """Wait for what is asked next; None when the run has hung up."""
    try:
        asked: Asked = connection.recv()
    except (EOFError, OSError):
        return None
    return asked


def _tell(connection: Connection, told: Told) -> None:
    with suppress(OSError):  # a run that is gone hears nothing
        connection.send(told)
