"""A feature's other forms: said with its noun, its verb, or a figure."""

import pytest

from agents.understand.feature_forms import forms_of


@pytest.mark.parametrize(
    ("feature", "form"),
    [
        ("hooded", "with a hood"),
        ("wheeled", "with wheels"),
        ("lockable", "that lock"),
        ("lockable", "with a lock"),
        ("dimmable", "with a dimmer"),
        ("dimmable", "can be dimmed"),
        ("reusable", "can be reused"),
        ("lined", "with a lining"),
        ("two boilers", "2 boilers"),
        ("wall mounted", "hangs on the wall"),
        ("gift boxed", "in a gift box"),
        ("leather cased", "with a leather case"),
    ],
)
def test_a_feature_is_said_in_other_forms(feature: str, form: str) -> None:
    assert form in forms_of(feature)


@pytest.mark.parametrize(
    "feature", ["", "waterproof", "portable", "durable", "padded", "knitted", "fast", "red"]
)
def test_what_has_no_other_form_has_none(feature: str) -> None:
    assert forms_of(feature) == ()
