"""The set of self-repairs: well formed, as generated, and nothing wanted is also taken back."""

import pytest

from evals.price_phrases import Half
from evals.repair_forms import FOLDER, FORMS, read, repair_forms
from evals.repair_words import TERMS

HALVES: tuple[Half, ...] = ("dev", "held_out")
KINDS = {
    *("category", "colour", "material", "brand", "size", "audience", "feature", "rating"),
    *("price", "sort", "ordinal", "quantity", "words"),
}


@pytest.mark.parametrize("half", HALVES)
def test_the_file_is_what_the_generator_writes(half: Half) -> None:
    forms = read(FOLDER / f"repairs_{half}.jsonl")
    assert len(forms) == FORMS
    assert forms == repair_forms(half)


@pytest.mark.parametrize("half", HALVES)
def test_forms_are_well_formed(half: Half) -> None:
    for form in repair_forms(half):
        wishes = (*form.wanted, *form.never)
        assert form.wanted, form
        assert {wish.split("=")[0].removesuffix("!") for wish in wishes} <= KINDS, form
        assert not set(form.wanted) & set(form.never), form
        assert all(word.casefold() in form.text.casefold() for word in form.words), form
        assert not set(form.text) & set("{}|"), form


@pytest.mark.parametrize("half", HALVES)
def test_what_was_put_right_is_said_after_what_was_wrong(half: Half) -> None:
    for form in repair_forms(half):
        if not form.kind.startswith(("at once", "at the end", "sentence", "restart")):
            continue
        text = form.text.casefold()
        wrong, right = (wish.split("=")[1].casefold() for wish in (form.never[0], form.wanted[-1]))
        if wrong in text and right in text and form.never[0].startswith("colour"):
            assert text.index(wrong) < text.rindex(right), form


def test_a_tenth_is_no_repair() -> None:
    for half in HALVES:
        plain = [form for form in repair_forms(half) if form.kind == "no repair"]
        assert len(plain) >= 15


def test_most_edit_terms_are_in_one_half_only() -> None:
    assert not set(TERMS["dev"]) & set(TERMS["held_out"])
    assert len(TERMS["held_out"]) > len(TERMS["both"])
