"""Who calls a front door, and what they may do there. Types only."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

_OWNERS = UUID("5d0c9d2e-6f3b-5b1a-8a53-0d4f8e1b7c66")
"""Name space of the ids that conversations of owners are stored under."""


class Scope(StrEnum):
    """What a key or token is good for."""

    TALK = "talk"
    """Conversations, spoken and typed, with their transcript, cart and boards; hearing and
    speaking alone."""
    CATALOG = "catalog"
    """Product search and products."""
    TOKENS = "tokens"
    """Making short-lived tokens for browsers and rooms."""
    METRICS = "metrics"
    """What models cost and how the process is."""
    LOGS = "logs"
    """The analysts' pages."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody whose key or token was accepted."""

    key_id: str
    """Of the key, or of the key that the token was made with; no secret."""
    tenant: str
    scopes: frozenset[Scope]
    shopper_id: str | None = None
    """Whose taste and boards are used; bound by a token, or named by the key's holder."""
    session_id: str | None = None
    """The only conversation that a token is good for; None for any of its owner's."""
    is_local: bool = False
    """The operator at this machine, by the token that `aisle serve` printed."""
    is_token: bool = False
    """A browser's: what it names as its shopper is not believed."""

    def conversation_id(self, session_id: str) -> str:
        """Return the id that a session's conversation is stored under.

        Nobody reaches another owner's conversation by naming it: the owner is in the id. Only
        the operator's own keep their names, for the commands that take one.
        """
        if self.is_local and self.shopper_id is None:
            return session_id
        owner = f"shopper {self.shopper_id}" if self.shopper_id else f"key {self.key_id}"
        return str(uuid5(_OWNERS, f"{self.tenant} {owner} {session_id}"))
