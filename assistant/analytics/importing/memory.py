"""Bytes as a file that is nowhere but in memory, for readers that want a path."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def in_memory(data: bytes) -> Iterator[Path]:
    """Yield a path under which `data` can be read while the block lasts.

    Where the system has no files in memory: a private one in its temporary folder.
    """
    if not hasattr(os, "memfd_create"):
        with NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            yield Path(file.name)
        return
    descriptor = os.memfd_create("aisle-import")
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)
