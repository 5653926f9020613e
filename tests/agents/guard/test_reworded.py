"""Facts in other words: true paraphrases are heard, their false twins are not."""

import asyncio
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.guard.guard import Guard
from agents.guard.lexicon import fault_of, harmless
from agents.guard.sheet import FactSheet, sheet_of
from agents.guard.verdict import Fault
from agents.reply.sentences import clauses, sentences
from agents.turn import Utterance
from agents.understand.current import CurrentUnderstander
from retrieval.search import CatalogSearch
from tests.agents.guard.pinned import PinnedSearch

BOTH = {"hurry", "placed", "remain", "weekends"}
"""Said of the shopper or of a price more often than of stock: "no hurry", "placed below"."""
REPLIES = Path(__file__).parent / "data" / "reworded.toml"


@pytest.fixture(scope="module")
def replies(search: CatalogSearch) -> tuple[tuple[FactSheet, str, bool], ...]:
    """Each reply with its plan's facts, and whether it is true."""
    return tuple(_replies(search))


def _replies(search: CatalogSearch) -> Iterator[tuple[FactSheet, str, bool]]:
    pinned = PinnedSearch(search)
    agent = ShoppingAgent(pinned, CurrentUnderstander(search.vocabulary, search.embedder))
    for number, dialogue in enumerate(tomllib.loads(REPLIES.read_text())["dialogue"]):
        pinned.first = dialogue.get("screen", ())
        sheets = asyncio.run(_sheets(agent, f"reworded {number}", dialogue["says"]))
        for turn in dialogue["turn"]:
            sheet = sheets[turn["at"]]
            yield from ((sheet, text, True) for text in turn["true"])
            yield from ((sheet, text, False) for text in turn["false"])


async def _sheets(agent: ShoppingAgent, name: str, says: list[str]) -> list[FactSheet]:
    found = []
    for words in says:
        turn = await agent.plan(name, Utterance(words))
        await agent.commit(turn)
        found.append(sheet_of(turn.plan))
    return found


def _heard(sheet: FactSheet, text: str) -> bool:
    guard = Guard(sheet)
    return all(guard.check(clause).ok for clause in clauses(list(sentences(text))))


@pytest.mark.model
def test_true_paraphrases_are_heard(replies: tuple[tuple[FactSheet, str, bool], ...]) -> None:
    true = [(sheet, text) for sheet, text, is_true in replies if is_true]
    assert len(true) >= 120
    assert [text for sheet, text in true if not _heard(sheet, text)] == []


@pytest.mark.model
def test_false_paraphrases_are_refused(replies: tuple[tuple[FactSheet, str, bool], ...]) -> None:
    false = [(sheet, text) for sheet, text, is_true in replies if not is_true]
    assert len(false) >= 150
    assert [text for sheet, text in false if _heard(sheet, text)] == []


def test_no_word_of_a_promise_a_discount_or_stock_is_harmless() -> None:
    faults = {Fault.PROMISE, Fault.DISCOUNT, Fault.AVAILABILITY}
    assert sorted(w for w in harmless() if fault_of(w) in faults and w not in BOTH) == []
