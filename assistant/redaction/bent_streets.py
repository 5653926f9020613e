"""Streets as a recogniser bends them: "12 high wrote" is High Road, "55-deer run-road"."""

from collections.abc import Iterator

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.places import STREETS
from assistant.redaction.tokens import Tokens, word_set

_KINDS = {
    **{"wrote": "road", "rode": "road", "rowed": "road", "strait": "street", "straight": "street"},
    **{"street's": "street", "lain": "lane", "layne": "lane", "elaine": "lane", "terr": "terrace"},
    **{"terrance": "terrace", "terrorist": "terrace", "quart": "court", "caught": "court"},
    **{"weigh": "way", "whey": "way", "plays": "place", "plaice": "place", "clothes": "close"},
    **{"avenues": "avenue", "drives": "drive", "circles": "circle", "boulevards": "boulevard"},
}
"""What kinds of streets are heard as."""
_WHERE = word_set("address at to live lives ship deliver deliver delivered send sent moved bring")
_LEAD_MOST = 5

Change = tuple[int, int, str]
"""Where a stretch begins and ends in the text, and what was said there."""


def bent_streets(tokens: Tokens) -> Iterator[Change]:
    """Yield what was said where a street is bent.

    Args:
        tokens: Of the text.
    """
    yield from _hyphened(tokens)
    yield from _streets(tokens)


def _hyphened(tokens: Tokens) -> Iterator[Change]:
    """Read "55-deer run-road": hyphens in an address."""
    for place in range(1, len(tokens) - 1):
        if tokens.low[place] != "-" or not tokens.is_glued(place):
            continue
        is_number = tokens.is_figures(place - 1) and tokens.is_word(place + 1)
        is_road = tokens.is_word(place - 1) and tokens.at(place + 1) in STREETS
        if is_road or (is_number and not STREETS.isdisjoint(tokens.low[place + 2 : place + 5])):
            yield tokens.starts[place], tokens.ends[place], " "


def _streets(tokens: Tokens) -> Iterator[Change]:
    """Read "we live at 12 high wrote": a kind of street that was heard as another word."""
    for place, word in enumerate(tokens.low):
        kind = _KINDS.get(word)
        if kind is None:
            continue
        number = next((p for p in range(place - 2, place - 5, -1) if _is_house(tokens, p)), None)
        if number is None:
            continue
        near = tokens.low[max(0, number - _LEAD_MOST) : number]
        if not _WHERE.isdisjoint(near) or number == 0:
            last = place + (tokens.at(place + 1) == "'s")
            yield tokens.starts[place], tokens.ends[last], kind


def _is_house(tokens: Tokens, place: int) -> bool:
    return place >= 0 and (tokens.is_figures(place) or tokens.low[place] in FIGURE_WORDS)
