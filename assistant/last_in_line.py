"""Work that must not delay speech: a module in a process of its own, last in line for the cores.

In the server's own process such work takes both cores, and holds Python's lock meanwhile. Whoever
wants it calls `answered`, or `started` where nobody waits; the module, run by `python -m`, reads
JSON from standard input through `taken`, and writes a JSON object to standard output through
`answer`. Does not cover work that has to end in time (`assistant.analytics.question_process`).
"""

import asyncio
import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_NICENESS: Final = 19
"""Not SCHED_IDLE: where speech takes all cores such a process would not end for hours."""
_FAILED: Final = "failed"


class NotDone(Exception):
    """It did not come to its end; its text says why, and it may be tried again."""


async def answered(module: str, asked: str, longest_s: float) -> dict[str, Any]:
    """Have a module do its work, and return what it tells; ended with whoever waits for it.

    Args:
        module: Its name, such as "assistant.privacy.daily".
        asked: JSON, as the module reads it.
        longest_s: One that takes longer hangs, and is ended.

    Raises:
        NotDone: It failed, or took too long.
    """
    process = await asyncio.create_subprocess_exec(
        *_command(module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(longest_s):
            out, _ = await process.communicate(asked.encode())
    except TimeoutError:
        raise NotDone(f"it took longer than {longest_s:g} s") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    try:
        told = json.loads(out)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise NotDone(f"its process ended with {process.returncode}")
    if _FAILED in told:
        raise NotDone(str(told[_FAILED]))
    return told


def started(module: str, asked: str) -> "subprocess.Popen[bytes]":
    """Have a module do its work, and wait for nothing; what it tells is lost, but for its status.

    Raises:
        OSError: No process can be started.
    """
    process = subprocess.Popen(
        _command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write(asked.encode())
    return process


def taken() -> str:
    """Return what is asked of this process, JSON, which from now on is last in line."""
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    return sys.stdin.read()


def give_way(server: int) -> None:
    """Have this process go after all else until it ends: a server on this machine may speak.

    Linux shares the processor by terminal first (`sched_autogroup`), and hears a niceness only
    within one; so where the server has another terminal, that of this process goes after it as a
    whole.

    Args:
        server: Its process.
    """
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    with suppress(OSError, ValueError):
        own, theirs = (Path(f"/proc/{pid}/autogroup") for pid in ("self", server))
        name, _, before = own.read_text().partition(" nice ")
        if theirs.read_text().partition(" nice ")[0] != name:
            own.write_text(str(_NICENESS))
            atexit.register(_put_back, own, str(int(before)))


def _put_back(group: Path, niceness: str) -> None:
    with suppress(OSError):
        group.write_text(niceness)


def answer(work: Callable[[], dict[str, Any]], failures: tuple[type[Exception], ...]) -> int:
    """Do the work of this process, tell what came of it, and return the status to exit with.

    Args:
        work: Returns what `answered` is to return, without a key "failed".
        failures: Of which the text is told; any other leaves its traceback.
    """
    try:
        told = work()
    except failures as error:
        told = {_FAILED: str(error)}
    sys.stdout.write(json.dumps(told))
    return int(_FAILED in told)


def _command(module: str) -> list[str]:
    # -P: a folder of the user's that holds a module of the same name is not looked into.
    return [sys.executable, "-P", "-m", module]
