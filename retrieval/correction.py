"""What puts the words of a search right before they are searched for: the seam alone."""

from typing import Protocol

from retrieval.query import Correction


class Corrector(Protocol):
    """Reads words that the catalog lacks as words that it has. Safe to call from threads."""

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """Return the text to search for, and what was changed or is worth asking about.

        Args:
            text: cleaned, on one line, at most 1,000 characters; may be empty.
        """
