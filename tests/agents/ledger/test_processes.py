"""Several processes on one file, and one that dies."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from agents.ledger.accounts import bill_of
from agents.ledger.opening import open_ledger
from agents.models.usage import Usage
from evals.bench.router.overspend import spend_in_processes
from tests.agents.ledger.shop import CALL_USD, Watch, rule, spender, terms

_DIES = """
import asyncio, os, pathlib, sys
from agents.ledger.sqlite_ledger import SqliteLedger
from tests.agents.ledger.shop import rule, spender, terms
async def main():
    ledger = SqliteLedger(pathlib.Path(sys.argv[1]), terms(rule("all", "day", "1")))
    await ledger.reserve(spender(), "priced", input_tokens=1000, max_output_tokens=100)
    print("reserved", flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def test_64_sessions_in_8_processes_overspend_nothing(tmp_path: Path) -> None:
    limit = Decimal("0.2")
    bill, seen = spend_in_processes(tmp_path / "ledger.sqlite", 8, 8, calls=4, limit_usd=limit)
    assert bill.total.cost_usd <= limit
    assert bill.total.cost_usd > limit / 2
    assert bill.open_calls == 0
    assert bill.total.calls == sum(run["let_through"] for run in seen)
    assert sum(run["refused"] for run in seen) == 8 * 8 * 4 - bill.total.calls
    assert sum(1 for run in seen if run["let_through"]) > 1


def test_a_killed_process_leaves_its_call_booked_in_full(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", _DIES, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reserved\n"
        os.kill(process.pid, signal.SIGKILL)
    left = bill_of(path, [])
    assert (left.total.calls, left.open_calls, left.open_usd) == (0, 1, CALL_USD)

    async def go_on() -> None:
        later = Watch(datetime.now(UTC) + timedelta(minutes=6))
        async with open_ledger(path, terms(rule("all", "day", "1")), later) as ledger:
            held = await ledger.reserve(
                spender(turn=1), "priced", input_tokens=1000, max_output_tokens=100
            )
            await ledger.settle(held, Usage(), "completed")

    asyncio.run(go_on())
    after = bill_of(path, ["outcome"])
    assert {line.key[0]: line.sum.cost_usd for line in after.lines} == {
        "completed": Decimal(0),
        "expired": CALL_USD,
    }
    assert after.open_calls == 0
