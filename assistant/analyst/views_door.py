"""Saved views: a page of the analysts' with everything chosen on it, by a name."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.analyst.doors import LogsCaller
from assistant.analyst.shelf import MOST_VIEWS, Shelf
from assistant.http.doors import doors_of
from assistant.http.refused import NotThere, Refused
from assistant.http.responses import errors

router = APIRouter(prefix="/v1/analytics/views", tags=["analytics"])

Name = Annotated[
    str,
    Path(min_length=1, max_length=80, pattern=r"^[^/\x00-\x1f]+$", description="Of the view."),
]


class ViewAddress(BaseModel):
    """What is kept of a view."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(pattern=r"^/analyst(/[a-z-]*)?(\?[^\s#]*)?(#[^\s]*)?$", max_length=4000)
    """Of the page, without the host."""


async def shelf_of(request: Request, caller: LogsCaller) -> Shelf:
    """Return what the caller's shop keeps for its analysts."""
    return Shelf(doors_of(request).settings.of_tenant(caller.tenant).analysts_path)


AnalystShelf = Annotated[Shelf, Depends(shelf_of)]


@router.get("", responses=errors())
async def get_views(shelf: AnalystShelf) -> dict[str, Any]:
    """Return every saved view."""
    views = await asyncio.to_thread(shelf.views)
    return {"views": [asdict(view) for view in views]}


@router.put("/{name}", responses=errors())
async def put_view(
    name: Name, view: ViewAddress, shelf: AnalystShelf, caller: LogsCaller
) -> dict[str, Any]:
    """Save a view; one of the same name is replaced."""
    if not await asyncio.to_thread(shelf.save_view, name, view.url, caller.key_id):
        raise Refused(f"There are {MOST_VIEWS} views already; delete one first.", param="name")
    return {"name": name, "url": view.url}


@router.delete("/{name}", responses=errors(404))
async def delete_view(name: Name, shelf: AnalystShelf) -> dict[str, Any]:
    """Forget a view."""
    if not await asyncio.to_thread(shelf.drop_view, name):
        raise NotThere("There is no view of this name.", "view_not_found")
    return {"name": name, "deleted": True}
