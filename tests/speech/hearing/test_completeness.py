"""How finished words are."""

import pytest

from speech.completeness import Completeness, Expected, assess


@pytest.mark.parametrize(
    "text",
    [
        "Show me boots under",
        "show me boots under.",
        "I want a red dress and",
        "I want a red dress,",
        "in size",
        "Do you have it in",
        "cheaper than",
        "between fifty",
        "between 50 and",
        "show me",
        "Show me some.",
        "I'd like",
        "can you find me",
        "I'm looking for a",
        "running shoes, um",
        "let me think",
        "It should be very",
        "with a...",
        "the red one or",
        "but not",
    ],
)
def test_words_that_cannot_end_a_request_dangle(text: str) -> None:
    assert assess(text) is Completeness.DANGLING


@pytest.mark.parametrize(
    "text",
    [
        "I'm looking for hiking boots under a hundred and fifty dollars.",
        "I'm looking for hiking boots under $150.",
        "show me lamps under 50",
        "Is the second one waterproof?",
        "What are you looking for",
        "which one is it",
        "Do you have something cheaper?",
        "between 50 and 100 dollars",
        "the red one",
        "compare the first two",
        "Show me the blue one, please.",
    ],
)
def test_whole_requests_are_complete(text: str) -> None:
    assert assess(text) is Completeness.COMPLETE


@pytest.mark.parametrize("text", ["Stop.", "stop", "Wait!", "hold on"])
def test_stop_words_are_urgent(text: str) -> None:
    assert assess(text) is Completeness.URGENT


@pytest.mark.parametrize(
    ("text", "more_patient_than"),
    [
        ("Actually make it blue.", "Make it the blue one please."),
        ("I need a tent for two people.", "I need a tent under $300."),
        ("Show me running shoes.", "Show me running shoes under $50."),
        ("under a hundred", "under a hundred dollars"),
        ("something in green", "Do you have something cheaper?"),
    ],
)
def test_extendable_words_are_not_taken_as_complete(text: str, more_patient_than: str) -> None:
    assert assess(text) in {Completeness.OPEN, Completeness.UNCLEAR}
    assert assess(more_patient_than) is Completeness.COMPLETE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ten", "size"),
        ("size 10.", "size"),
        ("Medium.", "size"),
        ("50", "price"),
        ("blue", "colour"),
        ("yes", "yes_no"),
        ("Nope.", "yes_no"),
        ("the second", "choice"),
    ],
)
def test_a_bare_answer_is_complete_when_it_was_asked_for(text: str, expected: Expected) -> None:
    assert assess(text, expected) is Completeness.COMPLETE
    assert assess(text, None) is not Completeness.COMPLETE


def test_an_answer_that_goes_on_still_dangles() -> None:
    assert assess("size ten or", "size") is Completeness.DANGLING
    assert assess("", "size") is Completeness.UNCLEAR


@pytest.mark.parametrize("text", ["Thank you.", "Hello", "no thanks", "Good morning!"])
def test_what_people_go_on_after_is_given_a_little_longer(text: str) -> None:
    assert assess(text) is Completeness.OPEN


def test_no_thanks_to_a_question_is_an_answer() -> None:
    assert assess("no thanks", "yes_no") is Completeness.COMPLETE
