from hypothesis import given
from hypothesis import strategies as st

from speech.sound_alike.distance import distance, weight
from speech.sound_alike.pronunciation import phones_of, pronunciations


def test_words_that_sound_the_same_have_the_same_phones() -> None:
    for one, other in (
        ("night", "nite"),
        ("their", "there"),
        ("hound smear", "Houndsmere"),
        ("fleet wick", "Fleetwick"),
        ("phone", "fone"),
        ("quick", "kwik"),
        ("knit", "nit"),
    ):
        assert phones_of(one) == phones_of(other), (one, other)


def test_where_words_part_is_not_heard() -> None:
    assert phones_of("ear buds") == phones_of("earbuds")


def test_a_last_e_may_be_sounded() -> None:
    assert len(pronunciations("Nike")) == 2
    assert len(pronunciations("Kelm")) == 1


def test_the_vowel_of_a_last_syllable_may_be_swallowed() -> None:
    spoken = phones_of("done it")
    ways = [distance(spoken, way) for way in pronunciations("Dunnock")]
    assert min(ways) < ways[0]
    assert distance(phones_of("Winens"), phones_of("women's")) < 0.2


@given(st.text(max_size=40))
def test_any_text_has_phones_of_the_alphabet(text: str) -> None:
    assert set(phones_of(text)) <= set("pbtdkgfvTszSZCJmnNlrwyhaeiou@AEIOUWY")


def test_near_sounds_are_nearer_than_far_ones() -> None:
    def apart(one: str, other: str) -> float:
        return distance(phones_of(one), phones_of(other))

    assert apart("zip", "sip") < apart("zip", "lip")
    assert apart("keldan", "kelldon") < apart("keldan", "kelton road")
    assert apart("pet carers", "pet carriers") < 0.15
    assert apart("tableund", "Tavolund") < 0.42
    assert apart("boots", "socks") > 0.5


@given(st.text("abcdeiorstlnm", min_size=1), st.text("abcdeiorstlnm", min_size=1))
def test_a_distance_is_a_share(one: str, other: str) -> None:
    first, second = phones_of(one), phones_of(other)
    if weight(first) and weight(second):
        assert 0.0 <= distance(first, second) <= 1.0
        assert distance(first, first) == 0.0


def test_beyond_the_bound_the_distance_is_one() -> None:
    assert distance(phones_of("boots"), phones_of("umbrella"), bound=0.2) == 1.0
