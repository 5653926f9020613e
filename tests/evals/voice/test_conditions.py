"""Conditions by their names, and what a name that means nothing is told."""

import pytest

from evals.errors import ConditionUnknown
from evals.voice.conditions import condition_of, conditions_of


def test_every_kind_is_read() -> None:
    clean, crowd, telephone, fast, slow, pauses, loss, ring, far = conditions_of(
        (
            "clean",
            "crowd 10 dB",
            "telephone",
            "fast",
            "slow",
            "pauses",
            "loss 5 %",
            "phone ring 5 dB",
            "far",
        )
    )
    assert (clean.noise, clean.rate, clean.loss, clean.pause_s) == (None, 1.0, 0.0, None)
    assert (crowd.noise, crowd.snr_db) == ("crowd", 10.0)
    assert telephone.telephone and far.far
    assert fast.rate > 1.0 > slow.rate
    assert pauses.pause_s is not None
    assert loss.loss == 0.05
    assert (ring.noise, ring.snr_db) == ("phone ring", 5.0)


def test_parts_are_joined() -> None:
    both = condition_of("crowd 5 dB + telephone + rate 1.1 + mm-hm")
    assert (both.noise, both.snr_db, both.telephone, both.rate, both.listens) == (
        "crowd",
        5.0,
        True,
        1.1,
        True,
    )
    assert condition_of("/tmp/cafe one.wav -3 dB").noise == "/tmp/cafe one.wav"
    assert condition_of("pauses 1.5 s").pause_s == 1.5


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("underwater", "telephone"),
        ("bagpipes 10 dB", "no noise 'bagpipes'"),
        ("crowd 10", "means nothing"),
        ("loss 80 %", "give 0 to 60"),
        ("rate 3", "give 0.7 to 1.4"),
        ("crowd 200 dB", "give -20 to 60"),
        ("", "There is no condition"),
    ],
)
def test_what_means_nothing_is_said_in_one_sentence(name: str, says: str) -> None:
    with pytest.raises(ConditionUnknown) as raised:
        condition_of(name)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith(".")
