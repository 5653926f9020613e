"""Whole records of segments that DuckDB does not read as JSON, though Python does.

Another program may have written half of a surrogate pair (JavaScript cuts an emoji in two), as an
escape or as bytes, or a byte order mark before the first line. Such a record is no torn line: it is
read with U+FFFD where the half stood.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"
_PERHAPS: Final = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")


def mended_lines(paths: Sequence[Path]) -> Iterator[str]:
    """Yield each such line as JSON that DuckDB reads.

    Args:
        paths: Segments; all of each is gone through.

    Raises:
        OSError: One cannot be read.
    """
    for path in paths:
        with path.open("rb") as lines:
            for line in lines:
                if (line.startswith(_BOM) or _PERHAPS.search(line)) and (mended := _mended(line)):
                    yield mended


def _mended(line: bytes) -> str | None:
    """Return the line without what DuckDB refuses; None if it has none of that, or is no record."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    mended = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return mended if mended != text or line.startswith(_BOM) else None
