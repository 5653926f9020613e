"""What both engines make of their lists: one union of hits, each with its place in them.

The nearest by cosine, the best by BM25 and the nearest with a soft term are asked for apart;
those of the union that can matter are then scored exactly, by id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter
from typing import TypeAlias

from retrieval.engine import Hit, PointId, fused
from retrieval.payload import Facts

_DENSE_RANK = attrgetter("dense_rank")

Ranks: TypeAlias = dict[PointId, tuple[int, float]]
"""Rank, from 1, and score by id, best first."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What one query found, in lists that do not compare."""

    dense: Ranks
    """The nearest by cosine; on large indexes the score is of quantised vectors."""
    lexical: Ranks = field(default_factory=dict)
    liked: Ranks = field(default_factory=dict)
    """The nearest of those that fulfil a soft term."""

    def chosen(self, most: int | None) -> list[PointId]:
        """Return the union, or the `most` of it that are best by reciprocal rank fusion."""
        return fused([list(self.dense), list(self.lexical), list(self.liked)], most)

    def hits(self, exact: Ranks, facts: Mapping[PointId, Facts]) -> list[Hit]:
        """Return what was chosen as hits, in the order of their dense ranks.

        Args:
            exact: by cosine over the vectors themselves; those outside the dense list in order.
            facts: of all in `exact`.
        """
        # What is not in the dense list is farther than all in it, so its ranks come after.
        later = count(len(self.dense) + 1)
        hits: list[Hit] = []
        for each, (_, cosine) in exact.items():
            lexical_rank, score = self.lexical.get(each, (None, 0.0))
            near = self.dense.get(each)
            dense_rank = next(later) if near is None else near[0]
            # By position: this is made for every hit.
            hits.append(Hit(each, facts[each], cosine, dense_rank, lexical_rank, score))
        # Among equals at the end of the dense list some are not in it.
        hits.sort(key=_DENSE_RANK)
        return hits
