"""Which simulated shopper spoke: changed whenever the same seed could say something else.

A run is stamped with it, so that two runs are only compared where the shoppers were the same.
"""

import hashlib
from types import ModuleType
from typing import Final

from evals.shoppers.phrases import answers, asking, deeds, openings, referring, talk, wishes

SIMULATOR_VERSION: Final = 1

_TABLES: tuple[ModuleType, ...] = (answers, asking, deeds, openings, referring, talk, wishes)


def phrasing_digest() -> str:
    """Name the content of all phrasing tables: 12 hex digits."""
    whole = hashlib.sha256()
    for module in _TABLES:
        for name in sorted(vars(module)):
            if name.isupper():
                whole.update(f"{module.__name__}.{name}={vars(module)[name]!r}\n".encode())
    return whole.hexdigest()[:12]
