"""A real HTTP server on loopback that answers as OpenAI's embeddings do, or otherwise."""

import base64
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

Body = dict[str, Any]
Answer = Callable[[Body], Response | Body]


@dataclass
class EmbeddingServer:
    """What it does, and what it was asked."""

    url: str = ""
    dimensions: int = 8
    bodies: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    """Taken one a request before it answers well."""

    @property
    def keys(self) -> list[str | None]:
        """What each request authorised itself with."""
        return [headers.get("authorization") for headers in self.headers]

    def answer(self, body: Body) -> Response | Body:
        """Return what the next request gets."""
        return self.answers.pop(0)(body) if self.answers else self.embeddings(body)

    def embeddings(self, body: Body) -> Body:
        """Return good embeddings in an odd order."""
        given = body["input"]
        texts = [given] if isinstance(given, str) else given
        size = body.get("dimensions", self.dimensions)
        items = [
            {
                "object": "embedding",
                "index": index,
                "embedding": _coded(vector_of(text, size), body),
            }
            for index, text in enumerate(texts)
        ]
        return {
            "object": "list",
            "data": items[::-1],
            "model": body["model"],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }


def vector_of(text: str, size: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return a vector that is the text's own, not of unit length."""
    seed = list(text.encode()) or [0]
    return np.random.default_rng(seed).normal(size=size).astype(np.float32) * 3


def _coded(vector: np.ndarray[Any, np.dtype[np.float32]], body: Body) -> str | list[float]:
    if body.get("encoding_format") == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    return [float(value) for value in vector]


@contextmanager
def running() -> Iterator[EmbeddingServer]:
    """Give a server that listens, and stop it."""
    served = EmbeddingServer()
    app = FastAPI()

    @app.post("/v1/embeddings", response_model=None)
    async def embeddings(request: Request) -> Response | Body:
        body = await request.json()
        served.bodies.append(body)
        served.headers.append(dict(request.headers))
        return await run_in_threadpool(served.answer, body)

    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        served.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield served
        finally:
            server.should_exit = True
            thread.join(timeout=10)
