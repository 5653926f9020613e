"""What a server costs this machine: cores and memory of its processes, and who else was busy."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds up to a moment."""

    at: float
    server_s: float
    voices_s: float
    """Of the processes that the server started: the voices."""
    ours_s: float
    """Of the load generator."""
    machine_s: float
    """Of all that runs on this machine."""
    waited_s: float
    """For which the server's threads were ready to run and had no core."""


def spent(pid: int) -> Spent:
    """Return the CPU seconds so far of a server, of this process, and of the machine."""
    server = psutil.Process(pid)
    own = psutil.Process()
    machine = psutil.cpu_times()
    idle_s = machine.idle + getattr(machine, "iowait", 0.0)
    return Spent(
        time.monotonic(),
        _cpu_s(server),
        sum(_cpu_s(child) for child in _children(server)),
        _cpu_s(own),
        sum(machine[:8]) - idle_s,  # what guests take is part of the user's
        _waited_s(pid),
    )


@dataclass(frozen=True, slots=True)
class Cores:
    """Cores that were busy on average between two moments."""

    server: float
    voices: float
    ours: float
    others: float
    waiting: float
    """Threads of the server that waited for a core, on average."""


def cores(before: Spent, after: Spent) -> Cores:
    """Return who was how busy between two moments."""
    wall_s = after.at - before.at
    server = (after.server_s - before.server_s) / wall_s
    voices = (after.voices_s - before.voices_s) / wall_s
    ours = (after.ours_s - before.ours_s) / wall_s
    machine = (after.machine_s - before.machine_s) / wall_s
    return Cores(
        server,
        voices,
        ours,
        max(0.0, machine - server - voices - ours),
        (after.waited_s - before.waited_s) / wall_s,
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """Of a server and the processes that it started."""

    rss_mib: float
    """Of the server's own process, with what it shares."""
    pss_mib: float | None
    """The same, what is shared counted in parts; None where the system does not tell."""
    voices_mib: float


def memory(pid: int) -> Memory:
    """Return what a server holds now."""
    server = psutil.Process(pid)
    pss = getattr(server.memory_full_info(), "pss", None)
    return Memory(
        server.memory_info().rss / MIB,
        None if pss is None else pss / MIB,
        sum(child.memory_info().rss for child in _children(server)) / MIB,
    )


def load_of_cores() -> float:
    """Return how many want to run on each core, over the last minute."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def _children(process: psutil.Process) -> list[psutil.Process]:
    return [child for child in process.children(recursive=True) if child.is_running()]


def _cpu_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:  # it has just ended
        return 0.0
    return float(times.user + times.system)


def _waited_s(pid: int) -> float:
    """Sum up the run queue's delay of every thread (Linux; 0 elsewhere)."""
    total_ns = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total_ns += int(task.read_text().split()[1])
        except (OSError, IndexError, ValueError):  # the thread has just ended
            continue
    return total_ns / 1e9
