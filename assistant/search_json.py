"""A search's answer as JSON, with the same keys whoever asks: the command line or a client.

Amounts are strings of decimals: a price is no binary fraction. A key is always there;
what was not asked for or is not known is null or empty.
"""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from retrieval.product import Product
from retrieval.query import Candidate, PriceRange, Relaxation, SearchResult
from retrieval.terms import Term


def result_json(result: SearchResult) -> dict[str, Any]:
    """Return every part of `result` as plain data for `json.dumps`."""
    outside = result.cheapest_outside
    return {
        "total": result.total,
        "relevant": result.relevant,
        "relevance": _rounded(result.relevance),
        "took_ms": round(result.took_ms, 2),
        "candidates": [candidate_json(each) for each in result.candidates],
        "relaxations": [_relaxation(each) for each in result.relaxations],
        "nearest_beyond_price": None if outside is None else _product(outside),
        "facets": {name.value: dict(counts) for name, counts in result.facets.items()},
        "prices": _range(result.prices),
        "currency": result.currency,
        "corrections": [asdict(each) for each in result.corrections],
    }


def candidate_json(candidate: Candidate) -> dict[str, Any]:
    """Return one candidate: the product as it is bought, its score and the reasons for it."""
    product, variant = candidate.product, candidate.variant
    sold = variant if variant is not None else product
    return {
        **_product(product),
        "price": _amount(sold.price),
        "list_price": None if sold.list_price is None else _amount(sold.list_price),
        "availability": sold.availability.value,
        "stock": sold.stock,
        "variant": None
        if variant is None
        else {"id": variant.id, "size": variant.size, "colour": variant.colour},
        "score": _rounded(candidate.score),
        "parts": {name: round(part, 6) for name, part in asdict(candidate.parts).items()},
        "cosine": _rounded(candidate.cosine),
        "relevance": _rounded(candidate.relevance),
        "fulfilled": [term_json(term) for term in candidate.fulfilled],
        "liked": [term_json(term) for term in candidate.liked],
    }


def term_json(term: Term) -> dict[str, str]:
    """Return a term as {"field": "brand", "value": "Veldra"}."""
    return {"field": term.field.value, "value": term.value}


def _product(product: Product) -> dict[str, Any]:
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "department": product.department,
        "price": _amount(product.price),
        "currency": product.currency,
        "colours": list(product.colours),
        "materials": list(product.materials),
        "sizes": list(product.sizes),
        "features": list(product.features),
        "rating": product.rating,
        "rating_count": product.rating_count,
        "flags": [flag.value for flag in product.flags],
        "image": product.image,
        "url": product.url,
    }


def _relaxation(relaxation: Relaxation) -> dict[str, Any]:
    return {
        "term": term_json(relaxation.term),
        "kept": [term_json(term) for term in relaxation.kept],
        "bounded": relaxation.bounded,
    }


def _range(prices: PriceRange) -> dict[str, str | None]:
    return {
        "low": None if prices.low is None else _amount(prices.low),
        "high": None if prices.high is None else _amount(prices.high),
    }


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
