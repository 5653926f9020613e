from pathlib import Path

import pytest

from evals.speech_texts import (
    CARRIERS,
    ORDINARY,
    half_of,
    missed,
    ordinary_texts,
    shared_catalogs,
    term_utterances,
)
from speech.sound_alike.term import Term

_TERMS = (
    Term("Keldan", "brand"),
    Term("Nike", "brand"),
    Term("hiking boots", "kind"),
    Term("Trail Runner", "model"),
    Term("wool", "material"),
    Term("blue", "colour"),
    Term("waterproof", "feature"),
)


def test_every_carrier_is_filled_and_says_its_terms() -> None:
    utterances = term_utterances(_TERMS, len(CARRIERS))
    assert len({u.text for u in utterances}) > len(CARRIERS) // 2
    for utterance in utterances:
        assert "{" not in utterance.text
        assert utterance.terms
        assert not any(missed(term, utterance.text) for term in utterance.terms)


def test_the_same_seed_says_the_same() -> None:
    assert term_utterances(_TERMS, 30, seed=3) == term_utterances(_TERMS, 30, seed=3)
    assert term_utterances(_TERMS, 30, seed=3) != term_utterances(_TERMS, 30, seed=4)


def test_a_catalog_without_brands_leaves_their_carriers_out() -> None:
    texts = [u.text for u in term_utterances([Term("boots", "kind")], 4)]
    assert set(texts) == {"Which boots would you recommend?"}
    with pytest.raises(ValueError, match="carrier"):
        term_utterances([Term("wool", "material")], 1)


@pytest.mark.parametrize(
    ("term", "transcript", "is_missed"),
    [
        ("Keldan", "not keldan, please", False),
        ("Keldan", "not kelldon, please", True),
        ("earbuds", "Show me ear buds.", False),
        ("pet carriers", "a pet carrier", False),
        ("Nike", "not night", True),
        ("boots", "bootstraps", True),
        ("Off White", "the off-white one", False),
    ],
)
def test_a_term_is_missed_by_its_letters(term: str, transcript: str, is_missed: bool) -> None:
    assert missed(Term(term, "brand"), transcript) is is_missed


def test_halves_are_of_like_size_and_do_not_hang_on_case() -> None:
    words = [f"{a}{b}" for a in "abcdefghijklm" for b in "nopqrstuvwxyz"]
    share = sum(half_of(word) == "tuning" for word in words) / len(words)
    assert 0.4 < share < 0.6
    assert half_of("Keldan") == half_of("keldan")


def test_without_data_there_are_sentences_of_our_own() -> None:
    assert ordinary_texts(None, 5) == list(ORDINARY[:5])


def test_the_shared_data_is_read(shared_data: Path) -> None:
    catalogs = shared_catalogs(shared_data)
    assert {"dummyjson", "magento", "aws-retail", "wands"} <= set(catalogs)
    assert all(len(terms) > 50 for terms in catalogs.values())
    texts = ordinary_texts(shared_data, 60)
    assert len(texts) == 60
    assert not any(c.isdigit() for text in texts for c in text)
