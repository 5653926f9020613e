"""The torch embedder: real weights where the gpu extra is installed, clear errors where not."""

from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.config_tables import EmbeddingSettings
from assistant.embedding import embedder_of
from retrieval.errors import DeviceMissing, EmbedderUnusable, IndexOutdated, TorchMissing
from retrieval.index import build
from retrieval.minilm_embedder import MiniLmEmbedder
from retrieval.query import SearchRequest
from retrieval.sample import generate
from retrieval.search import CatalogSearch
from retrieval.text import document
from retrieval.torch_embedder import TorchEmbedder
from speech.weights import resolve


def _files() -> tuple[Path, Path, Path]:
    weights = resolve("minilm-l6")
    return (
        weights.path("model.safetensors"),
        weights.path("config.json"),
        weights.path("vocab.txt"),
    )


@pytest.fixture(scope="module")
def embedder() -> TorchEmbedder:
    """Return the embedder as the settings make it, on the CPU."""
    pytest.importorskip("torch")
    settings = Settings(embedding=EmbeddingSettings(backend="torch", device="cpu"))
    made = embedder_of(settings)
    assert isinstance(made, TorchEmbedder)
    return made


@pytest.mark.skipif(find_spec("torch") is not None, reason="needs an install without torch")
def test_without_torch_the_extra_is_named(tmp_path: Path) -> None:
    with pytest.raises(TorchMissing, match=r"run: pip install '\.\[gpu\]'"):
        TorchEmbedder(tmp_path / "m", tmp_path / "c", tmp_path / "v")


@pytest.mark.model
def test_it_agrees_with_the_int8_embedder(embedder: TorchEmbedder, minilm: MiniLmEmbedder) -> None:
    products = generate()
    texts = [document(product) for product in products[:: len(products) // 50][:50]]
    ours = embedder.embed(texts)
    assert ours.shape == (50, 384)
    assert ours.dtype == np.float32
    assert np.allclose(np.linalg.norm(ours, axis=1), 1.0, atol=1e-5)
    cosines = (ours * minilm.embed(texts)).sum(axis=1)
    # Measured: .9976 at the mean, .9963 at least; the rest is what int8 rounds away.
    assert cosines.mean() > 0.995
    assert cosines.min() > 0.99


@pytest.mark.model
def test_batches_padding_and_odd_texts_change_nothing(embedder: TorchEmbedder) -> None:
    texts = [f"{'very ' * (n % 7)}item {n}" for n in range(30)]
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.allclose(embedder.embed(texts), alone, atol=1e-5)
    assert embedder.embed([]).shape == (0, 384)
    odd = embedder.embed(["", "\ud800", "\x00", "👟" * 500, "x" * 100_000, "word " * 400])
    assert np.isfinite(odd).all()


@pytest.mark.model
def test_an_index_is_made_and_searched(
    embedder: TorchEmbedder, minilm: MiniLmEmbedder, quick_path: Path
) -> None:
    products = generate()[:60]
    assert build(products, quick_path, embedder).embedder == "all-MiniLM-L6-v2"
    with closing(CatalogSearch.open(quick_path, embedder)) as search:
        found = search.search(SearchRequest(text=products[7].title))
        assert found.candidates[0].product.id == products[7].id
    with pytest.raises(IndexOutdated, match="run `aisle index"):
        CatalogSearch.open(quick_path, minilm)


@pytest.mark.model
def test_a_gpu_that_is_not_there(embedder: TorchEmbedder) -> None:
    import torch  # noqa: PLC0415

    if torch.cuda.is_available():
        pytest.skip("needs a machine without a GPU")
    model, config, vocab = _files()
    with pytest.raises(DeviceMissing, match=r"embedding\.device"):
        TorchEmbedder(model, config, vocab, device="cuda")
    assert TorchEmbedder(model, config, vocab).device == "cpu"


@pytest.mark.model
def test_files_that_are_no_model(embedder: TorchEmbedder, tmp_path: Path) -> None:
    model, config, vocab = _files()
    broken = tmp_path / "model.safetensors"
    broken.write_bytes(model.read_bytes()[:1000])
    other = tmp_path / "config.json"
    other.write_text(config.read_text().replace('"num_hidden_layers": 6', '"num_hidden_layers": 7'))
    for files in ((broken, config, vocab), (model, other, vocab), (model, config, tmp_path / "no")):
        with pytest.raises(EmbedderUnusable, match="aisle models"):
            TorchEmbedder(*files)
