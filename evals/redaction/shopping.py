"""What shoppers say and shops write in which nobody is told of, from the data beside the checkout.

Only counts of it are ever printed. Sets that hold names on purpose (assistants are called by them)
are left out.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from evals.redaction.case import Case, Entity

_ORDERS = "bitext-ecommerce/train.csv"
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.\s")
_ENTITIES = ("order_id", "invoice_id", "person_name")


def shopping_lines(data: Path | None) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of every set that is there, by its name.

    Args:
        data: The folder of data for benches; None where there is none.
    """
    if data is None:
        return {}
    return {
        name: tuple(read(data / file))
        for name, (file, read) in _SETS.items()
        if (data / file).is_file()
    }


def order_requests(data: Path | None) -> tuple[Case, ...]:
    """Return requests about orders with their numbers, as other people marked them."""
    if data is None or not (data / _ORDERS).is_file():
        return ()
    cases = []
    for row in _rows(data / _ORDERS):
        text, value = row["utterance"], row["entity_value"]
        at = text.find(value) if value else -1
        found = row["entity_type"] in _ENTITIES and at >= 0
        title = _TITLE.match(value)  # how somebody is addressed tells nothing of who it is
        if found and title:
            at, value = at + title.end(), value[title.end() :]
        entities = (Entity(at, at + len(value), row["entity_type"]),) if found else ()
        cases.append(Case(text, entities, text))
    return tuple(cases)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _searches(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            query = json.loads(line).get("user_query")
            if query:
                yield str(query)


def _goals(path: Path) -> list[str]:
    return [str(goal) for goal in json.loads(path.read_text("utf-8"))]


def _queries(path: Path) -> list[str]:
    return [str(q) for queries in json.loads(path.read_text("utf-8")).values() for q in queries]


def _messages(path: Path) -> list[str]:
    talks = json.loads(path.read_text("utf-8"))
    return [m["content"] for talk in talks for m in talk["conversation"] if m.get("content")]


def _questions(path: Path) -> list[str]:
    pairs = json.loads(path.read_text("utf-8")).values()
    return [pair[which] for pair in pairs for which in ("original", "disfluent")]


def _titles(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _products(path: Path) -> list[str]:
    found = json.loads(path.read_text("utf-8"))
    rows = found["products"] if isinstance(found, dict) else found
    return [f"{row['title']}. {row['description']}" for row in rows]


_SETS: dict[str, tuple[str, Callable[[Path], list[str] | Iterator[str]]]] = {
    "searches": ("ubi-log/ubi_queries_events.ndjson", _searches),
    "goals": ("webshop-goals/human_goals.json", _goals),
    "queries": ("webshop-goals/goal_query_map.json", _queries),
    "dialogues": ("pscon/conversation_en.json", _messages),
    "questions": ("disfl-qa/dev.json", _questions),
    "titles": ("wands-pairs/titles.txt", _titles),
    "products": ("dummyjson/products.json", _products),
}
