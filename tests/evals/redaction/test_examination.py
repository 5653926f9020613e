"""The redactor's examination: it can fail, and the shipped redactor passes it."""

import pytest

import assistant.redaction.redact as redaction
from assistant.redaction.glance import may_hold
from assistant.redaction.redact import Redacted, redact, redact_many
from evals.bench.redaction import REACH_FOUND, REACH_TAKEN, held_out, plain, tuned_on
from evals.redaction.alignment import aligned
from evals.redaction.case import Case, Entity
from evals.redaction.counted import outcome_of, outcomes_of
from evals.redaction.frames import read_frames
from evals.redaction.others import HELD_OUT, STUDIED, others_cases

FOUND_OF_OTHERS = {
    "first_held_out": 0.95,
    "second_held_out": 0.95,
    "third_held_out": 0.87,
    "fourth_held_out": 0.92,
}
"""Of all kinds; the goal is .97. A little below what `aisle bench redaction` measured."""


def test_held_out_frames_reach_the_goal() -> None:
    out = outcomes_of(held_out(), redact)
    meant = sum(len(one.case.entities) for one in out)
    assert sum(len(one.found) for one in out) / meant >= REACH_FOUND
    assert sum(one.taken for one in out) / sum(one.words for one in out) < REACH_TAKEN


def test_no_word_of_a_shopper_is_taken() -> None:
    lines = [*read_frames("left.txt"), *read_frames("exam_left.txt")]
    assert [o.case.text for o in outcomes_of(plain(lines), redact) if o.taken] == []


def test_a_redactor_that_finds_nothing_fails() -> None:
    out = outcomes_of(held_out()[:50], lambda text: Redacted(text, ()))
    assert not any(one.found for one in out)


def test_half_of_an_entity_is_not_found() -> None:
    case = Case("call 415 555 0122 now", (Entity(5, 17, "phone"),), "")
    found = redact("call 415 555 0122").found
    half = type(found[0])(5, 12, found[0].kind)
    assert outcome_of(case, lambda text: Redacted(text, (half,))).found == ()


def test_a_redactor_that_takes_everything_is_seen() -> None:
    case = Case("red boots", (), "")
    found = redact("call 415 555 0122").found[0]
    every = type(found)(0, 9, found.kind)
    assert outcome_of(case, lambda text: Redacted("", (every,))).taken == 2


def test_many_at_once_are_redacted_as_each_is() -> None:
    texts = [case.text for case in (*held_out(), *tuned_on())]
    assert redact_many(texts) == [redact(text).text for text in texts]


def test_frames_of_the_examination_are_not_those_tuned_on() -> None:
    assert not set(read_frames("exam.txt")) & set(read_frames("tune.txt"))
    assert not set(read_frames("exam_left.txt")) & set(read_frames("left.txt"))


def test_an_entity_is_found_again_in_what_was_heard() -> None:
    case = Case("call four one five please", (Entity(5, 18, "phone"),), "")
    heard = aligned(case, "Call 4-1-5, please.")
    assert [heard.case.text[e.start : e.end] for e in heard.case.entities] == ["4-1-5"]
    assert heard.right == heard.case
    misheard = aligned(case, "Call for a wife please.")
    assert misheard.case.entities
    assert not misheard.right.entities


@pytest.mark.parametrize("name", HELD_OUT)
def test_exams_by_others_are_passed_as_far_as_they_are(name: str) -> None:
    out = outcomes_of(others_cases(name), redact)
    meant = sum(len(one.case.entities) for one in out)
    assert sum(len(one.found) for one in out) / meant >= FOUND_OF_OTHERS[name]


def test_the_quick_look_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [*held_out(), *tuned_on()]
    cases += [case for name in (*STUDIED, *HELD_OUT) for case in others_cases(name)]
    passed_by = [case.text for case in cases if not may_hold(case.text)]
    assert len(passed_by) > 100
    monkeypatch.setattr(redaction, "may_hold", lambda text: True)
    assert [text for text in passed_by if redact(text).found] == []
