"""What both engines make of their lists: one union of hits, each with its place in them.

The nearest by cosine, the best by BM25 and the nearest with a soft term are asked for apart;
those of the union that can matter are then scored exactly, by id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

from retrieval.engine import Hit, PointId, Reading, fused
from retrieval.payload import facts_of

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

    def hits(
        self,
        exact: Ranks,
        payloads: Mapping[PointId, dict[str, Any]],
        reading: Reading,
    ) -> list[Hit]:
        """Return what was chosen as hits, in the order of their dense ranks.

        Args:
            exact: by cosine over the vectors themselves.
            payloads: of all in `exact`.
            reading: which facts of them are wanted.
        """
        # What is not in the dense list is farther than all in it, so its ranks come after.
        later = count(len(self.dense) + 1)
        hits: list[Hit] = []
        for each, (_, cosine) in exact.items():
            lexical_rank, score = self.lexical.get(each, (None, 0.0))
            hits.append(
                Hit(
                    id=each,
                    facts=facts_of(payloads[each], reading.fields),
                    cosine=cosine,
                    dense_rank=self.dense[each][0] if each in self.dense else next(later),
                    lexical_rank=lexical_rank,
                    lexical=score,
                )
            )
        # Among equals at the end of the dense list some are not in it.
        hits.sort(key=lambda hit: hit.dense_rank or 0)
        return hits
