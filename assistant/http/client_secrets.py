"""`POST /v1/realtime/client_secrets`: a short-lived token for a browser, in OpenAI's shape.

Reference: platform.openai.com, "Create client secret" (openai/types/realtime).
"""

import asyncio
import json
from dataclasses import replace
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from assistant.http.doors import (
    SESSION_PATTERN,
    SHOPPER_PATTERN,
    TokensCaller,
    doors_of,
    named_shopper,
)
from assistant.http.responses import errors
from assistant.realtime.errors import EventRefused
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.session_json import session_json

LIVES_S = 600
SHORTEST_S, LONGEST_S = 10, 7_200
"""As OpenAI's."""
MAX_SESSION_BYTES = 64_000
"""Of a session's configuration as JSON; the largest of OpenAI's examples has 3,000."""

router = APIRouter(prefix="/v1/realtime", tags=["accounts"])


class ExpiresAfter(BaseModel):
    """When the token ends."""

    anchor: Literal["created_at"] = "created_at"
    seconds: Annotated[int, Field(ge=SHORTEST_S, le=LONGEST_S)] = LIVES_S


class BoundTo(BaseModel):
    """What the token is good for only. Without either it can go on with no conversation but
    those that it began itself."""

    model_config = ConfigDict(extra="forbid")

    shopper_id: Annotated[str, Field(pattern=SHOPPER_PATTERN)] | None = None
    """Whose taste and boards it uses; the header Aisle-Shopper by default."""
    session_id: Annotated[str, Field(pattern=SESSION_PATTERN)] | None = None
    """The only conversation."""


class ClientSecretRequest(BaseModel):
    """What is asked for; all of it may be left out."""

    expires_after: ExpiresAfter | None = None
    session: dict[str, JsonValue] | None = None
    """What sessions begun with the token start from, as in `session.update`."""
    aisle: BoundTo | None = None


class ClientSecret(BaseModel):
    """A token for a browser."""

    value: str
    """"ek_...": a key for `/v1/realtime` and the text API, with the scopes talk and catalog."""
    expires_at: int
    """Seconds since 1970. A session that is open then goes on."""
    session: dict[str, JsonValue]
    aisle: BoundTo


@router.post("/client_secrets", responses=errors())
async def make_client_secret(
    request: Request, caller: TokensCaller, body: ClientSecretRequest | None = None
) -> ClientSecret:
    """Make a token that a browser may hold: of one tenant, for minutes, good for little."""
    body = body or ClientSecretRequest()
    bound = body.aisle or BoundTo()
    shopper_id = named_shopper(caller, bound.shopper_id).shopper_id
    doors = doors_of(request)
    shop = await doors.shops.shop(caller.tenant)
    voices = shop.voice.voice.names if shop.voice else (shop.voice_name,)
    config = SessionConfig(shop.voice_name, voices)
    if body.session:
        if len(json.dumps(body.session)) > MAX_SESSION_BYTES:
            raise EventRefused(
                f"The session is larger than {MAX_SESSION_BYTES // 1000} kB; make it smaller.",
                code="invalid_value",
                param="session",
            )
        config = config.updated(body.session, has_spoken=False)
    lives_s = (body.expires_after or ExpiresAfter()).seconds
    shopper_id = shopper_id or config.shopper_id
    value, expires = await asyncio.to_thread(
        doors.gate.token,
        caller,
        shopper_id=shopper_id,
        session_id=bound.session_id,
        lives_s=lives_s,
        session=_kept(body.session),
    )
    session_id = bound.session_id or f"sess_{uuid4().hex}"
    model = str((body.session or {}).get("model", "aisle"))
    return ClientSecret(
        value=value,
        expires_at=int(expires),
        session=session_json(replace(config, shopper_id=shopper_id), session_id, model, expires),
        aisle=BoundTo(shopper_id=shopper_id, session_id=bound.session_id),
    )


def _kept(session: dict[str, JsonValue] | None) -> dict[str, Any] | None:
    """Return what is stored: a session that only says its type needs nothing."""
    return session if session and set(session) - {"type", "model"} else None
