"""How long redaction takes: of one search, of many, and of texts made to be slow."""

from collections.abc import Sequence
from time import perf_counter, process_time

from assistant.redaction.redact import redact, redact_many

SEARCHES = (
    "futon frames full size without mattress",
    "running shoes under 100 dollars",
    "black leather boots women size 8",
    "something warm for hiking in the rain",
    "the second one in blue",
    "wireless noise cancelling headphones",
    "is it waterproof",
    "queen size bed frame with storage",
    "do you have these in a 10 and a half",
    "gift for my dad who likes fishing",
)
"""Typical searches without anything personal."""
TOLD = "my name is Ann Lee, ship it to 12 Oak Street and call me at 415 555 0122"
_ROUNDS = 200
_MANY = 40_000
_HARD = (
    *("1", "1 ", "one ", "a@", "a.b@", "x at a dot ", "12 oak ", "A1-", "#1-", "order number "),
    *("my name is ", "is my number ", "spelled a ", "ship it to ", "no sorry one "),
)
HARD_CHARS = 10_000


def one_us(texts: Sequence[str] = SEARCHES) -> tuple[float, ...]:
    """Return the microseconds that each of some texts takes, warm, many times."""
    for text in texts:
        redact(text)
    took = []
    for _ in range(_ROUNDS):
        for text in texts:
            start = perf_counter()
            redact(text)
            took.append((perf_counter() - start) * 1e6)
    return tuple(took)


def many_per_s() -> float:
    """Return the texts that one core does in a second of an import, all of them different."""
    texts = [f"{SEARCHES[n % len(SEARCHES)]} {_letters(n)}" for n in range(_MANY)]
    start = process_time()  # of this process alone, however busy the machine is
    redact_many(texts)
    return len(texts) / (process_time() - start)


def hardest_ms() -> float:
    """Return the milliseconds of the slowest of some texts of 10,000 characters."""
    slowest = 0.0
    for part in _HARD:
        text = (part * HARD_CHARS)[:HARD_CHARS]
        start = process_time()
        redact(text)
        slowest = max(slowest, (process_time() - start) * 1e3)
    return slowest


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
