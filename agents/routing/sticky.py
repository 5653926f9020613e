"""Which model a conversation was last phrased by, and how much of its prompt is still cached.

Kept in memory, for the conversations that spoke last; a process that forgets only pays for
fresh tokens once. Looking changes nothing.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from agents.models.usage import Usage


@dataclass(frozen=True, slots=True)
class Spoke:
    """A model that phrased a turn."""

    model: str
    turn: int
    cached: int
    """Tokens that its provider said are in its cache."""
    at_s: float


class Memory:
    """The last two models of each conversation, by turn; may be used from several threads."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        """Start with nothing.

        Args:
            most: Conversations that are remembered.
            clock: Seconds; only differences are used.
        """
        self.most = most
        self._clock = clock
        self._kept: OrderedDict[str, tuple[Spoke, ...]] = OrderedDict()
        self._lock = Lock()

    def spoken(
        self, conversation_id: str, model: str, usage: Usage, turn: int | None = None
    ) -> None:
        """Note who phrased a turn; noting a turn again replaces what was noted."""
        with self._lock:
            kept = self._kept.get(conversation_id, ())
            at = (kept[-1].turn + 1 if kept else 0) if turn is None else turn
            spoke = Spoke(model, at, max(usage.cached, usage.written), self._clock())
            before = [s for s in kept if s.turn < at]
            self._kept[conversation_id] = (*before[-1:], spoke)
            self._kept.move_to_end(conversation_id)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def before(self, conversation_id: str, turn: int) -> Spoke | None:
        """Return who phrased the last turn before `turn`.

        Turns from `turn` on do not count, so that a turn that is decided on again after it was
        spoken comes to the same model.
        """
        for spoke in reversed(self._kept.get(conversation_id, ())):
            if spoke.turn < turn:
                return spoke
        return None

    def cached(self, spoke: Spoke, cache_s: float) -> int:
        """Return how many of its tokens the provider still has, if it keeps them `cache_s`."""
        return spoke.cached if self._clock() - spoke.at_s < cache_s else 0
