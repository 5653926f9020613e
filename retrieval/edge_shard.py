"""One Qdrant Edge shard: its layout, opening it, and its errors as ours.

Edge locks a shard's write-ahead log: a second open, from this process or another,
fails with "WouldBlock".
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qdrant_edge import (
    Bm25,
    Bm25Config,
    Distance,
    EdgeConfig,
    EdgeOptimizersConfig,
    EdgeShard,
    EdgeSparseVectorParams,
    EdgeVectorParams,
    HnswIndexConfig,
    Memory,
    Modifier,
    ScalarQuantizationConfig,
    ScalarType,
    VectorStorageDatatype,
)

from retrieval.errors import REBUILD, IndexDamaged, IndexLocked, IndexUnwritable, SearchFailed

DENSE = "dense"
LEXICAL = "bm25"

_EDGES = 16
_EF_CONSTRUCT = 100

_SCANNED_KB = 10_000
"""Filters that leave less than this of the float16 vectors (13,333 of 384 dimensions) are
answered by a scan. Over 100,000 generated products and 200 requests with two filters: recall of
the ten nearest 1.000 and p95 3.9 ms of processor time with 13,333, .998 and 2.7 ms with 5,333,
1.000 and 4.4 ms with 40,000. ACORN took 12 ms where a plain walk takes 2, for the same recall.
"""

_QUANTILE = 0.99
SEGMENT = 125_000
"""Products of a segment. Each gets its graph as soon as it is full, so that building a million
takes no more memory than building so many; all in one segment took 16.5 GB."""

_SEGMENT_KB = 125_000
"""Of float16 vectors with room to spare: finished segments are not merged again."""

_MOST_SEGMENTS = 80
"""Ten million products."""

OPENING_BYTES = 16_000_000
"""Free on the disk of a shard that is opened: on a full one the process ends with SIGBUS, since
Edge maps its files; an index of 60 products took 0.5 MB."""

_PANIC = "PanicException"

_LOCKED = "WouldBlock"
"""In the message of Edge's only exception type when another holder has the shard."""


def create_shard(folder: Path, dimensions: int) -> EdgeShard:
    """Make an empty shard in a new `folder`, for vectors of `dimensions`."""
    config = EdgeConfig(
        vectors={
            DENSE: EdgeVectorParams(
                size=dimensions,
                distance=Distance.Cosine,
                datatype=VectorStorageDatatype.Float16,
                quantization_config=ScalarQuantizationConfig(
                    ScalarType.Int8, quantile=_QUANTILE, memory=Memory.Pinned
                ),
            )
        },
        # Without IDF "boots" and "for" weigh the same.
        sparse_vectors={LEXICAL: EdgeSparseVectorParams(modifier=Modifier.Idf)},
        hnsw_config=HnswIndexConfig(
            m=_EDGES, ef_construct=_EF_CONSTRUCT, full_scan_threshold=_SCANNED_KB
        ),
        optimizers=EdgeOptimizersConfig(
            default_segment_number=_MOST_SEGMENTS,
            max_segment_size=_SEGMENT_KB,
            indexing_threshold=_SCANNED_KB,
        ),
    )
    folder.mkdir(parents=True)
    with refusals():
        return EdgeShard.create(str(folder), config)


def bm25(average_words: float = 1.0) -> Bm25:
    """Return the reader of texts and queries.

    Args:
        average_words: of the documents; it weighs those, never a query.
    """
    # Folding makes "cafe" find "café".
    return Bm25(Bm25Config(avg_len=max(average_words, 1.0), ascii_folding=True))


def load_shard(folder: Path) -> EdgeShard:
    """Open the shard in `folder`.

    Raises:
        IndexLocked: another process, or another search of this one, holds it.
        IndexDamaged: files are missing or unreadable.
        IndexUnwritable: the folder is read-only or its disk full; Edge writes when it opens.
    """
    if folder.is_dir():
        _check_writable(folder)
    if not any((folder / "segments").glob("*")):
        # Edge would begin again from the write-ahead log, without the payload indexes.
        raise IndexDamaged(f"The product index cannot be read; {REBUILD}.")
    try:
        return EdgeShard.load(str(folder))
    # Edge raises bare Exception, and a Rust panic on some cut files is a BaseException.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        if _LOCKED in str(error):
            raise IndexLocked(
                "Another process holds this product index; stop it, or set "
                "AISLE_HOME to another folder and build a second index with `aisle index`."
            ) from error
        raise IndexDamaged(f"The product index cannot be read; {REBUILD}.") from error


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise IndexUnwritable(
            f"The product index in {folder} cannot be opened, since its folder is read-only; make "
            "it writable, or copy the index to a folder that is."
        )
    if shutil.disk_usage(folder).free < OPENING_BYTES:
        raise IndexUnwritable(
            f"The product index in {folder} cannot be opened, since its disk is full; free "
            f"{OPENING_BYTES // 1_000_000} MB."
        )


@contextmanager
def refusals() -> Iterator[None]:
    """Turn Edge's only exception type into ours, and a Rust panic, as of a full disk."""
    try:
        yield
    except BaseException as error:
        # Edge raises bare Exception for everything; any other is a mistake of ours. A panic is a
        # BaseException of a class that cannot be imported.
        if type(error) is not Exception and type(error).__name__ != _PANIC:
            raise
        raise SearchFailed(f"The product index refused an operation; {REBUILD}.") from error
