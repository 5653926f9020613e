"""Words the catalog lacks, read as words it has; and what is left alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.query import Correction
from retrieval.spelling.near import NearWords, cost_of
from retrieval.spelling.speller import Speller
from retrieval.spelling.words import forms
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import boots

PRODUCTS = [
    *(boots(f"a{n}", title="Tarnholm Nightstand", brand="Tarnholm") for n in range(12)),
    *(boots(f"b{n}", title="Veldra Side Table", category="side tables") for n in range(12)),
    *(boots(f"c{n}", title="Nike Runner", brand="Nike", materials=("corduroy",)) for n in range(4)),
    *(boots(f"d{n}", title="Oskwell Cushion Cover", brand="Oskwell") for n in range(3)),
    *(boots(f"e{n}", title="Oakwell Stool", brand="Oakwell") for n in range(3)),
]
VOCABULARY = Vocabulary.of(PRODUCTS)


class Sounds:
    """Says what sounds alike, as `speech.sound_alike` would."""

    def alike(self, words: str) -> Sequence[tuple[str, float]]:
        return {"nikee": [("Nike", 0.05)], "night": [("Nike", 0.1)], "knife": [("Nike", 0.4)]}.get(
            words, []
        )


SPELLER = Speller(VOCABULARY, Sounds())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tarnhom boots", "tarnholm boots"),
        ("Tarnhlom boots", "tarnholm boots"),
        ("a cordoroy sofa", "a corduroy sofa"),
        ("the corduory one", "the corduroy one"),
        ("hikking boots", "hiking boots"),
        ("cushon", "cushion"),
        ("sidetable", "side table"),
        ("veldra nigthstand please", "veldra nightstand please"),
        ("tarn holm", "tarnholm"),
    ],
)
def test_a_slip_is_searched_for_as_what_was_meant(typed: str, read: str) -> None:
    text, corrections = SPELLER.correct(typed)
    assert text == read
    assert [each.certain for each in corrections] == [True]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tarnholm hiking boots",
        "boot",  # of "boots"
        "night cream",  # ordinary English, whatever it sounds like
        "show me a blanket",
        "xiaomi",  # near nothing here
        "42 cm",
        "bttx",  # too short, too far
        "été 日本 ﬁne",
    ],
)
def test_what_is_right_or_near_nothing_is_left_alone(typed: str) -> None:
    text, corrections = SPELLER.correct(typed)
    assert text == typed
    assert not any(each.certain for each in corrections)


def test_between_two_equally_near_it_asks() -> None:
    text, corrections = SPELLER.correct("oxkwell stool")
    assert text == "oxkwell stool"
    assert corrections == (Correction("oxkwell", "oakwell", False),)


def test_what_only_sounds_alike_is_asked_about() -> None:
    assert SPELLER.correct("night") == ("night", (Correction("night", "Nike", False),))
    assert SPELLER.correct("knife") == ("knife", ())
    assert Speller(VOCABULARY).correct("night") == ("night", ())


def test_a_text_in_another_language_is_left_alone() -> None:
    german = "ich suche bitte schöne wanderschuhe für meine schwester zum geburtstag morgen"
    text, corrections = SPELLER.correct(german)
    assert text == german and not corrections


def test_several_corrections_keep_the_rest_of_the_text() -> None:
    text, corrections = SPELLER.correct("Tarnhom, cordoroy -- 50% off?")
    assert text == "tarnholm, corduroy -- 50% off?"
    assert [each.written for each in corrections] == ["Tarnhom", "cordoroy"]


def test_the_commoner_of_two_neighbours_is_meant_where_it_is_much_commoner() -> None:
    near = NearWords({"quilter": 400, "quinter": 3}).near("quikter")
    assert [each.word for each in near] == ["quilter", "quinter"]
    shop = replace(VOCABULARY, words={"quilter": 400, "quinter": 3})
    assert Speller(shop).correct("quikter")[0] == "quilter"
    shop = replace(VOCABULARY, words={"quilter": 40, "quinter": 30})
    assert Speller(shop).correct("quikter")[0] == "quikter"


def test_nobody_mistypes_the_first_letter() -> None:
    shop = replace(VOCABULARY, words={"tabler": 400})
    assert Speller(shop).correct("dabler") == ("dabler", (Correction("dabler", "tabler", False),))


def test_easy_slips_cost_less() -> None:
    assert cost_of("recieve", "receive") < cost_of("rezeive", "receive")
    assert cost_of("tabel", "table") == cost_of("tabble", "table") == 0.5
    assert cost_of("tablet", "table") == 1.0


def test_inflections() -> None:
    assert {"boot", "boots"} <= set(forms("boots")) and "sofa" in set(forms("sofas"))
    assert "cozy" in set(forms("cozies")) and "run" in set(forms("running"))
