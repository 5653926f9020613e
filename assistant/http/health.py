"""Whether the process lives, whether it can answer, and what it has done."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response

from assistant.config import DEFAULT_TENANT
from assistant.http.doors import Doors, MetricsCaller, doors_of
from assistant.http.readiness import readiness
from assistant.http.responses import errors

router = APIRouter(tags=["health"])

_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Of Prometheus' text format."""


@router.get("/healthz")
async def health() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get(
    "/readyz", responses={503: {"description": "A part cannot answer, or the process stops."}}
)
async def ready(doors: Annotated[Doors, Depends(doors_of)]) -> Response:
    """Say that every part can answer, or which one cannot; 503 also while the process stops."""
    if doors.draining:
        return JSONResponse({"status": "draining"}, status_code=503)
    found = await readiness(doors.shops.own)
    told: dict[str, Any] = {"status": "ready" if found.is_ready else "not_ready"}
    told |= {"parts": found.parts, "search_ms": found.search_ms}
    if found.is_ready:
        doors.metrics.is_ready()
    return JSONResponse(told, status_code=200 if found.is_ready else 503)


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **errors()},
)
async def metrics(doors: Annotated[Doors, Depends(doors_of)], caller: MetricsCaller) -> Response:
    """Return what was served and what models cost, as Prometheus reads it.

    The operator's token shows everything; a key its own tenant, and the default tenant's also
    the process.
    """
    shop = await doors.shops.shop(caller.tenant)
    told = doors.metrics.exposition(
        None if caller.is_local else caller.tenant, of_process=caller.tenant == DEFAULT_TENANT
    )
    if shop.parts.routing is not None:
        told += shop.parts.routing.exposition()
    return Response(told, media_type=_CONTENT_TYPE)
