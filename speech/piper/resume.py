"""Where to go on in a sentence that is made anew after its first half was heard.

Each making varies: its words are a little longer or shorter. So the place is not a
sample but a word and how far into it, and is found again between the new words.
"""

from collections.abc import Sequence

Words = Sequence[tuple[int, int]]


def resume_at(given: int, first: Words, again: Words) -> int:
    """Return how many samples of the second making to leave out.

    Args:
        given: samples of the first making that were passed on.
        first: its words, first and last sample of each.
        again: the words of the second making; as many, or else samples are counted.
    """
    if not first or len(first) != len(again):
        return given
    marks = [0, *(edge for word in first for edge in word)]
    places = [0, *(edge for word in again for edge in word)]
    for at in range(len(marks) - 1):
        low, high = marks[at], marks[at + 1]
        if given <= high and high > low:
            share = (given - low) / (high - low)
            return round(places[at] + share * (places[at + 1] - places[at]))
    return places[-1] + given - marks[-1]
