"""Whom a number is said of: true replies with prices, ratings, counts, and their false twins.

`data/references.txt`: one true reply a line, then its false twins, parted by " | ". Under "# pair",
"# three" and "# single" they are patterns over several plans, else they stand for the plan named.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.guard.guard import Guard
from agents.guard.index import SheetIndex
from agents.guard.sheet import FactSheet, sheet_of
from agents.reply.sentences import clauses, sentences
from agents.turn import Utterance
from agents.understand.current import CurrentUnderstander
from retrieval.search import CatalogSearch
from tests.agents.guard.pinned import PinnedSearch

pytestmark = pytest.mark.model

LINES = Path(__file__).parent / "data" / "references.txt"
SAYS = {
    "boots": ["waterproof hiking boots under 150 dollars", "compare the first two",
              "tell me about the first one", "is the second one in stock in size 9?"],
    "phones": ["wireless headphones under 200", "compare the first two",
               "what is the battery life of the first one?"],
    "lamps": ["desk lamps", "which is the cheapest?", "compare the first three"],
    "tents": ["a tent for two people", "how heavy is the first one?", "compare the first two"],
    "coffee": ["coffee makers under 100 dollars"],
    "sheet": ["cotton sheets", "how much is it in king?"],
    "pan": ["show me frying pans"],
    "bag": ["a backpack for school, budget 80 dollars", "compare the first two"],
    "moist": ["moisturizer for dry skin", "tell me about the second"],
}  # fmt: skip
"""What shoppers say; a plan is named by its dialogue and its turn: "boots1"."""
SCREENS = {
    "phones": ("Murandi Delta", "Echolark Cube"),
    "lamps": ("Lumarre Harbor", "Wattling Arlo", "Tavolund Dune", "Norrvik Fabel"),
    "sheet": ("Plumfield Mallow", "Belsomme Clover"),
}
"""How the first titles begin, where processors differ in which come first."""
OVER = {
    "pair": ("boots1", "phones1", "bag1"),
    "three": ("lamps2",),
    "single": ("boots2", "phones2", "moist1"),
}
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
WRONG_BY = 7
"""Dollars by which an invented price is off."""
STEP = 25
"""Dollars; "under $150" is the next such step above a price."""


@dataclass(frozen=True, slots=True)
class Line:
    """A true reply to one plan, and its false twins."""

    plan: str
    true: str
    false: tuple[str, ...]


@pytest.fixture(scope="module")
def sheets(search: CatalogSearch) -> dict[str, FactSheet]:
    return asyncio.run(_sheets(search))


async def _sheets(search: CatalogSearch) -> dict[str, FactSheet]:
    pinned = PinnedSearch(search)
    agent = ShoppingAgent(pinned, CurrentUnderstander(search.vocabulary, search.embedder))
    found = {}
    for name, says in SAYS.items():
        pinned.first = SCREENS.get(name, ())
        for number, words in enumerate(says):
            turn = await agent.plan(name, Utterance(words))
            await agent.commit(turn)
            found[f"{name}{number}"] = sheet_of(turn.plan)
    return found


@pytest.fixture(scope="module")
def lines(sheets: dict[str, FactSheet]) -> tuple[Line, ...]:
    return tuple(_lines(sheets))


def _lines(sheets: dict[str, FactSheet]) -> Iterator[Line]:
    heading = ""
    for text in LINES.read_text().splitlines():
        if text.startswith("# "):
            heading = text.removeprefix("# ")
        elif text and heading in OVER:
            for plan in OVER[heading]:
                fills = _fills(sheets[plan])
                true, *false = (part.format(**fills) for part in text.split(" | "))
                yield Line(plan, true, tuple(false))
        elif text:
            true, *false = text.split(" | ")
            yield Line(heading, true, tuple(false))


def _fills(sheet: FactSheet) -> dict[str, str]:
    """Return what stands for "{a}", "{ap}" (its price), "{ar}" (rating), "{ac}" (reviews), ..."""
    index = SheetIndex.of(sheet)
    shown = [sheet.products[p] for p in index.spoken]
    prices = [p.price for p in shown]
    fills: dict[str, str] = {}
    for letter, product in zip("abc", shown, strict=False):
        fills[letter] = " ".join(product.title.split()[:2])
        fills[f"{letter}p"], fills[f"{letter}n"] = _money(product.price), _money(product.price)[1:]
        fills[f"{letter}w"] = _words(int(product.price))
        fills[f"{letter}r"] = f"{product.rating:g}"
        fills[f"{letter}c"] = str(product.rating_count)
    wrong = next(w for n in range(9) if (w := prices[0] + WRONG_BY + n) not in prices)
    up = (int(max(prices[:2])) // STEP + 1) * STEP
    fills |= {
        "wp": _money(wrong), "wn": _money(wrong)[1:], "ww": _words(int(wrong)), "wc": "437",
        "wr": "4.1" if "4.1" not in fills.values() else "2.9", "nm": "Zimbolt Fennel",
        "up": f"${up}", "upn": str(up), "ap0": _money(prices[0] - 1), "mn": _money(min(prices)),
        "mx": _money(max(prices)), "up3": f"${(int(max(prices)) // STEP + 1) * STEP}",
    }  # fmt: skip
    if len(prices) > 1:
        apart, both = abs(prices[0] - prices[1]), prices[0] + prices[1]
        fills |= {
            "dp": _money(apart), "dn": _money(apart)[1:], "wd": _money(apart + 4),
            "sp": _money(both), "ws": _money(both + 10),
            "upb": f"${(int(prices[1]) + 2) // 5 * 5}",
        }  # fmt: skip
    return fills


def _money(price: Decimal) -> str:
    return f"${int(price)}" if price == int(price) else f"${price:.2f}"


def _words(number: int) -> str:
    if number >= 100:
        rest = f" and {_words(number % 100)}" if number % 100 else ""
        return f"{_SMALL[number // 100]} hundred{rest}"
    if number < len(_SMALL):
        return _SMALL[number]
    ones = f"-{_SMALL[number % 10]}" if number % 10 else ""
    return f"{_TENS[number // 10]}{ones}"


def _refused(sheet: FactSheet, text: str) -> str:
    guard = Guard(sheet)
    for clause in clauses(list(sentences(text))):
        verdict = guard.check(clause)
        if not verdict.ok:
            return f"{clause!r} {[(r.fault, r.words) for r in verdict.refusals]}"
    return ""


def test_true_replies_are_heard(sheets: dict[str, FactSheet], lines: tuple[Line, ...]) -> None:
    wrong = [(n.plan, n.true, why) for n in lines if (why := _refused(sheets[n.plan], n.true))]
    assert wrong == []


def test_their_false_twins_are_not(sheets: dict[str, FactSheet], lines: tuple[Line, ...]) -> None:
    heard = [(n.plan, f) for n in lines for f in n.false if not _refused(sheets[n.plan], f)]
    assert heard == []


def test_there_are_enough_of_them(lines: tuple[Line, ...]) -> None:
    assert len(lines) >= 600
    assert sum(len(n.false) for n in lines) >= 700
