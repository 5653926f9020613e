"""When a shopper came through a door and left.

A visit that ends without a word having been said, and without a client, still has its two events.
One that is cut off by a crash has no end.
"""

import time
from datetime import UTC, datetime

from assistant.events.event import Action, Event, EventAttributes, Value


class Visit:
    """One connection of a conversation, from its beginning to its end.

    Args:
        session_id: Of the conversation.
        door: Through which it came.
        resumed: Whether the conversation went on from an earlier one.
    """

    def __init__(self, session_id: str, door: str, *, resumed: bool) -> None:
        self.session_id = session_id
        self.door = door
        self.began_at = time.time()
        self._resumed = resumed
        self._monotonic_s = time.monotonic()
        self._is_told = False

    def start(self) -> Event | None:
        """Return the event of its beginning, once."""
        if self._is_told:
            return None
        self._is_told = True
        details: dict[str, Value] = {"door": self.door, "resumed": self._resumed}
        return self._event(Action.SESSION_START, details, self.began_at)

    def end(self, reason: str) -> Event:
        """Return the event of its end.

        Args:
            reason: Why, as a name: "left", "session_expired", "server_stops".
        """
        seconds = round(time.monotonic() - self._monotonic_s, 3)
        details: dict[str, Value] = {"door": self.door, "reason": reason, "seconds": seconds}
        return self._event(Action.SESSION_END, details, time.time())

    def _event(self, action: Action, details: dict[str, Value], at: float) -> Event:
        return Event(
            action_name=action,
            session_id=self.session_id,
            timestamp=datetime.fromtimestamp(at, UTC),
            event_attributes=EventAttributes(details=details),
        )
