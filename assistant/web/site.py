"""The page that a shopper talks to: static files with a strict content policy.

Needs no build step: what lies under `data/` is what the browser gets. Addresses of files
hold a hash of all of them, so that a browser may keep them and never mixes two versions.
Does not cover the conversation (`assistant.realtime`) nor clicks (`assistant.http`).
"""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from assistant.http.doors import Doors, doors_of
from assistant.web.assets import Asker, Browser, Site, answer, serve_files

ROOT = Path(__file__).parent / "data"
router = APIRouter(tags=["page"], include_in_schema=False)


class PageConfig(BaseModel):
    """What the page has to know before it connects."""

    livekit_url: str | None
    """Of the server that carries WebRTC; None where sound goes through the WebSocket."""
    voice: bool
    """False: the process answers typed words only."""


site = Site(ROOT)


def content_policy(livekit_url: str | None) -> str:
    """Return the Content-Security-Policy: own files only, and pictures of the shop's products.

    Args:
        livekit_url: Of the LiveKit server, which the page may then talk to.
    """
    connect = "'self'"
    if livekit_url is not None:
        parts = urlsplit(livekit_url)
        secure = parts.scheme in {"wss", "https"}
        host = parts.netloc
        connect += f" ws{'s' * secure}://{host} http{'s' * secure}://{host}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: https:",
            f"connect-src {connect}",
            "media-src 'self' blob:",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


@router.api_route("/", methods=["GET", "HEAD"])
async def page(doors: Annotated[Doors, Depends(doors_of)], asker: Asker) -> Response:
    """Return the page."""
    headers = {
        "content-security-policy": content_policy(doors.settings.livekit.url),
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    }
    return await site.document(headers, asker)


@router.get("/favicon.ico")
async def icon() -> Response:
    """Return the icon for browsers that ask without being told where."""
    found = site.file("icon.svg")
    assert found is not None
    return answer(found, {"cache-control": "no-cache"}, Browser())


serve_files(router, "/web", site, "The page has no such file.")


@router.get("/v1/web/config")
async def config(doors: Annotated[Doors, Depends(doors_of)]) -> PageConfig:
    """Say how the page is to connect; nothing here is secret."""
    settings = doors.settings
    return PageConfig(livekit_url=settings.livekit.url, voice=settings.server.voice)
