"""Logged conversations become scenarios that say nothing of who spoke."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agents.acts import Act
from assistant.turn_record import CartRecord, Timings, TurnRecord
from evals.errors import LabelsInvalid
from evals.from_log.digest import digest_of
from evals.from_log.labels import TurnLabel, read_labels
from evals.from_log.making import NotMade, scenario_of
from evals.scenarios.expectations import Wish
from evals.scenarios.scenario import Scenario

_NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def logged(turn: int, said: str, **other: Any) -> TurnRecord:
    """Return the record of one turn."""
    given: dict[str, Any] = {
        "schema": "aisle.turn/1",
        "session_id": "session-1",
        "client_id": "ada@example.com",
        "turn": turn,
        "timestamp": _NOW,
        "modality": "text",
        "user_query": said,
        "acts": [{"act": "find", "confidence": 0.9, "words": said}],
        "constraints": [],
        "query_response_hit_ids": [],
        "relaxed": [],
        "reply": "Here are two.",
        "tier": "template",
        "cost_usd": "0",
        "timings_ms": Timings(),
        "outcome": "completed",
    }
    return TurnRecord(**{**given, **other})


def made(turns: list[TurnRecord], *labels: TurnLabel) -> Scenario:
    found = scenario_of(turns, {(la.session_id, la.turn): la for la in labels}, _NOW, "g-1")
    assert isinstance(found, Scenario)
    return found


def test_what_was_said_understood_and_shown_is_kept_with_where_it_comes_from() -> None:
    price = {"kind": "price", "value": {"low": None, "high": "149.99"}}
    brand = {"kind": "brand", "value": "Torvane", "wanted": False}
    scenario = made(
        [
            logged(0, "hiking boots under 150", constraints=[price], titles=["A", "B", "C", "D"]),
            logged(1, "not Torvane", constraints=[price, brand]),
        ]
    )
    first, second = scenario.turns
    assert first.expect is not None and first.expect.acts == (Act.FIND,)
    assert first.expect.shown is None  # nobody said that it was right
    assert second.expect is not None
    assert second.expect.constraints == (
        Wish.model_validate({"price": {"at_most": "149.99"}}),
        Wish.model_validate({"not": {"brand": "Torvane"}}),
    )
    assert scenario.ends.shown is not None and scenario.ends.shown.where is not None
    assert scenario.ends.shown.where.title == ("A", "B", "C")
    assert scenario.ends.cart == ()
    origin = scenario.provenance
    assert origin is not None
    assert (origin.source, origin.turns, origin.catalog) == ("log", 2, "g-1")
    assert origin.conversation == digest_of("session-1")
    assert origin.shopper == digest_of("ada@example.com")


def test_nobody_is_named() -> None:
    scenario = made(
        [
            logged(0, "my name is Ada Byron and my number is 415 555 0122"),
            logged(1, "send it to ada dot byron at example dot com"),
        ]
    )
    whole = scenario.model_dump_json()
    for personal in ("Ada", "Byron", "555", "example", "session-1"):
        assert personal not in whole
    assert scenario.turns[0].say == "my name is [name] and my number is [phone]"


def test_the_cart_at_the_end_is_the_end() -> None:
    line = CartRecord(title="Crag", size="8", quantity=2, unit_price="109", currency="USD")
    scenario = made([logged(0, "two of the first", cart=[line], titles=["Crag"])])
    assert scenario.ends.cart is not None
    (wanted,) = scenario.ends.cart
    assert (wanted.where.title, wanted.size, wanted.quantity) == ("Crag", "8", 2)


def test_a_label_says_what_is_right() -> None:
    wrong = TurnLabel(
        session_id="session-1",
        turn=0,
        good=False,
        said="not Nike",
        acts=(Act.REFINE,),
        by="Ben",
    )
    right = TurnLabel(session_id="session-1", turn=1, good=True)
    turns = [
        logged(0, "not night", constraints=[{"kind": "type", "value": "night"}]),
        logged(1, "boots", titles=["Crag"]),
    ]
    scenario = made(turns, wrong, right)
    first, second = scenario.turns
    assert (first.say, first.heard) == ("not Nike", "not night")
    assert first.expect is not None
    assert (first.expect.acts, first.expect.constraints) == ((Act.REFINE,), None)
    assert second.expect is not None and second.expect.shown is not None
    assert scenario.provenance is not None and scenario.provenance.labelled_by == "Ben"


def test_what_was_said_over_a_reply_interrupts_it_again() -> None:
    turns = [
        logged(0, "boots", outcome="interrupted", heard="Here are two of twelve hiking boots."),
        logged(1, "only black ones", acts=[{"act": "refine", "confidence": 1, "words": "x"}]),
    ]
    (line,) = made(turns).turns
    assert line.interrupt is not None
    assert (line.interrupt.say, line.interrupt.after_s) == ("only black ones", 2.6)
    assert line.expect is not None and line.expect.acts == (Act.REFINE,)


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        ([logged(1, "boots")], "some of its turns are not in the log"),
        ([logged(0, "415 555 0122 415 555 0133")], ""),
        ([logged(i, "more") for i in range(41)], "it has more than 40 turns"),
        ([logged(0, "...")], "nothing was said in it"),
    ],
)
def test_what_makes_no_scenario_is_said(turns: list[TurnRecord], why: str) -> None:
    found = scenario_of(turns, {}, _NOW)
    assert isinstance(found, Scenario) if not why else found == NotMade("session-1", why)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"session_id": "s"}', "turn: Field required"),
        ('{"session_id": "s", "turn": 0, "god": true}', "god: Extra inputs"),
        ('{"session_id": "s", "turn": 0, "acts": ["fnd"]}', "acts.0: Input should be"),
        ("{", "the line: Invalid JSON"),
    ],
)
def test_a_bad_label_is_named_by_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f'{{"session_id": "s", "turn": 1}}\n\n{line}\n')
    with pytest.raises(LabelsInvalid, match=r"labels\.jsonl:3: ") as raised:
        read_labels(path)
    assert says in str(raised.value)
