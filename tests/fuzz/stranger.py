"""A client that sends anything, and reads strictly what comes back."""

import json
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.clients.strict import StrictReader
from tests.patience import PATIENCE_S

Event = dict[str, Any]
WITHIN_S = PATIENCE_S
"""Generous: the machine that runs the tests may be busy."""

KNOWN = frozenset(
    (
        "session.update",
        "input_audio_buffer.append",
        "input_audio_buffer.commit",
        "input_audio_buffer.clear",
        "output_audio_buffer.clear",
        "conversation.item.create",
        "conversation.item.retrieve",
        "conversation.item.delete",
        "conversation.item.truncate",
        "response.create",
        "response.cancel",
        "aisle.playback.position",
    )
)
"""What docs/protocol.md says is taken of a client."""
_LONGEST_ID = 512


class Stranger:
    """One connection; every event that comes is checked.

    Args:
        url: "ws://...", of the server.
        token: Whose.
        query: Of the address, with its "?".
    """

    def __init__(self, url: str, token: str, query: str = "") -> None:
        self.socket: ClientConnection = connect(  # closed by `__exit__`
            f"{url}/v1/realtime{query}",
            additional_headers={"authorization": f"Bearer {token}"},
            compression=None,
            max_size=None,
            open_timeout=WITHIN_S,
            close_timeout=1,
            legacy=True,
        )
        self.reader = StrictReader()
        self.events: list[Event] = []
        self._fences = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.socket.close()

    def send(self, message: str | bytes | Event) -> None:
        """Send an event, or something else."""
        self.socket.send(json.dumps(message) if isinstance(message, dict) else message)

    def receive(self, within_s: float = WITHIN_S) -> Event:
        """Return the next event.

        Raises:
            AssertionError: It is not as the protocol says, or none comes.
        """
        try:
            event: Event = json.loads(self.socket.recv(within_s))
        except TimeoutError:
            raise AssertionError(f"nothing came; last was {self.events[-3:]}") from None
        if self.events or event["type"] != "error":  # turned away before a session began
            self.reader.read(event)
        self.events.append(event)
        return event

    def until(self, kind: str, within_s: float = WITHIN_S) -> Event:
        """Return the next event of a kind."""
        while (event := self.receive(within_s))["type"] != kind:
            pass
        return event

    def fence(self) -> list[Event]:
        """Return what came up to here: errors of all that was sent are among it."""
        self._fences += 1
        name = f"fence_{self._fences}"
        start = len(self.events)
        self.send({"type": "conversation.item.retrieve", "item_id": name, "event_id": name})
        while (event := self.receive())["type"] != "error" or event["error"]["event_id"] != name:
            pass
        return self.events[start:-1]

    def settled(self) -> None:
        """Return when every response that began is done."""
        self.fence()
        while self.reader.active:
            self.receive()

    def say(self, text: str) -> Event:
        """Return the response to typed words."""
        content = [{"type": "input_text", "text": text}]
        item = {"type": "message", "role": "user", "content": content}
        self.send({"type": "conversation.item.create", "item": item})
        self.send({"type": "response.create", "response": {"output_modalities": ["text"]}})
        response: Event = self.until("response.done")["response"]
        return response

    def closed(self, within_s: float = WITHIN_S) -> tuple[int | None, str | None]:
        """Return the code and the reason with which the server closes."""
        try:
            while True:
                self.receive(within_s)
        except ConnectionClosed:
            return self.socket.close_code, self.socket.close_reason


def expected_id(message: str | bytes) -> tuple[bool, str | None]:
    """Return whether a message must be refused, and the event_id that the error quotes."""
    try:
        event = json.loads(message)
    except (ValueError, RecursionError):
        return True, None
    if not isinstance(event, dict):
        return True, None
    kind, event_id = event.get("type"), event.get("event_id")
    is_id = isinstance(event_id, str) and len(event_id) <= _LONGEST_ID
    refused = not isinstance(kind, str) or kind not in KNOWN or (event_id is not None and not is_id)
    return refused, event_id if is_id else None
