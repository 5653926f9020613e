"""Whole utterances against the reading that a careful listener would give."""

import pytest

from agents.understand import Understander
from tests.agents.understand import utterances
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.summary import CONTEXTS, canonical, summary

_UNDERSTANDER = Understander(vocabulary())
_ROWS = [row for group in utterances.GROUPS for row in utterances.rows(group)]


@pytest.mark.parametrize(("context", "utterance", "expected"), _ROWS)
def test_utterance_is_read_as_expected(context: str, utterance: str, expected: str) -> None:
    assert summary(_UNDERSTANDER.read(utterance, CONTEXTS[context])) == canonical(expected)


def test_there_are_utterances_of_every_kind() -> None:
    acts = {line.split()[0] for _, _, expected in _ROWS for line in expected.split(" ; ")}
    assert len(_ROWS) >= 250
    assert len(acts) == 24


@pytest.mark.parametrize(
    ("utterance", "text"),
    [
        ("comfortable hiking boots for wet trails", "comfortable for wet trails"),
        ("I'm looking for hiking boots under 150 dollars", ""),
        ("do you sell ukuleles", "ukuleles"),
        ("a red dress for a beach wedding", "beach wedding"),
        ("um I need a tent that is easy to set up", "easy to set up"),
    ],
)
def test_text_is_the_wish_without_its_constraints(utterance: str, text: str) -> None:
    assert _UNDERSTANDER.read(utterance)[0].text == text


@pytest.mark.parametrize(
    "punctuate", [str.lower, str.upper, lambda t: t + ".", lambda t: t.replace(",", "")]
)
@pytest.mark.parametrize(
    "utterance",
    ["I'm looking for hiking boots under $150", "is the second one waterproof", "something cheaper",
     "do you have something cheaper, not leather", "add it to my cart, size ten"],
)  # fmt: skip
def test_case_and_punctuation_change_nothing(utterance: str, punctuate) -> None:  # type: ignore[no-untyped-def]  # str methods and lambdas alike
    for context in ("-", "B"):
        plain = summary(_UNDERSTANDER.read(utterance, CONTEXTS[context]))
        assert summary(_UNDERSTANDER.read(punctuate(utterance), CONTEXTS[context])) == plain


def test_guesses_are_less_sure_than_patterns() -> None:
    sure = _UNDERSTANDER.read("add the second one to my cart", CONTEXTS["B"])[0].confidence
    likely = _UNDERSTANDER.read("boots", CONTEXTS["-"])[0].confidence
    guess = _UNDERSTANDER.read("zither", CONTEXTS["-"])[0].confidence
    assert sure > likely > 0.5 > guess
