"""What is learned from deeds: compared with the catalog, fading, explained."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.personal.deed import Kind, asked, done_to
from retrieval.personal.profile import HALF_LIFE_DAYS, MOST_VALUES, Profile
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import boots, variant

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINEN, LEATHER = Term(Field.MATERIAL, "linen"), Term(Field.MATERIAL, "leather")
SHOP = [
    *(boots(f"a{n}", materials=("leather",), colours=("black",)) for n in range(9)),
    boots("b", materials=("linen",), colours=("black",), brand="Veldra"),
]
VOCABULARY = Vocabulary.of(SHOP)


def saved(product_number: int, at: datetime = NOW) -> Profile:
    return Profile().after(done_to(Kind.SAVED, SHOP[product_number], at))


def test_a_rare_value_tells_more_than_one_that_everything_has() -> None:
    liked = saved(9).affinities(VOCABULARY)
    assert liked[Field.MATERIAL]["linen"] > 0.3
    # Everything is black and all are hiking boots: saving one of them says nothing.
    assert Field.COLOUR not in liked and Field.CATEGORY not in liked
    assert Field.MATERIAL not in saved(0).affinities(VOCABULARY)


def test_more_evidence_is_more_weight() -> None:
    once, often = saved(9), saved(9)
    for _ in range(5):
        often = often.after(done_to(Kind.SAVED, SHOP[9], NOW))
    one, six = once.taste(VOCABULARY), often.taste(VOCABULARY)
    assert one is not None and six is not None
    assert one.weight < six.weight < 1
    assert one.affinities[Field.BRAND]["Veldra"] < six.affinities[Field.BRAND]["Veldra"] < 1


def test_what_was_done_longer_ago_counts_less() -> None:
    profile = saved(9).after(done_to(Kind.SAVED, SHOP[0], NOW + timedelta(days=HALF_LIFE_DAYS)))
    weights = {term: sum(kinds.values()) for term, kinds in profile.liked.items()}
    assert weights[LINEN] == pytest.approx(weights[LEATHER] / 2)
    years_later = profile.at(NOW + timedelta(days=3_000))
    assert not years_later.liked and years_later.taste(VOCABULARY) is None


def test_a_deed_that_comes_late_counts_as_it_would_have() -> None:
    early, late = NOW, NOW + timedelta(days=40)
    in_order = saved(9, early).after(done_to(Kind.SAVED, SHOP[0], late))
    reversed_ = saved(0, late).after(done_to(Kind.SAVED, SHOP[9], early))
    assert sum(in_order.liked[LINEN].values()) == pytest.approx(
        sum(reversed_.liked[LINEN].values())
    )
    assert in_order.as_of == reversed_.as_of == late


def test_what_is_asked_away_is_disliked() -> None:
    profile = Profile().after(asked([], [Term(Field.MATERIAL, "leather")], NOW))
    assert profile.affinities(VOCABULARY)[Field.MATERIAL]["leather"] < -0.3


def test_sizes_and_audiences_are_nobodys_taste() -> None:
    product = boots("c", audience="kids", variants=(variant("v", "9", "red", 100, 5),))
    profile = Profile().after(done_to(Kind.CARTED, product, NOW, product.variants[0]))
    assert {term.field for term in profile.liked} == {
        Field.CATEGORY, Field.DEPARTMENT, Field.COLOUR,
    }  # fmt: skip
    assert Profile().after(asked([Term(Field.SIZE, "9")], [], NOW)).liked == {}


def test_the_chosen_colour_is_liked_and_not_all_that_there_are() -> None:
    product = boots(
        "c", variants=(variant("r", "9", "red", 100, 5), variant("b", "9", "blue", 100, 5))
    )
    profile = Profile().after(done_to(Kind.CARTED, product, NOW, product.variants[0]))
    assert Term(Field.COLOUR, "red") in profile.liked
    assert Term(Field.COLOUR, "blue") not in profile.liked


def test_the_reason_is_the_strongest_sign() -> None:
    profile = saved(9).after(done_to(Kind.VIEWED, SHOP[9], NOW))
    reason = profile.reason(LINEN)
    assert str(reason) == "because you saved linen"
    assert profile.reason(Term(Field.MATERIAL, "suede")) is None
    carted = profile.after(done_to(Kind.CARTED, SHOP[9], NOW))
    assert str(carted.reason(LINEN)) == "because you put linen in your cart"


def test_the_vector_is_the_weighted_mean_direction() -> None:
    east, north = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    profile = Profile().after(done_to(Kind.CARTED, SHOP[0], NOW, vector=east), "e5")
    profile = profile.after(done_to(Kind.VIEWED, SHOP[9], NOW, vector=north), "e5")
    taste = profile.taste(VOCABULARY, "e5")
    assert taste is not None and taste.vector is not None
    np.testing.assert_allclose(taste.vector, np.array([4, 1]) / np.sqrt(17), rtol=1e-5)
    other = profile.taste(VOCABULARY, "another embedder")
    assert other is not None and other.vector is None
    moved = profile.after(done_to(Kind.VIEWED, SHOP[9], NOW, vector=north), "another embedder")
    again = moved.taste(VOCABULARY, "another embedder")
    assert again is not None and again.vector is not None
    np.testing.assert_allclose(again.vector, north)


def test_nothing_known_is_no_taste() -> None:
    assert Profile().taste(VOCABULARY) is None


def test_equal_profiles_have_one_version_and_others_another() -> None:
    first, same, more = saved(9), saved(9), saved(9).after(done_to(Kind.VIEWED, SHOP[0], NOW))
    versions = [profile.taste(VOCABULARY) for profile in (first, same, more)]
    assert versions[0] == versions[1] != versions[2]


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 9), st.integers(0, 900))))
def test_affinities_stay_within_bounds(deeds: list[tuple[Kind, int, int]]) -> None:
    profile = Profile()
    for kind, number, day in deeds:
        profile = profile.after(done_to(kind, SHOP[number], NOW + timedelta(days=day)))
    for values in profile.affinities(VOCABULARY).values():
        assert all(-1 < liking < 1 for liking in values.values())
    assert Profile.from_json(profile.to_json(), profile.vector).to_json() == profile.to_json()


def test_a_profile_does_not_grow_without_end() -> None:
    profile = Profile()
    for number in range(MOST_VALUES + 50):
        profile = profile.after(asked([Term(Field.BRAND, f"brand {number}")], [], NOW))
    assert len(profile.liked) == MOST_VALUES
