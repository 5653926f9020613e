"""Static files of a page in memory, and how they are sent: zipped, tagged, at versioned addresses.

Does not cover a page's policy nor its addresses (`assistant.web.site`, `assistant.analyst.site`).
"""

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.responses import Response

PAGE = "index.html"
VERSION_MARK = b"{version}"
"""In the page; every file then refers to others by paths relative to its own."""

KEPT_S = 31_536_000
"""A year: the address of a file changes with its content."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    zipped: bytes | None
    """None where zipping saves nothing."""
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Browser:
    """What a request says of whoever asks for a file."""

    if_none_match: Annotated[str | None, Header()] = None
    """Tags of what it has already."""
    accept_encoding: Annotated[str, Header()] = ""


Asker = Annotated[Browser, Depends()]


class Site:
    """A page's files in memory, read again when the page is asked for after a change.

    Args:
        root: Folder of the files; its `index.html` is the page.
        shared: Files of elsewhere that the page uses too, by their paths below the root.
    """

    def __init__(self, root: Path, shared: Mapping[str, Path] | None = None) -> None:
        self._root = root
        self._shared = dict(shared or {})
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self.files: dict[str, Asset] = {}
        self.version = ""

    def refresh(self) -> None:
        """Read the files if any of them changed: a shop that edits its colors sees them."""
        paths = {path.relative_to(self._root).as_posix(): path for path in self._own()}
        named = sorted((paths | self._shared).items())
        stats = [(name, path.stat()) for name, path in named]
        stamp = tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
        if stamp == self._stamp:
            return
        contents = {name: path.read_bytes() for name, path in named}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        self.version = digest.hexdigest()[:16]
        contents[PAGE] = contents[PAGE].replace(VERSION_MARK, self.version.encode())
        self.files = {name: _asset(name, content) for name, content in contents.items()}
        self._stamp = stamp

    async def document(self, headers: Mapping[str, str], asker: Browser) -> Response:
        """Return the page as it is now, with headers of its own such as its policy."""
        await asyncio.to_thread(self.refresh)
        always = {"cross-origin-opener-policy": "same-origin", "cache-control": "no-cache"}
        return answer(self.files[PAGE], {**always, **headers}, asker)

    def file(self, path: str) -> Asset | None:
        """Return a file by its path below the root."""
        if not self.files:
            self.refresh()
        return self.files.get(path)

    def caching(self, version: str) -> str:
        """Return how long a browser may keep a file that it asked for at a version's address."""
        return f"public, max-age={KEPT_S}, immutable" if version == self.version else "no-cache"

    def _own(self) -> list[Path]:
        return [path for path in self._root.rglob("*") if path.is_file()]


def serve_files(router: APIRouter, below: str, site: Site, missing: str) -> None:
    """Add the route of a site's files; one asked for by another version is not to be kept.

    Args:
        router: Of the page.
        below: The address that all of them begin with, such as "/web".
        site: Their own.
        missing: What to say of a file that there is not.
    """

    @router.api_route(below + "/{version}/{path:path}", methods=["GET", "HEAD"])
    async def file(version: str, path: str, asker: Asker) -> Response:
        found = site.file(path)
        if found is None or path == PAGE:  # which would come without its policy
            raise HTTPException(404, missing)
        return answer(found, {"cache-control": site.caching(version)}, asker)


def _asset(name: str, content: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith((".js", ".mjs")):  # what the machine's own table says may be anything
        kind = "text/javascript"
    if kind.startswith("text/") or kind.endswith("svg+xml"):
        kind += "; charset=utf-8"
    zipped = gzip.compress(content, 9, mtime=0)
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return Asset(content, zipped if len(zipped) < len(content) else None, kind, etag)


def answer(asset: Asset, headers: Mapping[str, str], asker: Browser) -> Response:
    """Return a file as its asker can read it, or that it has it already."""
    zipped = asset.zipped if "gzip" in asker.accept_encoding else None
    # Another encoding is another representation, and needs another tag.
    etag = asset.etag if zipped is None else asset.etag[:-1] + '-gz"'
    headers = {
        **headers,
        "etag": etag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
    }
    tags = {tag.strip().removeprefix("W/") for tag in (asker.if_none_match or "").split(",")}
    if etag in tags or "*" in tags:
        return Response(status_code=304, headers=headers)
    if zipped is None:
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers["content-encoding"] = "gzip"
    return Response(zipped, media_type=asset.media_type, headers=headers)
