"""The real embedder."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.embedder import MiniLmEmbedder, unit
from retrieval.errors import EmbedderUnusable, EmbeddingInvalid


@pytest.mark.model
def test_near_in_meaning_is_near(minilm: MiniLmEmbedder) -> None:
    boots, shoes, tax = minilm.embed(["hiking boots", "shoes for the mountains", "a tax form"])
    assert boots @ shoes > 0.5
    assert boots @ tax < 0.2


@pytest.mark.model
def test_case_and_padding_change_nothing(minilm: MiniLmEmbedder) -> None:
    texts = ["Hiking BOOTS", "word " * 300, "hiking boots", ""]
    together = minilm.embed(texts)
    assert together.shape == (4, minilm.dimensions)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert np.allclose(together[0], together[2], atol=1e-5)
    # Int8 activations are scaled by what else is in the batch: near, not equal.
    assert together[0] @ minilm.embed(["hiking boots"])[0] > 0.99


@pytest.mark.model
def test_order_is_kept_over_batches(minilm: MiniLmEmbedder) -> None:
    texts = [f"{'very ' * (n % 7)}item {n}" for n in range(70)]
    alone = minilm.embed(texts[33:34])[0]
    assert int(np.argmax(minilm.embed(texts) @ alone)) == 33


@pytest.mark.model
def test_no_texts_and_odd_texts(minilm: MiniLmEmbedder) -> None:
    assert minilm.embed([]).shape == (0, minilm.dimensions)
    odd = minilm.embed(["\ud800", "\x00", "👟" * 500, "x" * 100_000])
    assert np.isfinite(odd).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_vector_that_is_none(value: float) -> None:
    with pytest.raises(EmbeddingInvalid):
        unit(np.full((1, 4), value, dtype=np.float32))


def test_files_that_are_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nboots\n")
    with pytest.raises(EmbedderUnusable, match="aisle models"):
        MiniLmEmbedder(tmp_path / "model.onnx", tmp_path / "vocab.txt")
    with pytest.raises(EmbedderUnusable, match="aisle models"):
        MiniLmEmbedder(tmp_path / "model.onnx", tmp_path / "nowhere.txt")
