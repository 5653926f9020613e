"""The parts of the voice that need no model: frames, edges, cache, word times, imports."""

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest

import speech
from speech.piper.cache import SoundCache
from speech.piper.edges import LEAD_KEPT_S, TAIL_KEPT_S, EdgeTrimmer
from speech.piper.line import Line, Sound
from speech.piper.split_model import split_model
from speech.piper.wire import PREFIX_BYTES, lengths, pack, unpack_header
from speech.piper.word_times import time_tokens
from speech.spoken import verbalise

_RATE_HZ = 22_050
_ROOT = Path(speech.__file__).parents[1]


def _imported(path: Path) -> set[str]:
    """Return the modules that a file imports by name; none where it never says "piper"."""
    text = path.read_text(encoding="utf-8")
    if "piper" not in text:  # to parse them all takes many seconds
        return set()
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_the_worker_imports_piper_and_nothing_imports_the_worker() -> None:
    importers = set()
    for path in _ROOT.glob("[a-z]*/**/*.py"):
        # Programs of the peers run in environments of their own.
        if any(part in ("build", "dist", "programs") for part in path.parts):
            continue
        imported = _imported(path)
        assert "speech.piper.worker" not in imported, path
        if any(name.split(".")[0] == "piper" for name in imported):
            importers.add(path.relative_to(_ROOT).as_posix())
    assert importers == {"speech/piper/worker.py"}


def test_a_frame_comes_back() -> None:
    frame = pack({"is": "audio", "id": 7, "text": "ˈaɪl"}, b"\1\2\3")
    header_bytes, payload_bytes = lengths(frame[:PREFIX_BYTES])
    body = frame[PREFIX_BYTES:]
    assert unpack_header(body[:header_bytes]) == {"is": "audio", "id": 7, "text": "ˈaɪl"}
    assert body[header_bytes:] == b"\1\2\3"
    assert payload_bytes == 3


def test_a_header_that_is_no_object_is_refused() -> None:
    with pytest.raises(ValueError, match="object"):
        unpack_header(b"[]")


@pytest.mark.parametrize("piece", [1, 100, 2_048, 100_000])
def test_edges_are_cut_and_the_middle_kept(piece: int) -> None:
    lead, tail = 1_764, 4_410  # 80 and 200 ms
    loud = np.concatenate((np.full(500, 0.4), np.zeros(3_000), np.full(500, 0.4)))
    sound = np.concatenate((np.zeros(lead), loud, np.zeros(tail))).astype(np.float32)
    trimmer = EdgeTrimmer(_RATE_HZ)
    out = [trimmer.push(sound[at : at + piece]) for at in range(0, len(sound), piece)]
    got = np.concatenate((*out, trimmer.finish()))
    lead_kept, tail_kept = round(LEAD_KEPT_S * _RATE_HZ), round(TAIL_KEPT_S * _RATE_HZ)
    assert trimmer.cut == lead - lead_kept
    assert np.array_equal(got, sound[lead - lead_kept : lead + len(loud) + tail_kept])


def test_silence_alone_gives_nothing() -> None:
    trimmer = EdgeTrimmer(_RATE_HZ)
    assert len(trimmer.push(np.zeros(5_000, dtype=np.float32))) == 0
    assert len(trimmer.finish()) == 0


def _sounds(size_bytes: int) -> tuple[Sound, ...]:
    return (Sound(bytes(size_bytes)),)


def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    cache = SoundCache(400)
    for text in "abcd":
        cache.put("joe", Line(text), _sounds(100))
    assert cache.get("joe", Line("a"))
    cache.put("joe", Line("e"), _sounds(100))
    assert cache.get("joe", Line("a")) == _sounds(100)
    assert cache.get("joe", Line("b")) is None
    assert cache.size_bytes == 400


def test_the_cache_tells_voice_and_speed_apart_and_refuses_the_long() -> None:
    cache = SoundCache(400)
    cache.put("joe", Line("a"), _sounds(10))
    assert cache.get("amy", Line("a")) is None
    assert cache.get("joe", Line("a", speed=1.2)) is None
    cache.put("joe", Line("b"), _sounds(101))
    assert cache.get("joe", Line("b")) is None
    cache.put("joe", Line("a"), _sounds(20))
    assert (len(cache), cache.size_bytes) == (1, 20)
    nothing = SoundCache(0)
    nothing.put("joe", Line("a"), _sounds(10))
    assert len(nothing) == 0


def test_times_go_to_display_tokens() -> None:
    text = "It is $280 🙂 now."
    words = tuple((at * 1_000, (at + 1) * 1_000) for at in range(8))
    tokens = time_tokens(text, verbalise(text), words, 1_000)
    assert "".join(token.text for token in tokens) == text
    assert [(token.start_s, token.end_s) for token in tokens] == [
        (0, 1), (1, 2), (2, 7), (7, 7), (7, 8),
    ]  # fmt: skip


def test_words_that_run_together_share_their_time() -> None:
    tokens = time_tokens(
        "one of the two", verbalise("one of the two"), ((0, 500), (500, 1_100)), 1_000
    )
    assert [token.text for token in tokens] == ["one ", "of ", "the ", "two"]
    assert tokens[0].start_s == 0
    assert tokens[-1].end_s == pytest.approx(1.1)
    assert all(a.end_s == pytest.approx(b.start_s) for a, b in itertools.pairwise(tokens))
    assert time_tokens("one", verbalise("one"), (), 1_000) == ()


def test_a_model_of_another_kind_is_not_cut() -> None:
    assert split_model(b"") is None
    assert split_model(b"not a model") is None
    assert split_model(bytes((7 << 3 | 2, 0))) is None


@pytest.mark.parametrize("speed", [0.0, -1.0, 0.2, 5.0, float("nan")])
def test_a_speed_that_nobody_follows_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Line("a", speed=speed)
