"""Budgets as they are written into a policy file."""

import tomllib
from decimal import Decimal

import pytest
from pydantic import ValidationError

from agents.ledger.amounts import plain, steps_of, usd_of
from agents.ledger.budgets import BudgetRule, month_of


def test_a_budget_is_read_exactly() -> None:
    read = tomllib.loads('[[budgets]]\nscope = "tenant"\nperiod = "day"\nusd = 0.1\n')
    assert BudgetRule.model_validate(read["budgets"][0]).usd == Decimal("0.1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": "shop", "period": "day", "usd": 1},
        {"scope": "all", "period": "year", "usd": 1},
        {"scope": "all", "period": "day", "usd": -1},
        {"scope": "all", "period": "day", "usd": "nan"},
        {"scope": "all", "period": "day", "usd": 10**9},
        {"scope": "all", "period": "day", "usd": 1, "tenant": "shop"},
        {"scope": "all", "period": "day", "usd": 1, "currency": "EUR"},
        {"scope": "tenant", "period": "day", "usd": 1, "tenant": ""},
        {"scope": "tenant", "period": "day"},
    ],
)
def test_a_budget_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BudgetRule.model_validate(wrong)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2026-11-30", ("2026-11-01", "2026-12-01")),
        ("2026-12-31", ("2026-12-01", "2027-01-01")),
        ("2028-02-29", ("2028-02-01", "2028-03-01")),
    ],
)
def test_a_month_ends_where_the_next_begins(day: str, month: tuple[str, str]) -> None:
    assert month_of(day) == month


@pytest.mark.parametrize("text", ["0", "0.000000000001", "0.0036", "123456.789", "1000000"])
def test_amounts_survive_being_whole_numbers(text: str) -> None:
    assert plain(usd_of(steps_of(Decimal(text)))) == text
