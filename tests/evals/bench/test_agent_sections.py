"""The sections for prices, self-repairs and references: they can see right and wrong."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Edit, Kind, Set
from agents.reading import Reading, Reference, Shown
from assistant.config import Settings
from evals.bench.agent.prices import price_section
from evals.bench.agent.references import reference_section
from evals.bench.agent.repairs import content_f1, faults, plain, repair_section
from evals.bench.agent.shop import open_shop
from evals.price_forms import PriceForm
from evals.repair_forms import RepairForm
from retrieval.query import PriceRange


def price(low: str | None, high: str | None, *, hard: bool = True, also: bool = False) -> Set:
    bounds = PriceRange(Decimal(low) if low else None, Decimal(high) if high else None)
    return Set(Constraint(Kind.PRICE, bounds, "", 0, hard=hard), also)


def find(*edits: Edit, text: str = "") -> Reading:
    return Reading(Act.FIND, 1.0, "", edits=edits, text=text)


class Says:
    """Gives each text the reading that a test wrote for it."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        return (self._readings[text],)


UNDER = PriceForm("u", ((None, "49.99"),), "hard", "high")
AROUND = PriceForm("a", (("85.00", "115.00"),), "soft", "around")
NONE = PriceForm("n", (), "any", "none")


@pytest.mark.parametrize(
    ("form", "reading", "right"),
    [
        (UNDER, find(price(None, "49.99")), True),
        (UNDER, find(price(None, "50")), False),
        (UNDER, find(price("10", "49.99")), False),
        (UNDER, find(price(None, "49.99", hard=False)), False),
        (UNDER, find(), False),
        (UNDER, find(price(None, "80"), price(None, "49.99")), True),
        (AROUND, find(price("85.01", "115", hard=False)), True),
        (AROUND, find(price("85", "115")), False),
        (NONE, find(), True),
        (NONE, find(price(None, "9")), False),
    ],
)
def test_a_price_is_right_or_wrong(form: PriceForm, reading: Reading, right: bool) -> None:
    section = price_section(Says({form.text: reading}), [form])
    assert section.figures[0].value == float(right)
    assert bool(section.details) is not right


BLUE = RepairForm("b", ("colour=blue",), ("colour=red",), ("red",), "at once: colour")


def colour(value: str, *, wanted: bool = True) -> Set:
    return Set(Constraint(Kind.COLOUR, value, "", 0, wanted=wanted))


@pytest.mark.parametrize(
    ("reading", "wrong"),
    [
        (find(colour("blue")), []),
        (find(colour("red")), ["lacks colour=blue", "has colour=red"]),
        (find(colour("blue"), Set(colour("red").constraint, also=True)), ["has colour=red"]),
        (find(colour("blue"), text="boots in red"), ["searches for red"]),
        (find(colour("blue"), text="redwood boots"), []),
    ],
)
def test_faults_of_a_repair(reading: Reading, wrong: list[str]) -> None:
    assert faults(BLUE, [reading]) == wrong


def test_counts_orders_and_words_are_judged_too() -> None:
    form = RepairForm("f", ("ordinal=3", "quantity=2"), ("ordinal=2",), (), "ordinal")
    third = Reading(
        Act.CART_ADD, 1.0, "", references=(Reference("the third", ordinal=3),), quantity=2
    )
    assert faults(form, [third]) == []
    tent = RepairForm("t", ("words=4|four",), ("words=2|two",), (), "by hand")
    assert faults(tent, [find(text="tent for four people")]) == []
    assert faults(tent, [find(text="tent for two people")]) == ["lacks words=4|four", "has two"]


def test_repairs_without_other_peoples_texts_are_scored_without_them() -> None:
    section = repair_section(Says({"b": find(colour("blue"))}), str, None, [BLUE])
    values = {figure.name: figure.value for figure in section.figures}
    assert values == {
        "repairs_read": 1.0,
        "repairs_wishes": 1.0,
        "disfl_qa_exact": None,
        "disfl_qa_content_f1": None,
    }


def test_questions_are_compared_without_case_marks_and_fillers(tmp_path: Path) -> None:
    folder = tmp_path / "disfl-qa"
    folder.mkdir()
    rows = {
        "1": {"original": "Who ate it?", "disfluent": "What no uh who ate it"},
        "2": {"original": "Where is the cat?", "disfluent": "Where is the dog sorry cat?"},
    }
    (folder / "dev.json").write_text(json.dumps(rows), encoding="utf-8")

    def half_fluent(text: str) -> str:
        return text.removeprefix("What no ")

    section = repair_section(Says({"b": find(colour("blue"))}), half_fluent, tmp_path, [BLUE])
    values = {figure.name: figure.value for figure in section.figures}
    assert values["disfl_qa_exact"] == 0.5
    assert values["disfl_qa_content_f1"] == pytest.approx((1 + 2 / 4) / 2)
    assert [d["key"] for d in section.details if d["section"] == "disfl_qa"] == ["2"]
    assert not any("cat" in str(d) for d in section.details), "their text does not leave its file"


def test_content_words() -> None:
    assert plain("Um, Who's THAT?") == ("who's", "that")
    assert content_f1("the cat", "a cat") == 1.0
    assert content_f1("dog", "cat") == 0.0


@pytest.mark.model
def test_the_sections_run_on_the_sample_shop(sample_home: Path) -> None:
    with open_shop(Settings(home=sample_home), None) as shop:
        right = PriceForm("a tent under 150", ((None, "149.99"),), "hard", "high")
        assert price_section(shop.understander, [right]).figures[0].value == 1.0
        held = reference_section(shop.agent, "dev", 6)
        again = reference_section(shop.agent, "dev", 6)
        assert held.figures[0].n == 6
        assert held.figures[0].value is not None
        assert held.figures[0].value > 0.4
        assert held == again, "no dialogue goes on from one held before"
