"""Kills whoever writes the intent log, at random instants, and counts what is missing then.

Every round starts a tree of processes (`kill_log_writers`), kills all of it at once with SIGKILL,
and looks for each record that had been acknowledged, in the log and in what was taken from it. The
log must then be readable, and the next record that is appended must be read back.

`python -m evals.bench.kill_log FOLDER ROUNDS` prints the counts as JSON. A process of its own,
since it forks.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from assistant.config import Settings
from assistant.errors import LogUnwritable
from assistant.intent_log.log import IntentLog
from assistant.intent_log.reading import Unread, read_records
from evals.bench.kill_log_writers import TAKEN, Tree, a_record, grow, id_of

_LONGEST_S: Final = 0.35
"""Of a round: a writer is at full speed after 0.05 s, and acknowledges 500 records a second."""
_WAIT_S: Final = 60.0
"""For the disk, before a log counts as unreadable: a slow one is not."""
_READY_WITHIN_S: Final = 120.0
_SEED: Final = 20_261_123


@dataclass(slots=True)
class Killed:
    """What came of all rounds."""

    kills: int = 0
    acknowledged: int = 0
    """Records of which the log said that they are on disk."""
    lost: int = 0
    """Of them, those that are nowhere."""
    unreadable: int = 0
    """Logs that could not be read to their end, or not be appended to."""
    torn: int = 0
    """Lines that were cut short: each was being written, and acknowledged to nobody."""

    def add(self, other: "Killed") -> None:
        """Add the counts of other rounds."""
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.unreadable += other.unreadable
        self.torn += other.torn


def killed_writers(folder: Path, rounds: int) -> Killed:
    """Kill processes that append, seal and erase; in a process of its own.

    Args:
        folder: Empty; holds the logs.
        rounds: How often.
    """
    command = [sys.executable, "-m", "evals.bench.kill_log", str(folder), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Killed(**json.loads(done.stdout.splitlines()[-1]))


def killed_conversations(settings: Settings, kills: int) -> Killed:
    """Kill a process in the midst of typed conversations, each turn of which was answered.

    Args:
        settings: With an index, and a home whose log is empty.
        kills: How often; each takes the seconds of a start.
    """
    dice = random.Random(_SEED)
    total = Killed()
    for _ in range(kills):
        command = [sys.executable, "-m", "evals.bench.kill_log_conversation", str(settings.home)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        assert process.stdout is not None
        try:
            if process.stdout.readline() != b"ready\n":
                raise LogUnwritable("The conversations to be killed did not begin.")
            time.sleep(dice.uniform(0.0, 1.5))
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            told = process.stdout.read()
            process.wait()
        total.add(_looked_at(settings.log_path, _whole_lines(told)))
    return total


def _rounds(folder: Path, rounds: int) -> Killed:
    dice = random.Random(_SEED)
    total = Killed()
    for number in range(rounds):
        # A log lives through five crashes: the lines that one tore are there at the next.
        log = folder / f"log-{number // 5}"
        log.mkdir(exist_ok=True)
        tree = Tree(takes=number % 2 == 0, erases=number % 3 == 0)
        seen = _looked_at(log, _whole_lines(_round(log, tree, dice.uniform(0.01, _LONGEST_S))))
        if number % 5 != 4:
            seen.torn = 0  # still there in the next round
        total.add(seen)
    return total


def _round(folder: Path, tree: Tree, lives_s: float) -> bytes:
    """Let a tree grow, kill it, and return what it acknowledged."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.close(reading)
        grow(folder, writing, tree)
    os.close(writing)
    told = []
    os.set_blocking(reading, False)
    until: float | None = None
    begun = time.monotonic()
    while until is None or time.monotonic() < until:
        time.sleep(0.002)
        try:
            told.append(os.read(reading, 65_536))
        except BlockingIOError:
            if time.monotonic() - begun > _READY_WITHIN_S:
                raise
            continue
        if until is None:  # counts from the first record on: before it nothing is to be lost
            until = time.monotonic() + lives_s
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.set_blocking(reading, True)
    while more := os.read(reading, 65_536):
        told.append(more)
    os.close(reading)
    return b"".join(told)


def _whole_lines(told: bytes) -> set[str]:
    whole, _, _ = told.rpartition(b"\n")
    return set(whole.decode().split())


def _looked_at(folder: Path, acknowledged: set[str]) -> Killed:
    """Look for what was acknowledged, then let the log be gone on with."""
    unread = Unread()
    found: set[str] = set()
    is_readable = True
    try:
        for record in read_records(folder, unread):
            found |= {id_of(record), f"{record.session_id}/{record.turn}"}
    except (OSError, ValueError):
        is_readable = False
    taken = folder / TAKEN
    if taken.exists():
        found |= set(taken.read_text("ascii").split())
    is_readable &= not unread.unknown and _goes_on(folder)
    return Killed(
        kills=1,
        acknowledged=len(acknowledged),
        lost=len(acknowledged - found),
        unreadable=int(not is_readable),
        torn=unread.torn,
    )


def _goes_on(folder: Path) -> bool:
    log = IntentLog(folder, _WAIT_S)
    try:
        record = a_record(0)
        log.append(record)
        return id_of(record) in {id_of(one) for one in log.read_all()}
    except LogUnwritable:
        return False
    finally:
        log.close()  # its thread ends: the next round forks


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_rounds(Path(sys.argv[1]), int(sys.argv[2])))) + "\n")
