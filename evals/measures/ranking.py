"""A turn's list against what is relevant, by ir-measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import ir_measures
from ir_measures import R, nDCG

from evals.measures.relevance import Grades

CUT = 5
"""Products that the screen shows without being scrolled, and the most a list ever had here."""
_QUERY = "turn"


@dataclass(frozen=True, slots=True)
class Ranked:
    """How good a list is, each 0..1."""

    ndcg: float
    recall: float
    """Of the relevant products, of which at most `CUT` can be there: 1 can always be reached."""


def ranked(ids: Sequence[str], grades: Grades) -> Ranked | None:
    """Judge a list.

    Args:
        ids: Of the products, the first first; what is there twice counts once.
        grades: At least one product, or nothing can be measured.

    Returns:
        None where nothing is relevant.

    Source: Jarvelin and Kekalainen, TOIS 20 (2002), with linear gains as trec_eval has them.
    """
    if not grades:
        return None
    return _ranked(tuple(dict.fromkeys(ids)), tuple(grades.items()))


@lru_cache(maxsize=4096)
def _ranked(ids: tuple[str, ...], grades: tuple[tuple[str, int], ...]) -> Ranked:
    """Trials of one scenario show the same lists, and two measures ask for each."""
    if not ids:
        return Ranked(0.0, 0.0)
    qrels = [ir_measures.Qrel(_QUERY, product, grade) for product, grade in grades]
    # Ties are broken by id, so that places become scores.
    run = [ir_measures.ScoredDoc(_QUERY, one, -place) for place, one in enumerate(ids)]
    found = {m.measure: m.value for m in ir_measures.iter_calc([nDCG @ CUT, R @ CUT], qrels, run)}
    reachable = min(CUT, len(grades)) / len(grades)
    return Ranked(float(found[nDCG @ CUT]), min(1.0, float(found[R @ CUT]) / reachable))
