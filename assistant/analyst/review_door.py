"""The review queue: turns that people look at, label, and send to the evals."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from agents.acts import Act
from assistant.analyst.answer_table import AnswerColumn
from assistant.analyst.doors import (
    AnalystStore,
    FilterQuery,
    LogsCaller,
    Stopwatch,
    csv_file,
    csv_too,
    filters_of,
    most_of,
)
from assistant.analyst.review_sample import Why, reviewed_turns, sample_of
from assistant.analyst.scenario_sending import send_to_evals
from assistant.analyst.shelf import Label, Review
from assistant.analyst.views_door import AnalystShelf
from assistant.http.doors import doors_of
from assistant.http.refused import NotThere
from assistant.http.responses import errors
from assistant.redaction.redact import redact

router = APIRouter(prefix="/v1/analytics/review", tags=["analytics"])

_MOST = 500
_USUAL = 100
_NO_SUCH = "There is no such turn in the review queue; sample some first."


class SampleWish(BaseModel):
    """Which turns are to be looked at."""

    model_config = ConfigDict(extra="forbid")

    n: int = Field(default=20, ge=1, le=_MOST)
    why: Why = "random"
    seed: int = Field(default=0, ge=0)
    """Another one chooses other turns."""


class LabelWish(BaseModel):
    """What a person says of a turn."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["agree", "disagree"]
    intent: Act | None = None
    """The act that it really was."""
    said: str | None = Field(default=None, max_length=500)
    """The words that were really spoken."""
    note: str | None = Field(default=None, max_length=1000)


class QueueQuery(BaseModel):
    """Which part of the queue."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    labelled: bool | None = None
    limit: int | None = Field(default=None, ge=1, le=_MOST)
    """Without it 100; as CSV, all."""
    shape: Literal["json", "csv"] = Field(default="json", alias="format")


@router.get("", responses=csv_too(), response_model=None)
async def queue(
    query: Annotated[QueueQuery, Query()], shelf: AnalystShelf, store: AnalystStore
) -> Response | dict[str, Any]:
    """Return the queue with what was said, what waits first; and how labels fell so far."""
    watch = Stopwatch()
    limit = most_of(query.shape, query.limit, _USUAL)
    reviews = await asyncio.to_thread(shelf.reviews, labelled=query.labelled, limit=limit)
    turns = await asyncio.to_thread(reviewed_turns, store, reviews)
    if query.shape == "csv":
        rows = [_csv_row(review, turns.get(review.query_id)) for review in reviews]
        return await csv_file("review", _CSV, [rows])
    counts = await asyncio.to_thread(shelf.counts)
    told = [asdict(review) | {"of": turns.get(review.query_id)} for review in reviews]
    return {"turns": told, "counts": counts, "took_ms": watch.ms}


_OF_LABEL = (
    *("query_id", "session_id", "day", "why", "queued_at", "verdict", "intent", "said", "note"),
    *("labelled_at", "labelled_by", "scenario"),
)
_OF_TURN = ("timestamp", "modality", "user_query", "raw_transcript", "intent", "reply", "outcome")
_CSV = [
    *(AnswerColumn("label_intent" if name == "intent" else name, name) for name in _OF_LABEL),
    *(AnswerColumn(name, name) for name in _OF_TURN),
]
"""A label's intent is what it really was, a turn's what it was taken for."""


def _csv_row(review: Review, turn: Mapping[str, Any] | None) -> list[Any]:
    return [
        *(getattr(review, name) for name in _OF_LABEL),
        *((turn or {}).get(name) for name in _OF_TURN),
    ]


@router.post("/sample", responses=errors())
async def sample(
    wish: SampleWish,
    query: Annotated[FilterQuery, Query()],
    shelf: AnalystShelf,
    store: AnalystStore,
) -> dict[str, Any]:
    """Put turns into the queue, chosen by chance among those that the filters leave."""
    filters = await filters_of(query, store)
    chosen = await asyncio.to_thread(sample_of, store, filters, wish.why, wish.n, wish.seed)
    added = await asyncio.to_thread(shelf.queue, chosen, wish.why)
    return {"found": len(chosen), "added": added}


@router.post("/{query_id}", responses=errors(404))
async def label(
    query_id: str, wish: LabelWish, shelf: AnalystShelf, caller: LogsCaller
) -> dict[str, Any]:
    """Label a turn of the queue; a second label replaces the first.

    What tells who somebody is does not stay in it: people copy from tickets and repeat what a
    recording says. The answer has the words as they are kept.
    """
    said, note = await asyncio.to_thread(lambda: (_kept(wish.said), _kept(wish.note)))
    kept = Label(wish.verdict, wish.intent, said, note)
    if not await asyncio.to_thread(shelf.label, query_id, kept, caller.key_id):
        raise NotThere(_NO_SUCH, "turn_not_queued")
    return {"query_id": query_id, "verdict": wish.verdict, "said": said, "note": note}


def _kept(text: str | None) -> str | None:
    return None if text is None else redact(text).text


@router.post("/{query_id}/scenario", responses=errors(404))
async def scenario(
    query_id: str, shelf: AnalystShelf, caller: LogsCaller, request: Request
) -> dict[str, Any]:
    """Make a scenario for the evals of the turn's session, with what its labels say."""
    review = await asyncio.to_thread(shelf.review, query_id)
    if review is None:
        raise NotThere(_NO_SUCH, "turn_not_queued")
    settings = doors_of(request).settings.of_tenant(caller.tenant)
    reviews = await asyncio.to_thread(shelf.reviews, labelled=True, limit=10_000)
    of_session = [one for one in reviews if one.session_id == review.session_id]
    name = await asyncio.to_thread(send_to_evals, settings, review.session_id, of_session)
    await asyncio.to_thread(shelf.sent, query_id, name)
    return {"query_id": query_id, "scenario": name}
