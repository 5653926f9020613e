"""What can go wrong in a dialogue.

AgentError
├── StalePlan           the conversation went on since the turn was planned
├── ForeignTurn         the turn was not planned by `ShoppingAgent.plan`
├── UnreadableState     a stored conversation is damaged or of another version
├── CheckpointsFailed   the store of conversations cannot be read or written
├── ClickRefused        a change of the cart or of a board by hand that cannot be made
└── PostgresMissing     conversations are to be kept in Postgres and its client is not installed
"""

from typing import ClassVar, Literal

Refusal = Literal[
    "no_such_product",
    "no_such_variant",
    "no_such_line",
    "no_such_board",
    "not_on_board",
    "size_needed",
    "no_such_size",
    "size_gone",
    "colour_needed",
    "no_such_colour",
    "colour_gone",
    "sold_out",
    "few_left",
    "cart_full",
    "nothing_to_undo",
]
"""Why a click is refused."""


class AgentError(Exception):
    """Anything this package raises on purpose."""

    retryable: ClassVar[bool] = False
    """Whether the same call can succeed later without a change by the caller."""
    public_message: ClassVar[str] = "Something went wrong on my side. Please say that again."
    """What a shopper may hear about it."""


class StalePlan(AgentError):
    """The conversation went on since the turn was planned."""

    def __init__(self, conversation_id: str, planned: int, expected: int) -> None:
        super().__init__(
            f"turn {planned} of conversation {conversation_id!r} cannot be committed since turn "
            f"{expected} comes next: plan the utterance again and commit that plan"
        )


class ForeignTurn(AgentError):
    """The turn was not planned by `ShoppingAgent.plan`."""

    def __init__(self) -> None:
        super().__init__(
            "this turn carries no dialogue state: commit the very turn that plan() returned"
        )


class UnreadableState(AgentError):
    """A stored conversation is damaged or was written by another version."""

    public_message = "I lost track of our conversation. Let's start again."

    def __init__(self, conversation_id: str, reason: str) -> None:
        super().__init__(
            f"conversation {conversation_id!r} cannot be resumed ({reason}): "
            "start a new one under another id"
        )


class CheckpointsFailed(AgentError):
    """The store of conversations cannot be read or written."""

    retryable = True

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the conversation store failed ({reason}): check that its file is a SQLite "
            "database in a writable folder with space left, or that the Postgres server at "
            "conversations.url answers"
        )


class ClickRefused(AgentError):
    """A change of the cart or of a board by hand cannot be made."""

    def __init__(self, code: Refusal, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"{message}.")
        self.code = code
        self.choices = choices
        """What could be asked for instead: sizes, colors, a number of pieces."""


class PoliciesInvalid(AgentError):
    """The shop's policy file cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"the policy file {path} cannot be used: {reason}; mend it as docs/policies.md shows, "
            "or take shop.policies out of the settings"
        )


class PostgresMissing(AgentError):
    """Conversations are to be kept in Postgres and its client is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "conversations.url names a Postgres server and its client is not installed: "
            "pip install '.[postgres]'"
        )
