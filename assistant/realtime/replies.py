"""The responses of one session: which is under way, and what the key may still use."""

import time

from pydantic import JsonValue

from assistant.accounts.caller import Caller
from assistant.accounts.gate import Gate
from assistant.realtime.items import Items
from assistant.realtime.responses import Response, ResponseWish
from assistant.realtime.seams import Outbox

LATE_CANCEL_S = 1.0
"""A client that hears speech over a reply cancels it as well, as we have: no error."""

_TOLD = ("requests", "tokens")
"""The limits that the protocol has names for."""


class Replies:
    """Begins responses; one at a time belongs to the conversation.

    Args:
        outbox: Told of them.
        items: Gets what they make.
        gate: Knows the limits.
        caller: Whose they are.
    """

    def __init__(self, outbox: Outbox, items: Items, gate: Gate, caller: Caller) -> None:
        self._outbox = outbox
        self._items = items
        self._gate = gate
        self._caller = caller
        self._last: Response | None = None

    @property
    def active(self) -> Response | None:
        """The conversation's response that is under way."""
        last = self._last
        return last if last is not None and last.ended is None else None

    @property
    def was_just_cut(self) -> bool:
        """Whether the last one was cancelled a moment ago: the client's own cancel may be late."""
        last = self._last
        if last is None or last.ended != "cancelled":
            return False
        return time.monotonic() - last.ended_at < LATE_CANCEL_S

    def begin(self, wish: ResponseWish) -> Response:
        """Begin a response; one of the conversation that is under way is cancelled."""
        response = Response(wish, self._outbox, self._items)
        if wish.in_conversation:
            if self.active is not None:
                self.active.finish("cancelled", "turn_detected")
            self._last = response
        response.begin()
        self._tell_limits()
        return response

    def _tell_limits(self) -> None:
        limits: list[JsonValue] = [
            {
                "name": allowance.name,
                "limit": allowance.limit,
                "remaining": int(allowance.remaining),
                "reset_seconds": round(allowance.reset_s, 3),
            }
            for allowance in self._gate.allowances(self._caller)
            if allowance.name in _TOLD
        ]
        self._outbox.send({"type": "rate_limits.updated", "rate_limits": limits})
