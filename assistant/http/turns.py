"""One typed utterance in, one whole turn out: the API without any dialect."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.http.doors import (
    SESSION_PATTERN,
    SHOPPER_PATTERN,
    TalkCaller,
    TalkShop,
    named_shopper,
)
from assistant.http.responses import errors
from assistant.http.session_parts import NamedArms, in_arms
from assistant.presentation import turn_json
from assistant.search_request import CleanText

MAX_TEXT = 4_000
"""Characters of one utterance; the longest real request in the test sets has 600."""

router = APIRouter(prefix="/v1", tags=["conversations"])


class TurnRequest(BaseModel):
    """One typed utterance."""

    model_config = ConfigDict(extra="forbid")

    text: CleanText = Field(max_length=MAX_TEXT)
    conversation_id: Annotated[str, Field(pattern=SESSION_PATTERN)] | None = None
    """The conversation to go on with; a new one by default."""
    shopper_id: Annotated[str, Field(pattern=SHOPPER_PATTERN)] | None = None
    """Whose taste is used and learned; nobody's by default."""


@router.post("/turns", responses=errors())
async def take_turn(
    body: TurnRequest, caller: TalkCaller, shop: TalkShop, experiments: NamedArms = None
) -> dict[str, Any]:
    """Answer one utterance of a conversation."""
    conversation_id = caller.session(body.conversation_id)
    conversation = shop.conversation(named_shopper(caller, body.shopper_id), conversation_id)
    in_arms(conversation, experiments)
    typed = await conversation.answered(body.text, "text")
    assert typed.timings is not None
    told = turn_json(typed.planned.turn, typed.timings, conversation.why)
    if typed.unlogged is not None:
        told["logged"] = False
    if not typed.is_stored:
        told["stored"] = False
    return {"conversation_id": conversation_id, **told}
