"""What callers send to each tool: the input schemas."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from agents.clicked import QUANTITY_MOST
from assistant.http.doors import SESSION_PATTERN
from assistant.search_request import (
    CleanText,
    PriceBody,
    SearchBody,
    TermBody,
    UnwantedBody,
)
from retrieval.query import Sort

MOST_FOUND = 20
"""Products of one answer; a model's context is not a shelf."""
MOST_COMPARED = 4
_Id = Annotated[CleanText, Field(min_length=1, max_length=200)]
_Form = Annotated[CleanText, Field(min_length=1, max_length=60)]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchProducts(_Arguments):
    """Of search_products: only what is given counts."""

    query: CleanText = Field(
        default="",
        max_length=1_000,
        description=(
            "What is looked for, in plain words. Prices, colors, sizes and brands in it only rank: "
            "say them in price and wanted for them to hold."
        ),
    )
    wanted: tuple[TermBody, ...] = Field(
        default=(),
        max_length=50,
        description="Values that products must have; with hard=false, should have.",
    )
    unwanted: tuple[UnwantedBody, ...] = Field(
        default=(), max_length=50, description="Values that no product may have."
    )
    price: PriceBody = Field(default=PriceBody(), description="Bounds, both inclusive.")
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$", description="Of the bounds.")
    min_rating: float | None = Field(default=None, ge=0, le=5, allow_inf_nan=False)
    in_stock_only: bool = False
    sort: Sort = Sort.RELEVANCE
    exclude_ids: tuple[_Id, ...] = Field(
        default=(), max_length=200, description="Products that were seen already."
    )
    limit: int = Field(default=6, ge=1, le=MOST_FOUND)

    def body(self) -> SearchBody:
        """Return the search as `POST /v1/products/search` takes it."""
        return SearchBody(
            text=self.query,
            wanted=self.wanted,
            unwanted=self.unwanted,
            price=self.price,
            currency=self.currency,
            min_rating=self.min_rating,
            in_stock_only=self.in_stock_only,
            sort=self.sort,
            exclude_ids=self.exclude_ids,
            limit=self.limit,
        )


class GetProduct(_Arguments):
    """Of get_product."""

    product_id: _Id


class CompareProducts(_Arguments):
    """Of compare_products."""

    product_ids: tuple[_Id, ...] = Field(min_length=2, max_length=MOST_COMPARED)


class OfSession(_Arguments):
    """Of every tool about a cart."""

    session_id: Annotated[str, Field(pattern=SESSION_PATTERN)] | None = Field(
        default=None,
        description=(
            "Whose cart: the id of a conversation of this key's, as in /v1/realtime or "
            "/v1/sessions. Without it, the cart that this key's agents share."
        ),
    )


class AddToCart(OfSession):
    """Of add_to_cart."""

    product_id: _Id
    variant_id: _Id | None = Field(
        default=None, description="Which variant; or else size and colour say it."
    )
    size: _Form | None = None
    colour: _Form | None = None
    quantity: int = Field(default=1, ge=1, le=QUANTITY_MOST)


class RemoveFromCart(OfSession):
    """Of remove_from_cart."""

    product_id: _Id
    variant_id: _Id | None = Field(
        default=None, description="Which line, where several are of this product."
    )
