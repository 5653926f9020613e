"""Texts to clusters by their vectors, one batch after the other; what was a cluster stays one.

A text joins the nearest cluster that is near enough. What joins none begins clusters of its own,
the commonest text first (leader clustering, Hartigan 1975, chapter 3), which are then settled as in
spherical k-means (Dhillon and Modha 2001) while those that were there before stand still. A kept
cluster moves only while it is young, and two that come to mean the same become the older one.
"""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from retrieval.embedder import Vectors

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

JOINS: Final = 0.55
"""Cosine from which a text belongs to a cluster: see docs/topics.md for what was measured."""
SAME: Final = 0.8
"""Cosine of two centroids from which they are one cluster."""
YOUNG: Final = 200.0
"""Weight up to which a cluster's centroid still moves: that of a few dozen texts."""
_ROUNDS: Final = 3
_AT_ONCE: Final = 2_048
_NONE: Final = -1


@dataclass(slots=True)
class Cluster:
    """One cluster: what it means is its centroid."""

    id: str
    centroid: Floats
    """float32 [D], unit length."""
    weight: float = 0.0
    """Summed square roots of how often its texts were asked, when they came."""
    label: str = ""
    is_new: bool = True


@dataclass(slots=True)
class Clusters:
    """All clusters of one kind of texts.

    Args:
        space: Names the kind; part of each id.
        kept: Those of before, oldest first.
    """

    space: str
    kept: list[Cluster] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    """Ids that are no more, each with the older one that took its place."""

    def place(self, texts: list[str], vectors: Vectors, weights: Floats) -> list[str]:
        """Put texts into clusters, new ones where none fits.

        Args:
            texts: Distinct.
            vectors: float32 [N, D], unit length, of the texts.
            weights: float32 [N], how often each was asked.

        Returns:
            The id of each text's cluster.
        """
        if not texts:
            return []
        worth = np.sqrt(weights, dtype=np.float32)
        order = np.lexsort((np.array(texts), -weights))
        of = np.full(len(texts), _NONE, dtype=np.int64)
        before = len(self.kept)
        if before:
            best, cosine = _nearest(vectors, self._centroids())
            of = np.where(cosine >= JOINS, best, _NONE)
        self._lead(texts, vectors, order, of)
        self._settle(vectors, worth, of, before)
        self._note(vectors, worth, of, before)
        names = [cluster.id for cluster in self.kept]
        self._merge(before)
        return [self.id_of(names[place]) for place in of.tolist()]

    def id_of(self, cluster: str) -> str:
        """Return the id that a cluster has now."""
        while cluster in self.merged:
            cluster = self.merged[cluster]
        return cluster

    def _centroids(self) -> Floats:
        return np.stack([cluster.centroid for cluster in self.kept])

    def _lead(self, texts: list[str], vectors: Vectors, order: Ints, of: Ints) -> None:
        """Begin clusters with texts that fit none, the commonest first."""
        waiting = order[of[order] == _NONE]
        for start in range(0, len(waiting), _AT_ONCE):
            batch = waiting[start : start + _AT_ONCE]
            if self.kept:
                best, cosine = _nearest(vectors[batch], self._centroids())
                of[batch] = np.where(cosine >= JOINS, best, _NONE)
            left = batch[of[batch] == _NONE]
            among = vectors[left] @ vectors[left].T
            free = np.ones(len(left), dtype=bool)
            for row, text in enumerate(left.tolist()):
                if not free[row]:
                    continue
                joined = free & (among[row] >= JOINS)
                joined[row] = True
                of[left[joined]] = len(self.kept)
                free &= ~joined
                self.kept.append(Cluster(self._id(texts[text]), vectors[text].copy()))

    def _id(self, text: str) -> str:
        digest = blake2b(f"{self.space}\0{text}".encode(), digest_size=5).hexdigest()
        return f"{self.space}-{digest}"

    def _settle(self, vectors: Vectors, worth: Floats, of: Ints, before: int) -> None:
        """Let the texts of new clusters move to nearer ones, and these to their texts."""
        new = np.flatnonzero(of >= before)
        for _ in range(_ROUNDS if len(new) else 0):
            for place, rows in _members(of, new):
                self.kept[place].centroid = _mean(vectors[rows], worth[rows])
            best, cosine = _nearest(vectors[new], self._centroids())
            of[new] = np.where(cosine >= JOINS, best, of[new])

    def _note(self, vectors: Vectors, worth: Floats, of: Ints, before: int) -> None:
        """Add the texts' weight, and let the young among the kept clusters move."""
        for place, rows in _members(of, np.arange(len(of))):
            cluster, added = self.kept[place], float(worth[rows].sum())
            if place < before and cluster.weight < YOUNG:
                pull = cluster.centroid * cluster.weight + (
                    vectors[rows] * worth[rows][:, None]
                ).sum(axis=0)
                cluster.centroid = _unit(pull)
            cluster.weight += added

    def _merge(self, before: int) -> None:
        """Make one of clusters that mean the same, the older one or else the heavier."""
        centroids = self._centroids()
        alike = centroids @ centroids.T
        age = [(place >= before, -c.weight, place) for place, c in enumerate(self.kept)]
        gone: set[int] = set()
        for place in sorted(range(len(self.kept)), key=lambda at: age[at]):
            if place in gone:
                continue
            for other in np.flatnonzero(alike[place] >= SAME).tolist():
                if other == place or other in gone or age[other] < age[place]:
                    continue
                gone.add(other)
                self.merged[self.kept[other].id] = self.kept[place].id
                self.kept[place].weight += self.kept[other].weight
        # One that nobody settled in is none.
        self.kept = [
            cluster
            for place, cluster in enumerate(self.kept)
            if place not in gone and (cluster.weight > 0 or place < before)
        ]


def _nearest(vectors: Vectors, centroids: Floats) -> tuple[Ints, Floats]:
    """Return for each of [N, D] the row of the nearest centroid, and its cosine."""
    best = np.empty(len(vectors), dtype=np.int64)
    cosine = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _AT_ONCE):
        end = start + _AT_ONCE
        alike = vectors[start:end] @ centroids.T
        best[start:end] = alike.argmax(axis=1)
        cosine[start:end] = alike.max(axis=1)
    return best, cosine


def _members(of: Ints, among: Ints) -> list[tuple[int, Ints]]:
    """Return each cluster's place with the rows among `among` that are in it."""
    rows = among[np.argsort(of[among], kind="stable")]
    places, starts = np.unique(of[rows], return_index=True)
    return list(zip(places.tolist(), np.split(rows, starts[1:]), strict=True))


def _mean(vectors: Vectors, worth: Floats) -> Floats:
    return _unit((vectors * worth[:, None]).sum(axis=0))


def _unit(vector: Floats) -> Floats:
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
