"""Asking back: what of an utterance that was not understood names something of the shop."""

from agents.constraints import Kind
from agents.nodes.turn_state import Tools, TurnState, current
from agents.reply.question_parts import AsksBack
from agents.understand.tokens import norms
from retrieval.terms import Field
from retrieval.word_forms import stem

_ASKED = (Field.CATEGORY, Field.BRAND, Field.COLOUR, Field.MATERIAL, Field.AUDIENCE, Field.FEATURE)
"""Kinds that a question can be about, in this order."""
HEARD_MOST = 2


def asks_back(state: TurnState, tools: Tools) -> AsksBack:
    """Return a question about the utterance that is being worked on."""
    dialogue, reading = state["dialogue"], current(state)
    categories = tuple(tools.search.vocabulary.values[Field.CATEGORY])
    return AsksBack(
        times=dialogue.unclear + 1,
        shown=bool(state["screen"]),
        category=dialogue.category,
        heard=_heard(reading.words, tools),
        examples=(categories[dialogue.turn % len(categories)],) if categories else (),
    )


def _heard(words: str, tools: Tools) -> tuple[tuple[Kind, str], ...]:
    """Return the first value of the catalog among `words`, and what else that word may be."""
    values = tools.search.vocabulary.values
    for word in norms(words):
        kinds = [
            (Kind(field.value), value)
            for field in _ASKED
            for form in dict.fromkeys((word, word.capitalize(), stem(word), f"{stem(word)}s"))
            for value in (form,)
            if len(word) > 2 and value in values[field]
        ]
        if kinds:
            one_each = {kind: (kind, value) for kind, value in reversed(kinds)}
            return tuple(reversed(one_each.values()))[:HEARD_MOST]
    return ()
