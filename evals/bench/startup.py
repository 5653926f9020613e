"""How long `aisle demo` takes from being called to listening, as a user's shell sees it."""

import subprocess
import sys
import time

RUNS = 5


def listening_after_s(runs: int = RUNS) -> list[float]:
    """Start the demo several times and stop it as soon as it listens.

    No other process may hold the index meanwhile.

    Args:
        runs: How often.

    Returns:
        Seconds from the start of the process to its line "Listening.", one a run that got there.
    """
    return [seconds for _ in range(runs) if (seconds := _start_once()) is not None]


def _start_once() -> float | None:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "demo"]
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None  # it was asked for
        listening = any(line.startswith("Listening") for line in demo.stdout)
        seconds = time.monotonic() - began
        demo.terminate()
    return seconds if listening else None
