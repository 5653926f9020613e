"""What was spoken and heard of the reply that is under way, word by word."""

from collections.abc import Callable, Sequence

from livekit.agents.types import TimedString

from assistant.highlight import Highlight
from assistant.playout import heard_until
from assistant.session_events import SessionEvent


class SpokenReply:
    """The words of the reply that is made, of the one that is played, and how far that is.

    Args:
        on_event: Told which words are spoken.
    """

    def __init__(self, on_event: Callable[[SessionEvent], None]) -> None:
        self._highlight = Highlight(on_event)
        self._made: list[TimedString] = []
        self._playing: list[TimedString] = []
        self.heard = ""
        """What of it was heard so far."""
        self.heard_s = 0.0
        """How much of its sound."""

    @property
    def words(self) -> Sequence[TimedString]:
        """The words of the reply that is played, as far as the voice has spoken ahead."""
        return self._playing

    def begins(self) -> list[TimedString]:
        """Return where the words of the reply that is spoken now are to be kept."""
        self._made = []
        self._highlight.begins(self._made)
        return self._made

    def made(self, reply: list[TimedString], words: Sequence[TimedString]) -> None:
        """Note words that were added to a list of `begins`."""
        self._highlight.made(reply, words)

    def plays(self) -> None:
        """Note that what was made last is played from now on."""
        self._playing, self.heard, self.heard_s = self._made, "", 0.0
        self._highlight.plays(self._playing)

    def played(self, position_s: float) -> None:
        """Note how much of it was played, in seconds."""
        self.heard_s = position_s
        self.heard = self.until(position_s)

    def until(self, position_s: float) -> str:
        """Return the words that were played within the first seconds."""
        return heard_until(self._playing, position_s)

    def is_awaited(self) -> None:
        """Note that nothing is played yet of the turn that begins."""
        self._playing, self.heard, self.heard_s = [], "", 0.0
