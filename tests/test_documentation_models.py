"""The pages on models show commands, metrics and the guard as they are."""

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
import typer
import typer.core

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.guard.verdict import Fault, Refusal
from agents.ledger.accounts import Dimension
from agents.ledger.entries import Outcome
from agents.ledger.metrics import Metrics
from agents.models.errors import ModelFailed
from agents.reply.sentences import clauses, sentences
from assistant.cli import with_other_packages
from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.product import Product

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/routing.md", "docs/guard.md", "docs/ledger.md", "docs/what-if.md")
EVAL_PAGES = tuple(
    f"docs/{name}.md"
    for name in (
        "evals",
        "scenarios",
        "simulated-shopper",
        "voice-evals",
        "measures",
        "comparing",
        "eval-report",
        "from-logs",
    )
)
LOG_PAGES = tuple(
    f"docs/{name}.md"
    for name in (
        "intent-log",
        "events",
        "logging",
        "redaction",
        "log-measures",
        "topics",
        "analyst-pages",
        "logs-in-and-out",
        "privacy",
        "bi",
    )
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str, heads: str) -> list[list[str]]:
    """Return the cells of the table with these heads."""
    table = text.split(f"\n| {heads} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table]


def commands_shown() -> list[str]:
    """Return every call of `aisle` in blocks and in the running text."""
    found: set[str] = set()
    for name in (*PAGES, *EVAL_PAGES, *LOG_PAGES):
        for line in page(name).splitlines():
            found.update(re.findall(r"^ *(?:\$ )?(aisle (?!is |serve and )[a-z].*)", line))
            found.update(re.findall(r"`(aisle [^`]+)`", line))
    return sorted(found)


@pytest.fixture(scope="module")
def command_line() -> typer.core.TyperGroup:
    """Return all commands, those of other packages too."""
    root = typer.main.get_command(with_other_packages())
    assert isinstance(root, typer.core.TyperGroup)
    return root


def options_of(group: typer.core.TyperGroup, words: list[str]) -> set[str]:
    """Return the options of the command that `words` begin with."""
    name = words.pop(0)
    assert name in group.commands, f"there is no command {name!r}"
    found = group.commands[name]
    if isinstance(found, typer.core.TyperGroup) and words:
        return options_of(found, words)
    return {option for param in found.params for option in (*param.opts, *param.secondary_opts)}


@pytest.mark.parametrize("line", commands_shown())
def test_commands_are_possible_as_they_are_shown(
    command_line: typer.core.TyperGroup, line: str
) -> None:
    said = re.split(r"   +", line)[0]  # what stands in a column beside it is no part of it
    words = shlex.split(said, comments=True)[1:]
    words = words[: next((i for i, word in enumerate(words) if word in "<>|"), len(words))]
    options = options_of(command_line, words)
    assert {word for word in words if word.startswith("--")} <= options | {"--help"}


def test_every_metric_is_listed_with_its_labels() -> None:
    listed = {
        name.strip("`"): tuple(label for label in labels.split(", ") if label)
        for name, labels, _ in rows(page("docs/ledger.md"), "metric | labels |")
    }
    real = {
        collector._name.removeprefix("aisle_"): tuple(collector._labelnames)  # no public way
        for collector in vars(Metrics()).values()
        if hasattr(collector, "_labelnames")
    }
    assert listed == real


def test_alerts_watch_metrics_that_exist() -> None:
    known = {
        f"{metric.name}_total" if metric.type == "counter" else metric.name
        for metric in Metrics().registry.collect()
    }
    (alerts,) = re.findall(r"```yaml\n(.*?)```", page("docs/ledger.md"), re.DOTALL)
    named = set(re.findall(r"aisle_\w+", alerts))
    assert len(named) > 5
    assert named <= known


def reasons() -> set[str]:
    found: set[str] = set()
    waiting: list[type[ModelFailed]] = ModelFailed.__subclasses__()
    while waiting:
        kind = waiting.pop()
        found.add(kind.reason)
        waiting += kind.__subclasses__()
    return found


def test_reasons_outcomes_and_lines_of_the_bill_are_named() -> None:
    text = page("docs/ledger.md")
    words = reasons() | set(get_args(Outcome)) | set(get_args(Dimension))
    assert {word for word in words if f"`{word}`" not in text} == set()


@pytest.fixture(scope="module")
def two_boots(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    """Return the products that docs/guard.md shows, read as `aisle guard` reads them."""
    (block,) = re.findall(r"```json\n(.*?)```", page("docs/guard.md"), re.DOTALL)
    file = tmp_path_factory.mktemp("boots") / "two.jsonl"
    file.write_text(block, encoding="utf-8")
    read = [entry for entry in CatalogFeed.open(file).products() if isinstance(entry, Product)]
    assert len(read) == 2
    return FactSheet(tuple(read), ())


def refusals(sheet: FactSheet, text: str) -> list[Refusal]:
    guard = Guard(sheet)
    return [
        refusal
        for clause in clauses(list(sentences(text)))
        for refusal in guard.check(clause).refusals
    ]


def refused_examples() -> list[list[str]]:
    return rows(page("docs/guard.md"), "fault | refused, of the two boots above")


def test_every_fault_has_an_example() -> None:
    assert [fault.strip("`") for fault, _ in refused_examples()] == [f.value for f in Fault]


@pytest.mark.parametrize(("fault", "text"), refused_examples())
def test_what_is_said_to_be_refused_is(two_boots: FactSheet, fault: str, text: str) -> None:
    assert fault.strip("`") in [refusal.fault.value for refusal in refusals(two_boots, text)]


@pytest.mark.parametrize(("text", "why"), rows(page("docs/guard.md"), "passes | why"))
def test_what_is_said_to_pass_does(two_boots: FactSheet, text: str, why: str) -> None:
    assert why
    assert refusals(two_boots, text) == []
