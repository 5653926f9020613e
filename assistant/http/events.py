"""`POST /v1/events`: what a page or the shop's server reports of what was done with products."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.http.doors import TalkCaller, TalkShop, doors_of
from assistant.http.responses import errors
from assistant.journal.reported import Binder, Reported

MOST = 100
"""Events of one request: a screen of cards, many times over."""

router = APIRouter(prefix="/v1/events", tags=["events"])


class ReportedEvents(BaseModel):
    """Events in the shape of User Behavior Insights 1.3; all are taken, or none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "events": [
                        {
                            "action_name": "click",
                            "session_id": "my-session",
                            "event_attributes": {
                                "object": {"object_id": "P00012"},
                                "position": {"ordinal": 1},
                            },
                        }
                    ]
                }
            ]
        },
    )

    events: Annotated[list[Reported], Field(min_length=1, max_length=MOST)]


class Accepted(BaseModel):
    """How many were taken; they are in the log."""

    object: str = "aisle.events"
    accepted: int


@router.post("", responses=errors(400, 403, 404))
async def report_events(
    body: ReportedEvents, request: Request, caller: TalkCaller, shop: TalkShop
) -> Accepted:
    """Log what was done with the products of a session: seen, opened, saved, bought.

    An order is reported by the shop's server with a key, by the session or by the `query_id` of a
    turn, also days later. What is sent again with the same `event_id` is counted once.
    """
    stores, received = doors_of(request).stores, datetime.now(UTC)
    binder = Binder(caller, shop, lambda: stores.store(caller.tenant))
    events = [
        await binder.bound(reported, f"events.{number}", received)
        for number, reported in enumerate(body.events)
    ]
    await asyncio.gather(*(shop.parts.log.append_async(event) for event in events))
    return Accepted(accepted=len(events))
