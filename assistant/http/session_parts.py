"""What the routes of one session share: its id, and its conversation."""

from typing import Annotated

from fastapi import Depends, Path

from assistant.conversation import Conversation
from assistant.http.doors import SESSION_PATTERN, TalkCaller, TalkShop

SessionId = Annotated[
    str, Path(pattern=SESSION_PATTERN, description="As the client chose it, or was told it.")
]


async def conversation_of(
    session_id: SessionId, caller: TalkCaller, shop: TalkShop
) -> Conversation:
    """Return the conversation of the session that the address names, new or not."""
    return shop.conversation(caller, session_id)


SessionConversation = Annotated[Conversation, Depends(conversation_of)]
