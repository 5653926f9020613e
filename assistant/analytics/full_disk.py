"""A full disk told apart from a damaged file: one is mended by space, the other is not."""

import errno
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_SAID: Final = ("No space left on device", "Disk quota exceeded")
"""As DuckDB passes on what the system says; its errors have no number."""


def is_full(error: BaseException) -> bool:
    """Say whether an error, of the system or of DuckDB, is for want of space."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return any(said in str(error) for said in _SAID)
