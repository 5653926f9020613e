import time

import pytest

from speech.sound_alike.index import TermIndex
from speech.sound_alike.term import Term

_BRANDS = ("Keldan", "Nike", "Tavolund", "Norrvik", "Tumblewick", "Houndsmere", "Tarnholm")
_KINDS = ("desk lamps", "earbuds", "hiking boots", "pet carriers", "yoga leggings")
_FEATURES = ("noise canceling", "waterproof")


@pytest.fixture(scope="module")
def index() -> TermIndex:
    return TermIndex(
        [
            *(Term(text, "brand") for text in _BRANDS),
            *(Term(text, "kind") for text in _KINDS),
            *(Term(text, "feature") for text in _FEATURES),
        ]
    )


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("kelldon", "Keldan"),
        ("night", "Nike"),
        ("tableund", "Tavolund"),
        ("nor rick", "Norrvik"),
        ("tumble like", "Tumblewick"),
        ("hound smear", "Houndsmere"),
        ("turn home", "Tarnholm"),
        ("desk clamp", "desk lamps"),
        ("air buds", "earbuds"),
        ("hiking boats", "hiking boots"),
        ("pet carers", "pet carriers"),
        ("moist canceling", "noise canceling"),
    ],
)
def test_the_term_that_was_misheard_is_the_nearest(
    index: TermIndex, heard: str, meant: str
) -> None:
    assert index.near(heard)[0].term.text == meant


@pytest.mark.parametrize("heard", ["order", "my sister's birthday", "s", "", "42", "!?"])
def test_other_words_are_near_nothing(index: TermIndex, heard: str) -> None:
    assert index.near(heard) == ()


def test_a_narrow_bound_finds_less_and_nothing_else(index: TermIndex) -> None:
    wide = index.near("tableund")
    assert index.near("tableund", within=0.1) == ()
    assert [near.term for near in index.near("tableund", within=wide[0].distance + 0.01)] == [
        wide[0].term
    ]


def test_written_in_pieces_it_is_the_same_term(index: TermIndex) -> None:
    assert "earbuds" in index.written and "earbud" in index.written
    term = index.spelled("hikingboots")
    assert term is not None and term.text == "hiking boots"


def test_of_no_terms_nothing_is_found() -> None:
    assert TermIndex([]).near("keldan") == ()


def test_a_large_shop_is_searched_fast() -> None:
    parts = ["kel", "tor", "van", "lin", "mar", "dub", "sol", "gri", "pan", "ost", "wick", "holm"]
    names = [a + b + c + d for a in parts for b in parts for c in parts for d in parts]
    index = TermIndex(Term(name.title(), "brand") for name in names)
    assert len(index.terms) > 20_000
    began = time.thread_time()
    for word in ("shoes", "under", "keldon", "marvan", "ostlinwig", "please show", "a blue one"):
        index.near(word)
    assert (time.thread_time() - began) / 7 < 0.02  # 2 ms when nothing else runs
