"""A text of the examination, and what in it tells who somebody is. Types only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch that is to be found."""

    start: int
    end: int
    kind: str
    """As the frames call it: "card", "phone", "name", ..."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text."""

    text: str
    entities: tuple[Entity, ...]
    """In order; empty where every word is to stay."""
    frame: str
    """The line that it was made from."""
