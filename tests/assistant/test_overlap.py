"""What words over a reply do to it."""

import pytest

from assistant.overlap import SURE, Overlap, Verdict, judge

STOP, WAIT = Verdict.STOP, Verdict.WAIT
BACK, ECHO = Verdict.BACKCHANNEL, Verdict.ECHO
REPLY = ("Here ", "are ", "three ", "hiking ", "boots. ")


@pytest.mark.parametrize(
    ("text", "asked", "partial", "final"),
    [
        ("", None, WAIT, BACK),
        ("Mm-hmm.", None, WAIT, BACK),
        ("Mm-hmm.", "yes_no", WAIT, STOP),
        ("Mm-hmm.", "size", WAIT, BACK),
        ("Okay.", None, WAIT, BACK),
        ("Okay.", "yes_no", WAIT, STOP),
        ("Yes", "which", WAIT, STOP),
        ("Thank you.", "yes_no", WAIT, BACK),
        ("Oh wow", None, WAIT, BACK),
        ("Stop", None, STOP, STOP),
        ("Hold on", "yes_no", STOP, STOP),
        ("Okay wait", None, STOP, STOP),
        ("show me blue ones", None, STOP, STOP),
        ("MMX", None, WAIT, STOP),  # half a hum
        ("no", None, STOP, STOP),
        ("no", "yes_no", STOP, STOP),
        ("Okay, the second", None, STOP, STOP),
        ("here are three", None, WAIT, ECHO),
        ("here are three stop", None, STOP, STOP),
    ],
)
def test_the_verdict(text: str, asked: str | None, partial: Verdict, final: Verdict) -> None:
    for verdict, over in ((partial, False), (final, True)):
        assert judge(Overlap(text, 0.9, over, REPLY, asked)).verdict is verdict


def test_one_doubtful_word_waits_for_a_second_transcript() -> None:
    doubtful = SURE - 0.1
    assert judge(Overlap("boots", doubtful, final=False)).verdict is WAIT
    assert judge(Overlap("boots", doubtful, final=True)).verdict is STOP
    assert judge(Overlap("blue boots", doubtful, final=False)).verdict is STOP


def test_the_shoppers_own_words_are_told_apart_from_the_replys() -> None:
    assert judge(Overlap("Here are three show me sandals", 0.9, True, REPLY)).text == (
        "show me sandals"
    )
