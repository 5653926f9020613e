"""What can go wrong in a room.

RoomError(AssistantError)
├── TicketInvalid   the room was not made by /v1/livekit/token
└── RoomsUnusable   the LiveKit server does not take this worker
"""

from assistant.errors import AssistantError


class RoomError(AssistantError):
    """Base of all errors of `assistant.rooms`."""


class TicketInvalid(RoomError):
    """The room was not made by `/v1/livekit/token`."""

    def __init__(self) -> None:
        super().__init__(
            "The room's dispatch says not whose it is; get tokens from POST /v1/livekit/token."
        )


class RoomsUnusable(RoomError):
    """The LiveKit server does not take this worker."""
