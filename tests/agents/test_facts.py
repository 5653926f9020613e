"""What a product states, and what it leaves open."""

import pytest

from agents.facts import Verdict, answer, opening
from agents.reading import Question
from tests.agents.shop import BOOTS, SHOP, thing

BY_ID = {p.id: p for p in SHOP}
FAUX = thing("bag-1", "Lune Tote", "60.00", "bags", materials=("faux leather",))
VEGAN = thing("bag-2", "Lune Sling", "60.00", "bags", materials=("leather-look",))
COTTON = thing("tee-1", "Lune Tee", "20.00", "t-shirts", materials=("organic cotton",),
               description="A soft tee. Machine washable. Not for the dryer.",
               features=("not transparent",))  # fmt: skip


def ask(
    product_id: str, attribute: str | None, value: str | None = None, words: str = "?"
) -> Verdict:
    return answer(BY_ID[product_id], Question(words, attribute, value)).verdict


@pytest.mark.parametrize(
    ("product_id", "attribute", "value", "verdict"),
    [
        ("boot-1", "waterproof", None, Verdict.YES),
        ("boot-2", "waterproof", None, Verdict.NO),
        ("boot-7", "waterproof", None, Verdict.SILENT),
        ("tent-1", "waterproof", None, Verdict.YES),
        ("boot-1", "weight", None, Verdict.VALUE),
        ("boot-2", "weight", None, Verdict.SILENT),
        ("boot-1", "material", "leather", Verdict.YES),
        ("boot-3", "material", "leather", Verdict.NO),
        ("boot-1", "material", None, Verdict.VALUE),
        ("tent-1", "material", None, Verdict.SILENT),
        ("boot-1", "rating", None, Verdict.VALUE),
        ("mug-2", "rating", None, Verdict.SILENT),
        ("boot-1", "brand", "Fernhollow", Verdict.YES),
        ("boot-1", "brand", "Ostra", Verdict.NO),
        ("boot-1", "audience", "men", Verdict.YES),
        ("boot-1", "description", "women", Verdict.NO),
        ("boot-1", "description", "rough trails", Verdict.VALUE),
        ("boot-1", "description", "ballroom dancing", Verdict.SILENT),
        ("boot-3", "features", "breathable", Verdict.YES),
        ("boot-3", "features", "insulated", Verdict.SILENT),
        ("tent-1", "sleeps", "2", Verdict.YES),
        ("tent-1", "sleeps", "4", Verdict.NO),
    ],
)  # fmt: skip
def test_verdict(product_id: str, attribute: str, value: str | None, verdict: Verdict) -> None:
    assert ask(product_id, attribute, value) is verdict


def test_imitation_leather_is_not_leather() -> None:
    for bag in (FAUX, VEGAN):
        assert answer(bag, Question("?", "material", "leather")).verdict is Verdict.NO
    assert answer(FAUX, Question("?", "material", "faux leather")).verdict is Verdict.YES


def test_a_kind_of_cotton_is_cotton() -> None:
    assert answer(COTTON, Question("?", "material", "cotton")).verdict is Verdict.YES


def test_the_description_can_say_yes_but_a_negation_is_left_open() -> None:
    assert answer(COTTON, Question("?", "machine_washable")).verdict is Verdict.YES
    assert answer(COTTON, Question("?", "dryer")).verdict is Verdict.SILENT
    assert answer(COTTON, Question("?", "transparent")).verdict is Verdict.NO


def test_an_attribute_is_found_in_the_words() -> None:
    assert ask("boot-1", None, words="what is its weight") is Verdict.VALUE
    assert ask("boot-1", None, words="has it a turbo mode") is Verdict.SILENT


def test_every_answer_is_about_the_product_asked() -> None:
    for boot in BOOTS:
        assert answer(boot, Question("?", "waterproof")).product is boot


def test_opening_is_whole_sentences_within_reach() -> None:
    assert opening("One. Two. Three.") == "One. Two."
    long = " ".join(["word"] * 20 + ["here,"] + ["more"] * 20)
    assert opening(long).endswith("here.")
    assert len(opening("very " * 80).split()) <= 24
