"""Ratings and how many people gave them."""

import re
from collections.abc import Iterator

from evals.measures.facts.claims import Heard
from evals.measures.facts.wrong import WrongFact

_RATING = re.compile(
    r"\b(?:rated|rating (?:is|of)|higher, at|best,|stars?:?|rates) (?:higher, at |best, |at )?"
    r"([0-5](?:\.\d)?)\b(?! (?:people|ratings|reviews|percent|dollars))|"
    r"\b([0-5](?:\.\d)?) (?:out of (?:5|five)|stars?)\b",
    re.I,
)
_VOTES = re.compile(r"\b(\d[\d,]*) (?:people|ratings|reviews|customers|shoppers|votes)\b", re.I)
_ROUGHLY = re.compile(r"\b(?:more than|over|nearly|almost|about|around|some|close to) $")
_NEAR = 0.1
"""Of a number that is said to be rough."""
_EVEN = 0.05


def wrong_ratings(heard: Heard) -> Iterator[WrongFact]:
    """Yield ratings and numbers of ratings that nobody who is spoken of has."""
    if heard.sentence.is_question:
        return
    for match in _RATING.finditer(heard.text):
        stars = float(match[1] or match[2])
        about = heard.about(match.start(), match.end())
        told = [one.product.rating for one in about]
        if about and not any(r is not None and abs(r - stars) < _EVEN for r in told):
            yield WrongFact("rating", match[0], f"it is rated {told[0]}")
    for match in _VOTES.finditer(heard.text):
        count = int(match[1].replace(",", ""))
        about = heard.about(match.start(), match.end())
        roughly = _ROUGHLY.search(heard.text[: match.start()]) is not None
        near = count * _NEAR if roughly else 0
        if about and all(abs(one.product.rating_count - count) > near for one in about):
            yield WrongFact("rating", match[0], f"{about[0].product.rating_count} rated it")
