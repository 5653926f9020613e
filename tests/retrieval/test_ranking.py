"""The order of hits, as a pure function: parts, taste within its bounds, what sinks."""

import numpy as np
import pytest

from retrieval.conditions import Conditions
from retrieval.engine import Hit
from retrieval.inquiry import Inquiry
from retrieval.payload import Facts, point_id
from retrieval.product import Flag
from retrieval.query import SearchRequest
from retrieval.ranking import SOFT_BONUS, TASTE_BOUND, rank
from retrieval.taste import Taste
from retrieval.terms import Field, Term

ANY = Conditions.of(SearchRequest(""))


def hit(
    name: str, place: int | None = 1, flags: frozenset[Flag] = frozenset(), **values: str
) -> Hit:
    facts = Facts(
        price=10.0,
        in_stock=True,
        rating=0.0,
        ratings=0,
        flags=flags,
        standing=3.5,
        category="boots",
        values={Field(field): frozenset((value,)) for field, value in values.items()},
        offers=(),
    )
    return Hit(point_id(name), facts, cosine=0.5, dense_rank=place, lexical_rank=place)


def names(hits: list[Hit], inquiry: Inquiry, relevance: list[float] | None = None) -> list[int]:
    order = [each.hit.id for each in rank(hits, inquiry, relevance)]
    return [order.index(each.id) for each in hits]


def test_parts_add_up_to_the_score() -> None:
    taste = Taste("1", affinities={Field.COLOUR: {"blue": 0.5}})
    soft = (Term(Field.BRAND, "Veldra", hard=False),)
    hits = [
        hit("a", 1, brand="Veldra", colour="blue"),
        hit("b", 2, frozenset({Flag.AI_IMAGERY}), colour="red"),
        hit("c", None),
    ]
    inquiry = Inquiry("boots", ANY, soft, taste=taste, shown=frozenset({point_id("b")}))
    for each in rank(hits, inquiry, [0.9, 0.9, 0.9]):
        parts = each.parts
        total = parts.dense + parts.lexical + parts.soft + parts.taste + parts.quality + parts.shown
        assert each.score == pytest.approx(total)
    first = rank(hits, inquiry, [0.9, 0.9, 0.9])[0].parts
    assert first.soft == SOFT_BONUS
    assert first.taste > 0


def test_a_taste_never_outweighs_a_wish_or_the_text() -> None:
    love = {"red": 1.0, "blue": -1.0}
    vector = np.full(4, 0.5, dtype=np.float32)
    taste = Taste("1", vector, {Field.COLOUR: love, Field.BRAND: love})
    hits = [
        hit("liked", 1, colour="red", brand="red"),
        hit("wanted", 2, colour="blue", brand="blue"),
    ]
    soft = (Term(Field.COLOUR, "blue", hard=False),)
    likeness = {hits[0].id: 1.0, hits[1].id: -1.0}
    order = rank(hits, Inquiry("boots", ANY, soft, taste=taste), [0.9, 0.9], likeness)
    assert [each.hit.id for each in order] == [hits[1].id, hits[0].id]
    assert all(abs(each.parts.taste) <= TASTE_BOUND for each in order)
    far = rank(hits, Inquiry("boots", ANY, taste=taste), [0.3, 0.9], likeness)
    assert far[0].hit.id == hits[1].id


def test_a_taste_decides_between_equals() -> None:
    taste = Taste("1", affinities={Field.COLOUR: {"red": 0.8}})
    hits = [hit("a", 4, colour="blue"), hit("b", 5, colour="red")]
    assert names(hits, Inquiry("boots", ANY, taste=taste), [0.9, 0.9]) == [1, 0]
    assert names(hits, Inquiry("boots", ANY), [0.9, 0.9]) == [0, 1]
    nothing_known = Taste("2", affinities={Field.COLOUR: {"red": 0.8}}, weight=0.0)
    assert names(hits, Inquiry("boots", ANY, taste=nothing_known), [0.9, 0.9]) == [0, 1]


def test_what_was_shown_comes_after_what_is_new_and_as_good() -> None:
    hits = [hit(f"{place}", place) for place in range(1, 40)]
    inquiry = Inquiry("boots", ANY, shown=frozenset({point_id("1")}))
    place = names(hits, inquiry, [0.9] * len(hits))[0]
    assert 3 < place < 15


def test_far_hits_follow_near_ones() -> None:
    hits = [hit("unlikely", 1), hit("likely", 2)]
    assert names(hits, Inquiry("boots", ANY), [0.2, 0.9]) == [1, 0]
    assert names(hits, Inquiry("boots", ANY), [0.85, 0.9]) == [0, 1]
