"""What a repair of the transcript changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """One stretch of words taken for another."""

    heard: str
    meant: str
