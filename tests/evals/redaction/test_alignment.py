"""Which words of a transcript are which of what was said."""

import pytest

from assistant.redaction.found import Found, Personal
from assistant.redaction.redact import Redacted
from evals.redaction.alignment import aligned
from evals.redaction.case import Case, Entity
from evals.redaction.counted import outcome_of


def case_of(before: str, value: str, after: str, kind: str = "phone") -> Case:
    return Case(before + value + after, (Entity(len(before), len(before + value), kind),), "")


@pytest.mark.parametrize(
    ("case", "text", "entity"),
    [
        (case_of("call ", "four one five", " please"), "Call for 1-5, please.", "for 1-5"),
        (case_of("my birthday's ", "october ninth", ""), "My birthday is October 9.", "October 9"),
        (case_of("I'm ", "Carlos", " calling"), "I'm Carl us calling", "Carl us"),
        (case_of("set ", "nine oh two", " zip"), "Said 902 sip.", "902"),
    ],
)
def test_an_entity_is_what_stands_for_its_letters(case: Case, text: str, entity: str) -> None:
    one = aligned(case, text).case.entities[0]
    assert text[one.start : one.end] == entity


def test_an_entity_that_was_not_heard_is_none() -> None:
    assert aligned(case_of("call me ", "Ann", " now please"), "now please").case.entities == ()


@pytest.mark.parametrize("harmless", [0, 1])
def test_everyday_words_that_are_left_of_a_number_tell_of_nobody(harmless: int) -> None:
    case = case_of("ring ", "area code 206 319", "")
    at = case.text.index("206 319")
    whole = Found(at, at + 7, Personal.PHONE)
    half = Found(at + 4, at + 7, Personal.PHONE)
    out = outcome_of(case, lambda text: Redacted("", (whole if harmless else half,)))
    assert out.found == ()
    assert out.harmless == harmless
