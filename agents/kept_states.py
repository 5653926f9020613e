"""States of dialogues that wait in this process's memory for a disk: the last of each, and counts.

Touches no disk and waits for nobody.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, CheckpointMetadata

DIALOGUES_MOST: Final = 5_000
"""That may wait in memory: 10 kB each in a usual conversation, so 50 MB."""

_log = logging.getLogger("aisle.conversations")


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """How storing dialogues goes. Numbers, and a reason without content."""

    waiting: int = 0
    """Dialogues whose last state is in memory only."""
    outage: str | None = None
    """Why nothing can be stored now; None where it can."""
    late: int = 0
    """States that were acknowledged before they were on disk."""
    lost: int = 0
    """Dialogues whose last state never came to disk: the process ended first."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptState:
    """One state on its way to the disk, as it was given."""

    config: RunnableConfig
    checkpoint: tuple[str, bytes]
    metadata: CheckpointMetadata
    new_versions: ChannelVersions
    checkpoint_id: str

    @property
    def conversation_id(self) -> str:
        return str(self.config["configurable"]["thread_id"])

    @property
    def stored_config(self) -> RunnableConfig:
        """Return what the store gives back for it."""
        of = self.config["configurable"]
        names = ("thread_id", "checkpoint_ns")
        return {"configurable": {n: of[n] for n in names} | {"checkpoint_id": self.checkpoint_id}}


class KeptStates:
    """The last state of each dialogue that is not on disk, and since when that is so."""

    def __init__(self) -> None:
        self._waiting: dict[str, KeptState] = {}
        self._since = 0.0
        self._lost = 0
        self.outage: str | None = None
        """Why nothing can be stored now; None where it can."""
        self.late = 0
        """States that were acknowledged before they were on disk."""

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[KeptState]:
        return iter(tuple(self._waiting.values()))

    def __contains__(self, kept: object) -> bool:
        """Say whether it is this very state that waits: none that follows, and none erased."""
        return isinstance(kept, KeptState) and self.of(kept.conversation_id) is kept

    def of(self, conversation_id: str) -> KeptState | None:
        """Return a dialogue's last state, if it is in memory only."""
        return self._waiting.get(conversation_id)

    def health(self) -> StoreHealth:
        """Return how it goes now."""
        return StoreHealth(len(self._waiting), self.outage, self.late, self._lost)

    def keep(self, kept: KeptState, reason: str) -> None:
        """Keep what could not be stored, unless a later state of its dialogue is kept already.

        Raises:
            OSError: Too many dialogues wait.
        """
        before = self.of(kept.conversation_id)
        if before is None and len(self._waiting) >= DIALOGUES_MOST:
            raise OSError(f"{reason}, and {DIALOGUES_MOST} dialogues wait for it already")
        if before is None or before.checkpoint_id <= kept.checkpoint_id:  # ids grow with time
            self._waiting[kept.conversation_id] = kept
        if self.outage is None:
            self._since = time.monotonic()
            _log.error("dialogues cannot be stored: %s", reason)
        self.outage = reason

    def stored(self, kept: KeptState) -> None:
        """Note that a state is on disk; with the last one that waits an outage is over."""
        if kept in self:
            del self._waiting[kept.conversation_id]
        if not self._waiting and self.outage is not None:
            self.outage = None
            lasted = time.monotonic() - self._since
            _log.error("dialogues are stored again, after %.1f s", lasted)

    def erase(self, conversation_id: str) -> None:
        """Forget a dialogue's state."""
        self._waiting.pop(conversation_id, None)

    def give_up(self) -> None:
        """Note that what still waits is lost."""
        if self._waiting:
            self._lost += len(self._waiting)
            _log.error("dialogues are lost that never came to disk: %d", len(self._waiting))
            self._waiting.clear()
