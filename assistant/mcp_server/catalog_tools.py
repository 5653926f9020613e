"""Searching, looking at and comparing products. They change nothing and block: call in a thread."""

from assistant.comparison import rows_of
from assistant.mcp_server.answers import (
    Card,
    Compared,
    Corrected,
    Found,
    GivenUp,
    Row,
    Whole,
)
from assistant.mcp_server.arguments import CompareProducts, GetProduct, SearchProducts
from assistant.mcp_server.errors import ToolRefused
from assistant.parts import Parts
from retrieval.product import Flag, Product


def search_products(parts: Parts, asked: SearchProducts) -> Found:
    """Answer a search."""
    search = parts.search
    result = search.search(asked.body().request(search.vocabulary))
    outside = result.cheapest_outside
    return Found(
        products=tuple(Card.found(candidate) for candidate in result.candidates),
        total=result.total,
        relevant=result.relevant,
        given_up=tuple(GivenUp(field=t.field.value, value=t.value) for t in result.relaxed),
        nearest_beyond_price=None if outside is None else Card.of(outside),
        corrected=tuple(
            Corrected(written=c.written, read=c.read, certain=c.certain) for c in result.corrections
        ),
    )


def get_product(parts: Parts, asked: GetProduct) -> Whole:
    """Return one product.

    Raises:
        ToolRefused: There is none with this id.
    """
    return Whole.whole(_product(parts, asked.product_id))


def compare_products(parts: Parts, asked: CompareProducts) -> Compared:
    """Return products side by side.

    Raises:
        ToolRefused: One does not exist, or is named twice.
    """
    if len(set(asked.product_ids)) < len(asked.product_ids):
        raise ToolRefused("A product is named twice; name each one once.")
    products = [_product(parts, product_id) for product_id in asked.product_ids]
    return Compared(
        products=tuple(Card.of(product) for product in products),
        rows=tuple(Row.model_validate(row) for row in rows_of(products)),
    )


def _product(parts: Parts, product_id: str) -> Product:
    product = parts.search.product(product_id)
    if product is None or Flag.RESTRICTED in product.flags:  # search hides these too
        raise ToolRefused("There is no product with this id; search_products tells the ids.")
    return product
