"""`aisle index status`: what is indexed, and whether it answers."""

import json
from contextlib import suppress
from pathlib import Path

import typer

from assistant.catalog import store_of
from assistant.config import Settings
from assistant.embedding import embedder_of
from assistant.serving_note import ServingNote, read_note
from retrieval.built_from import BuiltFrom
from retrieval.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexLocked, RetrievalError
from retrieval.index import FORMAT_VERSION, IndexMeta, status_of
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch

_MB = 1e6


def print_status(settings: Settings, as_json: bool) -> None:
    """Say what the index was built from.

    Raises:
        IndexMissing, IndexDamaged, IndexOutdated: It cannot be searched; the message says
            what to do.
    """
    store = store_of(settings)
    meta = status_of(store)
    held = _opened(settings, embedder_of(settings))
    note = read_note(settings) if held else None
    source = BuiltFrom.read_from(store.serving().folder)
    size = _size(store.home)
    if as_json:
        typer.echo(json.dumps(_plain(meta, source, size, store.place, held, note)))
        return
    typer.echo(f"{meta.count} products in {store.place}, {size / _MB:,.0f} MB on disk")
    typer.echo(f"embedder {meta.embedder}, {meta.dimensions} dimensions, format {FORMAT_VERSION}")
    typer.echo(f"catalog {meta.digest[:12]}, built {meta.built:%Y-%m-%d %H:%M} UTC")
    if source is not None:
        typer.echo(f"from {source.source}, {source.refused} entries refused")
    if not held:
        typer.echo("no other process serves it")
    elif note is None:
        typer.echo("another process serves it")
    else:
        typer.echo(f"process {note.pid} serves it at {note.url}")


def _size(folder: Path) -> int:
    """Return the bytes that `folder` takes on its disk, holes in files left out."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a build may be removing what is looked at
            size += path.lstat().st_blocks * 512
    return size


def _plain(
    meta: IndexMeta,
    source: BuiltFrom | None,
    size: int,
    place: str,
    held: bool,
    note: ServingNote | None,
) -> dict[str, object]:
    return {
        "place": place,
        "products": meta.count,
        "embedder": meta.embedder,
        "dimensions": meta.dimensions,
        "format": meta.format_version,
        "catalog": meta.digest,
        "built": meta.built.isoformat(),
        "bytes_on_disk": size,
        "source": source.source if source else None,
        "refused": source.refused if source else None,
        "read": source.read.isoformat() if source else None,
        "served": held,
        "served_at": None if note is None else note.url,
    }


def answers(settings: Settings, embedder: Embedder) -> bool:
    """Say whether the index answers a search; one that another process holds is taken to."""
    try:
        _opened(settings, embedder)
    except RetrievalError:
        return False
    return True


def _opened(settings: Settings, embedder: Embedder) -> bool:
    """Search the index once; return whether another process holds it.

    Raises:
        RetrievalError: It does not answer.
    """
    try:
        search = CatalogSearch.open(store_of(settings), embedder)
    except IndexLocked:
        return True
    except IndexDamaged as error:
        raise _silent(settings) from error
    try:
        if not search.search(SearchRequest(text="", limit=1)).candidates:
            raise _silent(settings)
    finally:
        search.close()
    return False


def _silent(settings: Settings) -> IndexDamaged:
    return IndexDamaged(
        f"The product index in {store_of(settings).place} does not answer; "
        "build it again with `aisle index FEED --force` (or --sample --force)."
    )
