"""Whether something of a value is left as it was said."""

import pytest

from assistant.redaction.found import Found, Personal
from assistant.redaction.redact import Redacted
from evals.redaction.alignment import aligned
from evals.redaction.case import Case, Entity
from evals.redaction.remains import gone_of, is_gone


@pytest.mark.parametrize(
    ("said", "left", "is_none"),
    [
        ("Tobias", "device", True),
        ("four one five", "far", False),
        ("four one five", "um", True),
        ("four one five", "1", False),
        ("Lorraine", "we're rain", False),
        ("Paloma", "Pelloma", False),
        ("Hargreaves", "", True),
        ("high road", "hide wrote", True),
    ],
)
def test_a_word_or_figure_as_said_is_left_or_none(said: str, left: str, is_none: bool) -> None:
    assert is_gone(said, left) is is_none


@pytest.mark.parametrize("taken", [0, 1])
def test_entities_of_which_nothing_is_left_are_counted(taken: int) -> None:
    case = Case("I'm Carlos calling", (Entity(4, 10, "name"),), "")
    heard = aligned(case, "I'm Carlus calling")
    found = (Found(4, 10, Personal.NAME),) if taken else ()
    assert gone_of([heard], lambda text: Redacted(text, found)) == (taken, 1)
