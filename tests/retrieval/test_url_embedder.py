"""The URL embedder against a real HTTP server on loopback."""

import json
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import Response

from retrieval.embedder import Vectors, unit
from retrieval.errors import EmbedderRefused, EmbedderUnreachable, IndexOutdated
from retrieval.index import build
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.url_embedder import BATCH_CHARS, BATCH_TEXTS, UrlEmbedder, UrlModel
from tests.patience import PATIENCE_S
from tests.retrieval.catalog import boots
from tests.retrieval.embedding_server import Body, EmbeddingServer, running, vector_of

KEY = "sk-verysecret123"
Make = Callable[..., UrlEmbedder]


@pytest.fixture(scope="module")
def one_server() -> Iterator[EmbeddingServer]:
    with running() as server:
        yield server


@pytest.fixture
def server(one_server: EmbeddingServer) -> EmbeddingServer:
    for asked in (one_server.bodies, one_server.headers, one_server.answers):
        asked.clear()
    return one_server


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def make(server: EmbeddingServer, waits: list[float]) -> Iterator[Make]:
    made: list[UrlEmbedder] = []

    def embedder(**changes: Any) -> UrlEmbedder:
        given: dict[str, Any] = {
            "url": server.url,
            "model": "tiny",
            "api_key": KEY,
            "timeout_s": PATIENCE_S,
        } | changes
        made.append(UrlEmbedder(UrlModel(**given), sleep=waits.append, dice=random.Random(1)))
        return made[-1]

    yield embedder
    for each in made:
        each.close()


def expected(texts: list[str], size: int = 8) -> Vectors:
    return unit(np.stack([vector_of(text, size) for text in texts]))


def status(
    code: int, message: str = "no", reason: str | None = None, **headers: str
) -> Callable[[Body], Response]:
    error = {"error": {"message": message, "code": reason}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Response(json.dumps(error), code, named, "application/json")


def test_vectors_come_in_the_order_of_the_texts(make: Make, server: EmbeddingServer) -> None:
    embedder = make()
    texts = ["boots", "lamp", "boots", "\ud800", "tent"]
    vectors = embedder.embed(texts)
    assert np.allclose(vectors, expected(["boots", "lamp", "boots", "?", "tent"]), atol=1e-6)
    assert vectors.dtype == np.float32
    assert (embedder.name, embedder.dimensions) == ("url/tiny", 8)
    asked = [body["input"] for body in server.bodies]
    assert asked == [["dimensions"], ["boots", "lamp", "?", "tent"]]
    assert all(body["model"] == "tiny" and "dimensions" not in body for body in server.bodies)
    assert server.keys == [f"Bearer {KEY}"] * 2
    assert embedder.embed([]).shape == (0, 8)


def test_another_server_is_not_told_the_keys_of_openai(
    make: Make, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(variable, f"private-{variable}")
    make(dimensions=8, api_key=None).embed(["boots"])
    assert server.keys == ["Bearer none"]
    assert "private" not in str(server.headers)


def test_dimensions_that_are_asked_for_are_sent_and_checked(
    make: Make, server: EmbeddingServer
) -> None:
    embedder = make(dimensions=4)
    assert embedder.dimensions == 4
    assert embedder.embed(["boots"]).shape == (1, 4)
    assert [body["dimensions"] for body in server.bodies] == [4]
    server.answers.append(lambda body: server.embeddings({**body, "dimensions": 5}))
    with pytest.raises(EmbedderRefused, match=r"5 dimensions where 4 .* embedding\.dimensions"):
        embedder.embed(["boots"])


def test_floats_are_read_as_well_as_base64(make: Make, server: EmbeddingServer) -> None:
    server.answers += [lambda body: server.embeddings({**body, "encoding_format": "float"})] * 2
    assert np.allclose(make().embed(["a", "b"]), expected(["a", "b"]), atol=1e-6)


def test_many_texts_go_in_bounded_requests(make: Make, server: EmbeddingServer) -> None:
    texts = [f"text {number}" for number in range(3 * BATCH_TEXTS + 1)]
    assert np.allclose(make(dimensions=8).embed(texts), expected(texts), atol=1e-6)
    assert sorted(len(body["input"]) for body in server.bodies) == [1] + [BATCH_TEXTS] * 3
    server.bodies.clear()
    long = [letter * (BATCH_CHARS // 2) for letter in "abc"] + ["", "  "]
    make(dimensions=8).embed(long)
    sent = sorted((body["input"] for body in server.bodies), key=len)
    assert [len(texts) for texts in sent] == [2, 3]
    assert all(text for texts in sent for text in texts)


@pytest.mark.parametrize("code", [429, 500, 503, 529])
def test_what_passes_is_tried_again(
    make: Make, server: EmbeddingServer, waits: list[float], code: int
) -> None:
    server.answers += [status(code), status(code)]
    assert make(dimensions=8).embed(["boots"]).shape == (1, 8)
    assert len(server.bodies) == 3
    assert 0.25 <= waits[0] <= 0.5 <= waits[1] <= 1.0


def test_the_server_says_how_long_to_wait(
    make: Make, server: EmbeddingServer, waits: list[float]
) -> None:
    server.answers += [status(429, retry_after="7"), status(429, retry_after="soon")]
    make(dimensions=8).embed(["boots"])
    assert waits[0] == 7
    assert waits[1] <= 1
    server.answers += [status(429, retry_after="3600")]
    with pytest.raises(EmbedderUnreachable, match="429"):
        make(dimensions=8).embed(["boots"])
    assert len(waits) == 2


def test_tries_are_bounded(make: Make, server: EmbeddingServer, waits: list[float]) -> None:
    server.answers += [status(503)] * 9
    with pytest.raises(EmbedderUnreachable, match=r"answers 503; check .* try again") as caught:
        make(dimensions=8, attempts=4).embed(["boots"])
    assert caught.value.can_retry
    assert len(server.bodies) == 4
    assert len(waits) == 3


def test_a_slow_server_is_given_up(make: Make, server: EmbeddingServer) -> None:
    def slow(body: Body) -> Body:
        time.sleep(0.6)
        return server.embeddings(body)

    server.answers += [slow, slow]
    with pytest.raises(EmbedderUnreachable, match="does not answer in time"):
        make(dimensions=8, timeout_s=0.15, attempts=2).embed(["boots"])
    time.sleep(1)


def test_nobody_listens(make: Make, waits: list[float]) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EmbedderUnreachable, match=f"127.0.0.1:{port} cannot be reached"):
        _ = make(url=f"http://127.0.0.1:{port}/v1", attempts=2).dimensions
    assert len(waits) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (status(401, f"Incorrect API key provided: {KEY}"), r"refuses the key; set embedding\.api"),
        (status(403), "refuses the key"),
        (status(404), r"no model tiny .* /v1"),
        (status(429, "You exceeded your quota", "insufficient_quota"), "quota"),
        (status(400, f"bad\n{KEY} or sk-abc…def"), r"400: .*bad \*\*\* or \*\*\*"),
        (status(413), "413"),
    ],
)
def test_a_refusal_is_one_sentence_without_the_key(
    make: Make,
    server: EmbeddingServer,
    answer: Callable[[Body], Response],
    message: str,
) -> None:
    server.answers += [answer]
    embedder = make(dimensions=8)
    with pytest.raises(EmbedderRefused, match=message) as caught:
        embedder.embed(["boots"])
    assert len(server.bodies) == 1
    said = f"{caught.value} {caught.value!r} {embedder._served!r}"
    assert "verysecret" not in said
    assert "\n" not in str(caught.value)
    assert not caught.value.can_retry


def _reply(*embeddings: object, indices: tuple[int, ...] = (0, 1)) -> Callable[[Body], Body]:
    items = [
        {"index": index, "embedding": embedding}
        for index, embedding in zip(indices, embeddings, strict=False)
    ]
    return lambda _: {"object": "list", "data": items}


def _raw(content: str, kind: str = "application/json") -> Callable[[Body], Response]:
    return lambda _: Response(content, 200, media_type=kind)


GOOD = [1.0, 2.0]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (_raw("<html>proxy</html>", "text/html"), "does not answer with embeddings"),
        (_raw("{"), "does not answer with embeddings"),
        (_raw('{"data": null}'), "does not answer with embeddings"),
        (_raw('{"choices": []}'), "does not answer with embeddings"),
        (_raw(""), "does not answer with embeddings"),
        (_reply(GOOD), "1 vectors for 2 texts"),
        (_reply(GOOD, GOOD, GOOD, indices=(0, 1, 2)), "3 vectors for 2 texts"),
        (_reply(GOOD, GOOD, indices=(0, 0)), "which vector is of which text"),
        (_reply(GOOD, GOOD, indices=(1, 2)), "which vector is of which text"),
        (_reply(GOOD, [1.0]), "different lengths"),
        (_reply([], []), "different lengths"),
        (_reply(GOOD, [0.0, 0.0]), "no number"),
        (_reply(GOOD, [1e300, 1.0]), "no number"),
        (
            _raw(
                '{"data": [{"index": 0, "embedding": [NaN, 1]}, {"index": 1, "embedding": [1, 1]}]}'
            ),
            "embeddings|no number",
        ),
        (_reply(GOOD, "AACAfwAAgD8="), "no number"),
        (_reply(GOOD, "no base64!"), "neither numbers nor base64"),
        (_reply("AACAPwA=", "AACAPwA="), "neither numbers nor base64"),
        (_reply(GOOD, ["a", "b"]), "does not answer with embeddings"),
    ],
)
def test_garbage_is_refused(
    make: Make,
    server: EmbeddingServer,
    answer: Callable[[Body], Response | Body],
    message: str,
) -> None:
    server.answers += [answer]
    with pytest.raises(EmbedderRefused, match=message):
        make(dimensions=2).embed(["boots", "lamp"])
    assert len(server.bodies) == 1


def test_an_index_is_made_searched_and_refused_with_another_model(
    make: Make, quick_path: Path
) -> None:
    products = [boots("A", title="Red Boots"), boots("B", title="Blue Boots")]
    assert build(products, quick_path, make()).embedder == "url/tiny"
    with closing(CatalogSearch.open(quick_path, make())) as search:
        found = search.search(SearchRequest(text="red boots"))
        assert {each.product.id for each in found.candidates} == {"A", "B"}
    for other in (make(model="large"), make(dimensions=4)):
        with pytest.raises(IndexOutdated, match="run `aisle index"):
            CatalogSearch.open(quick_path, other)
