"""Words over a reply: listening, or something to say."""

import pytest

from speech.backchannel import Kind, kind_of, words_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.NOTHING),
        (" ... ", Kind.NOTHING),
        ("[Music]", Kind.NOTHING),
        ("(coughs)", Kind.NOTHING),
        ("*laughs* okay", Kind.ASSENT),
        ("♪ ♪", Kind.NOTHING),
        ("Mm-hmm.", Kind.HUM),
        ("Mhm", Kind.HUM),
        ("Uh-huh, uh-huh.", Kind.HUM),
        ("Hmm.", Kind.HUM),
        ("MMHA.", Kind.HUM),
        ("M-M-H-M.", Kind.HUM),
        ("Amen.", Kind.MANNERS),
        ("ham", Kind.WORDS),
        ("Ha ha ha!", Kind.HUM),
        ("Um", Kind.HUM),
        ("Okay.", Kind.ASSENT),
        ("Oh, okay, great.", Kind.ASSENT),
        ("Right, right.", Kind.ASSENT),
        ("Yeah", Kind.ASSENT),
        ("All right, thanks.", Kind.ASSENT),
        ("Mm-hmm, yes.", Kind.ASSENT),
        ("Sounds good", Kind.ASSENT),
        ("I see.", Kind.MANNERS),
        ("Oh wow!", Kind.MANNERS),
        ("Thank you.", Kind.MANNERS),
        ("you", Kind.MANNERS),
        ("Stop.", Kind.COMMAND),
        ("Okay, stop", Kind.COMMAND),
        ("Wait, wait", Kind.COMMAND),
        ("Hold on a second.", Kind.COMMAND),
        ("Hang on", Kind.COMMAND),
        ("Excuse me", Kind.COMMAND),
        ("No, no, cheaper", Kind.COMMAND),
        ("No", Kind.WORDS),
        ("Okay, show me blue ones", Kind.WORDS),
        ("Yeah, the second one.", Kind.WORDS),
        ("Right shoe", Kind.WORDS),
        ("What?", Kind.WORDS),
        ("Hi", Kind.WORDS),
        ("Do you see the good one", Kind.WORDS),
        ("Waiting room chairs", Kind.WORDS),
    ],
)
def test_words_over_a_reply(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_words_are_lower_case_without_marks() -> None:
    assert words_of("That’s Mm-hmm, $5!") == ["that's", "mm", "hmm", "5"]
