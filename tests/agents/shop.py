"""A small shop for the dialogue's tests, and a search over it that keeps the contract.

`ListSearch` filters and ranks real products by word overlap: slow, exact, and
with no index, so that these tests are about the dialogue alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from agents.understand import Understander
from retrieval.product import Product, Variant, pieces_of
from retrieval.query import Candidate, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary, values_of

GIVEN_UP_FIRST = (Field.FEATURE, Field.SIZE, Field.MATERIAL, Field.COLOUR, Field.BRAND)


class ListSearch:
    """Searches a list of products; answers as `retrieval.search.Search` promises."""

    def __init__(self, products: Sequence[Product]) -> None:
        self.products = tuple(products)
        self.requests: list[SearchRequest] = []
        self._by_id = {p.id: p for p in products}
        self._vocabulary = Vocabulary.of(products)

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    def product(self, product_id: str) -> Product | None:
        return self._by_id.get(product_id)

    def search(self, request: SearchRequest) -> SearchResult:
        self.requests.append(request)
        found = self._fitting(request)
        relaxed: tuple[Term, ...] = ()
        if not found:
            outside = self._outside(request)
            if outside:
                return SearchResult((), 0, cheapest_outside=outside)
            found, relaxed = self._relaxed(request)
        words = _words(request.text)
        ranked = sorted(found, key=lambda p: (-_overlap(words, p), p.id))
        if request.sort is Sort.CHEAPEST:
            ranked.sort(key=lambda p: p.price)
        elif request.sort is Sort.DEAREST:
            ranked.sort(key=lambda p: -p.price)
        elif request.sort is Sort.BEST_RATED:
            ranked.sort(key=lambda p: -(p.rating or 0))
        ranked.sort(key=lambda p: not p.in_stock)
        shown = ranked[: request.limit]
        return SearchResult(
            tuple(Candidate(p, _variant(request, p), 1.0, _overlap(words, p)) for p in shown),
            total=len(ranked),
            relaxed=relaxed,
            relevant=not words or any(_overlap(words, p) for p in shown),
        )

    def _fitting(self, request: SearchRequest) -> list[Product]:
        return [p for p in self.products if fits(p, request)]

    def _outside(self, request: SearchRequest) -> Product | None:
        if request.price == PriceRange():
            return None
        free = self._fitting(replace(request, price=PriceRange()))
        bound = request.price.high or request.price.low or Decimal(0)
        return min(free, key=lambda p: abs(p.price - bound), default=None)

    def _relaxed(self, request: SearchRequest) -> tuple[list[Product], tuple[Term, ...]]:
        dropped: list[Term] = []
        for field in GIVEN_UP_FIRST:
            dropped += [t for t in request.wanted if t.field is field and t.hard]
            wanted = tuple(t for t in request.wanted if t not in dropped)
            found = self._fitting(replace(request, wanted=wanted))
            if found:
                return found, tuple(dropped)
        return [], ()


def fits(product: Product, request: SearchRequest) -> bool:
    """Say whether a product fulfils every hard constraint of a request."""
    values = values_of(product)
    price = request.price
    if request.min_rating is not None and (product.rating or 0) < request.min_rating:
        return False
    if product.id in request.exclude_ids or (request.in_stock_only and not product.in_stock):
        return False
    if price.high is not None and product.price > price.high:
        return False
    if price.low is not None and product.price < price.low:
        return False
    if any(t.value in values[t.field] for t in request.unwanted):
        return False
    fields = {t.field for t in request.wanted if t.hard}
    return all(
        any(t.value in values[f] for t in request.wanted if t.hard and t.field is f) for f in fields
    )


def _variant(request: SearchRequest, product: Product) -> Variant | None:
    wanted = {t.field: t.value for t in request.wanted if t.field in (Field.SIZE, Field.COLOUR)}
    if not wanted:
        return None
    return product.variant(wanted.get(Field.SIZE), wanted.get(Field.COLOUR))


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"[a-z]+", text.lower())}


def _overlap(words: set[str], product: Product) -> float:
    own = _words(f"{product.title} {product.category} {product.description}")
    return len(words & own) / len(words) if words else 0.0


def boot(
    number: int,
    name: str,
    price: str,
    materials: tuple[str, ...],
    sizes: dict[str, int],
    colours: tuple[str, ...] = ("brown",),
    **more: object,
) -> Product:
    """Make a hiking boot; `sizes` is stock by size, the same in each colour."""
    brand = name.split(maxsplit=1)[0]
    variants = tuple(
        Variant(
            id=f"boot-{number}-{colour}-{size}",
            size=size,
            colour=colour,
            price=Decimal(price),
            stock=stock,
        )
        for colour in colours
        for size, stock in sizes.items()
    )
    data: dict[str, object] = {
        "id": f"boot-{number}",
        "title": f"{name} Hiking Boot",
        "brand": brand,
        "description": f"The {name} is made for rough trails.",
        "price": Decimal(price),
        "department": "Shoes",
        "category": "hiking boots",
        "colours": colours,
        "materials": materials,
        "variants": variants,
        "stock": pieces_of(variants),
    }
    return Product.model_validate({**data, **more})


def thing(id_: str, title: str, price: str, category: str, **more: object) -> Product:
    """Make a product without variants."""
    data: dict[str, object] = {
        "id": id_,
        "title": title,
        "brand": title.split(maxsplit=1)[0],
        "description": f"{title}, a good one.",
        "price": Decimal(price),
        "department": "Home",
        "category": category,
        "stock": 12,
    }
    return Product.model_validate({**data, **more})


BOOTS = (
    boot(1, "Fernhollow Ridge Mid", "129.00", ("leather",), {"8": 3, "9": 9, "10": 4, "11": 2},
         rating=4.6, rating_count=212, features=("waterproof",), audience="men",
         attributes={"waterproof": "yes", "weight": "450 g", "vegan": "no"}),
    boot(2, "Tarnholm Scree", "145.00", ("leather",), {"9": 9, "10": 9}, rating=4.1,
         rating_count=40, list_price=Decimal("180.00"), attributes={"waterproof": "no"}),
    boot(3, "Ostra Fell Low", "99.00", ("suede",), {"8": 5, "9": 5, "10": 5},
         ("gray", "green"), rating=4.4, rating_count=87, features=("breathable",),
         attributes={"waterproof": "no", "water_resistant": "yes", "weight": "380 g"}),
    boot(4, "Fernhollow Moss", "79.50", ("mesh",), {"8": 5, "9": 1, "11": 6}, ("blue", "gray"),
         rating=4.0, rating_count=15, features=("lightweight",),
         attributes={"waterproof": "no", "weight": "310 g"}),
    boot(5, "Quillan Pass", "89.00", ("recycled polyester",), {"9": 4, "10": 0, "11": 4},
         features=("waterproof",), rating=4.3, rating_count=51,
         attributes={"waterproof": "yes", "weight": "400 g"}),
    boot(6, "Ostra Summit", "210.00", ("leather",), {"9": 2, "10": 2}, rating=4.8,
         rating_count=300, features=("insulated",), attributes={"waterproof": "yes"}),
    boot(7, "Tarnholm Vale", "69.00", ("mesh",), {"7": 0, "8": 0}, rating=3.9, rating_count=9),
)  # fmt: skip
OTHERS = (
    thing("mug-1", "Pellworth Harbor Mug", "14.00", "mugs", colours=("blue",), rating=4.5,
          rating_count=90, materials=("stoneware",), attributes={"dishwasher_safe": "yes"}),
    thing("mug-2", "Pellworth Quay Mug", "18.00", "mugs", colours=("white",), stock=2,
          attributes={"dishwasher_safe": "no"}),
    thing("mug-3", "Lintwell Kiln Mug", "22.50", "mugs", colours=("green",),
          materials=("porcelain",)),
    thing("tent-1", "Fernhollow Lee 2 Tent", "249.00", "tents", department="Outdoor",
          attributes={"sleeps": "2", "weight": "1.9 kg"}, features=("waterproof",)),
    thing("tent-2", "Tarnholm Cairn 4 Tent", "399.00", "tents", department="Outdoor",
          attributes={"sleeps": "4"}),
    thing("phones-1", "Auden Hush Headphones", "199.00", "headphones", department="Electronics",
          features=("wireless", "noise cancelling"),
          attributes={"wireless": "yes", "noise_cancelling": "yes", "battery_life": "30 hours"}),
    thing("jacket-1", "Ostra Gale Rain Jacket", "110.00", "rain jackets", department="Fashion",
          materials=("recycled polyester",), features=("hooded",),
          attributes={"waterproof": "yes", "hooded": "yes"}),
)  # fmt: skip
SHOP = (*BOOTS, *OTHERS)


@cache
def reader() -> Understander:
    """Return what reads utterances in the words of `SHOP`: it holds no state, so one is enough."""
    return Understander(Vocabulary.of(SHOP))
