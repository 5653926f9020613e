"""A recogniser that is told nothing of the catalog."""

from collections.abc import Sequence

from assistant.hearing import ShopHearing
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary
from speech.hints import NO_HINTS, Hints


class Untold(ShopHearing):
    """Expects nothing in particular, and repairs nothing."""

    def __init__(self) -> None:
        pass  # nothing to build

    def renew(self, vocabulary: Vocabulary) -> None:
        """Expect nothing of another catalog either."""

    def hints(self, products: Sequence[Candidate]) -> Hints:
        """Return nothing to expect."""
        del products
        return NO_HINTS
