"""Does a learned taste bring up what a person favours, and leave explicit requests alone?

The personas of the aws-retail data state three favourite categories each. A history of deeds is
drawn from products of those categories in one half of the catalog; what was in it is left out of
the answers, so that the other half has to be found. Nothing of a persona but its history is told
to the search.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from evals.bench.figure import Figure, mean_of
from retrieval.embedder import Embedder
from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import Record
from retrieval.index import build
from retrieval.personal.deed import Kind, done_to
from retrieval.personal.profile import Profile
from retrieval.product import Product
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.taste import Taste

PEOPLE = 96
"""Each with a history of their own; the 16 sets of favourites in the data go round."""

DEEDS = (*(Kind.VIEWED,) * 8, *(Kind.SAVED,) * 2, *(Kind.CARTED,) * 2)
"""Of one history, over 45 days."""

OPEN = ("", "a gift", "something nice", "a present for a friend", "something for the weekend")
"""Requests that name no kind of thing, where a taste may decide."""

EXPLICIT = 5
"""Kinds of things outside the favourites that each person asks for by name."""

OPEN_GAIN = "open requests: gained by taste"
EXPLICIT_GAIN = "explicit requests: gained by taste"

FIRST = 10
_FAVOURITE = (0.5, 0.3, 0.2)
_NOW = datetime(2026, 6, 1, tzinfo=UTC)
_WORST = -0.01
"""An explicit request may lose at most one point."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A catalog whose products have a category and a style by the data's own account."""

    products: Mapping[str, Product]
    category_of: Mapping[str, str]
    style_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One persona with a made-up history."""

    favourites: tuple[str, ...]
    history: tuple[Product, ...]
    taste: Taste | None


def favourites(users: Path) -> list[tuple[str, ...]]:
    """Return the favourite categories of the personas in `users` (gzipped JSON), none twice."""
    with gzip.open(users, "rt", encoding="utf-8") as file:
        personas = {str(user["persona"]) for user in json.load(file)}
    return [tuple(persona.split("_")) for persona in sorted(personas)]


def persona_figures(folder: Path | None, embedder: Embedder) -> tuple[Figure, ...]:
    """Index the personas' catalog and measure how taste changes open and explicit requests.

    Args:
        folder: with products.yaml and users.json.gz; None where there is none.
        embedder: to index and to search with.
    """
    if folder is None or not folder.is_dir():
        return (
            Figure(OPEN_GAIN, None, "share", 0, reach=0.0, smaller_is_better=False),
            Figure(EXPLICIT_GAIN, None, "share", 0, reach=_WORST, smaller_is_better=False),
        )
    file = folder / "products.yaml"
    products = [each for each in CatalogFeed.open(file).products() if isinstance(each, Product)]
    rows = [each for each in open_feed(file).records() if isinstance(each, Record)]
    shop = Shop(
        products={product.id: product for product in products},
        category_of={str(row.values["id"]): str(row.values["category"]) for row in rows},
        style_of={str(row.values["id"]): str(row.values["style"]) for row in rows},
    )
    with TemporaryDirectory() as home:
        build(products, Path(home), embedder)
        with closing(CatalogSearch.open(Path(home), embedder)) as search:
            return measured(search, shop, favourites(folder / "users.json.gz"))


def measured(
    search: CatalogSearch, shop: Shop, sets: Sequence[tuple[str, ...]]
) -> tuple[Figure, ...]:
    """Return how taste changes open and explicit requests.

    Args:
        search: of an index of `shop`.
        shop: the catalog.
        sets: favourite categories.
    """
    people = [
        _person(search, shop, sets[number % len(sets)], Random(f"person {number}"))
        for number in range(PEOPLE)
    ]
    plain, tasted = _open_requests(search, shop, people)
    before, after = _explicit_requests(search, shop, people)
    return (
        mean_of("open requests: favourites among the first ten, no taste", plain, "share"),
        mean_of("open requests: favourites among the first ten, with taste", tasted, "share"),
        _gain(OPEN_GAIN, plain, tasted, reach=0.0),
        mean_of("explicit requests: of the kind among the first ten, no taste", before, "share"),
        _gain(EXPLICIT_GAIN, before, after, reach=_WORST),
    )


def _open_requests(
    search: CatalogSearch, shop: Shop, people: Sequence[Person]
) -> tuple[list[float], list[float]]:
    """Return each person's mean share of favourites, without and with taste."""
    plain, tasted = [], []
    for person in people:
        seen = frozenset(product.id for product in person.history)
        requests = [SearchRequest(text=text, limit=FIRST, exclude_ids=seen) for text in OPEN]
        plain.append(mean(_share(search, shop, each, person.favourites) for each in requests))
        personal = [replace(each, taste=person.taste) for each in requests]
        tasted.append(mean(_share(search, shop, each, person.favourites) for each in personal))
    return plain, tasted


def _explicit_requests(
    search: CatalogSearch, shop: Shop, people: Sequence[Person]
) -> tuple[list[float], list[float]]:
    """Return each person's mean share of the kind asked for, without and with taste."""
    before, after = [], []
    for number, person in enumerate(people):
        styles = _strange_styles(shop, person, Random(f"explicit {number}"))
        asked = [(s, SearchRequest(text=s.replace("_", " "), limit=FIRST)) for s in styles]
        before.append(mean(_of_style(search, shop, each, style) for style, each in asked))
        personal = [(style, replace(each, taste=person.taste)) for style, each in asked]
        after.append(mean(_of_style(search, shop, each, style) for style, each in personal))
    return before, after


def _gain(name: str, plain: Sequence[float], tasted: Sequence[float], reach: float) -> Figure:
    paired = [after - before for before, after in zip(plain, tasted, strict=True)]
    return replace(mean_of(name, paired, "share", reach=reach), smaller_is_better=False)


def _person(search: CatalogSearch, shop: Shop, wanted: tuple[str, ...], rng: Random) -> Person:
    known = [name for name in wanted if name in shop.category_of.values()]
    history = [product for _ in DEEDS for product in _one_of(shop, known, rng)]
    vectors = search.vectors([product.id for product in history])
    profile = Profile()
    for number, (kind, product) in enumerate(zip(DEEDS, history, strict=False)):
        at = _NOW - timedelta(days=45 - 3 * number)
        deed = done_to(kind, product, at, vector=vectors.get(product.id))
        profile = profile.after(deed, search.space)
    taste = profile.at(_NOW).taste(search.vocabulary, search.space)
    return Person(tuple(known), tuple(history), taste)


def _one_of(shop: Shop, wanted: Sequence[str], rng: Random) -> Iterator[Product]:
    """Yield one product of a favourite category, from the half that histories are made of."""
    if not wanted:
        return
    (category,) = rng.choices(wanted, _FAVOURITE[: len(wanted)])
    half = [
        product
        for identifier, product in shop.products.items()
        if shop.category_of[identifier] == category
        and sha256(identifier.encode()).digest()[0] % 2 == 0
    ]
    if half:
        yield rng.choice(half)


def _strange_styles(shop: Shop, person: Person, rng: Random) -> list[str]:
    styles = sorted(
        {
            style
            for identifier, style in shop.style_of.items()
            if shop.category_of[identifier] not in person.favourites
        }
    )
    return rng.sample(styles, min(EXPLICIT, len(styles)))


def _share(
    search: CatalogSearch, shop: Shop, request: SearchRequest, wanted: Sequence[str]
) -> float:
    found = search.search(request).candidates
    return mean(shop.category_of[each.product.id] in wanted for each in found) if found else 0.0


def _of_style(search: CatalogSearch, shop: Shop, request: SearchRequest, style: str) -> float:
    found = search.search(request).candidates
    return mean(shop.style_of[each.product.id] == style for each in found) if found else 0.0
