"""The fixed phrases are those that the template replies still say."""

from pathlib import Path

from agents.reply import talk
from assistant.fixed_phrases import CLAUSES, OPENERS, fixed_phrases
from speech.clauses import split_clauses

_REPLIES = Path(talk.__file__).parent


def test_each_is_still_in_the_templates() -> None:
    """Its words, up to a number or product that is filled in, stand in the source."""
    source = " ".join(path.read_text(encoding="utf-8") for path in _REPLIES.glob("*.py")).lower()
    filled_in = ((" two", " {number}"), (" three", " {number}"),
                 ("should i add", "{what}"), ("do you mean", "{what}"))  # fmt: skip
    lost = []
    for phrase in CLAUSES:
        plain = phrase.rstrip(".?").lower()
        forms = {plain, *(plain.replace(word, slot) for word, slot in filled_in)}
        if not any(form in source for form in forms):
            lost.append(phrase)
    assert lost == []


def test_they_are_few_distinct_and_without_facts() -> None:
    phrases = fixed_phrases()
    assert len(phrases) == len(set(phrases))
    clauses = {clause for phrase in phrases for clause in split_clauses(phrase)}
    assert 100 < len(clauses) < 250
    # The emergency number is the one number that is no fact of a shop.
    stated = [phrase.replace("988", "") for phrase in phrases]
    assert not any(c.isdigit() or c in "$€£" for phrase in stated for c in phrase)
    assert set(OPENERS) <= clauses
