"""Where the configured product index lives: a folder, or a Qdrant server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.config import Settings, secret
from assistant.serving_note import read_note

if TYPE_CHECKING:
    from retrieval.server.settings import QdrantSettings
    from retrieval.store import Store


SAMPLE_NAME = "the sample catalog"
"""As an index made of it calls its source."""


def holds_sample(settings: Settings) -> bool:
    """Say whether the index that serves is of the sample catalog; False if there is none."""
    from retrieval.built_from import BuiltFrom  # noqa: PLC0415
    from retrieval.errors import RetrievalError  # noqa: PLC0415

    try:
        built = BuiltFrom.read_from(store_of(settings).serving().folder)
    except RetrievalError:
        return False
    return built is not None and built.source == SAMPLE_NAME


def store_of(settings: Settings) -> "Store":
    """Return the store that the index is built in and searched from.

    Raises:
        ConfigError: The key's environment variable is not set.
    """
    if settings.catalog.url is None:
        from retrieval.folder_store import FolderStore  # noqa: PLC0415

        return FolderStore(settings.index_path)
    from retrieval.server.store import ServerStore  # noqa: PLC0415

    return ServerStore(_server(settings), settings.server_index_path)


@contextmanager
def naming_server(settings: Settings) -> Iterator[None]:
    """Have the error about an index that another process serves say where it serves."""
    from retrieval.errors import IndexLocked  # noqa: PLC0415

    try:
        yield
    except IndexLocked as error:
        note = read_note(settings)
        if note is None:
            raise
        raise IndexLocked(
            f"Another process serves this product index at {note.url} (process {note.pid}); "
            f"search through it with `aisle search --server {note.url}`, or stop it."
        ) from error


def _server(settings: Settings) -> "QdrantSettings":
    from retrieval.server.settings import Patience, QdrantSettings  # noqa: PLC0415

    catalog = settings.catalog
    variable = catalog.api_key_variable
    return QdrantSettings(
        url=catalog.url or "",
        api_key=secret(variable) if variable else None,
        alias=catalog.collection,
        shards=catalog.shards,
        replicas=catalog.replicas,
        write_consistency=catalog.write_consistency,
        quantization=catalog.quantization,
        on_disk=catalog.on_disk,
        searching=Patience(
            catalog.timeout_s, catalog.retries, first_pause_s=0.05, longest_pause_s=0.5
        ),
        building=Patience(
            catalog.build_timeout_s,
            catalog.build_retries,
            first_pause_s=0.5,
            longest_pause_s=10.0,
        ),
        ready_within_s=catalog.ready_within_s,
    )
