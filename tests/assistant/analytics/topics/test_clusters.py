"""Clusters that stay what they were while texts come."""

import numpy as np

from assistant.analytics.topics.clusters import SAME, Clusters
from assistant.analytics.topics.labels import labels_of
from retrieval.embedder import Vectors, unit


def _around(seed: int, centres: int, each: int, spread: float = 0.35) -> tuple[Vectors, list[int]]:
    """Return vectors around random centres, and whose they are."""
    rng = np.random.default_rng(7)
    middle = unit(rng.normal(size=(centres, 64)).astype(np.float32))
    rng = np.random.default_rng(seed)
    of = rng.integers(centres, size=each)
    noise = unit(rng.normal(size=(each, 64)).astype(np.float32)) * spread
    return unit(middle[of] + noise), of.tolist()


def _placed(clusters: Clusters, seed: int, each: int = 300) -> tuple[list[str], list[int]]:
    vectors, of = _around(seed, 12, each)
    texts = [f"{seed}/{number}" for number in range(each)]
    return clusters.place(texts, vectors, np.ones(each, dtype=np.float32)), of


def test_what_is_near_is_together_and_what_is_far_is_not() -> None:
    ids, of = _placed(Clusters("t"), 1)
    together = {(a, b) for a, b in zip(ids, of, strict=True)}
    assert len(together) == 12
    assert len(set(ids)) == 12


def test_another_day_keeps_the_ids_and_adds_only_what_is_new() -> None:
    clusters = Clusters("t")
    first, of_first = _placed(clusters, 1)
    kept = Clusters("t", list(clusters.kept), dict(clusters.merged))
    second, of_second = _placed(kept, 2)
    name = dict(zip(of_first, first, strict=True))
    assert [name[centre] for centre in of_second] == second
    far = unit(-np.stack([c.centroid for c in kept.kept]).sum(axis=0, keepdims=True))
    (new,) = kept.place(["something else"], far.astype(np.float32), np.ones(1, dtype=np.float32))
    assert new not in name.values()


def test_the_same_texts_give_the_same_ids() -> None:
    assert _placed(Clusters("t"), 3)[0] == _placed(Clusters("t"), 3)[0]


def test_two_that_come_to_mean_the_same_become_the_older() -> None:
    clusters = Clusters("t")
    _placed(clusters, 1)
    older = clusters.kept[0]
    twin = unit((older.centroid + 0.1 * clusters.kept[1].centroid)[None])
    assert float((twin @ older.centroid)[0]) > SAME
    clusters.kept.append(type(older)("t-young", twin[0], weight=1.0))
    clusters.place(["x"], twin, np.ones(1, dtype=np.float32))
    assert clusters.id_of("t-young") == older.id
    assert "t-young" not in {c.id for c in clusters.kept}


def test_nothing_is_placed_where_there_is_nothing() -> None:
    assert Clusters("t").place([], np.empty((0, 0), np.float32), np.empty(0, np.float32)) == []


def test_a_label_names_the_thing_in_the_clusters_own_words() -> None:
    labels = labels_of(
        {
            "a": [("robot vacuum", 9), ("robot vacuum cleaner", 5), ("cheap robot vacuum", 1)],
            "b": [("hiking boots", 30), ("waterproof hiking boots", 8), ("hiking shoes", 2)],
            "c": [("boots", 4), ("boots for women", 3), ("black boots", 3)],
            "d": [("the", 1)],
        }
    )
    assert labels == {"a": "robot vacuum", "b": "hiking boots", "c": "boots", "d": "the"}


def test_no_label_is_given_twice() -> None:
    labels = labels_of({"a": [("boots", 9)], "b": [("boots", 3), ("boots red", 3)]}, ["boots"])
    assert len({*labels.values(), "boots"}) == 3
