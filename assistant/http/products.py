"""Product search and products as JSON."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse

from assistant.http.doors import CatalogShop
from assistant.http.turns import MAX_TEXT
from assistant.parts import Parts
from assistant.presentation import product_json
from assistant.search_json import result_json
from assistant.search_request import SearchBody
from assistant.search_text import result_text
from retrieval.product import Flag
from retrieval.query import SearchRequest, SearchResult

router = APIRouter(prefix="/v1/products", tags=["products"])


@router.get("/search")
async def search_products(
    shop: CatalogShop,
    q: Annotated[str, Query(max_length=MAX_TEXT, pattern=r"\S")],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Return products for some words, best first."""
    search = shop.parts.search
    found = await asyncio.to_thread(search.search, SearchRequest(text=q, limit=limit))
    return {
        "query": q,
        "relevant": found.relevant,
        "total": found.total,
        "products": [product_json(candidate) for candidate in found.candidates],
    }


@router.post("/search", response_model=None)
async def search_whole(
    body: SearchBody, request: Request, shop: CatalogShop
) -> dict[str, Any] | PlainTextResponse:
    """Answer a whole search; as text for people if the client accepts only that."""
    found = await asyncio.to_thread(_search, shop.parts, body)
    if request.headers.get("accept", "").startswith("text/plain"):
        return PlainTextResponse(result_text(found))
    return {"query": body.text, **result_json(found)}


def _search(parts: Parts, body: SearchBody) -> SearchResult:
    return parts.search.search(body.request(parts.search.vocabulary))


@router.get("/{product_id}")
async def get_product(product_id: str, shop: CatalogShop) -> dict[str, Any]:
    """Return everything that is known of one product."""
    product = await asyncio.to_thread(shop.parts.search.product, product_id)
    if product is None or Flag.RESTRICTED in product.flags:  # search hides these too
        raise HTTPException(404, "There is no product with this id.")
    return product.model_dump(mode="json")
