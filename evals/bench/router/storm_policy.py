"""Policies for a storm: what a shop may write into its file while replies are under way."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.doubles.asked import ProtocolName

PROTOCOLS: Mapping[str, ProtocolName] = {
    "qwen": "openai-chat",
    "llama": "openai-chat",
    "gpt": "openai-responses",
    "claude": "anthropic-messages",
}
"""The models of a storm, each with its protocol."""
OPEN = ("qwen", "llama")
TIERS = {name: "open" if name in OPEN else "closed" for name in PROTOCOLS}
KEY_VARIABLE = "AISLE_STORM_KEY"
_PRICES = {"qwen": (0.1, 0.4), "llama": (0.2, 0.6), "gpt": (1.25, 10), "claude": (3, 15)}


@dataclass(frozen=True, slots=True)
class Weather:
    """What one policy of the storm says beside its models."""

    first_content_s: float = 0.6
    total_s: float = 3.0
    hedge: str = "never"
    open_with_plan: bool = False
    fallbacks: int = 2
    kill: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    """Models that the file does not have any more."""
    cheap: bool = False
    """Whether prices are a tenth: calls under way keep theirs."""
    budget_usd: float = 100.0
    conversation_usd: float = 100.0
    wait_s: float = 0.5
    broken: bool = False
    """Whether the file has a mistake: the one before stays in force."""


def any_weather(dice: random.Random, budget_usd: float, conversation_usd: float) -> Weather:
    """Return a policy by chance."""
    return Weather(
        first_content_s=dice.choice((0.2, 0.4, 0.6)),
        total_s=dice.choice((1.0, 2.0, 3.0)),
        hedge=dice.choice(("never", "when_slow", "always")),
        open_with_plan=dice.random() < 0.3,
        fallbacks=dice.choice((0, 1, 2, 3)),
        kill=tuple(n for n in PROTOCOLS if dice.random() < 0.1),
        dropped=tuple(n for n in ("llama", "claude") if dice.random() < 0.15),
        budget_usd=budget_usd,
        conversation_usd=conversation_usd,
        broken=dice.random() < 0.15,
    )


def write_policy(path: Path, weather: Weather, urls: Mapping[str, str]) -> None:
    """Write a policy file, at once as an editor does that saves well."""
    fresh = path.with_suffix(".new")
    fresh.write_text(_text(weather, urls), encoding="utf-8")
    fresh.replace(path)


def _text(weather: Weather, urls: Mapping[str, str]) -> str:
    names = [name for name in PROTOCOLS if name not in weather.dropped]
    models = "".join(_model(name, urls[name], weather.cheap) for name in names)
    tiers = "".join(
        f"{tier} = {_list(n for n in names if TIERS[n] == tier)}\n" for tier in ("open", "closed")
    )
    return f"""\
kill = {_list(weather.kill)}
{models}
[tiers]
{tiers}
[tasks.reply]
default = "open"
tiers = ["open", "closed"]
fallbacks = {weather.fallbacks}
first_content_s = {weather.first_content_s}
total_s = {weather.total_s}
hedge = "{weather.hedge}"
open_with_plan = {str(weather.open_with_plan).lower()}

[[rules]]
name = "odd turns"
when = {{ words = {{ min = 10 }} }}
tier = "closed"

[explore]
rate = 0.2
acts = ["find", "compare", "select", "ask_product"]

[[budgets]]
scope = "all"
period = "day"
usd = {weather.budget_usd}

[[budgets]]
scope = "conversation"
period = "conversation"
usd = {weather.conversation_usd}

[breaker]
wait_s = {weather.wait_s}
longest_wait_s = 2.0
misconfigured_wait_s = 0.5
failures = 6
share = 0.9
{'mistake = "yes"' if weather.broken else ""}
"""


def _model(name: str, url: str, cheap: bool) -> str:
    read, written = (price / 10 if cheap else price for price in _PRICES[name])
    return f"""
[models.{name}]
protocol = "{PROTOCOLS[name]}"
model = "{name}"
url = "{url}"
key_variable = "{KEY_VARIABLE}"
personal_data = "contact"
price = {{ input_usd = {read}, output_usd = {written}, cached_usd = {read / 10} }}
"""


def _list(names: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
