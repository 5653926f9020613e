"""Product search and products as JSON."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from agents.compare import differences
from agents.reply.choices import say_compared
from agents.reply.plan import SPOKEN, Compared
from assistant.comparison import rows_of
from assistant.http.doors import CatalogShop
from assistant.http.refused import NotThere, Refused
from assistant.http.responses import errors
from assistant.http.turns import MAX_TEXT
from assistant.parts import Parts
from assistant.presentation import product_json
from assistant.search_json import result_json
from assistant.search_request import CleanText, SearchBody
from assistant.search_text import result_text
from retrieval.product import Flag, Product
from retrieval.query import Candidate, SearchRequest, SearchResult

router = APIRouter(prefix="/v1/products", tags=["products"])

ProductId = Annotated[CleanText, Field(min_length=1, max_length=200)]


@router.get("/search", responses=errors())
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


@router.post("/search", response_model=None, responses=errors())
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


class Comparison(BaseModel):
    """Which products to compare."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"ids": ["P00012", "P00019"]}]}
    )

    ids: list[ProductId] = Field(min_length=2, max_length=SPOKEN)


@router.post("/compare", responses=errors(400, 404))
async def compare(body: Comparison, shop: CatalogShop) -> dict[str, Any]:
    """Compare two or three products: their cards, what tells them apart, and that in words."""
    if len(set(body.ids)) < len(body.ids):
        raise Refused("Name each product once.", param="ids")
    products = await asyncio.to_thread(_products, shop.parts, body.ids)
    compared = Compared(products, differences(products))
    cards = (product_json(Candidate(p, None, score=0.0, cosine=0.0)) for p in products)
    return {
        "object": "aisle.comparison",
        "products": list(cards),
        "differences": [
            {"attribute": each.attribute, "values": list(each.values)}
            for each in compared.differences
        ],
        "rows": rows_of(products),
        "reply": " ".join(say_compared(compared)),
    }


@router.get("/{product_id}", responses=errors(404))
async def get_product(
    product_id: Annotated[ProductId, Path(description="As the catalog calls it.")],
    shop: CatalogShop,
) -> dict[str, Any]:
    """Return everything that is known of one product."""
    (product,) = await asyncio.to_thread(_products, shop.parts, [product_id])
    return product.model_dump(mode="json")


def _products(parts: Parts, ids: list[str]) -> tuple[Product, ...]:
    found = [parts.search.product(product_id) for product_id in ids]
    # Search hides what is restricted too.
    shown = [p for p in found if p is not None and Flag.RESTRICTED not in p.flags]
    if len(shown) < len(ids):
        raise NotThere("There is no product with this id.", "no_such_product")
    return tuple(shown)
