"""A Qdrant server for tests: the part of its REST interface that Aisle uses, on loopback.

Behind it is qdrant-client's local mode, so answers are real; what this adds is the wire
(status codes, JSON, keep-alive, slow and lost answers, keys), which local mode has not.
"""

import asyncio
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from warnings import catch_warnings, simplefilter

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, TypeAdapter
from qdrant_client import QdrantClient, models


@dataclass
class Fault:
    """What happens to one request instead of an answer."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    slow_s: float = 0.0
    """Wait so long first; then answer as usual, unless there is a status or a body."""
    body: bytes | None = None
    lost: bool = False
    """Do what was asked, then answer 503: as when the answer got lost on the way."""


class Wire:
    """One running server."""

    def __init__(self, api_key: str | None = None) -> None:
        self.api_key = api_key
        self.client = QdrantClient(":memory:", check_compatibility=False)
        self.faults: deque[Fault] = deque()
        """Taken one a request, from the left."""
        self.fails: Callable[[str, str], Fault | None] = lambda method, path: None
        """A fault by method and path, for every request."""
        self.requests: list[tuple[str, str]] = []
        self.url = ""
        # Local mode is not made for several threads.
        self._lock = threading.Lock()

    def app(self) -> FastAPI:
        app = FastAPI()
        app.middleware("http")(self._guard)
        routes: list[tuple[str, str, Callable[..., Any]]] = [
            ("GET", "/collections", lambda body: self.client.get_collections()),
            ("GET", "/aliases", lambda body: self.client.get_aliases()),
            ("POST", "/collections/aliases", self._aliases),
            ("GET", "/collections/{name}", lambda body, name: self.client.get_collection(name)),
            ("GET", "/collections/{name}/exists", self._exists),
            ("PUT", "/collections/{name}", self._create),
            ("DELETE", "/collections/{name}", self._delete),
            ("PUT", "/collections/{name}/index", self._index),
            ("PUT", "/collections/{name}/points", self._upsert),
            ("POST", "/collections/{name}/points", self._retrieve),
            ("POST", "/collections/{name}/points/delete", self._remove),
            ("POST", "/collections/{name}/points/count", self._count),
            ("POST", "/collections/{name}/points/scroll", self._scroll),
            ("POST", "/collections/{name}/points/query", self._query),
            ("POST", "/collections/{name}/points/query/batch", self._queries),
            ("POST", "/collections/{name}/facet", self._facet),
        ]
        for method, path, handler in routes:
            app.add_api_route(path, self._endpoint(handler), methods=[method])
        return app

    def _endpoint(self, handler: Callable[..., Any]) -> Callable[[Request], Any]:
        def answer(body: Any, parameters: dict[str, str]) -> Any:
            with self._lock, catch_warnings():
                simplefilter("ignore")
                return _plain(handler(body, **parameters))

        async def endpoint(request: Request) -> Response:
            body = await request.json() if await request.body() else {}
            try:
                told = await asyncio.to_thread(answer, body, request.path_params)
            except ValueError as error:
                missing = "not found" in str(error)
                status = {"status": {"error": str(error)}, "time": 0.0}
                return JSONResponse(status, 404 if missing else 400)
            return JSONResponse({"result": told, "status": "ok", "time": 0.0})

        return endpoint

    async def _guard(self, request: Request, go_on: Callable[[Request], Any]) -> Response:
        self.requests.append((request.method, request.url.path))
        if self.api_key is not None and request.headers.get("api-key") != self.api_key:
            return JSONResponse({"status": {"error": "Must provide an API key"}}, 401)
        fault = self.fails(request.method, request.url.path)
        if fault is None and self.faults:
            fault = self.faults.popleft()
        if fault is None:
            answer: Response = await go_on(request)
            return answer
        await asyncio.sleep(fault.slow_s)
        if fault.lost:
            await go_on(request)
            return JSONResponse({"status": {"error": "lost"}}, 503)
        if fault.status is not None:
            told = {"status": {"error": "injected"}}
            return JSONResponse(told, fault.status, headers=fault.headers)
        if fault.body is not None:
            return Response(fault.body, media_type="application/json")
        usual: Response = await go_on(request)
        return usual

    def _exists(self, body: Any, name: str) -> Any:
        return {"exists": self.client.collection_exists(name)}

    def _create(self, body: Any, name: str) -> Any:
        wanted = models.CreateCollection(**body)
        return self.client.create_collection(
            name, vectors_config=wanted.vectors or {}, sparse_vectors_config=wanted.sparse_vectors
        )

    def _delete(self, body: Any, name: str) -> Any:
        return self.client.delete_collection(name)

    def _index(self, body: Any, name: str) -> Any:
        wanted = models.CreateFieldIndex(**body)
        return self.client.create_payload_index(name, wanted.field_name, wanted.field_schema)

    def _upsert(self, body: Any, name: str) -> Any:
        return self.client.upsert(name, models.PointsList(**body).points)

    def _retrieve(self, body: Any, name: str) -> Any:
        wanted = models.PointRequest(**body)
        return self.client.retrieve(
            name,
            wanted.ids,
            with_payload=wanted.with_payload if wanted.with_payload is not None else True,
            with_vectors=wanted.with_vector or False,
        )

    def _remove(self, body: Any, name: str) -> Any:
        return self.client.delete(name, models.PointIdsList(**body))

    def _count(self, body: Any, name: str) -> Any:
        wanted = models.CountRequest(**body)
        assert wanted.exact, "counts must be exact"
        return self.client.count(name, wanted.filter)

    def _scroll(self, body: Any, name: str) -> Any:
        wanted = models.ScrollRequest(**body)
        order = wanted.order_by
        assert isinstance(order, models.OrderBy)
        points, after = self.client.scroll(
            name,
            wanted.filter,
            limit=wanted.limit or 10,
            order_by=order,
            with_payload=wanted.with_payload or False,
        )
        return {"points": _plain(points), "next_page_offset": after}

    def _query(self, body: Any, name: str) -> Any:
        return self.client.query_batch_points(name, [models.QueryRequest(**body)])[0]

    def _queries(self, body: Any, name: str) -> Any:
        wanted = models.QueryRequestBatch(**body)
        return self.client.query_batch_points(name, wanted.searches)

    def _facet(self, body: Any, name: str) -> Any:
        wanted = models.FacetRequest(**body)
        assert wanted.exact, "facets must be exact"
        return self.client.facet(name, wanted.key, wanted.filter, limit=wanted.limit or 10)

    def _aliases(self, body: Any) -> Any:
        changes = TypeAdapter(models.ChangeAliasesOperation).validate_python(body)
        return self.client.update_collection_aliases(changes.actions)


def _plain(told: Any) -> Any:
    if isinstance(told, BaseModel):
        return told.model_dump(mode="json")
    if isinstance(told, list | tuple):
        return [_plain(each) for each in told]
    return told


@contextmanager
def running(api_key: str | None = None) -> Iterator[Wire]:
    """Run a server on a free port of loopback, and stop it at the end."""
    wire = Wire(api_key)
    # With its protocol named, or asyncio leaves Nagle's algorithm on: 40 ms a request.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        wire.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            wire.app(), log_level="error", lifespan="off", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield wire
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            wire.client.close()
