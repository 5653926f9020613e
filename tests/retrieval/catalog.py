"""Small catalogs and a small embedder for tests that need a real engine but no weights."""

import re
from collections.abc import Sequence
from decimal import Decimal
from hashlib import blake2b
from random import Random

import numpy as np

from retrieval.embedder import Vectors, unit
from retrieval.product import Flag, Product, Variant, pieces_of

CATEGORIES = {
    "hiking boots": "Shoes",
    "sneakers": "Shoes",
    "tents": "Outdoor",
    "backpacks": "Outdoor",
    "desk lamps": "Home",
}
BRANDS = ("Tarnholm", "Veldra", "Oskwell", None)
COLOURS = ("black", "blue", "red", "olive green")
SIZES = ("8", "9", "10", "XL")
MATERIALS = ("leather", "suede", "nylon")
AUDIENCES = ("women", "men", "kids", None)
FEATURES = ("waterproof", "lightweight", "vegan leather")


class WordEmbedder:
    """Hashes words into 64 dimensions: texts that share words are near each other."""

    name = "words-64"
    dimensions = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                code = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
                vectors[row, code % self.dimensions] += 1.0
        return unit(vectors)


def boots(identifier: str, **changes: object) -> Product:
    """Return plain hiking boots with `changes`."""
    facts: dict[str, object] = {
        "id": identifier,
        "title": f"{identifier} Hiking Boots",
        "price": Decimal(100),
        "department": "Shoes",
        "category": "hiking boots",
        "stock": 5,
    }
    return Product.model_validate(facts | changes)


def variant(
    identifier: str, size: str | None, colour: str | None, price: int, stock: int
) -> Variant:
    """Return one variant at a price in dollars."""
    return Variant(id=identifier, size=size, colour=colour, price=Decimal(price), stock=stock)


def random_catalog(count: int, seed: int) -> tuple[Product, ...]:
    """Return products that differ in everything a request can ask for."""
    random = Random(seed)
    return tuple(_random_product(random, number) for number in range(count))


def _random_product(random: Random, number: int) -> Product:
    category = random.choice(list(CATEGORIES))
    variants = tuple(_random_variants(random, number)) if random.random() < 0.7 else ()
    price = min((v.price for v in variants), default=_price(random))
    stock = pieces_of(variants) if variants else random.choice((0, 1, 20))
    return Product(
        id=f"p{number}",
        title=f"{random.choice(('Trail', 'City', 'Alpine'))} {category} {number}",
        brand=random.choice(BRANDS),
        price=price,
        department=CATEGORIES[category],
        category=category,
        colours=tuple(random.sample(COLOURS, random.choice((0, 1, 2)))),
        materials=tuple(random.sample(MATERIALS, random.choice((0, 1, 2)))),
        audience=random.choice(AUDIENCES),
        features=tuple(random.sample(FEATURES, random.choice((0, 1, 2)))),
        variants=variants,
        stock=stock,
        rating=random.choice((None, 2.5, 4.0, 4.8)),
        rating_count=random.choice((0, 3, 400)),
        currency="EUR" if random.random() < 0.2 else "USD",
        flags=tuple(flag for flag in Flag if random.random() < 0.1),
    )


def _random_variants(random: Random, number: int) -> list[Variant]:
    sizes = random.sample(SIZES, random.choice((1, 2, 3))) if random.random() < 0.8 else [None]
    colours = random.sample(COLOURS, random.choice((1, 2))) if random.random() < 0.7 else [None]
    return [
        Variant(
            id=f"v{number}-{size}-{colour}",
            size=size,
            colour=colour,
            price=_price(random),
            stock=random.choice((0, 0, 2, 9)),
        )
        for size in sizes
        for colour in colours
        if random.random() < 0.8
    ]


def _price(random: Random) -> Decimal:
    return Decimal(random.choice((999, 1000, 1999, 2000, 4950, 9999, 10000, 25000))) / 100
