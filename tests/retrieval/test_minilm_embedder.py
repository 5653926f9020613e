"""The default embedder with its real weights, and the same weights on ONNX Runtime."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedder import Embedder
from retrieval.errors import EmbedderUnusable
from retrieval.minilm_embedder import MiniLmEmbedder
from retrieval.onnx_embedder import OnnxEmbedder
from retrieval.text import document
from speech.weights import resolve
from tests.sample import sample_products


def _files() -> tuple[Path, Path]:
    weights = resolve("minilm-l6-int8")
    return weights.path("model.onnx"), weights.path("vocab.txt")


@pytest.fixture(scope="module")
def onnx() -> OnnxEmbedder:
    return OnnxEmbedder(*_files(), name="minilm-onnx")


@pytest.fixture(params=["minilm", "onnx"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    found: Embedder = request.getfixturevalue(request.param)
    return found


@pytest.mark.model
def test_near_in_meaning_is_near(embedder: Embedder) -> None:
    boots, shoes, tax = embedder.embed(["hiking boots", "shoes for the mountains", "a tax form"])
    assert boots @ shoes > 0.5
    assert boots @ tax < 0.2


@pytest.mark.model
def test_case_and_padding_change_nothing(embedder: Embedder) -> None:
    texts = ["Hiking BOOTS", "word " * 300, "hiking boots", ""]
    together = embedder.embed(texts)
    assert together.shape == (4, 384)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert np.allclose(together[0], together[2], atol=1e-5)
    assert np.allclose(together[0], embedder.embed(["hiking boots"])[0], atol=1e-5)


@pytest.mark.model
def test_a_vector_does_not_depend_on_its_neighbours(minilm: MiniLmEmbedder) -> None:
    texts = [document(product) for product in sample_products()[::200]] + ["boots", "", "x" * 900]
    alone = np.concatenate([minilm.embed([text]) for text in texts])
    together = minilm.embed(texts * 3)
    assert np.abs(together - np.tile(alone, (3, 1))).max() < 1e-6


@pytest.mark.model
def test_several_threads_get_what_one_gets(minilm: MiniLmEmbedder) -> None:
    texts = [f"{'very ' * (n % 7)}item {n}" for n in range(64)]
    expected = minilm.embed(texts)
    both = MiniLmEmbedder(*_files(), threads=2)
    with ThreadPoolExecutor(4) as four:
        one_by_one = np.concatenate(list(four.map(lambda text: both.embed([text]), texts)))
        at_once = list(four.map(lambda _: both.embed(texts), range(4)))
    assert np.abs(one_by_one - expected).max() < 1e-6
    assert max(np.abs(vectors - expected).max() for vectors in at_once) < 1e-6


@pytest.mark.model
def test_order_is_kept_over_batches(embedder: Embedder) -> None:
    texts = [f"{'very ' * (n % 7)}item {n}" for n in range(70)]
    alone = embedder.embed(texts[33:34])[0]
    assert int(np.argmax(embedder.embed(texts) @ alone)) == 33


@pytest.mark.model
def test_no_texts_and_odd_texts(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)
    odd = embedder.embed(["\ud800", "\x00", "👟" * 500, "x" * 100_000])
    assert np.isfinite(odd).all()


@pytest.mark.model
def test_int8_products_stay_near_float32_ones(minilm: MiniLmEmbedder, onnx: OnnxEmbedder) -> None:
    texts = [document(product) for product in sample_products()[::100]]
    cosines = (minilm.embed(texts) * onnx.embed(texts)).sum(axis=1)
    # Measured on 201 products: .998 at the mean, .9968 at least.
    assert cosines.mean() > 0.995
    assert cosines.min() > 0.99


@pytest.mark.model
def test_a_query_among_products_as_in_float32(minilm: MiniLmEmbedder, onnx: OnnxEmbedder) -> None:
    texts = [document(product) for product in sample_products()[::20]]
    queries = ["waterproof hiking boots", "a lamp for my desk", "linen dress", "quiet toaster"]
    int8 = minilm.embed(queries) @ minilm.embed(texts).T
    float32 = onnx.embed(queries) @ onnx.embed(texts).T
    for ours, theirs in zip(int8, float32, strict=True):
        top = set(np.argsort(-theirs)[:10])
        assert len(top & set(np.argsort(-ours)[:10])) >= 7


def test_files_that_are_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nboots\n")
    for vocabulary in ("vocab.txt", "nowhere.txt"):
        files = tmp_path / "model.onnx", tmp_path / vocabulary
        with pytest.raises(EmbedderUnusable, match="aisle models"):
            MiniLmEmbedder(*files)
        with pytest.raises(EmbedderUnusable, match="aisle models"):
            OnnxEmbedder(*files, name="x")


@pytest.mark.model
def test_a_file_that_was_cut_or_is_another_model(tmp_path: Path) -> None:
    model, vocabulary = _files()
    cut = tmp_path / "model.onnx"
    cut.write_bytes(model.read_bytes()[:-1000])
    with pytest.raises(EmbedderUnusable, match="aisle models"):
        MiniLmEmbedder(cut, vocabulary)
    voice_activity = resolve("silero-vad-v6").path("model.onnx")
    with pytest.raises(EmbedderUnusable, match=r'embedding\.backend to "onnx"'):
        MiniLmEmbedder(voice_activity, vocabulary)


@pytest.mark.model
def test_no_room_in_the_temporary_folder_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(EmbedderUnusable, match="temporary folder"):
        MiniLmEmbedder(*_files())
