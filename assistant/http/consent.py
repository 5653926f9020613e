"""`POST /v1/sessions/{id}/consent`: whether the shopper's voice may be kept."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from assistant.http.responses import errors
from assistant.http.session_parts import SessionConversation, SessionId

router = APIRouter(prefix="/v1/sessions/{session_id}/consent", tags=["sessions"])


class Consent(BaseModel):
    """What the shopper agrees to."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"audio": True}]})

    audio: bool
    """False takes it back: what was recorded in this session is deleted at once."""


class ConsentKept(BaseModel):
    """What holds now."""

    object: str = "aisle.consent"
    session_id: str
    audio: bool
    recording: bool
    """Whether anything is kept: the shop's settings have to allow it too."""


@router.post("", responses=errors())
async def consent(
    body: Consent, session_id: SessionId, conversation: SessionConversation
) -> ConsentKept:
    """Note whether the shopper agrees that what they say is kept as sound, from now on."""
    recording = await conversation.consents(audio=body.audio)
    return ConsentKept(session_id=session_id, audio=body.audio, recording=recording)
