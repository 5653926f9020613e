"""The words by which people put what they see in the cart, said quickly: "Edmund White" for
"Add them in white".

Names of people are what a recogniser makes of a swallowed "them" or "it". Only the first words
of an utterance, only while products are shown, and only where the recogniser is in doubt; the
audio decides, as it does for the terms of the shop.
"""

from collections.abc import Iterator, Sequence

from speech.sound_alike.distance import distance
from speech.sound_alike.pronunciation import phones_of, pronunciations
from speech.sound_alike.spans import GRAMMAR, Span
from speech.sound_alike.term import Term

_OPENINGS = tuple(Term(text, "command") for text in ("Add them in", "Add it in"))
_ALONE = tuple(Term(text, "command") for text in ("Stop", "Wait", "Next", "Back"))
"""Said as the whole of an utterance: "Star." over a reply is "Stop."."""
_WAYS = {term: pronunciations(term.text) for term in (*_OPENINGS, *_ALONE)}
LEAST_DOUBT = 0.4
FARTHEST_ALONE = 0.4
FARTHEST_OPENING = 0.6
"""Of the sounds; "Edmund" is .58 from "add them in". The audio is for it by 7.1 nats in two
recordings, one of them in a crowd, and asks for 2."""


def openings_of(
    spans: Sequence[Span], probabilities: Sequence[float]
) -> Iterator[tuple[Span, Term, float]]:
    """Yield what the first words may have been, with the distance of the sounds.

    Args:
        spans: All stretches of the transcript.
        probabilities: Of its words, 0..1.
    """
    alone = len(spans) == 1 and len(probabilities) == 1
    farthest = FARTHEST_ALONE if alone else FARTHEST_OPENING
    for span in spans:
        doubt = 1.0 - min(probabilities[span.first : span.last + 1])
        if span.first or len(span.words) > 2 or span.words[0] in GRAMMAR or doubt < LEAST_DOUBT:
            continue
        heard = phones_of(span.text)
        for term in _ALONE if alone else _OPENINGS:
            apart = min(distance(heard, way, farthest) for way in _WAYS[term])
            if apart <= farthest:
                yield span, term, apart
