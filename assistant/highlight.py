"""Which words of a reply are heard when, told to the screen while the reply is played.

A reply is often spoken ahead, before anyone knows that it will be heard: its words wait
here until its sound goes to the speaker. Those of a reply that is thrown away are never told.
"""

from collections.abc import Callable, Sequence

from livekit.agents.types import TimedString

from assistant.session_events import Speaking, SpokenWord


class Highlight:
    """Gives each clause's words out once, when its sound is played.

    Args:
        on_speaking: Called with them on the event loop.
    """

    def __init__(self, on_speaking: Callable[[Speaking], None]) -> None:
        self._on_speaking = on_speaking
        self._waiting: list[Speaking] = []
        self._made: object = None
        """The reply that is spoken last, perhaps not heard yet: any object that stands for it."""
        self._playing: object = None

    def begins(self, reply: object) -> None:
        """Note that another reply is spoken now."""
        self._made, self._waiting = reply, []

    def made(self, reply: object, words: Sequence[TimedString]) -> None:
        """Take the words that came with a piece of a reply's sound."""
        spoken = Speaking(tuple(word for word in map(_spoken, words) if word is not None))
        if not spoken.words:
            return
        if reply is self._playing:
            self._on_speaking(spoken)
        elif reply is self._made:
            self._waiting.append(spoken)

    def plays(self, reply: object) -> None:
        """Note that a reply's sound goes to the speaker."""
        self._playing = reply
        if reply is self._made:
            waiting, self._waiting = self._waiting, []
            for spoken in waiting:
                self._on_speaking(spoken)


def _spoken(word: TimedString) -> SpokenWord | None:
    if not isinstance(word.start_time, float) or not isinstance(word.end_time, float):
        return None
    return SpokenWord(str(word), word.start_time, word.end_time)
