"""What one shopper likes: sums of deeds that fade. Pure.

A value is liked as far as it turns up more often in what the shopper did than in the
catalog: someone who looks at ten black things in a shop that is half black has said nothing
about black. Shrunk towards nothing while there is little evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from math import exp
from typing import Any, Self

import numpy as np

from retrieval.embedder import Vectors
from retrieval.personal.deed import TASTED, WEIGHTS, Deed, Kind
from retrieval.taste import Taste
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary

HALF_LIFE_DAYS = 30.0
"""After this many days a deed counts half. Not measured: no log spans months yet."""

PRIOR = 3.0
"""Views of a field that the catalog's own shares are worth against the shopper's."""

FULL = 20.0
"""Views after which a taste has 63 % of its full weight."""

FAINT = 0.05
"""Affinities below this are noise and left out."""

MOST_VALUES = 200
"""Values remembered of a field; the weakest are forgotten first."""

_FORGOTTEN = 0.02
"""Weights, in views, that have faded to nothing."""

_BECAUSE = {
    Kind.VIEWED: "because you looked at {}",
    Kind.ASKED: "because you asked for {}",
    Kind.SAVED: "because you saved {}",
    Kind.CARTED: "because you put {} in your cart",
}

_Weights = dict[Term, dict[Kind, float]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is liked: the sign that weighs most."""

    term: Term
    kind: Kind

    def __str__(self) -> str:
        return _BECAUSE[self.kind].format(self.term.value)


@dataclass(frozen=True, slots=True)
class Profile:
    """One shopper's sums, as of one moment."""

    as_of: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    liked: Mapping[Term, Mapping[Kind, float]] = field(default_factory=dict)
    """Of each value its weight by kind of deed, in views."""
    disliked: Mapping[Term, float] = field(default_factory=dict)
    total: Mapping[Field, float] = field(default_factory=dict)
    """Weight of the deeds that had any value of a field, in views."""
    vector: Vectors | None = None
    """Weighted sum of the products' vectors, float32 [dimensions]."""
    space: str | None = None
    """The embedder whose space `vector` is in."""

    def after(self, deed: Deed, space: str | None = None) -> Self:
        """Return the profile with one more deed.

        Args:
            deed: an older one than the last counts less, as if it had come in order.
            space: name of the embedder that made `deed.vector`; of another than before, and
                the old sum is dropped.
        """
        now = self.at(max(self.as_of, deed.at))
        weight = WEIGHTS[deed.kind] * _fade((now.as_of - deed.at).total_seconds())
        liked: _Weights = {term: dict(kinds) for term, kinds in now.liked.items()}
        disliked = dict(now.disliked)
        for term in deed.liked:
            kinds = liked.setdefault(term, {})
            kinds[deed.kind] = kinds.get(deed.kind, 0.0) + weight
        for term in deed.disliked:
            disliked[term] = disliked.get(term, 0.0) + weight
        total = dict(now.total)
        for name in {term.field for term in (*deed.liked, *deed.disliked)}:
            total[name] = total.get(name, 0.0) + weight
        vector, kept = now.vector, now.space
        if deed.vector is not None:
            added = np.asarray(deed.vector, dtype=np.float32) * np.float32(weight)
            same = vector is not None and kept == space and vector.shape == added.shape
            vector, kept = (vector + added if same and vector is not None else added), space
        return type(self)(now.as_of, _strongest(liked), disliked, total, vector, kept)

    def at(self, moment: datetime) -> Self:
        """Return the profile as it has faded until `moment`; never back in time."""
        if moment <= self.as_of:
            return self
        share = _fade((moment - self.as_of).total_seconds())
        liked = {
            term: {kind: weight * share for kind, weight in kinds.items()}
            for term, kinds in self.liked.items()
            if sum(kinds.values()) * share >= _FORGOTTEN
        }
        return type(self)(
            as_of=moment,
            liked=liked,
            disliked={t: w * share for t, w in self.disliked.items() if w * share >= _FORGOTTEN},
            total={name: weight * share for name, weight in self.total.items()},
            vector=None if self.vector is None else self.vector * np.float32(share),
            space=self.space,
        )

    def affinities(self, vocabulary: Vocabulary) -> dict[Field, dict[str, float]]:
        """Return how much each value is liked, -1..1, the strongest first.

        Args:
            vocabulary: of the catalog: how common a value is there counts against it.
        """
        # Every product has one category.
        products = sum(vocabulary.values[Field.CATEGORY].values()) or 1
        found: dict[Field, dict[str, float]] = {}
        for name in TASTED:
            weight = self.total.get(name, 0.0)
            shares = vocabulary.values[name]
            values = {
                term.value: (
                    sum(self.liked.get(term, {}).values())
                    - self.disliked.get(term, 0.0)
                    - weight * shares.get(term.value, 0) / products
                )
                / (weight + PRIOR)
                for term in {*self.liked, *self.disliked}
                if term.field is name
            }
            kept = {value: liking for value, liking in values.items() if abs(liking) >= FAINT}
            if kept:
                found[name] = dict(sorted(kept.items(), key=lambda each: (-each[1], each[0])))
        return found

    def taste(self, vocabulary: Vocabulary, space: str | None = None) -> Taste | None:
        """Return what a search needs of it; None where nothing is known.

        Args:
            vocabulary: of the catalog that is searched.
            space: name of the embedder of its index; a vector of another is left out.
        """
        affinities = self.affinities(vocabulary)
        vector = _unit(self.vector) if self.space == space else None
        if not affinities and vector is None:
            return None
        evidence = max(self.total.values(), default=0.0)
        return Taste(
            version=self._version(space),
            vector=vector,
            affinities=affinities,
            weight=1.0 - exp(-evidence / FULL),
        )

    def reason(self, term: Term) -> Reason | None:
        """Say why a value is liked; None if it is not."""
        kinds = self.liked.get(Term(term.field, term.value))
        if not kinds:
            return None
        return Reason(term, max(kinds, key=lambda kind: kinds[kind]))

    def _version(self, space: str | None) -> str:
        hashed = sha256(repr((self.to_json(), space)).encode())
        if self.vector is not None:
            hashed.update(self.vector.tobytes())
        return hashed.hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `from_json`, without the vector."""
        return {
            "as_of": self.as_of.isoformat(),
            "liked": [
                [term.field.value, term.value, {kind.value: w for kind, w in kinds.items()}]
                for term, kinds in self.liked.items()
            ],
            "disliked": [[t.field.value, t.value, weight] for t, weight in self.disliked.items()],
            "total": {name.value: weight for name, weight in self.total.items()},
            "space": self.space,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], vector: Vectors | None = None) -> Self:
        """Return the profile that `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: it is something else.
        """
        return cls(
            as_of=datetime.fromisoformat(data["as_of"]),
            liked={
                Term(Field(name), value): {Kind(kind): float(w) for kind, w in kinds.items()}
                for name, value, kinds in data["liked"]
            },
            disliked={Term(Field(n), value): float(w) for n, value, w in data["disliked"]},
            total={Field(name): float(weight) for name, weight in data["total"].items()},
            vector=vector,
            space=data["space"],
        )


def _fade(seconds: float) -> float:
    return float(0.5 ** (max(seconds, 0.0) / (HALF_LIFE_DAYS * 86_400)))


def _strongest(liked: _Weights) -> _Weights:
    kept: _Weights = {}
    for name in TASTED:
        of_field = [term for term in liked if term.field is name]
        of_field.sort(key=lambda term: -sum(liked[term].values()))
        kept |= {term: liked[term] for term in of_field[:MOST_VALUES]}
    return kept


def _unit(vector: Vectors | None) -> Vectors | None:
    length = 0.0 if vector is None else float(np.linalg.norm(vector))
    return None if vector is None or not length else (vector / length).astype(np.float32)
