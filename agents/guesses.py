"""How far a wish can be trusted: goods that no constraint holds, words that name nothing. Pure.

A search always finds something. Before its result is spoken as an answer, these tell whether
the words were a wish at all, and whether they named something that the search left out.
"""

from agents.acts import Act
from agents.constraints import Set
from agents.reading import Reading
from agents.search_text import content_of
from agents.understand.confidence import GUESS_BELOW
from agents.understand.things import is_thing
from agents.understand.tokens import norms
from agents.understand.words import FUNCTION_WORDS, stem
from retrieval.english import whole_words
from retrieval.lexicon import Lexicon

HARDLY_BELOW = 0.3
"""Calibrated: below it a wish was right in less than three of ten cases, and a list shown again
for "I changed my mind" or "damn" says that it was understood."""
THING_WORDS = 2
"""A name of a thing is short; more words are a description."""
GOODS_WORDS = 3
"""The same where the last word is known to name goods: "a hot water bottle"."""


def hardly_a_wish(reading: Reading) -> bool:
    """Tell whether a reading is a guess that names nothing: to be asked about, not searched."""
    return (
        reading.confidence < HARDLY_BELOW
        and reading.act in (Act.FIND, Act.REFINE)
        and not reading.edits
        and not reading.references
    )


def other_goods(reading: Reading) -> str | None:
    """Return the goods that are named and nothing else: "protein powder", "and a poncho"."""
    words = [w for w in norms(reading.words) if w not in FUNCTION_WORDS]
    named = norms(reading.text)
    if any(not isinstance(e, Set) or e.constraint.known for e in reading.edits):
        return None
    if not 0 < len(named) <= GOODS_WORDS or words != [w for w in named if w not in FUNCTION_WORDS]:
        return None
    return reading.text if is_thing(named[-1]) else None


def named_thing(reading: Reading) -> str | None:
    """Return what was asked for by name: "do you have ukuleles"."""
    text = content_of(reading.text)
    sure = reading.act is Act.FIND and reading.confidence >= GUESS_BELOW
    return text if sure and 0 < len(text.split()) <= THING_WORDS else None


def means_nothing(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether no word of a wish is one of the catalog's or of English."""
    words = [w for w in norms(reading.text) if w.isalpha() and w not in FUNCTION_WORDS]
    return not reading.edits and not any(
        stem(w) in lexicon.uses or w in whole_words() for w in words
    )
