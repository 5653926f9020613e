"""Any text at all: never an exception, always a reading, fast and calm."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.understand import Understander
from agents.understand.tokens import tokenise
from retrieval.terms import Field
from tests.agents.understand import utterances
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.summary import CONTEXTS

_VOCABULARY = vocabulary()
_UNDERSTANDER = Understander(_VOCABULARY)
_WORDS = sorted(
    {w for group in utterances.GROUPS for _, t, _ in utterances.rows(group) for w in t.split()}
)
_SPOKEN = st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join)
_FIELDS = {kind: Field(kind.value) for kind in Kind if kind.value in set(Field)}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), _SPOKEN), st.sampled_from(sorted(CONTEXTS)))
def test_any_text_gives_a_valid_reading(text: str, context: str) -> None:
    readings = _UNDERSTANDER.read(text, CONTEXTS[context])
    assert readings
    for reading in readings:
        assert 0 <= reading.confidence <= 1
        for edit in reading.edits:
            if (
                isinstance(edit, Set)
                and edit.constraint.kind in _FIELDS
                and edit.constraint.kind is not Kind.SIZE
                and edit.constraint.known
            ):
                assert edit.constraint.value in _VOCABULARY.values[_FIELDS[edit.constraint.kind]]
        if len(readings) == 1 and reading.words:
            assert reading.words in text or reading.words == text.strip() or " " in reading.words


@given(st.text(max_size=200))
def test_spans_lie_within_the_text(text: str) -> None:
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.norm


@given(_SPOKEN)
def test_the_same_words_are_read_the_same_way(text: str) -> None:
    assert _UNDERSTANDER.read(text) == _UNDERSTANDER.read(text)


def test_two_thousand_words_are_read_fast() -> None:
    text = (
        "well you know I was thinking about my trip " * 220 + "so show me tents under 200 dollars"
    )
    started_s = time.process_time()
    readings = _UNDERSTANDER.read(text)
    took_s = time.process_time() - started_s
    assert took_s < 0.5  # about 30 ms alone; the machine may be busy
    assert readings[-1].act is Act.FIND


def test_repeated_triggers_do_not_explode() -> None:
    started_s = time.process_time()
    for text in ("no no no not without " * 60, "a hundred and " * 100, "the first and " * 80,
                 "(((((" * 500,
                 "under over between from to " * 60, "a" * 20_000, "1" * 20_000):  # fmt: skip
        assert _UNDERSTANDER.read(text)
    assert time.process_time() - started_s < 3


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_silence_is_an_asr_failure(text: str) -> None:
    assert [r.act for r in _UNDERSTANDER.read(text)] == [Act.ASR_FAILURE]
