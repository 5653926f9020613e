"""One thing that a reply says and that is not so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrongFact:
    """What was said, and what is."""

    kind: str
    """"name", "price", "total", "count", "rating", "stock", "size", "colour", "measure",
    "compared", "bound", "none"."""
    said: str
    """The words of the reply."""
    why: str
    """What is so instead."""

    def __str__(self) -> str:
        """Say it, for people."""
        return f'"{self.said}": {self.why}'
