"""Rows of figures that are no phone's: sizes in a list, a tyre's measures, a product's barcode."""

import re
from itertools import pairwise

from assistant.redaction.figures import Row

_BARCODE = 13
"""Figures of a GTIN-13."""
_GROUPS_UP = {(1, 3, 3, 4), (3, 3, 4)}
"""Of phones, what no list of sizes looks like although it may go up."""
_SIZE_MOST = 2
"""Figures of a size; three groups of more are a list only where all are round: "100 200 300"."""
_COUNTED_MOST = 4
"""Figures of what is counted in a list: "500, 1000, 1500"."""
_LISTED_LEAST = 4
"""Numbers with commas between them that are a list if they go up."""
_TYRE = re.compile(r"[123][0-9]5[3-8][05][12]\d")
FREE = ("1800", "1888", "1877", "1866", "1855", "1844", "1833")
"""Begin the numbers that cost nothing to call."""


def is_barcode(row: Row) -> bool:
    """Say whether a number in one piece is a GTIN-13 by its check digit; cards of 13 are gone."""
    figures = row.figures
    if len(row.parts) != 1 or len(figures) != _BARCODE or figures[0] == "0":
        return False
    weighed = sum(int(figure) * (3 if place % 2 else 1) for place, figure in enumerate(figures))
    return weighed % 10 == 0


def is_counting(row: Row) -> bool:
    """Say whether numbers only go up or only down, as sizes do in a list."""
    if len(row.parts) < 3 or "!" in row.gaps:
        return False
    if any(len(part.figures) > 1 and part.figures[0] == "0" for part in row.parts):
        return False  # no size begins so
    if row.parts[0].figures in FREE:
        return False
    if tuple(len(part.figures) for part in row.parts) in _GROUPS_UP:
        return False
    values = [int(part.figures) for part in row.parts]
    is_comma = all("," in gap for gap in row.gaps) and len(values) >= _LISTED_LEAST
    if is_comma and all(a < b for a, b in pairwise(values)):
        return True  # "770, 780, 785, 870"
    if values[0] and all(b == 2 * a for a, b in pairwise(values)):
        return True  # "128 256 512"
    if min(len(part.figures) for part in row.parts) > _SIZE_MOST and not all(
        part.figures.endswith("0") for part in row.parts
    ):
        return False
    if max(len(part.figures) for part in row.parts) > _COUNTED_MOST:
        return False
    return all(a < b for a, b in pairwise(values)) or all(a > b for a, b in pairwise(values))


def is_tyre(row: Row) -> bool:
    """Say whether "two oh five, fifty five, sixteen" is a tyre's size."""
    groups = [len(part.figures) for part in row.parts]
    return groups[-2:] == [2, 2] and _TYRE.fullmatch(row.figures) is not None
