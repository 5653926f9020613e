"""`POST /v1/livekit/token`: a place in a LiveKit room, where Aisle's worker answers."""

import time
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import NotAllowed
from assistant.http.doors import (
    SESSION_PATTERN,
    SHOPPER_HEADER,
    SHOPPER_PATTERN,
    address_of,
    check_origin,
    credential_of,
    doors_of,
    named_shopper,
)
from assistant.http.refused import NotThere
from assistant.http.responses import errors

router = APIRouter(prefix="/v1/livekit", tags=["livekit"])

LIVES_S = 600
SHORTEST_S, LONGEST_S = 10, 7_200
"""As of client secrets."""


class RoomRequest(BaseModel):
    """Whose place it is; all of it may be left out.

    What LiveKit's own clients send beside it (`room_name`, `participant_name`, ...) is not
    taken: rooms and names are Aisle's.
    """

    model_config = ConfigDict(extra="ignore")

    session_id: Annotated[str, Field(pattern=SESSION_PATTERN)] | None = None
    """The session to go on with; a new one by default."""
    shopper_id: Annotated[str, Field(pattern=SHOPPER_PATTERN)] | None = None
    """Whose taste and boards are used; the header Aisle-Shopper by default."""
    expires_after_s: Annotated[int, Field(ge=SHORTEST_S, le=LONGEST_S)] = LIVES_S
    """Within which the shopper must have joined; who is in the room stays."""


class RoomPlace(BaseModel):
    """A place in a room; the first two are named as LiveKit's clients read them."""

    server_url: str
    participant_token: str
    room: str
    identity: str
    session_id: str
    """Names the session again: here, at /v1/realtime and in the text API."""
    expires_at: int
    """Seconds since 1970."""


def _talks_or_makes_tokens(
    request: Request,
    shopper: Annotated[str | None, Header(alias=SHOPPER_HEADER, pattern=SHOPPER_PATTERN)] = None,
) -> Caller:
    """Return a caller who talks, or who makes tokens for others."""
    gate = doors_of(request).gate
    check_origin(request)
    caller = gate.caller(credential_of(request), address_of(request))
    try:
        gate.allow(caller, Scope.TALK)
    except NotAllowed:
        gate.allow(caller, Scope.TOKENS)
    gate.request(caller)
    return named_shopper(caller, shopper)


@router.post("/token", responses=errors(404))
async def make_room_token(
    request: Request,
    caller: Annotated[Caller, Depends(_talks_or_makes_tokens)],
    body: RoomRequest | None = None,
) -> RoomPlace:
    """Make a token for a room of its own, with the agent in it."""
    doors = doors_of(request)
    body = body or RoomRequest()
    if doors.settings.livekit.url is None:
        raise NotThere(
            "This server has no LiveKit server; set livekit.url, or talk over /v1/realtime.",
            "livekit_not_configured",
        )
    from assistant.rooms.ticket import (  # noqa: PLC0415 - imports LiveKit
        RoomTicket,
        new_identity,
        new_room,
    )

    caller = named_shopper(caller, body.shopper_id)
    session_id = caller.session(body.session_id)
    room, identity = new_room(), new_identity()
    ticket = RoomTicket(
        tenant=caller.tenant,
        conversation_id=caller.conversation_id(session_id),
        session_id=session_id,
        identity=identity,
        shopper_id=caller.shopper_id,
    )
    token = ticket.token(doors.settings, room, body.expires_after_s)
    return RoomPlace(
        server_url=doors.settings.livekit.url,
        participant_token=token,
        room=room,
        identity=identity,
        session_id=session_id,
        expires_at=int(time.time()) + body.expires_after_s,
    )
