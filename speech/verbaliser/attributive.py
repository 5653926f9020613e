"""Whether a measure stands before its noun: "a 27 inch monitor", but "27 inches wide"."""

import re

_NEXT_WORD = re.compile(r"\s([^\W\d_]{2,})")

_AFTER_MEASURES = """
a about above across after again ago ahead already also although and another any apart around as
at available away back because before below between both but by can come comes cost costs daily
deep deeper down during each either empty extra fast faster fit fits flat folded for free from
full further gross had has have heavier heavy here high higher if in inside instead into is it
just last lasts later left less light lighter long longer low lower max maximum min minimum more
narrow narrower net new nor not now of off old older on once only onto open or out over overall
packed per plus remaining round short shorter since small smaller smallest so square still tall
taller than that the then there thick thicker thin thinner this though through to today tomorrow
tonight too total under unless unlike until up via was were when where whether which while who
wide wider will with within without x yet you younger
"""
_NO_NOUN = frozenset(_AFTER_MEASURES.split())
"""What may follow a measure without being what is measured."""

_STUFF = frozenset(("RAM", "memory", "storage"))


def before_noun(text: str, end: int) -> bool:
    """Return whether the measure that ends at `end` of `text` stands before a noun."""
    found = _NEXT_WORD.match(text, end)
    return found is not None and found[1].lower() not in _NO_NOUN


def before_stuff(text: str, end: int) -> bool:
    """Return whether what follows is measured by "of": "8 GB RAM", "256 GB storage"."""
    found = _NEXT_WORD.match(text, end)
    return found is not None and found[1] in _STUFF
