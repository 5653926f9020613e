"""One place that holds something about shoppers. The seam: everything else goes through it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.privacy.subject import Subject


@dataclass(frozen=True, slots=True)
class Held:
    """What a place holds of somebody."""

    data: Any
    """As JSON can hold it."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What is no text, by name."""


class Place(Protocol):
    """Blocks: call it in a thread."""

    @property
    def name(self) -> str:
        """One word or two, as the receipt and the export call it."""
        ...

    @property
    def about(self) -> str:
        """What lies there, in one line."""
        ...

    def erase(self, subject: Subject) -> int:
        """Erase what is theirs, down to the bytes; return how many things it was.

        May be called again. Raises an `AssistantError`, `AgentError` or `RetrievalError` where it
        could not.
        """
        ...

    def held(self, subject: Subject) -> Held | None:
        """Return what is theirs; None where there is nothing."""
        ...
