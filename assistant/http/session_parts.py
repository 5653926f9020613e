"""What the routes of one session share: its id, and its conversation."""

from typing import Annotated

from fastapi import Depends, Header, Path

from assistant.conversation import Conversation
from assistant.http.doors import SESSION_PATTERN, TalkCaller, TalkShop
from assistant.journal.experiments import EXPERIMENTS_HEADER, of_header

SessionId = Annotated[
    str, Path(pattern=SESSION_PATTERN, description="As the client chose it, or was told it.")
]


NamedArms = Annotated[
    str | None,
    Header(
        alias=EXPERIMENTS_HEADER,
        max_length=1_000,
        description="Arms of the client's own experiments, for the log: `layout=b, copy=short`.",
    ),
]


async def conversation_of(
    session_id: SessionId, caller: TalkCaller, shop: TalkShop, experiments: NamedArms = None
) -> Conversation:
    """Return the conversation of the session that the address names, new or not."""
    return in_arms(shop.conversation(caller, session_id), experiments)


def in_arms(conversation: Conversation, experiments: str | None) -> Conversation:
    """Return a conversation that takes part in the experiments that a header names.

    Raises:
        Refused: It names none.
    """
    if experiments:
        conversation.journal.take_part(of_header(experiments))
    return conversation


SessionConversation = Annotated[Conversation, Depends(conversation_of)]
