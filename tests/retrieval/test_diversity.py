"""Maximal marginal relevance against its definition, and its limits."""

from random import Random

import numpy as np
import pytest

from retrieval.diversity import diversified
from retrieval.embedder import Vectors, unit
from retrieval.query import SearchRequest
from retrieval.terms import Field, Term
from tests.retrieval.catalog import boots
from tests.retrieval.list_engine import listed


def vectors_of(count: int, seed: int) -> Vectors:
    return unit(np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32))


def by_definition(scores: list[float], vectors: Vectors, diversity: float) -> list[int]:
    span = (max(scores) - min(scores)) or 1.0
    worth = [(score - min(scores)) / span for score in scores]
    order = [worth.index(max(worth))]
    while len(order) < len(scores):
        left = [index for index in range(len(scores)) if index not in order]
        gains = [
            (1 - diversity) * worth[index]
            - diversity * max(float(vectors[index] @ vectors[other]) for other in order)
            for index in left
        ]
        order.append(left[gains.index(max(gains))])
    return order


@pytest.mark.parametrize("diversity", [0.0, 0.3, 0.7, 1.0])
def test_as_defined(diversity: float) -> None:
    random = Random(4)
    scores = sorted((random.random() for _ in range(20)), reverse=True)
    vectors = vectors_of(20, seed=1)
    assert diversified(scores, vectors, diversity) == by_definition(scores, vectors, diversity)


def test_no_diversity_keeps_the_order() -> None:
    assert diversified([3.0, 2.0, 1.0], vectors_of(3, seed=2), 0.0) == [0, 1, 2]


def test_groups_never_mix() -> None:
    order = diversified([1.0] * 12, vectors_of(12, seed=3), 1.0, ["here"] * 7 + ["gone"] * 5)
    assert set(order[:7]) == set(range(7))
    assert sorted(order) == list(range(12))


def test_nothing_to_order() -> None:
    assert diversified([], np.empty((0, 8), dtype=np.float32), 0.5) == []


def test_twins_are_parted() -> None:
    search, _ = listed(
        *(boots(f"twin {n}", title="Blue hiking boots") for n in range(5)),
        boots("other", title="Red walking shoes for hiking"),
        boots("gone", title="Green sandals", stock=0),
    )
    wanted = (Term(Field.CATEGORY, "hiking boots"),)
    plain = search.search(SearchRequest("blue hiking boots", wanted=wanted))
    mixed = search.search(SearchRequest("blue hiking boots", wanted=wanted, diversity=0.8))
    assert [each.product.id for each in plain.candidates].index("other") == 5
    assert [each.product.id for each in mixed.candidates].index("other") < 3
    assert mixed.candidates[-1].product.id == "gone"
    assert plain.candidates[0] == mixed.candidates[0]
