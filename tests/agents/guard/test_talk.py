"""What the fact guard makes of replies as models phrase them, true and false.

The texts are in `data/talk_*.toml`. A third of them, by hash, is held out: nobody looks at
single lines of it, so it says how far the rest was learnt by heart.
"""

import asyncio
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import pytest

from agents.agent import ShoppingAgent
from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet, sheet_of
from agents.reply.sentences import clauses, sentences
from agents.turn import Utterance
from agents.understand.current import CurrentUnderstander
from retrieval.search import CatalogSearch
from tests.agents.guard.pinned import PinnedSearch

pytestmark = pytest.mark.model

DATA = Path(__file__).parent / "data"
HELD_OUT = 3
"""One text of so many is held out."""
MOST_HEARD = {False: 0.008, True: 0.045}
"""Of the false ones, by whether they are held out. The aim is 0; before tuning 5.1 and 4.5 %."""
MOST_REFUSED = {False: 0.185, True: 0.21}
"""Of the true ones. The aim is below 1 %; before tuning 41.7 and 34.2 %. Measured .16 and .19, and
some .01 more on processors where the later products of a list are others (`PinnedSearch`)."""
_BRACES = re.compile(r"[{}]")


class _Turn(TypedDict):
    at: int
    parts: list[str]
    screen: list[str]
    true: list[str]
    false: list[str]


class _Dialogue(TypedDict):
    says: list[str]
    turn: list[_Turn]


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply and what became of it."""

    where: str
    text: str
    """With braces around what is invented."""
    true: bool
    wrong: bool
    """A true reply that was cut, or a false one whose invention was heard."""
    why: str

    @property
    def held_out(self) -> bool:
        """Whether the text is for counting only."""
        return hashlib.sha256(self.text.encode()).digest()[0] % HELD_OUT == 0


@pytest.fixture(scope="module")
def heard(search: CatalogSearch) -> tuple[Heard, ...]:
    return tuple(judged(search))


def judged(search: CatalogSearch) -> Iterator[Heard]:
    """Run every dialogue and every reply to its turns through the guard."""
    pinned = PinnedSearch(search)
    agent = ShoppingAgent(pinned, CurrentUnderstander(search.vocabulary, search.embedder))
    for path in sorted(DATA.glob("talk_*.toml")):
        dialogues: list[_Dialogue] = tomllib.loads(path.read_text())["dialogue"]
        for number, dialogue in enumerate(dialogues):
            sheets = asyncio.run(_sheets(agent, pinned, f"{path.stem} {number}", dialogue))
            for turn in dialogue["turn"]:
                sheet = sheets[turn["at"]]
                found = [product.title for product in sheet.products[:3]]
                assert found == turn["screen"], f"{path.name}: {dialogue['says'][turn['at']]!r}"
                where = f"{dialogue['says'][turn['at']]} ({', '.join(turn['parts'])})"
                yield from (_of_true(sheet, text, where) for text in turn["true"])
                yield from (_of_false(sheet, text, where) for text in turn["false"])


async def _sheets(
    agent: ShoppingAgent, pinned: PinnedSearch, name: str, dialogue: _Dialogue
) -> list[FactSheet]:
    found = []
    for number, words in enumerate(dialogue["says"]):
        seen = (turn["screen"] for turn in dialogue["turn"] if turn["at"] >= number)
        pinned.first = next(seen, [])
        turn = await agent.plan(name, Utterance(words))
        await agent.commit(turn)
        found.append(sheet_of(turn.plan))
    return found


def _of_true(sheet: FactSheet, text: str, where: str) -> Heard:
    guard = Guard(sheet)
    for clause in clauses(list(sentences(text))):
        verdict = guard.check(clause)
        if not verdict.ok:
            return Heard(where, text, True, True, f"{clause!r} {verdict.refusals}")
    return Heard(where, text, True, False, "")


def _of_false(sheet: FactSheet, text: str, where: str) -> Heard:
    """Judge a reply as it is heard: up to the first clause that is refused."""
    guard = Guard(sheet)
    plain = " ".join(_BRACES.sub("", text).split())
    ends = len(" ".join(_BRACES.sub("", text[: text.rindex("}")]).split()))
    said = 0
    for clause in clauses(list(sentences(plain))):
        said += len(clause) + 1
        if not guard.check(clause).ok:
            return Heard(where, text, False, False, "")
        if said >= ends:
            break
    return Heard(where, text, False, True, "")


def _wrong(heard: tuple[Heard, ...], true: bool, held_out: bool) -> tuple[float, str]:
    """Return the share of texts that went wrong, and what to say of them."""
    texts = [h for h in heard if h.true == true and h.held_out == held_out]
    wrong = [h for h in texts if h.wrong]
    told = [f"{len(wrong)} of {len(texts)}"]
    told += [f"{h.where}: {h.text} {h.why}" for h in wrong if not held_out]
    return len(wrong) / len(texts), "\n".join(told)


@pytest.mark.parametrize(("held_out", "most"), MOST_HEARD.items())
def test_next_to_nothing_invented_is_heard(
    heard: tuple[Heard, ...], held_out: bool, most: float
) -> None:
    share, told = _wrong(heard, true=False, held_out=held_out)
    assert share <= most, told


@pytest.mark.parametrize(("held_out", "most"), MOST_REFUSED.items())
def test_true_replies_are_heard(heard: tuple[Heard, ...], held_out: bool, most: float) -> None:
    share, told = _wrong(heard, true=True, held_out=held_out)
    assert share <= most, told


def test_there_are_enough_of_them(heard: tuple[Heard, ...]) -> None:
    true = [h for h in heard if h.true]
    assert len(true) >= 600
    assert len(heard) - len(true) >= 800
    assert 0.25 < sum(h.held_out for h in heard) / len(heard) < 0.42
