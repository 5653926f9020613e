"""From a figure to the conversations behind it: turns, sessions, one session, its recordings."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from assistant.analyst.answer_table import AnswerColumn
from assistant.analyst.doors import (
    AnalystStore,
    FilterQuery,
    LogsCaller,
    Question,
    described_table,
    opened,
)
from assistant.analyst.named_turns import every_turn_of, turns_among
from assistant.analyst.turns_query import (
    SESSION_COLUMNS,
    TURN_COLUMNS,
    After,
    Wanted,
    after_session,
    after_turn,
    every_session,
    every_turn,
    sessions_of,
    turns_of,
)
from assistant.analyst.unmet_door import topics_of
from assistant.analyst.whole_session import session_of
from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell
from assistant.analytics.topics.asking import turns_in
from assistant.analytics.topics.freshening import ShopTopics
from assistant.http.doors import doors_of
from assistant.http.refused import NotThere, Refused
from assistant.http.responses import errors
from assistant.recordings.store import Recordings

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

_FIRST_OF_A_CLUSTER = 2_000
"""Of a cluster's turns, the newest from where a page begins: mostly those that it shows. Only where
other filters leave too few of them all the others are looked for."""
_USUAL = 50
_LONGEST_ID = 200


class TurnsQuery(FilterQuery):
    """Which turns."""

    q: str | None = Field(default=None, max_length=200)
    """Words that were said, in any order."""
    zero_results: bool | None = None
    was_relaxed: bool | None = None
    outcome: str | None = Field(default=None, max_length=40)
    reformulation: str | None = Field(default=None, max_length=40)
    cluster: str | None = Field(default=None, max_length=80)
    limit: int | None = Field(default=None, ge=1, le=1000)
    """Without it 50; as CSV, all."""
    after: str | None = Field(default=None, max_length=200)
    """`next` of the page before."""


class SessionsQuery(FilterQuery):
    """Which sessions."""

    limit: int | None = Field(default=None, ge=1, le=1000)
    """Without it 50; as CSV, all."""
    after: str | None = Field(default=None, max_length=200)
    """`next` of the page before."""


@router.get("/turns", responses=described_table())
async def turns(
    query: Annotated[TurnsQuery, Query()],
    store: AnalystStore,
    request: Request,
    caller: LogsCaller,
) -> Response:
    """Return turns, newest first, `next` asks for the page behind; as CSV all without `limit`."""
    question = await opened(query, store)
    if _is_whole(query):
        return await _every_turn(query, question, request, caller)
    after, limit = _after(query.after), query.limit or _USUAL
    wanted = _wanted(query)
    if query.cluster is None:
        rows = await asyncio.to_thread(turns_of, store, question.filters, wanted, limit, after)
    else:
        shop = await topics_of(request, caller)
        named = _Named(shop, query.cluster, question.filters, wanted)
        rows = await asyncio.to_thread(_turns_of_cluster, named, limit, after)
    next_ = _next(rows, limit, after_turn)
    return await question.table("turns", _columns(TURN_COLUMNS), rows, next=next_)


@dataclass(frozen=True, slots=True)
class _Named:
    """Which turns of which cluster."""

    shop: ShopTopics
    cluster: str
    filters: Filters
    wanted: Wanted


def _turns_of_cluster(of: _Named, limit: int, after: After | None) -> list[tuple[Cell, ...]]:
    until = None if after is None else after.at
    found: list[tuple[Cell, ...]] = []
    seen = 0
    for most in (_FIRST_OF_A_CLUSTER, sys.maxsize):
        members = turns_in(of.shop.topics, of.filters, of.cluster, most, until)
        page = limit - len(found), after
        found += turns_among(of.shop.store, of.filters, of.wanted, members[seen:], page)
        if len(found) == limit or len(members) < most:
            break
        seen = len(members)
    return found


async def _every_turn(
    query: TurnsQuery, question: Question, request: Request, caller: LogsCaller
) -> Response:
    store, filters, wanted = question.store, question.filters, _wanted(query)
    pages = every_turn(store, filters, wanted)
    if query.cluster is not None:
        shop = await topics_of(request, caller)
        members = await asyncio.to_thread(
            turns_in, shop.topics, filters, query.cluster, sys.maxsize
        )
        pages = every_turn_of(store, filters, wanted, members)
    return await question.file("turns", _columns(TURN_COLUMNS), pages)


@router.get("/sessions", responses=described_table())
async def sessions(query: Annotated[SessionsQuery, Query()], store: AnalystStore) -> Response:
    """Return sessions, newest first, as `turns`."""
    question = await opened(query, store)
    columns = _columns(SESSION_COLUMNS)
    if _is_whole(query):
        return await question.file("sessions", columns, every_session(store, question.filters))
    after, limit = _after(query.after), query.limit or _USUAL
    rows = await asyncio.to_thread(sessions_of, store, question.filters, limit, after)
    return await question.table("sessions", columns, rows, next=_next(rows, limit, after_session))


@router.get("/sessions/{session_id}", responses=errors(404))
async def session(
    session_id: str,
    store: AnalystStore,
    day: Annotated[date | None, Query(description="Of its first turn: found sooner.")] = None,
) -> dict[str, Any]:
    """Return one whole session: its turns, what was done, and its sums."""
    found = await asyncio.to_thread(session_of, store, session_id[:_LONGEST_ID], day)
    if found is None:
        raise NotThere("There is no session with this id in the log.", "session_not_found")
    return found


@router.get(
    "/sessions/{session_id}/audio/{turn}",
    response_class=Response,
    responses={200: {"content": {"audio/flac": {}}}, **errors(404)},
)
async def audio(
    session_id: str, turn: Annotated[int, Path(ge=0)], caller: LogsCaller, request: Request
) -> Response:
    """Return the recording of a spoken turn, where its shopper agreed that it is kept."""
    folder = doors_of(request).settings.of_tenant(caller.tenant).recordings_path
    recordings = Recordings(folder)
    name = recordings.name_of(session_id[:_LONGEST_ID], turn)
    found = await asyncio.to_thread(recordings.found, name)
    if found is None:
        raise NotThere("No recording of this turn is kept.", "recording_not_found")
    # Read whole: erasing it must not wait for a slow reader, and it is a few seconds long.
    sound = await asyncio.to_thread(found.read_bytes)
    return Response(sound, media_type="audio/flac", headers={"cache-control": "no-store"})


def _after(text: str | None) -> After | None:
    if text is None:
        return None
    try:
        return After.read(text)
    except ValueError:
        raise Refused("Give `after` as `next` of the page before said it.", param="after") from None


def _next(
    rows: list[tuple[Cell, ...]], limit: int, after: Callable[[Sequence[Cell]], After | None]
) -> str | None:
    last = after(rows[-1]) if len(rows) == limit else None
    return None if last is None else str(last)


def _is_whole(query: TurnsQuery | SessionsQuery) -> bool:
    """Return whether all rows are asked for, whatever their number."""
    return query.shape == "csv" and query.limit is None and query.after is None


def _wanted(query: TurnsQuery) -> Wanted:
    return Wanted(
        words=query.q,
        zero_results=query.zero_results,
        was_relaxed=query.was_relaxed,
        outcome=query.outcome,
        reformulation=query.reformulation,
    )


def _columns(names: tuple[str, ...]) -> list[AnswerColumn]:
    return [AnswerColumn(name, name.replace("_", " ").capitalize()) for name in names]
