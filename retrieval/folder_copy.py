"""Copying an engine's folder, quickly and without filling its holes.

An engine reserves space in its files: at 20,000 products 451 MB are seen and 113 MB are used.
"""

import errno
import os
import shutil
from pathlib import Path


def copy_folder(source: Path, target: Path) -> None:
    """Copy `source` with all below it to `target`, which must not exist.

    Raises:
        OSError: as the operating system says it.
    """
    shutil.copytree(source, target, copy_function=_copy_file)


def _copy_file(source: str, target: str) -> str:
    """Copy only the parts of a file that hold data; holes stay holes."""
    with open(source, "rb") as read, open(target, "wb") as written:  # noqa: PTH123 - copytree gives str
        size = os.fstat(read.fileno()).st_size
        os.truncate(written.fileno(), size)
        start = 0
        while (part := _next_data(read.fileno(), start, size)) is not None:
            begin, start = part
            _copy_range(read.fileno(), written.fileno(), begin, start)
    return target


def _next_data(file: int, start: int, size: int) -> tuple[int, int] | None:
    """Return where the next part with data begins and ends, from `start`; None if there is none."""
    if start >= size:
        return None
    if not hasattr(os, "SEEK_DATA"):
        return start, size
    try:
        begin = os.lseek(file, start, os.SEEK_DATA)
        return begin, os.lseek(file, begin, os.SEEK_HOLE)
    except OSError as error:
        if error.errno == errno.ENXIO:  # no data from here to the end
            return None
        if error.errno in {errno.EINVAL, errno.EOPNOTSUPP}:  # a file system that knows no holes
            return start, size
        raise


_STEP = 1 << 22
"""Bytes copied by one call where the kernel cannot share blocks between files."""


def _copy_range(source: int, target: int, begin: int, end: int) -> None:
    while begin < end:
        data = os.pread(source, min(_STEP, end - begin), begin)
        if not data:  # the file was cut meanwhile
            return
        begin += _write(target, data, begin)


def _write(target: int, data: bytes, at: int) -> int:
    written = 0
    while written < len(data):
        written += os.pwrite(target, data[written:], at + written)
    return written
