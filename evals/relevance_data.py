"""Queries with products that people, or a catalog's own kinds, judge: what relevance learns from.

Four catalogs and requests for things that they do not sell. Read from the folder of data
that does not ship; a catalog that is not there is left out.
"""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from retrieval.feeds.categories import NO_CATEGORY, NO_DEPARTMENT
from retrieval.product import Product

Pair = tuple[str, int, bool]
"""Query, index of the product, and whether it is what the query means."""

_DICE = 20_261_122
_OTHERS_PER_QUERY = 60
_CHAT = 300
"""Utterances of CLINC150 that no shop answers."""

_SHOPPING = frozenset({"order", "shopping_list", "shopping_list_update", "recipe"})
"""Intents of CLINC150 that name things a shop may have."""

_NO_NOUN = frozenset(
    """
    bathroom bedroom bouquet camping casual centerpiece christmas decorative easter fishing
    formal hair halloween kitchen living percussion pet reed strings tops travel valentine
    makeup skincare grooming bathing cooking decoration wind keys
    """.split()  # noqa: SIM905
)
"""Kinds of aws-retail that nobody asks for by that word."""

_AT_HOME = frozenset({"furniture", "housewares", "homedecor", "floral", "seasonal", "tools"})
"""Departments of aws-retail that a furniture shop may sell too."""

NOT_SOLD = (
    "car insurance quote",
    "mortgage refinance calculator",
    "insulin syringes",
    "printer ink cartridge",
    "motorcycle chain lube",
    "brake pads for honda civic",
    "netflix gift subscription",
    "welding helmet",
    "dental implants",
    "airplane engine",
    "lawyer for divorce",
    "college application essay",
    "prescription blood pressure medication",
    "scuba diving regulator",
    "tickets to a football game",
    "tax return software",
    "horse saddle",
    "aquarium water heater",
    "concrete mixer rental",
    "forklift certification course",
    "hearing aid batteries",
    "live lobster",
    "helicopter flight lesson",
    "contact lenses",
    "diesel generator",
    "used pickup truck",
    "wedding photographer",
    "chicken feed",
    "snow blower spark plug",
    "tractor tires",
)
"""What none of the catalogs here has."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Products with judged queries."""

    name: str
    products: tuple[Product, ...]
    pairs: tuple[Pair, ...]
    absent: tuple[str, ...]
    """Requests that nothing here answers."""
    judged: bool = True
    """By people; otherwise by kind, with more of other kinds than anybody would judge."""


def catalogs(data: Path) -> list[Catalog]:
    """Read every catalog that is in `data`."""
    kinds = _aws_kinds(data)
    chat = _chat(data)
    found = []
    if (data / "wands-pairs").is_dir():
        foreign = [kind for kind, department in kinds.items() if department not in _AT_HOME]
        found.append(_wands(data / "wands-pairs", [*foreign, *chat]))
    if kinds:
        found.append(_aws(data / "aws-retail", kinds, chat))
    if (data / "dummyjson").is_dir():
        foreign = [kind for kind, dep in kinds.items() if dep in {"instruments", "floral", "tools"}]
        found.append(_dummyjson(data / "dummyjson", [*foreign, *chat]))
    return found


def title_only(title: str) -> Product:
    """Return a product of which only the title is known."""
    return Product(
        id=title,
        title=title,
        price=Decimal(1),
        department=NO_DEPARTMENT,
        category=NO_CATEGORY,
        stock=1,
    )


def wands_judgments(folder: Path) -> tuple[list[str], list[tuple[str, str, bool]]]:
    """Return the titles, and query, title and verdict of every judgment."""
    titles = [
        line for line in (folder / "titles.txt").read_text(encoding="utf-8").split("\n") if line
    ]
    with (folder / "judgments.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["query"], row["title"], row["label"] == "Relevant") for row in csv.DictReader(file)
        ]
    return titles, rows


def _wands(folder: Path, absent: Sequence[str]) -> Catalog:
    titles, rows = wands_judgments(folder)
    index = {title: number for number, title in enumerate(titles)}
    pairs = {(query, index[title]): verdict for query, title, verdict in rows}
    return Catalog(
        name="wands",
        products=tuple(title_only(title) for title in titles),
        pairs=tuple((query, title, verdict) for (query, title), verdict in pairs.items()),
        absent=(*absent, *NOT_SOLD),
    )


def _aws_rows(data: Path) -> list[dict[str, Any]]:
    path = data / "aws-retail" / "products.yaml"
    if not path.is_file():
        return []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: list[dict[str, Any]] = yaml.load(path.read_bytes(), Loader=loader)
    return rows


def _aws_kinds(data: Path) -> dict[str, str]:
    """Return the kinds that are named as shoppers do, with their departments."""
    return {
        str(row["style"]): str(row["category"])
        for row in _aws_rows(data)
        if str(row["style"]).isalpha() and row["style"] not in _NO_NOUN
    }


def _aws(folder: Path, kinds: dict[str, str], absent: Sequence[str]) -> Catalog:
    rows = _aws_rows(folder.parent)
    products = tuple(
        Product(
            id=row["id"],
            title=row["name"],
            description=row.get("description") or "",
            price=Decimal(str(row["price"])).quantize(Decimal("0.01")),
            department=row["category"],
            category=str(row["style"]),
            stock=row["current_stock"],
        )
        for row in rows
    )
    by_kind = [str(row["style"]) for row in rows]
    return Catalog(
        "aws-retail",
        products,
        tuple(_kind_pairs(products, by_kind, kinds)),
        (*absent, *NOT_SOLD),
        judged=False,
    )


def _dummyjson(folder: Path, absent: Sequence[str]) -> Catalog:
    rows = json.loads((folder / "products.json").read_text(encoding="utf-8"))
    rows = rows.get("products", rows) if isinstance(rows, dict) else rows
    products = tuple(
        Product(
            id=str(row["id"]),
            title=row["title"],
            description=row["description"],
            brand=row.get("brand"),
            price=Decimal(str(row["price"])).quantize(Decimal("0.01")),
            department=row["category"],
            category=row["category"].replace("-", " "),
            stock=row["stock"],
        )
        for row in rows
    )
    kinds = [product.category for product in products]
    return Catalog(
        "dummyjson",
        products,
        tuple(_kind_pairs(products, kinds, set(kinds))),
        (*absent, *NOT_SOLD),
        judged=False,
    )


def _kind_pairs(
    products: Sequence[Product], kinds: Sequence[str], asked: Iterable[str]
) -> Iterable[Pair]:
    """Ask for each kind, plain and with a word of one of its titles; others are not meant.

    A product of another kind whose text says the word is left out: it may well be meant.
    """
    dice = random.Random(_DICE)
    members = defaultdict(list)
    for number, kind in enumerate(kinds):
        members[kind].append(number)
    for kind in sorted(asked):
        described = dice.choice(products[dice.choice(members[kind])].title.split())
        others = [
            number
            for number, product in enumerate(products)
            if kinds[number] != kind
            and not any(
                word in f"{product.title} {product.description}".lower() for word in kind.split()
            )
        ]
        for query in (kind, f"{described.lower()} {kind}"):
            for number in dice.sample(members[kind], min(6, len(members[kind]))):
                yield query, number, True
            for number in dice.sample(others, min(_OTHERS_PER_QUERY, len(others))):
                yield query, number, False


def _chat(data: Path) -> list[str]:
    path = data / "clinc150" / "data_train_val.json"
    if not path.is_file():
        return []
    spoken = json.loads(path.read_text(encoding="utf-8"))
    texts = sorted(
        {text for rows in spoken.values() for text, intent in rows if intent not in _SHOPPING}
    )
    return random.Random(_DICE).sample(texts, _CHAT)
