"""`aisle bill`: the table, JSON, CSV, and what is said of calls without a price."""

import asyncio
import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.opening import open_ledger
from agents.models.usage import Usage
from assistant.commands import bill
from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.errors import ConfigError, UsageError
from tests.agents.ledger.shop import CALL_USD, Watch, spender, terms


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings whose ledger holds five calls, one of them open and one without a price."""
    settings = Settings(home=tmp_path)

    async def call() -> None:
        async with open_ledger(settings.ledger_path, terms(), Watch()) as ledger:
            for model, talk, usage in (
                ("priced", "one", Usage(fresh=1000, cached=200, output=50, reasoning=10)),
                ("priced", "=cmd()", Usage(fresh=1234567)),
                ("priced", "bad\x07name", None),
                ("unpriced", "one", Usage(fresh=10, output=5)),
            ):
                held = await ledger.reserve(
                    spender(conversation=talk), model, input_tokens=1000, max_output_tokens=100
                )
                await ledger.settle(held, usage, "completed")
            await ledger.reserve(spender(), "priced", input_tokens=1000, max_output_tokens=100)

    asyncio.run(call())
    return settings


def _run(settings: Settings, *by: str, **how: object) -> None:
    which = {"day": None, "tenant": None, "conversation_id": None, "model": None}
    given = {key: value for key, value in how.items() if key in which}
    bill.run(
        settings,
        list(by),
        {**which, **given},  # type: ignore[dict-item]  # the tests give text only
        as_json=bool(how.get("as_json")),
        as_csv=bool(how.get("as_csv")),
    )


def test_the_table_adds_up_and_says_what_it_leaves_out(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(settings)
    lines = capsys.readouterr().out.splitlines()
    cells = [line.split() for line in lines]
    assert cells[1][0:2] == ["priced", "3"]
    assert cells[1][-1] == "1.238337"
    assert cells[2] == ["unpriced", "1", "10", "0", "0", "5", "0", "0.000000", "1"]
    assert cells[3][0:2] == ["total", "4"]
    assert lines[4].startswith("1 call without a price: the cost leaves them out.")
    assert "booked by an upper estimate" in lines[5]
    assert "beyond what had been set aside" in lines[6]
    assert lines[7] == f"1 call not settled yet; USD {CALL_USD} is set aside."


def test_json_has_exact_amounts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    _run(settings, "conversation", "model", conversation_id="one", as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert printed["by"] == ["conversation", "model"]
    assert [(x["model"], x["cost_usd"], x["unpriced"]) for x in printed["lines"]] == [
        ("priced", "0.00152", 0),
        ("unpriced", "0", 1),
    ]
    assert printed["total"]["calls"] == 2


def test_csv_is_safe_to_open(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    _run(settings, "conversation", as_csv=True)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["conversation"] for row in rows} == {"one", "'=cmd()", "bad\x07name"}
    assert sum(Decimal(row["cost_usd"]) for row in rows) == Decimal("1.238337")


def test_names_cannot_drive_the_terminal(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(settings, "conversation")
    assert "\x07" not in capsys.readouterr().out


def test_a_bill_without_calls_says_so(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(settings, tenant="nobody")
    assert capsys.readouterr().out == "No call matches.\n"


@pytest.mark.parametrize("day", ["yesterday", "2026-13", "2026-11-31", "", "2026"])
def test_a_day_that_is_none_is_refused(settings: Settings, day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        _run(settings, day=day)


def test_days_and_months_are_found(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    for day in ("2026-11-23", "2026-11"):
        _run(settings, "tenant", day=day, as_json=True)
        assert json.loads(capsys.readouterr().out)["total"]["calls"] == 4


def test_what_makes_no_line_is_refused(settings: Settings) -> None:
    with pytest.raises(UsageError, match="There is no --by shopper; there is month, day"):
        _run(settings, "shopper")
    with pytest.raises(UsageError, match="not for both"):
        _run(settings, as_json=True, as_csv=True)


def test_before_any_call_there_is_no_bill(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no model has been called"):
        _run(Settings(home=tmp_path))


def test_a_password_that_is_not_set_is_said(tmp_path: Path) -> None:
    router = RouterSettings(
        ledger_url="postgresql://a@127.0.0.1/x", ledger_password_variable="AISLE_TEST_UNSET"
    )
    with pytest.raises(ConfigError, match="AISLE_TEST_UNSET"):
        _run(Settings(home=tmp_path, router=router))
