"""Which embedder the settings make, and under which name an index records it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.config_tables import EmbeddingSettings
from assistant.embedding import embedder_of, indexing_embedder, query_embedder
from assistant.errors import ConfigError
from retrieval.errors import EmbedderUnreachable
from speech.weights import resolve


def _settings(home: Path, **embedding: str | float) -> Settings:
    return Settings(home=home, embedding=EmbeddingSettings.model_validate(embedding))


@pytest.mark.model
def test_the_same_file_on_two_engines_has_two_names(tmp_path: Path) -> None:
    names = {
        backend: embedder_of(_settings(tmp_path, backend=backend)).name
        for backend in ("ctranslate2", "onnx")
    }
    assert names == {"ctranslate2": "all-MiniLM-L6-v2-int8", "onnx": "minilm-l6-int8-onnx"}


@pytest.mark.model
def test_weights_of_a_directory_are_recorded_with_their_checksum(tmp_path: Path) -> None:
    weights = resolve("minilm-l6-int8")
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("model.onnx", "vocab.txt"):
        shutil.copy(weights.path(name), mine / name)
    mark = weights.checksum("model.onnx")[:8]
    assert embedder_of(_settings(tmp_path, weights=str(mine))).name == f"mine-{mark}"


@pytest.mark.model
def test_a_build_keeps_its_vectors_and_queries_have_the_same(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    with indexing_embedder(settings) as indexing:
        first = indexing.embed(["boots", "lamp"])
    assert settings.vectors_path.is_file()
    with indexing_embedder(settings) as indexing:
        assert np.array_equal(indexing.embed(["lamp", "boots"])[::-1], first)
        assert (indexing.hits, indexing.misses) == (2, 0)
        querying = query_embedder(settings)
        assert querying.name == indexing.name
        assert querying.embed(["boots"])[0] @ first[0] > 1 - 1e-5


def test_an_embedding_server_needs_the_key_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: dict[str, str | float] = {
        "backend": "url",
        "url": "http://127.0.0.1:9/v1",
        "model": "m",
        "api_key_variable": "MY_KEY",
        "attempts": 1,
    }
    monkeypatch.delenv("MY_KEY", raising=False)
    with pytest.raises(ConfigError, match="MY_KEY"):
        embedder_of(_settings(tmp_path, **named))
    monkeypatch.setenv("MY_KEY", "sk-1")
    embedder = embedder_of(_settings(tmp_path, **named))
    assert embedder.name == "url/m"
    with pytest.raises(EmbedderUnreachable, match=r"127\.0\.0\.1:9 cannot be reached"):
        embedder.embed(["boots"])
