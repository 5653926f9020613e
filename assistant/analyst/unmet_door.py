"""What was asked for and not carried, and what all searches were about, by cluster."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from assistant.analyst.answer_table import AnswerColumn
from assistant.analyst.doors import (
    FilterQuery,
    LogsCaller,
    Question,
    described_table,
    most_of,
    opened,
)
from assistant.analytics.filters import Filters
from assistant.analytics.topics.asking import (
    ClusterRow,
    Kind,
    OneCluster,
    all_topics,
    demand,
    not_grouped,
    one_cluster,
)
from assistant.analytics.topics.freshening import ShopTopics
from assistant.http.doors import doors_of
from assistant.http.refused import NotThere
from assistant.http.responses import errors

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

_COLUMNS: Final = (
    AnswerColumn("id", "Cluster"),
    AnswerColumn("label", "Asked for", "text"),
    AnswerColumn("turns", "Turns", "count"),
    AnswerColumn("sessions", "Sessions", "count"),
    AnswerColumn("share", "Share of searches", "share"),
    AnswerColumn("trend", "Trend", "share"),
    AnswerColumn("trend_low", "Trend: 95 % from", "share"),
    AnswerColumn("trend_high", "Trend: 95 % to", "share"),
    AnswerColumn("trend_told", "What the trend tells", "text"),
    AnswerColumn("zero", "Nothing shown", "count"),
    AnswerColumn("relaxed", "Wish let go", "count"),
    AnswerColumn("nowhere", "Nowhere in the catalog", "count"),
    AnswerColumn("carts", "Sessions with a cart", "count"),
    AnswerColumn("reasons", "Reasons", "text"),
    AnswerColumn("examples", "Examples", "text"),
)
_OF_DEMAND_ONLY: Final = frozenset({"zero", "relaxed", "nowhere", "reasons"})

ClusterId = Annotated[str, Path(min_length=1, max_length=80, description="Of the cluster.")]


class ClustersQuery(FilterQuery):
    """Which clusters."""

    limit: int | None = Field(default=None, ge=1, le=1000)
    """Without it 50; as CSV, all."""


class DemandQuery(ClustersQuery):
    """Which unmet demand."""

    kind: Kind = "all"


async def topics_of(request: Request, caller: LogsCaller) -> ShopTopics:
    """Return the topics of the caller's shop, as fresh as they can be at once."""
    topics = await asyncio.to_thread(doors_of(request).stores.topics, caller.tenant)
    await asyncio.to_thread(topics.freshen)
    return topics


AnalystTopics = Annotated[ShopTopics, Depends(topics_of)]


@router.get("/unmet", responses=described_table())
async def unmet(query: Annotated[DemandQuery, Query()], shop: AnalystTopics) -> Response:
    """Return clusters of what was asked for and could not be had, the commonest first."""
    question = await opened(query, shop.store)
    most = most_of(query.shape, query.limit)
    rows = await asyncio.to_thread(
        demand, shop.topics, shop.store, question.filters, query.kind, most
    )
    return await _table("unmet", list(_COLUMNS), rows, question, shop)


@router.get("/unmet/{cluster}", responses=errors(404))
async def one_unmet(
    cluster: ClusterId, query: Annotated[FilterQuery, Query()], shop: AnalystTopics
) -> Response:
    """Return one cluster of unmet demand: by day, its commonest queries, examples."""
    return await _one(cluster, query, shop)


@router.get("/topics", responses=described_table())
async def topics(query: Annotated[ClustersQuery, Query()], shop: AnalystTopics) -> Response:
    """Return clusters of all searches, the commonest first."""
    question = await opened(query, shop.store)
    most = most_of(query.shape, query.limit)
    rows = await asyncio.to_thread(all_topics, shop.topics, shop.store, question.filters, most)
    columns = [column for column in _COLUMNS if column.name not in _OF_DEMAND_ONLY]
    return await _table("topics", columns, rows, question, shop)


@router.get("/topics/{cluster}", responses=errors(404))
async def one_topic(
    cluster: ClusterId, query: Annotated[FilterQuery, Query()], shop: AnalystTopics
) -> Response:
    """Return one cluster of all searches: by day, its commonest queries, examples."""
    return await _one(cluster, query, shop)


async def _table(
    name: str,
    columns: list[AnswerColumn],
    rows: list[ClusterRow],
    question: Question,
    shop: ShopTopics,
) -> Response:
    missing, days = await asyncio.to_thread(_missing, shop, question.filters)
    if missing:
        # Of what lies in days that are not grouped yet there seems to be none before, or after.
        unknown = {"trend": None, "trend_low": None, "trend_high": None, "trend_told": "grouping"}
        told = [{**asdict(row), **unknown} for row in rows]
    else:
        told = [asdict(row) for row in rows]
    return await question.table(
        name=name,
        columns=columns,
        rows=[tuple(row[column.name] for column in columns) for row in told],
        building=shop.is_behind,
        days_missing=missing,
        days=days,
    )


def _missing(shop: ShopTopics, filters: Filters) -> tuple[int, int]:
    return not_grouped(shop.topics, shop.store, filters) if shop.is_behind else (0, 0)


async def _one(cluster: str, query: FilterQuery, shop: ShopTopics) -> Response:
    question = await opened(query, shop.store)
    ask: Callable[..., OneCluster | None] = one_cluster
    found = await asyncio.to_thread(ask, shop.topics, shop.store, question.filters, cluster)
    if found is None:
        raise NotThere("There is no such cluster; the list of clusters names those there are.")
    span = {"from": question.filters.first.isoformat(), "to": question.filters.last.isoformat()}
    return JSONResponse({**asdict(found), "range": span, "took_ms": question.watch.ms})
