"""What Prometheus is shown of the budgets."""

from pathlib import Path

from agents.ledger.entries import Spender
from agents.models.call import Task
from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.routing import open_routing

POLICY = """
[models.near]
protocol = "openai-chat"
model = "near"
url = "http://127.0.0.1:9/v1"
price = { input_usd = 1, output_usd = 10 }

[tiers]
open = ["near"]

[[budgets]]
scope = "all"
period = "day"
usd = 20

[[budgets]]
scope = "tenant"
period = "month"
usd = 300
"""


async def test_budgets_are_shown_before_and_after_a_call(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    settings = Settings(home=tmp_path, router=RouterSettings(policy=policy, tenant="berlin"))
    async with open_routing(settings) as routing:
        shown = routing.exposition().decode()
        assert 'aisle_budget_left_usd{budget="all a day",tenant=""} 20.0' in shown
        assert 'aisle_budget_left_usd{budget="tenant a month",tenant="berlin"} 300.0' in shown
        spender = Spender("berlin", "talk", 0, Task.REPLY, "decision")
        await routing.ledger.reserve(
            spender, "near", input_tokens=1_000_000, max_output_tokens=100_000
        )
        shown = routing.exposition().decode()
        assert 'aisle_budget_left_usd{budget="all a day",tenant=""} 18.0' in shown
