"""What is misheard, and the words that a shop's analysts teach its recogniser."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.analyst.answer_table import AnswerColumn
from assistant.analyst.doors import (
    AnalystStore,
    FilterQuery,
    LogsCaller,
    described_table,
    most_of,
    opened,
)
from assistant.analytics.misheard import misheard
from assistant.errors import TermRefused
from assistant.hearing_terms import MOST_CHARS, HearingTerms
from assistant.http.doors import doors_of
from assistant.http.refused import NotThere, Refused
from assistant.http.responses import errors

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

_COLUMNS: Final = [
    AnswerColumn("heard", "Heard", "text"),
    AnswerColumn("understood", "Meant", "text"),
    AnswerColumn("turns", "Turns", "count"),
    AnswerColumn("repaired", "Repaired", "share"),
    AnswerColumn("repaired_n", "Repaired: n", "count"),
    AnswerColumn("failed", "Failed afterwards", "share"),
    AnswerColumn("failed_n", "Failed afterwards: n", "count"),
    AnswerColumn("in_vocabulary", "In the vocabulary"),
]


class MisheardQuery(FilterQuery):
    """How much of it."""

    limit: int | None = Field(default=None, ge=1, le=1000)
    """Without it 50; as CSV, all."""


class TaughtTerm(BaseModel):
    """A word or name to listen for."""

    model_config = ConfigDict(extra="forbid")

    term: str = Field(min_length=1, max_length=MOST_CHARS * 2)


@router.get("/misheard", responses=described_table())
async def get_misheard(
    query: Annotated[MisheardQuery, Query()],
    store: AnalystStore,
    request: Request,
    caller: LogsCaller,
) -> Response:
    """Return which words are heard as which, the most often first."""
    question = await opened(query, store)
    most = most_of(query.shape, query.limit)
    pairs = await asyncio.to_thread(misheard, store, question.filters, most)
    expected = await asyncio.to_thread(_expected, request, caller.tenant)
    return await question.table(
        name="misheard",
        columns=_COLUMNS,
        rows=[
            (
                pair.heard,
                pair.understood,
                pair.turns,
                *(pair.repaired / pair.turns, pair.turns),
                *(pair.failed / pair.turns, pair.turns),
                expected(pair.understood),
            )
            for pair in pairs
        ],
    )


@router.get("/hearing-terms", responses=errors())
async def get_terms(request: Request, caller: LogsCaller) -> dict[str, Any]:
    """Return what the recogniser was taught, oldest first."""
    terms = await asyncio.to_thread(_terms(request, caller.tenant).all)
    return {"terms": [asdict(term) for term in terms]}


@router.post("/hearing-terms", responses=errors())
async def add_term(taught: TaughtTerm, request: Request, caller: LogsCaller) -> dict[str, Any]:
    """Teach the recogniser a word or name; sessions that run expect it from now on."""
    try:
        added = await asyncio.to_thread(
            _terms(request, caller.tenant).add, taught.term, caller.key_id
        )
    except TermRefused as error:
        raise Refused(str(error), param="term") from error
    await _relearned(request, caller.tenant)
    return asdict(added)


@router.delete("/hearing-terms/{term}", responses=errors(404))
async def remove_term(
    term: Annotated[str, Path(min_length=1, max_length=MOST_CHARS * 2)],
    request: Request,
    caller: LogsCaller,
) -> dict[str, Any]:
    """Take a term out of what was taught; the catalog's own are not touched."""
    if not await asyncio.to_thread(_terms(request, caller.tenant).remove, term):
        raise NotThere("There is no such term among those that were taught.")
    await _relearned(request, caller.tenant)
    return {"term": term, "removed": True}


def _terms(request: Request, tenant: str) -> HearingTerms:
    return HearingTerms(doors_of(request).settings.of_tenant(tenant).hearing_terms_path)


async def _relearned(request: Request, tenant: str) -> None:
    """Have the sessions of this process expect what is taught now; other processes follow."""
    for shop in doors_of(request).shops.opened:
        if shop.tenant == tenant and shop.voice is not None:
            await asyncio.to_thread(shop.voice.shop.relearn)


def _expected(request: Request, tenant: str) -> Callable[[str], bool]:
    """Return what says whether the recogniser of a shop expects a word or name."""
    from assistant.hearing import terms_of_shop  # noqa: PLC0415 - loads the understanding

    opened = next((s for s in doors_of(request).shops.opened if s.tenant == tenant), None)
    if opened is not None and opened.voice is not None:
        return opened.voice.shop.expects
    known = {term.term.casefold() for term in _terms(request, tenant).all()}
    if opened is not None:
        vocabulary = opened.parts.search.vocabulary
        known |= {term.text.casefold() for term in terms_of_shop(vocabulary)}
    return lambda text: text.casefold() in known
