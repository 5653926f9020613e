"""Words that a shop's analysts teach its recogniser."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import TermRefused, TermsUnusable
from assistant.hearing import ShopHearing
from assistant.hearing_terms import MOST_TERMS, HearingTerms, valid_term
from retrieval.product import Product
from retrieval.vocabulary import Vocabulary
from tests.patience import wait_until

_VOCABULARY = Vocabulary.of(
    [
        Product(
            id="1",
            title="Keldan Boots",
            brand="Keldan",
            price=Decimal(90),
            stock=3,
            department="Outdoor",
            category="hiking boots",
        )
    ]
)


@pytest.fixture
def terms(tmp_path: Path) -> HearingTerms:
    return HearingTerms(tmp_path / "hearing-terms.json")


def test_terms_are_kept_once_in_any_case_and_in_order(terms: HearingTerms) -> None:
    assert terms.all() == ()
    terms.add("  Zyntara   Pro ", by="key-1")
    terms.add("Quentic")
    terms.add("zyntara pro")
    assert [term.term for term in terms.all()] == ["Zyntara Pro", "Quentic"]
    assert terms.all()[0].by == "key-1"
    assert terms.remove("QUENTIC")
    assert not terms.remove("Quentic")
    assert [term.term for term in terms.all()] == ["Zyntara Pro"]


@pytest.mark.parametrize(
    "term",
    ["", "  ", "x", "42", "a b c d e", "Q" * 61, "<b>Zyntara</b>", "Zyn\x00tara", "boots", "{x}"],
)
def test_what_is_no_name_is_refused_in_a_sentence(terms: HearingTerms, term: str) -> None:
    with pytest.raises(TermRefused) as refused:
        terms.add(term)
    assert str(refused.value).endswith(".")
    assert terms.all() == ()


def test_names_of_many_kinds_are_taken() -> None:
    for term in ("L'Oréal", "Dr. Martens", "H&M", "Coca-Cola", "Häagen Dazs"):
        assert valid_term(term) == term


def test_there_is_an_end(terms: HearingTerms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.hearing_terms.MOST_TERMS", 2)
    terms.add("Zyntara")
    terms.add("Quentic")
    with pytest.raises(TermRefused, match="take one out"):
        terms.add("Marisolle")
    assert MOST_TERMS == 500  # what docs/topics.md says


def test_many_at_once_lose_none(terms: HearingTerms) -> None:
    names = [f"Zyn{chr(97 + n)}tara" for n in range(12)]
    threads = [threading.Thread(target=terms.add, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(term.term for term in terms.all()) == sorted(names)


def test_a_damaged_file_is_said_and_hearing_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "hearing-terms.json"
    path.write_text("{")
    with pytest.raises(TermsUnusable, match="move it away"):
        HearingTerms(path).all()
    assert ShopHearing(_VOCABULARY, HearingTerms(path)).expects("keldan")


def test_the_recogniser_expects_what_it_was_taught(terms: HearingTerms) -> None:
    terms.add("Zyntara")
    hearing = ShopHearing(_VOCABULARY, terms)
    assert hearing.expects("zyntara")
    assert hearing.expects("Keldan")
    terms.remove("Zyntara")
    hearing.relearn()
    assert not hearing.expects("Zyntara")


def test_what_another_process_taught_is_followed(terms: HearingTerms) -> None:
    hearing = ShopHearing(_VOCABULARY, terms)
    HearingTerms(terms._path).add("Zyntara")  # as another process does
    hearing.hints(())
    wait_until(lambda: hearing.expects("Zyntara"))


def test_a_new_catalog_keeps_what_was_taught(terms: HearingTerms) -> None:
    terms.add("Zyntara")
    hearing = ShopHearing(_VOCABULARY, terms)
    hearing.renew(_VOCABULARY)
    assert hearing.expects("Zyntara")
