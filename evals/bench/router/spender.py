"""One process of the overspend bench: sessions that call a model as fast as the ledger lets them.

    python -m evals.bench.router.spender FILE GO SESSIONS CALLS LIMIT_USD

waits until the file GO is there, so that all processes spend at once, and prints JSON. Nothing
is asked of any model: a call takes a few milliseconds and ends with all that was set aside for
it, with a part of it, or with nothing.
"""

import asyncio
import json
import random
import sys
import time
from decimal import Decimal
from pathlib import Path

from agents.ledger.bookings import Terms
from agents.ledger.budgets import BudgetRule
from agents.ledger.entries import BudgetSpent, Spender
from agents.ledger.prices import PriceList
from agents.ledger.sqlite_ledger import SqliteLedger
from agents.models.call import Task
from agents.models.spec import ModelSpec, PriceOverride
from agents.models.usage import Usage

INPUT_TOKENS = 900
OUTPUT_TOKENS = 160
TENANT = "shop"
_PRICE = PriceOverride(input_usd=Decimal("1.25"), output_usd=Decimal(10))
_CALL_S = 0.005
MODEL = ModelSpec(protocol="openai-responses", model="priced", price=_PRICE)


def terms(limit_usd: Decimal) -> Terms:
    """Return one price, and one budget for everybody's day."""
    rule = BudgetRule(scope="all", period="day", usd=limit_usd)
    return Terms(PriceList({"priced": MODEL}), (rule,))


async def spend(path: Path, sessions: int, calls: int, limit_usd: Decimal) -> dict[str, object]:
    """Run `sessions` at once, each with `calls` calls.

    Returns:
        How many calls were let through and refused, and the milliseconds of reserving and
        settling.
    """
    ledger = SqliteLedger(path, terms(limit_usd))
    waits: dict[str, list[float]] = {"reserve_ms": [], "settle_ms": []}
    refused = 0

    async def session(number: int) -> None:
        nonlocal refused
        dice = random.Random(number)
        for turn in range(calls):
            spender = Spender(TENANT, f"{path.name}-{number}", turn, Task.REPLY, "bench")
            began = time.perf_counter()
            try:
                held = await ledger.reserve(
                    spender, "priced", input_tokens=INPUT_TOKENS, max_output_tokens=OUTPUT_TOKENS
                )
            except BudgetSpent:
                refused += 1
                await asyncio.sleep(_CALL_S)  # what others hold may come back
                continue
            finally:
                waits["reserve_ms"].append((time.perf_counter() - began) * 1e3)
            await asyncio.sleep(_CALL_S)
            written = dice.choice((0, OUTPUT_TOKENS // 2, OUTPUT_TOKENS))
            began = time.perf_counter()
            await ledger.settle(held, Usage(fresh=INPUT_TOKENS, output=written), "completed")
            waits["settle_ms"].append((time.perf_counter() - began) * 1e3)

    try:
        await asyncio.gather(*(session(number) for number in range(sessions)))
    finally:
        await ledger.aclose()
    return {"let_through": len(waits["settle_ms"]), "refused": refused, **waits}


def main() -> None:
    """Wait for the signal, spend, and print what came of it."""
    path, go, sessions, calls, limit = sys.argv[1:]
    while not Path(go).exists():
        time.sleep(0.005)
    result = asyncio.run(spend(Path(path), int(sessions), int(calls), Decimal(limit)))
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
