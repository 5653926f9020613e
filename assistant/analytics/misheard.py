"""Which words are heard as which, from what the log shows of it.

Three kinds of evidence, all of spoken turns: a transcript that was repaired; a shopper who says it
again with "no, I said"; and one who says nearly the same again after a search in vain. Words are a
pair only where they sound alike (`speech.sound_alike`): one who changes their mind was not
misheard. What is known as a pair is then counted where nobody repaired it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Final

from assistant.analytics.filters import Filters
from assistant.analytics.made.heard import HEARD, HEARD_OF_TURNS
from assistant.analytics.store import Store
from assistant.analytics.topics.wording import wanted
from retrieval.english import ordinary_words
from speech.sound_alike.distance import distance
from speech.sound_alike.pronunciation import phones_of

FARTHEST: Final = 0.5
"""Sounds farther apart than this are other words. Of the pairs planted in a synthesised log the
farthest is at 0.47 ("row candor" for Rokanda); "blue" and "red" are at 0.8."""
MOST_WORDS: Final = 4
"""Of a pair; more is another sentence."""
EVIDENCE_DAYS: Final = 28
"""What was said again is looked for in so many last days of a range: what is misheard now. What is
known as a pair is counted in all of it."""
_LEAST_PHONES: Final = 3
_MOST_TEXTS: Final = 8_000
"""Of each kind of evidence, the commonest: what is rare changes no first page."""
_MOST_AGAIN: Final = 1_200
"""The commonest; one is enough to know a pair, and so many are still kept by the store's reader."""
_AGAIN: Final = re.compile(
    r"^(?:no[,.]?\s+)?(?:no[,.]?\s+|i (?:said|meant|mean|was saying)\s+|not .{1,40}?[,.]\s*)+",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w'&-]+")

_Repaired = tuple[str, str, int, int]
"""What was written down, what was meant, how often, and how often nothing came of it."""
_Unsure = tuple[str, int, int]
"""What was written down, how often, and how often it found nothing."""


@dataclass(slots=True)
class MisheardPair:
    """One word or name, and what is heard for it."""

    heard: str
    understood: str
    """What was meant: as it was repaired to, or as it was said again."""
    repaired: int = 0
    """Turns in which it was put right."""
    missed: int = 0
    """Turns in which it was not."""
    failed: int = 0
    """Of all of them, those that showed nothing, or were followed by a correction."""
    spellings: dict[str, int] = field(default_factory=dict)

    @property
    def turns(self) -> int:
        """How often it was misheard."""
        return self.repaired + self.missed


def misheard(store: Store, filters: Filters, limit: int = 100) -> list[MisheardPair]:
    """Return what is misheard, the most often first.

    Args:
        store: Whose turns.
        filters: Which of them; only spoken ones count.
        limit: Pairs at most.
    """
    found: dict[tuple[str, str], MisheardPair] = {}
    repaired, unsure = _told(store, filters)
    for heard, meant, times, failed in _pairs_repaired(repaired):
        pair = _noted(found, heard, meant, times)
        pair.repaired += times
        pair.failed += failed
    again: defaultdict[tuple[str, str], int] = defaultdict(int)
    for heard, meant, times in _said_again(store, filters):
        _noted(found, heard, meant, times)
        again[heard.lower(), meant.lower()] += times
    _count_missed(unsure, found, again)
    for pair in found.values():
        pair.understood = max(pair.spellings, key=lambda text: (pair.spellings[text], text))
    ordered = sorted(found.values(), key=lambda p: (-p.turns, -p.missed, p.heard, p.understood))
    return [pair for pair in ordered if pair.turns][:limit]


def pairs_of(heard: str, meant: str) -> list[tuple[str, str]]:
    """Return the stretches in which two sentences differ and sound alike.

    Args:
        heard: What was written down.
        meant: What was said.
    """
    before, after = _WORD.findall(heard), _WORD.findall(meant)
    low = [word.lower() for word in before], [word.lower() for word in after]
    matcher = SequenceMatcher(None, *low, autojunk=False)
    found: list[tuple[str, str]] = []
    for change, start, end, from_, to in matcher.get_opcodes():
        if change != "replace" or max(end - start, to - from_) > MOST_WORDS:
            continue
        one, two = " ".join(before[start:end]), " ".join(after[from_:to])
        if _sound_alike(one, two):
            found.append((one.lower(), two))
    return found


def _sound_alike(one: str, two: str) -> bool:
    heard, meant = phones_of(one), phones_of(two)
    if min(len(heard), len(meant)) < _LEAST_PHONES:
        return False
    return distance(heard, meant) <= FARTHEST


def _noted(
    found: dict[tuple[str, str], MisheardPair], heard: str, meant: str, times: int
) -> MisheardPair:
    pair = found.setdefault((heard.lower(), meant.lower()), MisheardPair(heard.lower(), meant))
    pair.spellings[meant] = pair.spellings.get(meant, 0) + times
    return pair


def _told(store: Store, filters: Filters) -> tuple[list[_Repaired], list[_Unsure]]:
    """Return the commonest transcripts that were repaired, and those that were heard unsurely."""
    where, parameters = filters.where(HEARD)
    answer = store.ask(
        "SELECT kind, heard, meant, times, failed FROM ("
        " SELECT *, row_number() OVER (PARTITION BY kind ORDER BY times DESC, heard, meant)"
        " AS place FROM ("
        "  SELECT kind, heard, meant, CAST(sum(turns) AS BIGINT) AS times,"
        f"  CAST(sum(failed) AS BIGINT) AS failed FROM {HEARD_OF_TURNS}"
        f"  WHERE {where} AND kind IN ('repaired', 'unsure') AND heard IS NOT NULL"
        "  GROUP BY kind, heard, meant) AS grouped"
        f") AS placed WHERE place <= {_MOST_TEXTS} ORDER BY times DESC, heard, meant",
        parameters,
    )
    there: list[_Repaired] = []
    missed: list[_Unsure] = []
    for kind, heard, meant, times, failed in answer.rows:
        if kind == "unsure":
            missed.append((str(heard), _whole(times), _whole(failed)))
        else:
            there.append((str(heard), str(meant), _whole(times), _whole(failed)))
    return there, missed


def _pairs_repaired(repaired: list[_Repaired]) -> Iterator[tuple[str, str, int, int]]:
    for raw, said, times, failed in repaired:
        for heard, meant in pairs_of(raw, said):
            yield heard, meant, times, failed


def _said_again(store: Store, filters: Filters) -> Iterator[tuple[str, str, int]]:
    """Yield what was corrected by saying it again, or said otherwise after it failed."""
    first = max(filters.first, filters.last - timedelta(days=EVIDENCE_DAYS - 1))
    where, parameters = replace(filters, first=first).where(HEARD)
    answer = store.ask(
        "SELECT heard, meant, kind = 'corrected' AS corrects, CAST(sum(turns) AS BIGINT) AS times"
        f" FROM {HEARD_OF_TURNS}"
        f" WHERE {where} AND kind IN ('corrected', 'again') AND heard IS NOT NULL"
        f" GROUP BY heard, meant, kind ORDER BY 4 DESC, 1, 2, 3 LIMIT {_MOST_AGAIN}",
        parameters,
    )
    for earlier, later, corrects, times in answer.rows:
        meant = _AGAIN.sub("", str(later)).strip()
        for heard, said in pairs_of(wanted(str(earlier)), _as_wanted(meant)):
            # Who only tries again may want something else; a name is hardly chance.
            if corrects or not set(said.lower().split()) <= ordinary_words():
                yield heard, said, _whole(times)


def _as_wanted(text: str) -> str:
    """Return what is wanted, spelled as it was."""
    bare = wanted(text)
    at = text.lower().find(bare)
    return text[at : at + len(bare)] if bare and at >= 0 else bare


def _count_missed(
    unsure: list[_Unsure],
    found: dict[tuple[str, str], MisheardPair],
    again: dict[tuple[str, str], int],
) -> None:
    """Count the turns that hold what is heard for something, and were not repaired."""
    by_heard: defaultdict[str, list[MisheardPair]] = defaultdict(list)
    for pair in found.values():
        by_heard[pair.heard].append(pair)
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for heard in by_heard:
        by_first[heard.partition(" ")[0]].append(heard)
    for text, times, failed in unsure:
        words = _WORD.findall(text.lower())
        heard_in = {
            heard
            for start, word in enumerate(words)
            for heard in by_first.get(word, ())
            if words[start : start + heard.count(" ") + 1] == heard.split(" ")
        }
        for heard in heard_in:
            # What it is taken for most often; one turn is counted once.
            pair = max(by_heard[heard], key=lambda p: (p.repaired, sum(p.spellings.values())))
            pair.missed += times
            pair.failed += failed
    for key, times in again.items():
        pair = found[key]
        # Said surely, and corrected all the same.
        pair.missed = max(pair.missed, times)
        pair.failed = min(pair.turns, max(pair.failed, times))


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
