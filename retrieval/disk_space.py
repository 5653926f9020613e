"""Whether a build has room, asked before it begins and understood when it fails.

An engine maps its files into memory: a disk that fills up under it can end the process
instead of raising an error. So what will be needed is estimated first.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import SearchFailed
from retrieval.staging import Summary

RESERVED_BYTES = 150_000_000
"""Of an empty shard: its write-ahead log and the first pages of its storages."""

_PER_PRODUCT_BYTES = 1_500
_PER_DIMENSION_BYTES = 8
_PER_STORED_BYTE = 2.0
"""Together twice what 100,000 products with 38 MB of JSON took at 384 dimensions (310 MB): while
the graph is built, the old and the new segment are both on the disk."""
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_ERROR_CODE = re.compile(r"(?:os error|code:) (\d+)")

_TIGHT_BYTES = 64_000_000
"""An engine that refuses with less than this left refuses for want of space."""


def check_space(folder: Path, summary: Summary, dimensions: int) -> None:
    """Raise if `folder` has no room for an index of what was read.

    Raises:
        OSError: ENOSPC.
    """
    per_product = _PER_PRODUCT_BYTES + _PER_DIMENSION_BYTES * dimensions
    needed = RESERVED_BYTES + summary.products * per_product
    needed += int(_PER_STORED_BYTE * summary.stored_bytes)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OSError(
            errno.ENOSPC,
            f"{needed / 1e6:,.0f} MB are needed and {free / 1e6:,.0f} MB are free",
        )


def check_left(folder: Path) -> None:
    """Raise if the disk of `folder` is nearly full: others write to it while a build runs.

    Raises:
        OSError: ENOSPC.
    """
    if shutil.disk_usage(folder).free < _TIGHT_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def refused_space(folder: Path) -> Iterator[None]:
    """Turn an engine's refusal into ENOSPC if the disk of `folder` is full."""
    try:
        yield
    except SearchFailed as error:
        said = str(error.__cause__)
        if _is_full(said) or shutil.disk_usage(folder).free < _TIGHT_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def _is_full(said: str) -> bool:
    """Say whether an engine's message names one of the errors of a full disk, as Rust does."""
    return any(int(code) in _FULL for code in _ERROR_CODE.findall(said))
