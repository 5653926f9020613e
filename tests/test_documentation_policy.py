"""docs/routing.md and its neighbours show the policy file as it is."""

import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from agents.ledger.budgets import BudgetRule
from agents.models.call import Task
from agents.models.spec import GpuPrice, ModelSpec, PriceOverride
from agents.routing.hard import REFUSALS
from agents.routing.policy import (
    BreakerPolicy,
    Explore,
    Policy,
    Rule,
    ScorePolicy,
    Sticky,
    TaskPolicy,
    TenantPolicy,
    Tiers,
    When,
)
from agents.routing.policy_checks import mistakes_of
from assistant.config import Settings

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = ("routing.md", "ledger.md", "what-if.md", "guard.md")
TABLES: dict[str, type[BaseModel]] = {
    "At the top:": Policy,
    "`[models.NAME]`: one": ModelSpec,
    "`[tiers]`: names": Tiers,
    "`[tasks.TASK]`: `reply`": TaskPolicy,
    "`[[rules]]`: the first": Rule,
    "`when`: every": When,
    "`[tenants.NAME]`: what": TenantPolicy,
    "`[[budgets]]`: reserved": BudgetRule,
    "`[explore]`: chance": Explore,
    "`[score]`: made": ScorePolicy,
    "`[sticky]`\n": Sticky,
    "`[breaker]`\n": BreakerPolicy,
}
"""How the line before a table of docs/routing.md begins, and what the table documents."""


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def rows_after(beginning: str) -> list[list[str]]:
    """Return the cells of the first table after the line that begins so."""
    _, found, after = page("routing.md").partition(f"\n{beginning}")
    assert found, f"docs/routing.md has no line that begins with {beginning!r}"
    table = re.search(r"(?:^ *\|.*\n)+", after, re.MULTILINE)
    assert table is not None
    lines = table.group().splitlines()[2:]
    return [[cell.strip() for cell in line.strip().split("|")[1:-1]] for line in lines]


def told(field: FieldInfo) -> str:
    """Return a default as the page writes it."""
    value: Any = field.get_default(call_default_factory=True)
    match value:
        case _ if value is PydanticUndefined:
            return "needed"
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case int():
            return f"{value:,}"
        case float():
            return f"{value:g}"
        case Enum():
            return str(value.value)
        case frozenset():
            return ", ".join(sorted(value)) or "empty"
        case tuple() | dict():
            return ", ".join(value) or "empty"
        case BaseModel():
            return "empty" if isinstance(value, Tiers | When) else "below"
        case _:
            return str(value)


@pytest.mark.parametrize("beginning", TABLES)
def test_every_key_of_the_policy_stands_there_with_its_default(beginning: str) -> None:
    documented = {key.strip("`"): default for key, default, _ in rows_after(beginning)}
    fields = TABLES[beginning].model_fields
    assert documented == {name: told(field) for name, field in fields.items()}


def test_the_deadlines_of_all_tasks_stand_there() -> None:
    rows = {row[0].strip("`"): row[1:] for row in rows_after("`[tasks.TASK]`: `reply`")}
    assert rows["first_content_s"][0] == "0.6"
    _, _, after = page("routing.md").partition("| task | `first_content_s`")
    documented = re.findall(r"^\| `(\w+)` \| ([\d.,]+) \| ([\d.,]+) \| ([\d.,]+) \|", after, re.M)
    tasks = [(task.value, Policy().task(task)) for task in Task]
    assert sorted(documented) == sorted(
        (name, f"{t.first_content_s:g}", f"{t.total_s:g}", f"{t.max_output_tokens:,}")
        for name, t in tasks
    )


def test_every_key_of_a_price_stands_there() -> None:
    (price,) = (row[2] for row in rows_after("`[models.NAME]`: one") if row[0] == "`price`")
    for key in (*PriceOverride.model_fields, *GpuPrice.model_fields):
        assert key in price


def test_every_word_that_rules_a_model_out_is_explained() -> None:
    words = " ".join(row[0] for row in rows_after("1. **Hard constraints**"))
    assert sorted(re.findall(r"`(\w+)`", words)) == sorted(REFUSALS)


def shown() -> Iterator[tuple[str, str]]:
    for name in PAGES:
        for block in re.findall(r"```toml\n(.*?)```", page(name), re.DOTALL):
            yield name, block


@pytest.mark.parametrize(("name", "block"), list(shown()))
def test_what_is_shown_as_toml_loads(name: str, block: str, tmp_path: Path) -> None:
    values = tomllib.loads(block)
    if block.startswith("# aisle.toml"):
        Settings.model_validate(values)
        return
    if "tiers" not in values:  # a part of a file: it is put into the shipped one
        data = files("agents.routing").joinpath("data/policy.toml")
        shipped = tomllib.loads(data.read_text(encoding="utf-8"))
        values = shipped | values | {"models": shipped["models"] | values.get("models", {})}
        values["tenants"] = values.get("tenants", {})
    assert list(mistakes_of(Policy.model_validate(values))) == []


def test_a_part_with_an_unknown_key_would_be_seen() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        Policy.model_validate({"explore": {"rat": 0.1}})
