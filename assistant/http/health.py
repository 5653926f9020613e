"""Whether the process lives, whether it can answer, and what it has done."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.http.doors import Doors, MetricsCaller, doors_of
from retrieval.query import SearchRequest

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def health() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(doors: Annotated[Doors, Depends(doors_of)]) -> Response:
    """Say that the default tenant's index answers a search, and that nothing ends."""
    if doors.draining:
        return JSONResponse({"status": "draining"}, status_code=503)
    search = doors.shops.own.parts.search
    found = await asyncio.to_thread(search.search, SearchRequest(text="boots", limit=1))
    told: dict[str, Any] = {"status": "ready", "search_ms": round(found.took_ms, 2)}
    return JSONResponse(told)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request, caller: MetricsCaller) -> Response:
    """Return what models cost and how the router is, as Prometheus reads it."""
    shop = await doors_of(request).shops.shop(caller.tenant)
    if shop.parts.routing is None:
        raise HTTPException(404, "No routing policy is set: there are no models to count.")
    from prometheus_client import CONTENT_TYPE_LATEST  # noqa: PLC0415 - only with a policy

    return Response(shop.parts.routing.exposition(), media_type=CONTENT_TYPE_LATEST)
