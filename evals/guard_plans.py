"""Reply plans as JSON, so that an examination stays the same when search or graph change.

Any frozen dataclass of the plan is written with its name and fields; a product is written by
its id only and read from the catalog. Does not cover how plans come about
(`evals.guard_record`).
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from agents.guard.sheet import FactSheet, sheet_of
from agents.reply.plan import ReplyPlan
from retrieval.product import Product, Variant
from retrieval.query import Candidate
from retrieval.sample import generate

DATA = Path(__file__).parent / "data" / "guard"
PLANS = DATA / "plans.jsonl"

_MODULES = (
    "agents.acts",
    "agents.constraints",
    "agents.facts",
    "agents.offers",
    "agents.orders",
    "agents.pending",
    "agents.policies",
    "agents.preference",
    "agents.purposes",
    "agents.references",
    "agents.turn",
    "agents.reply.cart_parts",
    "agents.reply.ideas_parts",
    "agents.reply.leads",
    "agents.reply.plan",
    "agents.reply.question_parts",
    "agents.reply.shop_parts",
    "agents.reply.talk_parts",
    "retrieval.query",
    "retrieval.terms",
)
_LEFT_OUT = frozenset({"score", "cosine", "parts"})
"""Of a candidate: how it was found says nothing that may be stated."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One turn of a recorded conversation."""

    id: str
    """ "07-3": conversation and turn, both from 1."""
    catalog: str
    plan: ReplyPlan

    @property
    def sheet(self) -> FactSheet:
        """What may be said in it, as the product makes it."""
        return sheet_of(self.plan)

    @property
    def kind(self) -> str:
        """The name of the plan's first part."""
        return type(self.plan.parts[0]).__name__


def to_json(recorded: Recorded) -> str:
    """Return one line of JSON."""
    return json.dumps(
        {"id": recorded.id, "plan": _encoded(recorded.plan)}, separators=(",", ":"), sort_keys=True
    )


def read_plans(path: Path = PLANS) -> tuple[Recorded, ...]:
    """Return the recorded turns of the sample catalog, in order."""
    products = sample_products()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_recorded(json.loads(line), products) for line in lines)


@cache
def sample_products() -> Mapping[str, Product]:
    """Return the sample catalog by id."""
    return {product.id: product for product in generate()}


def _recorded(line: dict[str, Any], products: Mapping[str, Product]) -> Recorded:
    plan = _decoded(line["plan"], products, _classes())
    if not isinstance(plan, ReplyPlan):
        raise TypeError(f"The plan of {line['id']} is no ReplyPlan; record the plans anew.")
    return Recorded(line["id"], "sample", plan)


def _encoded(value: object) -> Any:
    if isinstance(value, Enum):
        return {"enum": type(value).__name__, "value": value.value}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Product):
        return {"product": value.id}
    if isinstance(value, Variant):
        return {"variant": value.id}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {
            f.name: _encoded(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if not (isinstance(value, Candidate) and f.name in _LEFT_OUT)
            and not _is_default(f, getattr(value, f.name))
        }
        return {"is": type(value).__name__, **told}
    if isinstance(value, Iterable):
        return [_encoded(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be written; teach evals.guard_plans about it.")


def _is_default(field: "dataclasses.Field[Any]", value: object) -> bool:
    return field.default is not dataclasses.MISSING and field.default == value


def _decoded(value: Any, products: Mapping[str, Product], classes: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(item, products, classes) for item in value)
    if not isinstance(value, dict):
        return value
    if "enum" in value:
        return classes[value["enum"]](value["value"])
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "product" in value and len(value) == 1:
        return products[value["product"]]
    if "variant" in value and len(value) == 1:
        return _variants()[value["variant"]]
    given = {k: _decoded(v, products, classes) for k, v in value.items() if k != "is"}
    if value["is"] == "Candidate":
        given |= {"score": 0.0, "cosine": 0.0}
        given.setdefault("variant", None)
    return classes[value["is"]](**given)


@cache
def _variants() -> Mapping[str, Variant]:
    return {v.id: v for product in sample_products().values() for v in product.variants}


@cache
def _classes() -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name in _MODULES:
        module = import_module(name)
        own = (c for c in vars(module).values() if isinstance(c, type))
        found.update({c.__name__: c for c in own if c.__module__ == name})
    return found
