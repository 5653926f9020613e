"""How many segments are taken in at once: memory bounds it, and each portion stays in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

AT_ONCE_BYTES: Final = 256 * 2**20
"""Of segments: some 80,000 turns, and 1 GB of memory."""


def in_portions(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield segments in their order, so many at once as memory allows."""
    portion: list[Path] = []
    size = 0
    for path in paths:
        more = path.stat().st_size
        if portion and size + more > AT_ONCE_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(path)
        size += more
    if portion:
        yield portion
