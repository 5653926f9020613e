"""Why a socket is closed: the code and the reason that the client reads."""

from enum import Enum


class Closing(Enum):
    """A close code with its reason (docs/protocol.md); codes from 4000 on are our own."""

    DONE = (1000, "session_ended", "The session is over.")
    DRAINING = (1001, "server_stops", "The server stops; connect again in a moment.")
    FAILED = (1011, "server_error", "The session failed; connect again with its session_id.")
    TRY_LATER = (1013, "try_again_later", "The server takes no new sessions; try again later.")
    EXPIRED = (4001, "session_expired", "The session reached its longest duration of 60 minutes.")
    IDLE = (4002, "session_idle", "Nothing came from the client for too long.")
    TAKEN_OVER = (4003, "session_taken_over", "The session goes on over a newer connection.")
    UNREAD = (4004, "client_not_reading", "The client does not read what is sent to it.")
    FLOODED = (4005, "too_many_events", "The client sends more events than are taken.")
    LIMIT = (4006, "rate_limit_exceeded", "The key has used what it may; try again later.")
    UNAUTHENTICATED = (4401, "invalid_api_key", "A key is needed, or it is not known.")
    NOT_ALLOWED = (4403, "not_allowed", "The key is not allowed to do this.")

    def __init__(self, code: int, reason: str, message: str) -> None:
        self.code = code
        self.reason = reason
        """Of the close frame; also the code of the error event before it."""
        self.message = message
