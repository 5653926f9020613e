"""`aisle search`: what the index answers to some words, without a conversation."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import typer

from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE
from assistant.config import Settings
from assistant.errors import ServerSilent, UsageError
from assistant.http.certificate import trusted
from assistant.parts import open_search
from assistant.remote_search import search_through
from assistant.search_json import result_json
from assistant.search_request import spelled
from assistant.search_text import result_text
from assistant.serving_note import read_note
from retrieval.errors import IndexLocked
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary

FACETS = (Field.CATEGORY, Field.BRAND, Field.COLOUR, Field.SIZE, Field.MATERIAL)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What was asked for on the command line, as it was written."""

    words: str
    wanted: tuple[tuple[str, str], ...] = ()
    """(field, value); of a field that occurs twice either will do, of features both must."""
    preferred: tuple[tuple[str, str], ...] = ()
    unwanted: tuple[tuple[str, str], ...] = ()
    over: str | None = None
    under: str | None = None
    currency: str | None = None
    min_rating: float | None = None
    in_stock: bool = False
    sort: str = "relevance"
    diversity: float = 0.0
    real_pictures: bool = False
    correct: bool = True
    facets: bool = False
    limit: int = 10
    as_json: bool = False
    server: str | None = None
    """Address of a running `aisle serve` to search through."""


def run(settings: Settings, options: SearchOptions) -> None:
    """Print the products that match, best first, and what was given up to find them."""
    if not options.words.strip() and not (options.wanted or options.preferred):
        raise UsageError("Say what to look for: aisle search WORDS.")
    search = None if options.server else _own_search(settings)
    if search is None:
        _ask_server(settings, options)
        return
    try:
        request = request_of(options, search.vocabulary)
        result = search.search(request)
    finally:
        search.close()
    if options.as_json:
        typer.echo(json.dumps({"query": options.words, **result_json(result)}))
    else:
        typer.echo(result_text(result))


def _own_search(settings: Settings) -> CatalogSearch | None:
    """Open the index; None if another process serves it and says where."""
    try:
        return open_search(settings)
    except IndexLocked:
        if read_note(settings) is None:
            raise
        return None


def _ask_server(settings: Settings, options: SearchOptions) -> None:
    url, token = options.server, os.environ.get(LOCAL_TOKEN_VARIABLE)
    note = read_note(settings)
    if token is None and note is not None and note.url == url:
        token = note.token
    if url is None:
        if note is None:
            raise ServerSilent("The process that served this index has ended; search again.")
        url, token = note.url, note.token
        typer.echo(f"Another process serves this index; searching through {url}.", err=True)
    own = trusted(settings.server) if note is not None and note.url == url else None
    answer = search_through(url, request_of(options), options.as_json, token, own)
    typer.echo(answer.rstrip("\n"))


def request_of(options: SearchOptions, vocabulary: Vocabulary | None = None) -> SearchRequest:
    """Return the search that `options` ask for.

    Args:
        options: as written.
        vocabulary: values are spelled as in it; a server does that with its own.

    Raises:
        UsageError: a price is no number, or the catalog has none in that currency.
    """
    currency = None if options.currency is None else options.currency.upper()
    if currency is not None and vocabulary is not None:
        known = vocabulary.currencies or {vocabulary.currency: 0}
        if currency not in known:
            raise UsageError(f"No price here is in {currency}, only in {', '.join(known)}.")
    return SearchRequest(
        text=options.words,
        wanted=(
            *_terms(options.wanted, vocabulary, hard=True),
            *_terms(options.preferred, vocabulary, hard=False),
        ),
        unwanted=tuple(_terms(options.unwanted, vocabulary, hard=True)),
        price=PriceRange(_amount(options.over), _amount(options.under)),
        currency=currency,
        min_rating=options.min_rating,
        in_stock_only=options.in_stock,
        sort=Sort(options.sort.replace("-", "_")),
        diversity=options.diversity,
        avoid_ai_imagery=options.real_pictures,
        facets=FACETS if options.facets else (),
        correct=options.correct,
        limit=options.limit,
    )


def _terms(
    named: Iterable[tuple[str, str]], vocabulary: Vocabulary | None, hard: bool
) -> Iterable[Term]:
    for name, value in named:
        field = Field(name)
        known = () if vocabulary is None else vocabulary.values[field]
        yield Term(field, spelled(value.strip(), known), hard)


def _amount(written: str | None) -> Decimal | None:
    if written is None:
        return None
    try:
        return Decimal(written.lstrip("$€£").replace(",", ""))
    except InvalidOperation:
        raise UsageError(f'"{written}" is no price; write it as 49.90.') from None
