"""A typed conversation through everything, with a real open model behind the policy."""

from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.accounts import Which, bill_of
from assistant.config import Settings
from assistant.config_tables import PersonalSettings, RouterSettings
from assistant.conversation import Conversation
from assistant.parts import text_parts
from evals.doubles.real import RealModel

POLICY = """
[models.small]
protocol = "openai-chat"
model = "{model}"
url = "{url}"
price = {{ input_usd = 1, output_usd = 3 }}

[tiers]
open = ["small"]

[tasks.reply]
default = "open"
tiers = ["open"]
first_content_s = 20
total_s = 60
"""


@pytest.mark.model
@pytest.mark.timing  # a real model has deadlines
async def test_a_real_open_model_is_asked_checked_and_billed(
    real_model: RealModel, sample_home: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY.format(model=real_model.model, url=real_model.url))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "index").symlink_to(sample_home / "index")
    settings = Settings(
        home=tmp_path / "home",
        personal=PersonalSettings(enabled=False),
        router=RouterSettings(policy=policy),
    )
    async with text_parts(settings) as parts:
        turn, _ = await Conversation(parts, "c").answer("hiking boots under 150")
        (record,) = parts.log.read()
        assert parts.routing is not None
        counted = parts.routing.metrics.exposition().decode()
    assert turn.products and turn.reply.text.endswith((".", "!", "?"))
    assert record.route is not None and record.route.decision.model == "small"
    calls = record.route.calls
    assert calls and all(call.usage.input > 100 for call in calls)
    tokens = [(call.usage.input, call.usage.output) for call in calls]
    cost = sum((Decimal(read + 3 * written) for read, written in tokens), Decimal(0))
    assert turn.reply.cost_usd == cost / 1_000_000
    bill = bill_of(settings.ledger_path, ("model",), Which())
    assert bill.total.cost_usd == turn.reply.cost_usd
    assert 'aisle_model_calls_total{model="small"' in counted
