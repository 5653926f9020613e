"""Puts right the terms of a shop that a recogniser wrote as something that sounds like them.

The `Repairer` of `speech.hints`: candidates by sound, a few of them scored by the audio, a
decision. One index a shop is shared by all its sessions; each session adds its screen.
"""

from collections.abc import Iterable, Sequence, Set

from speech.errors import RecogniserError
from speech.hints import Repaired, Scorer
from speech.repair import Repair
from speech.sound_alike.candidates import Candidate, candidates_of, same_words
from speech.sound_alike.decision import chosen, promising
from speech.sound_alike.index import TermIndex
from speech.sound_alike.spans import replaced, tokens_of
from speech.sound_alike.term import Term
from speech.transcript import Word

LONGEST_WORDS = 40
"""Longer speech is a story, not a wish: its words are left as they are."""


class CatalogRepairer:
    """Repairs transcripts with the terms of one shop and of one screen.

    Args:
        shop: All terms of the catalog.
        ordinary: Common English words in lower case; what is not among them is strange.
        screen: Terms that the shopper sees now and may well name.
    """

    def __init__(self, shop: TermIndex, ordinary: Set[str], screen: Iterable[Term] = ()) -> None:
        shown = tuple(screen)
        self._indexes = (TermIndex(shown), shop) if shown else (shop,)
        self._ordinary = ordinary

    def repair(self, text: str, words: Sequence[Word], score: Scorer) -> Repaired:
        """Return the text with sound-alike terms put right where the audio supports them.

        Args:
            text: As decoded; not empty.
            words: Its words with their probabilities; empty if the device gives none.
            score: Says how well the audio supports other texts.
        """
        if len(text.split()) > LONGEST_WORDS:
            return Repaired(text)
        joined = text
        for index in self._indexes:
            joined = same_words(joined, index)
        asked = promising(candidates_of(joined, words, self._indexes, self._ordinary))
        meant = _ask(joined, asked, score) if asked else []
        if joined == text and not meant:
            return Repaired(text)
        repairs = tuple(Repair(c.heard, c.term.text) for c in meant)
        return Repaired(_with(joined, meant), _joins(text, joined) + repairs)


def _ask(text: str, asked: Sequence[Candidate], score: Scorer) -> list[Candidate]:
    expecting = ", ".join(dict.fromkeys(c.term.text for c in asked))
    try:
        heard, *others = score([text, *(c.text for c in asked)], expecting)
    except RecogniserError:  # weights that cannot score: the words stay as they were heard
        return []
    return chosen(asked, [other - heard for other in others])


def _with(text: str, meant: Sequence[Candidate]) -> str:
    tokens = tokens_of(text)
    for candidate in reversed(meant):
        text = replaced(text, tokens, candidate.span, candidate.term.text)
    return text


def _joins(text: str, joined: str) -> tuple[Repair, ...]:
    """Return what `same_words` changed, as the shortest stretch that holds all of it."""
    if joined == text:
        return ()
    before, after = text.split(), joined.split()
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return (
        Repair(
            " ".join(before[start : len(before) - end]), " ".join(after[start : len(after) - end])
        ),
    )
