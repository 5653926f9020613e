"""Everyday talk: acts said in words that no rule lists, and where one act ends."""

import numpy as np
import pytest

from agents.acts import Act
from agents.reading import Shown
from agents.understand import Understander
from agents.understand.cuts import shipped_cuts
from agents.understand.everyday import BUCKETS, hashed, shipped_everyday
from agents.understand.heads_evidence import WIDTH
from assistant.config import load
from assistant.embedding import query_embedder
from evals.everyday_data import AUTHORS, told
from evals.shopper_lines import shoppers
from tests.sample import sample_vocabulary

_BOOTS = Shown(
    titles=("Torvane Larch Mid Boot", "Brackmoor Spruce Boot"), category="hiking boots", turn=2
)
_ADDED = Shown(titles=_BOOTS.titles, category="hiking boots", turn=3, added=True)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(sample_vocabulary(), query_embedder(load()))


def test_the_head_is_whole() -> None:
    head = shipped_everyday()
    assert head.inner.shape[0] == 384 + BUCKETS + WIDTH + 1 + len(Act)
    assert set(head.acts) == set(Act)
    vectors, words = np.zeros((2, 384), np.float32), np.full((2, len(Act)), 0.04, np.float32)
    chances = head.chances(
        vectors, ("chuck it in", ""), np.zeros((2, WIDTH + 1), np.float32), words
    )
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
    assert head.sureness(0.9, 0.9) > head.sureness(0.4, 0.9)
    assert 0 < shipped_cuts().cuts_from < 1


def test_words_are_hashed_alike_whatever_their_case() -> None:
    buckets, counts = hashed("Ring it up")
    again, same = hashed("ring it up")
    assert (buckets == again).all() and (counts == same).all()
    assert len(set(buckets.tolist())) == len(buckets) and buckets.max() < BUCKETS


def test_the_authors_lines_are_whole() -> None:
    lines = told()
    assert {line.author for line in lines} == set(range(len(AUTHORS)))
    assert all(line.acts and all(line.words) for line in lines)


@pytest.mark.model
def test_the_tuning_set_keeps_its_acts(understander: Understander) -> None:
    right = [
        any(r.act in line.acts for r in understander.read(line.text, line.shown))
        for line in shoppers()
    ]
    assert np.mean(right) >= 0.93  # .97 when this was written


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "shown", "act"),
    [
        ("what's the damage so far", _ADDED, Act.CART_VIEW),
        ("that'll be the lot, where do I settle up", _ADDED, Act.CHECKOUT),
        ("you're gabbling, ease off a little", _BOOTS, Act.PACE),
        ("is there an actual person I could have a word with", _BOOTS, Act.HUMAN),
        ("sorry, come again, I didn't catch that", _BOOTS, Act.REPEAT),
        ("how do the two stack up against each other", _BOOTS, Act.COMPARE),
    ],
)
def test_everyday_wordings(understander: Understander, text: str, shown: Shown, act: Act) -> None:
    assert act in {reading.act for reading in understander.read(text, shown)}


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["lovely weather we are having", "I might think about it", "what a day", "hmm maybe"]
)
def test_nothing_is_put_into_the_cart_by_the_way(understander: Understander, text: str) -> None:
    changing = {Act.CART_ADD, Act.CART_REMOVE, Act.CART_CHANGE, Act.CHECKOUT}
    assert not changing & {reading.act for reading in understander.read(text, _BOOTS)}
