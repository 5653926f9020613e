"""Who calls a front door, and what they may do there. Types only."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4, uuid5

from assistant.accounts.errors import NotAllowed

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
    first_key_id: str | None = None
    """The key that this one was rotated from, in the end: conversations and limits stay its."""
    token_id: str | None = None
    """Of a browser's token; no secret."""
    session_config_id: str | None = None
    """Of how the token's maker configured the sessions that it begins: `Gate.session_config`."""

    @property
    def account_id(self) -> str:
        """Whose limits and conversations these are, through every rotation of the key."""
        return self.first_key_id or self.key_id

    def session(self, named: str | None) -> str:
        """Return the id of the session that is meant: the token's own, the named or a new one.

        Raises:
            NotAllowed: The token is for another session.
        """
        if self.session_id is None:
            return named or str(uuid4())
        if named is not None and named != self.session_id:
            raise NotAllowed("This token is for another session; make one for this session.")
        return self.session_id

    def conversation_id(self, session_id: str) -> str:
        """Return the id that a session's conversation is stored under.

        Nobody reaches another owner's conversation by naming it: the owner is in the id. Only
        the operator's own keep their names, for the commands that take one. The conversations
        of a token without a shopper and a session are the token's alone: other visitors hold
        tokens of the same key.

        Raises:
            NotAllowed: The caller's token is for another session.
        """
        self.session(session_id)
        if self.is_local and self.shopper_id is None:
            return session_id
        return str(uuid5(_OWNERS, f"{self.tenant} {self._owner()} {session_id}"))

    def _owner(self) -> str:
        """No id holds a space, so no two owners are written the same."""
        if self.shopper_id:
            return f"shopper {self.shopper_id}"
        if self.is_token and self.session_id is None:
            return f"token {self.token_id}"
        return f"key {self.account_id}"
