"""The page that a shopper talks to: static files with a strict content policy.

Needs no build step: what lies under `data/` is what the browser gets. Addresses of files
hold a hash of all of them, so that a browser may keep them and never mixes two versions.
Does not cover the conversation (`assistant.realtime`) nor clicks (`assistant.http`).
"""

import asyncio
import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.responses import Response
from pydantic import BaseModel

from assistant.http.doors import Doors, doors_of

ROOT = Path(__file__).parent / "data"
PAGE = "index.html"
VERSION_MARK = b"{version}"
"""In the page; every file then refers to others by paths relative to its own."""

KEPT_S = 31_536_000
"""A year: the address of a file changes with its content."""

router = APIRouter(tags=["page"], include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    zipped: bytes | None
    """None where zipping saves nothing."""
    media_type: str
    etag: str


class PageConfig(BaseModel):
    """What the page has to know before it connects."""

    livekit_url: str | None
    """Of the server that carries WebRTC; None where sound goes through the WebSocket."""
    voice: bool
    """False: the process answers typed words only."""


class Site:
    """The page's files in memory, read again when the page is asked for after a change.

    Args:
        root: Folder of the files; its `index.html` is the page.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self.files: dict[str, Asset] = {}
        self.version = ""

    def refresh(self) -> None:
        """Read the files if any of them changed: a shop that edits its colors sees them."""
        paths = sorted(path for path in self._root.rglob("*") if path.is_file())
        stats = [(path, path.stat()) for path in paths]
        stamp = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
        if stamp == self._stamp:
            return
        contents = {path.relative_to(self._root).as_posix(): path.read_bytes() for path in paths}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        self.version = digest.hexdigest()[:16]
        contents[PAGE] = contents[PAGE].replace(VERSION_MARK, self.version.encode())
        self.files = {name: _asset(name, content) for name, content in contents.items()}
        self._stamp = stamp

    def file(self, path: str) -> Asset | None:
        """Return a file by its path below the root."""
        if not self.files:
            self.refresh()
        return self.files.get(path)


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
async def page(
    doors: Annotated[Doors, Depends(doors_of)],
    if_none_match: Annotated[str | None, Header()] = None,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Return the page."""
    headers = {
        "content-security-policy": content_policy(doors.settings.livekit.url),
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
        "cache-control": "no-cache",
    }
    await asyncio.to_thread(site.refresh)
    return _answer(site.files[PAGE], headers, if_none_match, accept_encoding)


@router.get("/favicon.ico")
async def icon() -> Response:
    """Return the icon for browsers that ask without being told where."""
    found = site.file("icon.svg")
    assert found is not None
    return _answer(found, {"cache-control": "no-cache"}, None, "")


@router.api_route("/web/{version}/{path:path}", methods=["GET", "HEAD"])
async def file(
    version: str,
    path: str,
    if_none_match: Annotated[str | None, Header()] = None,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Return a file of the page; of another version than this one too, but not to be kept."""
    found = site.file(path)
    if found is None or path == PAGE:  # which would come without its policy
        raise HTTPException(404, "The page has no such file.")
    caching = f"public, max-age={KEPT_S}, immutable" if version == site.version else "no-cache"
    headers = {"cache-control": caching}
    return _answer(found, headers, if_none_match, accept_encoding)


@router.get("/v1/web/config")
async def config(doors: Annotated[Doors, Depends(doors_of)]) -> PageConfig:
    """Say how the page is to connect; nothing here is secret."""
    settings = doors.settings
    return PageConfig(livekit_url=settings.livekit.url, voice=settings.server.voice)


def _asset(name: str, content: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith((".js", ".mjs")):  # what the machine's own table says may be anything
        kind = "text/javascript"
    if kind.startswith("text/") or kind.endswith("svg+xml"):
        kind += "; charset=utf-8"
    zipped = gzip.compress(content, 9, mtime=0)
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return Asset(content, zipped if len(zipped) < len(content) else None, kind, etag)


def _answer(
    asset: Asset, headers: dict[str, str], if_none_match: str | None, accept_encoding: str
) -> Response:
    zipped = asset.zipped if "gzip" in accept_encoding else None
    # Another encoding is another representation, and needs another tag.
    etag = asset.etag if zipped is None else asset.etag[:-1] + '-gz"'
    headers |= {
        "etag": etag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
    }
    tags = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
    if etag in tags or "*" in tags:
        return Response(status_code=304, headers=headers)
    if zipped is not None:
        headers["content-encoding"] = "gzip"
    return Response(zipped or asset.content, media_type=asset.media_type, headers=headers)
