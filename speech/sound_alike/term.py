"""A word or name that a shop's customers may say."""

from dataclasses import dataclass
from typing import Literal

TermKind = Literal["brand", "kind", "model", "material", "colour", "feature", "audience", "command"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a catalog, written as the catalog writes it."""

    text: str
    kind: TermKind
