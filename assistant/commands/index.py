"""`aisle index`: make a catalog searchable, or say what is."""

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.parts import embedder_of
from retrieval.embedder import Embedder
from retrieval.errors import FeedRejected, IndexDamaged, IndexLocked, RetrievalError
from retrieval.feed import Refused, read_jsonl
from retrieval.index import FORMAT_VERSION, build, digest, status
from retrieval.product import Product
from retrieval.query import SearchRequest
from retrieval.sample import generate
from retrieval.search import CatalogSearch

STATUS = "status"
_SHOWN_REASONS = 10


def run(settings: Settings, feed: str | None, sample: bool, force: bool) -> None:
    """Index the named feed or the sample catalog; `status` prints what is indexed."""
    if feed == STATUS and not sample:
        _print_status(settings)
        return
    if (feed is None) == (not sample):
        raise UsageError("Name one catalog: aisle index FEED.jsonl, or aisle index --sample.")
    products = generate() if feed is None else _read(Path(feed))
    embedder = embedder_of(settings, threads=os.cpu_count())
    if not force and _is_current(settings, products, embedder):
        typer.echo(f"The index is up to date: {len(products)} products.")
        return
    with typer.progressbar(length=len(products), label="Indexing") as bar:
        meta = build(
            products, settings.index_path, embedder, lambda done, _: bar.update(done - bar.pos)
        )
    typer.echo(f"Indexed {meta.count} products in {settings.index_path}.")


def _read(path: Path) -> Sequence[Product]:
    try:
        feed = read_jsonl(path)
    except FeedRejected as error:
        for reason in error.reasons[:_SHOWN_REASONS]:
            typer.echo(f"  {reason}", err=True)
        raise
    _report(feed.refused)
    return feed.products


def _report(refused: Sequence[Refused]) -> None:
    if refused:
        typer.echo(f"Left out {len(refused)} lines:", err=True)
    for line in refused[:_SHOWN_REASONS]:
        typer.echo(f"  {line}", err=True)
    if len(refused) > _SHOWN_REASONS:
        typer.echo(f"  and {len(refused) - _SHOWN_REASONS} more", err=True)


def _is_current(settings: Settings, products: Sequence[Product], embedder: Embedder) -> bool:
    try:
        meta = status(settings.index_path)
    except RetrievalError:
        return False
    wanted = (FORMAT_VERSION, embedder.name, digest(products))
    return (meta.format_version, meta.embedder, meta.digest) == wanted and _answers(
        settings, embedder
    )


def _answers(settings: Settings, embedder: Embedder) -> bool:
    """Say whether the index answers a search; one that another process holds is taken to."""
    try:
        search = CatalogSearch.open(settings.index_path, embedder)
    except IndexLocked:
        return True
    except RetrievalError:
        return False
    try:
        return bool(search.search(SearchRequest(text="", limit=1)).candidates)
    except RetrievalError:
        return False
    finally:
        search.close()


def _print_status(settings: Settings) -> None:
    meta = status(settings.index_path)
    if not _answers(settings, embedder_of(settings)):
        raise IndexDamaged(
            f"The product index in {settings.index_path} does not answer; "
            "build it again with `aisle index FEED.jsonl --force` (or --sample --force)."
        )
    typer.echo(f"{meta.count} products in {settings.index_path}")
    typer.echo(f"embedder {meta.embedder}, {meta.dimensions} dimensions")
    typer.echo(f"catalog {meta.digest[:12]}, built {meta.built:%Y-%m-%d %H:%M} UTC")
