"""Policies and situations that the tests of routing share."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from agents.acts import Act
from agents.models.call import Task
from agents.routing.router import PolicyRouter
from agents.routing.situation import Situation
from agents.routing.source import PolicySource

MODELS = """
[models.small]
protocol = "openai-chat"
model = "small"
url = "http://127.0.0.1:8000/v1"
price = { input_usd = 0.1, output_usd = 0.3, cached_usd = 0.01 }
personal_data = "contact"
regions = ["eu"]

[models.spare]
protocol = "openai-chat"
model = "spare"
url = "http://127.0.0.1:8001/v1"
price = { input_usd = 0.2, output_usd = 0.6 }
regions = ["us"]

[models.gpt]
protocol = "openai-responses"
model = "gpt-5"
key_variable = "OPENAI_API_KEY"

[models.claude]
protocol = "anthropic-messages"
model = "claude-sonnet-4-6"
key_variable = "ANTHROPIC_API_KEY"

[tiers]
open = ["small", "spare"]
closed = ["gpt", "claude"]
"""
RULES = """
[[rules]]
name = "compare"
when = { acts = ["compare"] }
tier = "open"

[[rules]]
name = "long"
when = { words = { min = 20 } }
tier = "closed"
"""
TURN = Situation(Task.REPLY, "default", "c1", 0, acts=(Act.COMPARE,), parts=("Compared",), words=5)
LONG = replace(TURN, acts=(Act.FIND,), parts=("Found",), words=25)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def router_of(
    folder: Path,
    text: str = MODELS + RULES,
    *,
    keys: Callable[[str], bool] = lambda _: True,
    clock: Callable[[], float] | None = None,
    **more: object,
) -> PolicyRouter:
    """Return a router over a policy file with this text."""
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return PolicyRouter(PolicySource(path), keys=keys, clock=clock or Clock(), **more)  # type: ignore[arg-type] # what a test gives is checked by the router itself
