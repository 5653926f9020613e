"""Where reply text is cut for the voice, whole and while it arrives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.clauses import FIRST_MAX_CHARS, MAX_CHARS, ClauseSplitter, split_clauses

CASES = [
    ("", ()),
    (" \n ", ()),
    ("Okay.", ("Okay.",)),
    ("Yes, it is waterproof.", ("Yes,", "it is waterproof.")),
    ("In black, too.", ("In black, too.",)),
    ("No. It is not.", ("No.", "It is not.")),
    ("No. 5 is sold out. Next?", ("No. 5 is sold out.", "Next?")),
    ("It costs $1,299.99 today. Good?", ("It costs $1,299.99 today.", "Good?")),
    ("It holds approx. 4 L. Fine!", ("It holds approx. 4 L.", "Fine!")),
    ("It holds approx. Four cups. Fine!", ("It holds approx. Four cups.", "Fine!")),
    ("Made in the U.S. by hand. Yes.", ("Made in the U.S. by hand.", "Yes.")),
    ("Opens at 9 a.m. Closes at six.", ("Opens at 9 a.m.", "Closes at six.")),
    ("One\nTwo", ("One", "Two")),
    ('"Moss, Low, and Wide" is in stock.', ('"Moss, Low, and Wide" is in stock.',)),
    ("Moss (Low, Wide. New) is in stock.", ("Moss (Low, Wide. New) is in stock.",)),
    ('A 13" tray, in oak or walnut wood.', ('A 13" tray,', "in oak or walnut wood.")),
    ("Sizes 8, 9, 10 and 11 are in stock.", ("Sizes 8, 9, 10 and 11 are in stock.",)),
    ("Well… let me look! Found 3.", ("Well…", "let me look!", "Found 3.")),
    ("The Ridge — our best boot — is $280.", ("The Ridge —", "our best boot — is $280.")),
    (
        "I found three for you: the Ridge in brown leather at $89, and the Moss in green at $95.",
        (
            "I found three for you:",
            "the Ridge in brown leather at $89, and the Moss in green at $95.",
        ),
    ),
    (
        "I found the Ridge, which comes in brown leather at $89, and the Moss in green at $95.",
        (
            "I found the Ridge,",
            "which comes in brown leather at $89, and the Moss in green at $95.",
        ),
    ),
    (
        "Right. The Ridge comes in brown and black leather at $89, and the Moss in green at $95.",
        (
            "Right.",
            "The Ridge comes in brown and black leather at $89,",
            "and the Moss in green at $95.",
        ),
    ),
]


@pytest.mark.parametrize(("text", "clauses"), CASES)
def test_where_text_is_cut(text: str, clauses: tuple[str, ...]) -> None:
    assert split_clauses(text) == clauses


_REPLY = st.text(alphabet='ab N1$.,;:!?…"“”()— \n', max_size=400)


@given(_REPLY, st.lists(st.integers(min_value=1, max_value=30), min_size=1))
@settings(max_examples=500, deadline=None)
def test_pieces_do_not_matter(text: str, sizes: list[int]) -> None:
    splitter = ClauseSplitter()
    clauses: list[str] = []
    at = 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        clauses += splitter.push(text[at : at + size])
        at += size
    assert (*clauses, *splitter.flush()) == split_clauses(text)


@given(_REPLY)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_or_added(text: str) -> None:
    clauses = split_clauses(text)
    assert "".join(" ".join(clauses).split()) == "".join(text.split())
    assert all(clause.strip() == clause and clause for clause in clauses)
    assert all(len(clause) <= MAX_CHARS for clause in clauses)


def test_a_clause_is_given_as_soon_as_it_is_certain() -> None:
    splitter = ClauseSplitter()
    assert splitter.push("Sure, I have thr") == ()
    assert splitter.push("ee ") == ("Sure,",)
    assert splitter.push("boots! ") == ("I have three boots!",)
    assert splitter.push("Number 5. ") == ()
    assert splitter.push("A") == ("Number 5.",)
    assert splitter.flush() == ("A",)


def test_the_first_comma_of_a_model_waits_for_one_word_only() -> None:
    splitter = ClauseSplitter()
    assert splitter.push("I found three hiking boots,") == ()
    assert splitter.push(" the") == ("I found three hiking boots,",)
    assert split_clauses("I have it in brown leather, too.") == (
        "I have it in brown leather, too.",
    )


def test_after_a_flush_the_first_clause_may_be_short_again() -> None:
    splitter = ClauseSplitter()
    splitter.push("One thing.")
    assert splitter.flush() == ("One thing.",)
    assert splitter.push("Sure, I have three boots! ") == ("Sure,", "I have three boots!")


def test_an_open_quote_does_not_hold_all_back() -> None:
    clauses = split_clauses('He said "' + "word " * 100)
    assert len(clauses) == 3


_UNMARKED = (
    "I found a pair of brown leather boots with a soft lining and a rubber sole that would suit "
    "a long walk in the winter and also come in black or green if you prefer something darker "
    "and cost less than the ones that you looked at before with the steel toe and the zip"
)


def test_a_first_clause_without_marks_is_not_waited_for() -> None:
    splitter = ClauseSplitter()
    given = next(at for at in range(len(_UNMARKED)) if splitter.push(_UNMARKED[at]))
    assert given <= FIRST_MAX_CHARS
    first, *rest = split_clauses(_UNMARKED)
    assert first.endswith("a long walk")
    assert all(len(clause) <= MAX_CHARS for clause in rest)
    assert " ".join((first, *rest)) == _UNMARKED


def test_a_stretch_without_joints_is_cut_at_a_space_and_one_without_spaces_anyway() -> None:
    assert all(clause.split() for clause in split_clauses("word " * 100))
    assert [len(clause) for clause in split_clauses("x" * 500)] == [120, 240, 140]


def test_a_very_long_reply_is_cut_in_linear_time() -> None:
    text = "The Ridge is $280, and the Moss is $95. " * 1_000
    clauses = split_clauses(text)
    assert " ".join(clauses) == text.strip()


@pytest.mark.parametrize("text", ["...", "—", "?!", '"', "()", "🙂", "\n\n", "- - -"])
def test_marks_alone_make_no_trouble(text: str) -> None:
    assert "".join(" ".join(split_clauses(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("said", ["For wet trails,", "Here are three boots.", "It has approx."])
def test_the_end_of_a_line_ends_a_clause_at_once(said: str) -> None:
    splitter = ClauseSplitter()
    assert splitter.push(f"{said} ") == ()
    assert splitter.push("\n") == (said,)
    assert splitter.push("the Ridge is $129. ") + splitter.flush() == ("the Ridge is $129.",)
    assert split_clauses(f"{said} \nthe Ridge is $129.") == (said, "the Ridge is $129.")
