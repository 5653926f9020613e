"""A whole search as a client sends it: `POST /v1/products/search`.

An unknown field, a number that is none, and more than a person could mean are refused here;
what a search makes of the rest is `retrieval.search`.
"""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from retrieval.conditions import MAX_IDS
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.taste import Taste
from retrieval.terms import Field as ProductField
from retrieval.terms import Term
from retrieval.vocabulary import Vocabulary

MAX_WORDS = 100_000
"""Characters of a search text; a search reads the first 1,000."""
MAX_TERMS = 500
MAX_LIMIT = 200


def without_surrogates(text: object) -> object:
    """Put a mark for each lone surrogate: it is valid JSON, but no text to any store."""
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else text


CleanText = Annotated[str, BeforeValidator(without_surrogates)]
_Value = Annotated[CleanText, Field(min_length=1, max_length=200)]
_Amount = Annotated[Decimal, Field(ge=0, max_digits=14, allow_inf_nan=False)]
_Liking = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermBody(_Body):
    """One value of a field that is wanted."""

    field: ProductField
    value: _Value
    hard: bool = True
    """Hard terms filter, soft ones only raise the score."""


class UnwantedBody(_Body):
    """One value of a field that no product found may have."""

    field: ProductField
    value: _Value


class PriceBody(_Body):
    """Bounds in one currency, both inclusive."""

    low: _Amount | None = None
    high: _Amount | None = None


class TasteBody(_Body):
    """What a shopper likes, where the client knows it."""

    affinities: dict[ProductField, dict[_Value, _Liking]] = Field(max_length=len(ProductField))
    weight: float = Field(default=1.0, ge=0, le=1, allow_inf_nan=False)


class SearchBody(_Body):
    """Every part of a search; only what is given counts."""

    text: CleanText = Field(default="", max_length=MAX_WORDS)
    wanted: tuple[TermBody, ...] = Field(default=(), max_length=MAX_TERMS)
    unwanted: tuple[UnwantedBody, ...] = Field(default=(), max_length=MAX_TERMS)
    price: PriceBody = PriceBody()
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    min_rating: float | None = Field(default=None, ge=0, le=5, allow_inf_nan=False)
    in_stock_only: bool = False
    sort: Sort = Sort.RELEVANCE
    exclude_ids: tuple[CleanText, ...] = Field(default=(), max_length=MAX_IDS)
    shown_ids: tuple[CleanText, ...] = Field(default=(), max_length=MAX_IDS)
    diversity: float = Field(default=0.0, ge=0, le=1, allow_inf_nan=False)
    taste: TasteBody | None = None
    avoid_ai_imagery: bool = False
    with_low_quality: bool = False
    facets: tuple[ProductField, ...] = Field(default=(), max_length=len(ProductField))
    correct: bool = True
    limit: int = Field(default=10, ge=0, le=MAX_LIMIT)

    def request(self, vocabulary: Vocabulary) -> SearchRequest:
        """Return the search, with values spelled as in the catalog: "veldra" is "Veldra"."""
        return SearchRequest(
            text=self.text,
            wanted=tuple(
                Term(each.field, _spelled(each, vocabulary), each.hard) for each in self.wanted
            ),
            unwanted=tuple(Term(each.field, _spelled(each, vocabulary)) for each in self.unwanted),
            price=PriceRange(self.price.low, self.price.high),
            currency=self.currency,
            min_rating=self.min_rating,
            in_stock_only=self.in_stock_only,
            sort=self.sort,
            exclude_ids=frozenset(self.exclude_ids),
            shown_ids=frozenset(self.shown_ids),
            diversity=self.diversity,
            taste=None if self.taste is None else _taste(self.taste),
            avoid_ai_imagery=self.avoid_ai_imagery,
            with_low_quality=self.with_low_quality,
            facets=self.facets,
            correct=self.correct,
            limit=self.limit,
        )


def body_of(request: SearchRequest) -> SearchBody:
    """Return what to send to a server for `request`; a taste stays where it was learned."""
    return SearchBody(
        text=request.text[:MAX_WORDS],
        wanted=tuple(
            TermBody(field=each.field, value=each.value, hard=each.hard) for each in request.wanted
        ),
        unwanted=tuple(
            UnwantedBody(field=each.field, value=each.value) for each in request.unwanted
        ),
        price=PriceBody(low=request.price.low, high=request.price.high),
        currency=request.currency,
        min_rating=request.min_rating,
        in_stock_only=request.in_stock_only,
        sort=request.sort,
        exclude_ids=tuple(sorted(request.exclude_ids)),
        shown_ids=tuple(sorted(request.shown_ids)),
        diversity=request.diversity,
        avoid_ai_imagery=request.avoid_ai_imagery,
        with_low_quality=request.with_low_quality,
        facets=request.facets,
        correct=request.correct,
        limit=request.limit,
    )


def spelled(value: str, known: Iterable[str]) -> str:
    """Return `value` as it is among `known`, whatever its case; itself if it is not."""
    folded = value.casefold()
    return next((each for each in known if each.casefold() == folded), value)


def _spelled(term: TermBody | UnwantedBody, vocabulary: Vocabulary) -> str:
    known = vocabulary.values[term.field]
    return term.value if term.value in known else spelled(term.value, known)


def _taste(body: TasteBody) -> Taste:
    version = sha256(body.model_dump_json().encode()).hexdigest()[:16]
    return Taste(version, affinities=body.affinities, weight=body.weight)
