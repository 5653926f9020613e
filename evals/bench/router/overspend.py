"""What 64 sessions overspend of one budget, in 64 processes and in one; and what that costs.

A ledger that refuses everything would overspend nothing: that the budget was used up is a figure
of its own.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from agents.ledger.accounts import Bill, bill_of
from evals.bench.figure import Figure, percentile_of
from evals.bench.router.spender import spend

SESSIONS = 64
CALLS = 8
LIMIT_USD = Decimal("0.5")
"""Holds about 240 of the 512 calls that are asked for."""
_USED_LEAST = 0.9
"""Who is refused while others hold money may have stopped asking when it comes back."""
_START_S = 30.0
_END_S = 300.0


def measure_overspend(sessions: int = SESSIONS) -> tuple[Figure, ...]:
    """Return the figures of `sessions` processes on one file, and of as many tasks in one.

    Args:
        sessions: How many spend at once.
    """
    with tempfile.TemporaryDirectory(prefix="aisle-overspend-") as folder:
        many, apart = spend_in_processes(Path(folder) / "apart.sqlite", sessions, 1)
        one = Path(folder) / "one.sqlite"
        together = asyncio.run(spend(one, sessions, CALLS, LIMIT_USD))
        single = bill_of(one, ())
    waits = {name: [v for run in apart for v in run[name]] for name in ("reserve_ms", "settle_ms")}
    return (
        _overspent("overspent by processes", many, sessions),
        _used("budget used by processes", many, sessions),
        percentile_of("reserve p95, processes", waits["reserve_ms"], 95, "ms"),
        percentile_of("settle p95, processes", waits["settle_ms"], 95, "ms"),
        _overspent("overspent by tasks", single, sessions),
        _used("budget used by tasks", single, sessions),
        percentile_of("reserve p95, tasks", _floats(together["reserve_ms"]), 95, "ms"),
        percentile_of("settle p95, tasks", _floats(together["settle_ms"]), 95, "ms"),
    )


def spend_in_processes(
    path: Path, processes: int, sessions: int, calls: int = CALLS, limit_usd: Decimal = LIMIT_USD
) -> tuple[Bill, list[dict[str, Any]]]:
    """Let processes spend from one budget at once; return the bill and what each one saw.

    Args:
        path: Of the ledger; it must not be there yet.
        processes: How many.
        sessions: In each.
        calls: Of each session.
        limit_usd: The budget.
    """
    go = path.with_suffix(".go")
    command = [sys.executable, "-m", "evals.bench.router.spender", str(path), str(go)]
    asked = [*command, str(sessions), str(calls), str(limit_usd)]
    running = [subprocess.Popen(asked, stdout=subprocess.PIPE) for _ in range(processes)]
    try:
        time.sleep(min(0.1 * processes, _START_S))  # for their imports; late ones only join later
        go.touch()
        outputs = [process.communicate(timeout=_END_S)[0] for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    return bill_of(path, ()), [json.loads(output) for output in outputs]


def _overspent(name: str, bill: Bill, sessions: int) -> Figure:
    over = max(bill.total.cost_usd + bill.open_usd - LIMIT_USD, Decimal(0))
    return Figure(name, float(over), "USD", sessions, reach=0.0)


def _used(name: str, bill: Bill, sessions: int) -> Figure:
    share = float(bill.total.cost_usd / LIMIT_USD)
    return Figure(name, share, "", sessions, reach=_USED_LEAST, smaller_is_better=False)


def _floats(values: object) -> list[float]:
    return [float(value) for value in values] if isinstance(values, list) else []
