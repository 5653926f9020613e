"""The HTTP front door: typed conversations and product search as JSON.

Thin for now: no voice, no accounts. It listens on loopback unless told
otherwise. Does not cover starting the process (`aisle serve`).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID, uuid4, uuid5
from weakref import WeakValueDictionary

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from agents.errors import AgentError
from assistant.config import Settings, load
from assistant.conversation import Conversation
from assistant.errors import AssistantError
from assistant.parts import Parts, text_parts
from assistant.presentation import product_json, turn_json
from assistant.request_size import LimitedBodies
from assistant.search_json import result_json
from assistant.search_request import CleanText, SearchBody
from assistant.search_text import result_text
from retrieval.errors import RequestInvalid, RetrievalError
from retrieval.product import Flag
from retrieval.query import SearchRequest, SearchResult

MAX_TEXT = 4_000
"""Characters of one utterance; the longest real request in the test sets has 600."""


class TurnRequest(BaseModel):
    """One typed utterance."""

    model_config = ConfigDict(extra="forbid")

    text: CleanText = Field(max_length=MAX_TEXT)
    conversation_id: str | None = Field(default=None, pattern=r"^[\w.:-]{1,100}$")
    """The conversation to go on with; a new one by default."""
    shopper_id: str | None = Field(default=None, pattern=r"^[\w.:@-]{1,100}$")
    """Whose taste is used and learned; nobody's by default."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; its parts are loaded when it starts.

    Args:
        settings: The process's own by default.
    """
    chosen = settings or load()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with text_parts(chosen) as parts:
            app.state.parts = parts
            app.state.conversations = WeakValueDictionary[str, Conversation]()
            yield

    app = FastAPI(title="Aisle", version="0.1.0", lifespan=lifespan)
    app.add_middleware(LimitedBodies)
    for kind in (AssistantError, AgentError, RetrievalError):
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(RequestInvalid, _bad_request)
    app.add_exception_handler(RequestValidationError, _bad_fields)
    app.get("/healthz")(health)
    app.get("/readyz")(ready)
    app.get("/metrics", response_class=PlainTextResponse)(metrics)
    app.post("/v1/turns")(take_turn)
    app.get("/v1/products/search")(search_products)
    app.post("/v1/products/search", response_model=None)(search_whole)
    app.get("/v1/products/{product_id}")(get_product)
    return app


_OF_SHOPPERS = UUID("5d0c9d2e-6f3b-5b1a-8a53-0d4f8e1b7c66")
"""Name space of the ids that shoppers' conversations are stored under."""


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


def _conversation(request: Request, conversation_id: str, shopper_id: str | None) -> Conversation:
    """Return the one object of a conversation: requests that arrive together take turns."""
    running: WeakValueDictionary[str, Conversation] = request.app.state.conversations
    stored_id = conversation_id
    if shopper_id is not None:
        # Nobody goes on with another shopper's conversation by naming it.
        stored_id = str(uuid5(_OF_SHOPPERS, f"{shopper_id} {conversation_id}"))
    conversation = running.get(stored_id)
    if conversation is None:
        conversation = Conversation(_parts(request), stored_id, shopper_id)
        running[stored_id] = conversation
    return conversation


WithParts = Annotated[Parts, Depends(_parts)]


async def health() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


async def ready(parts: WithParts) -> dict[str, Any]:
    """Say that the index answers a search."""
    found = await asyncio.to_thread(parts.search.search, SearchRequest(text="boots", limit=1))
    return {"status": "ready", "search_ms": round(found.took_ms, 2)}


async def metrics(parts: WithParts) -> Response:
    """Return what models cost and how the router is, as Prometheus reads it."""
    if parts.routing is None:
        raise HTTPException(404, "No routing policy is set: there are no models to count.")
    from prometheus_client import CONTENT_TYPE_LATEST  # noqa: PLC0415 - only with a policy

    return Response(parts.routing.exposition(), media_type=CONTENT_TYPE_LATEST)


async def take_turn(body: TurnRequest, request: Request) -> dict[str, Any]:
    """Answer one utterance of a conversation."""
    conversation_id = body.conversation_id or str(uuid4())
    conversation = _conversation(request, conversation_id, body.shopper_id)
    turn, timings = await conversation.answer(body.text)
    return {"conversation_id": conversation_id, **turn_json(turn, timings, conversation.why)}


async def search_products(
    parts: WithParts,
    q: Annotated[str, Query(max_length=MAX_TEXT, pattern=r"\S")],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Return products for some words, best first."""
    found = await asyncio.to_thread(parts.search.search, SearchRequest(text=q, limit=limit))
    return {
        "query": q,
        "relevant": found.relevant,
        "total": found.total,
        "products": [product_json(candidate) for candidate in found.candidates],
    }


async def search_whole(
    body: SearchBody, request: Request, parts: WithParts
) -> dict[str, Any] | PlainTextResponse:
    """Answer a whole search; as text for people if the client accepts only that."""
    found = await asyncio.to_thread(_search, parts, body)
    if request.headers.get("accept", "").startswith("text/plain"):
        return PlainTextResponse(result_text(found))
    return {"query": body.text, **result_json(found)}


def _search(parts: Parts, body: SearchBody) -> SearchResult:
    return parts.search.search(body.request(parts.search.vocabulary))


async def get_product(product_id: str, parts: WithParts) -> dict[str, Any]:
    """Return everything that is known of one product."""
    product = await asyncio.to_thread(parts.search.product, product_id)
    if product is None or Flag.RESTRICTED in product.flags:  # search hides these too
        raise HTTPException(404, "There is no product with this id.")
    return product.model_dump(mode="json")


async def _unavailable(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": str(error)}, status_code=503)


async def _bad_request(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": str(error)}, status_code=422)


async def _bad_fields(_: Request, error: Exception) -> JSONResponse:
    """Say what is wrong with which field, without repeating what was sent."""
    assert isinstance(error, RequestValidationError)
    detail = [
        {"field": ".".join(str(part) for part in fault["loc"]), "problem": fault["msg"]}
        for fault in error.errors()
    ]
    return JSONResponse({"error": "The request has bad fields.", "detail": detail}, 422)
