"""Where a sentence goes on that is made anew, and phrases on disk. No model."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.piper.cache import SoundCache
from speech.piper.line import Line, Sound
from speech.piper.phrase_store import PhraseStore
from speech.piper.resume import resume_at
from speech.piper.voice_files import VoiceFiles

_FIRST = ((0, 100), (100, 300), (350, 500))
_AGAIN = ((0, 200), (200, 400), (500, 600))


@pytest.mark.parametrize(
    ("given_samples", "left_out"),
    [(0, 0), (50, 100), (100, 200), (200, 300), (300, 400), (325, 450), (500, 600), (520, 620)],
)
def test_the_place_is_found_again_between_the_words(given_samples: int, left_out: int) -> None:
    assert resume_at(given_samples, _FIRST, _AGAIN) == left_out


def test_without_the_same_words_samples_are_counted() -> None:
    assert resume_at(123, (), _AGAIN) == 123
    assert resume_at(123, _FIRST, _AGAIN[:2]) == 123


@given(st.integers(min_value=0, max_value=600), st.integers(min_value=0, max_value=600))
def test_later_goes_on_later(one: int, two: int) -> None:
    low, high = sorted((one, two))
    assert resume_at(low, _FIRST, _AGAIN) <= resume_at(high, _FIRST, _AGAIN)
    assert resume_at(one, _FIRST, _FIRST) == one


@pytest.fixture
def files(tmp_path: Path) -> VoiceFiles:
    model = tmp_path / "model.onnx"
    model.write_bytes(b"model")
    return VoiceFiles("test", model, tmp_path / "model.onnx.json", 22_050)


def test_a_kept_phrase_comes_back(tmp_path: Path, files: VoiceFiles) -> None:
    store = PhraseStore(tmp_path / "phrases")
    assert store.get(files, Line("Sure,")) is None
    store.put(files, Line("Sure,"), (Sound(b"\1\2", ((0, 1),)), Sound(b"\3\4")))
    assert store.get(files, Line("Sure,")) == (Sound(b"\1\2\3\4", ((0, 1),)),)
    assert store.get(files, Line("Sure,", speed=1.2)) is None
    assert store.get(files, Line("Sure,", speaker=1)) is None
    files.model.write_bytes(b"another model")
    assert store.get(files, Line("Sure,")) is None


def test_a_damaged_or_unwritable_folder_keeps_nothing(tmp_path: Path, files: VoiceFiles) -> None:
    folder = tmp_path / "phrases"
    store = PhraseStore(folder)
    store.put(files, Line("Sure,"), (Sound(b"\1\2"),))
    (kept,) = folder.iterdir()
    for damage in (b"", b"\xff" * 40, kept.read_bytes()[:-1]):
        kept.write_bytes(damage)
        assert store.get(files, Line("Sure,")) is None
    store.put(files, Line("Sure,"), (Sound(b"\1\2"),))
    assert store.get(files, Line("Sure,")) is not None
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    PhraseStore(in_the_way).put(files, Line("Sure,"), (Sound(b"\1\2"),))
    assert PhraseStore(in_the_way).get(files, Line("Sure,")) is None


def test_the_oldest_phrases_go_first(tmp_path: Path, files: VoiceFiles) -> None:
    store = PhraseStore(tmp_path / "phrases", max_files=3)
    for text in "abcde":
        store.put(files, Line(text), (Sound(b"\1\2"),))
    kept = [text for text in "abcde" if store.get(files, Line(text))]
    assert kept == ["c", "d", "e"]
    assert len(list((tmp_path / "phrases").iterdir())) == 3


def test_what_is_pinned_is_never_forgotten() -> None:
    cache = SoundCache(400)
    assert cache.pin("joe", Line("fixed"), (Sound(bytes(100)),))
    assert not cache.pin("joe", Line("too much"), (Sound(bytes(150)),))
    for text in "abcdefgh":
        cache.put("joe", Line(text), (Sound(bytes(100)),))
    assert cache.get("joe", Line("fixed"))
    assert cache.get("joe", Line("h"))
    assert cache.size_bytes == 400
    assert cache.pin("joe", Line("h"), (Sound(bytes(100)),))
    assert cache.size_bytes == 400
