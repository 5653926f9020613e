"""Feeds on disk for tests of building, and embedders that count or fail."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from retrieval.embedder import Vectors
from retrieval.product import Product
from tests.retrieval.catalog import WordEmbedder


def write_feed(path: Path, products: Iterable[Product], *more: str) -> Path:
    """Write our own JSON Lines, `more` lines after the products."""
    lines = [product.model_dump_json(exclude_defaults=True) for product in products]
    path.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return path


class CountingEmbedder(WordEmbedder):
    """Notes what it embeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        return super().embed(texts)
