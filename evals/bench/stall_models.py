"""The models of `aisle bench stall`: what they answer, what they do wrong, what they cost.

Two doubles on loopback behind one policy. They phrase whatever they are asked to phrase, from
the products that the prompt holds, and go on from what was heard; so a reply of theirs passes
the fact guard, and what is measured is time. Nothing is said of the quality of any model.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from evals.doubles.asked import Asked
from evals.doubles.faults import Fault
from evals.doubles.script import Script

FIRST, SECOND = "first", "second"
DEADLINE_S = 0.6
FIRST_CONTENT_S = 0.25
"""Of both: a small hosted model's usual time, and under half of the deadline."""
TOKENS_PER_S = 80.0
INPUT_USD, OUTPUT_USD = Decimal("0.25"), Decimal(2)
"""Of a million tokens: gpt-5-mini's."""

_OPENINGS = (
    "For that, the {%d.name} is {%d.price}.",
    "Take a look at the {%d.name}, which is {%d.price}.",
    "The {%d.name} costs {%d.price}.",
)


@dataclass(frozen=True, slots=True)
class Setup:
    """How replies are routed."""

    name: str
    by_models: bool = True
    opened: bool = False
    """`open_with_plan`."""
    hedged: bool = False
    speculate: bool = False


TEMPLATES = Setup("template", by_models=False)
PLAIN = Setup("models")
OPENED = Setup("opened by the plan", opened=True)
HEDGED = Setup("hedged", hedged=True)
SPECULATIVE = Setup("speculative", speculate=True)


def policy_of(setup: Setup, url: str) -> str:
    """Return the policy file of a setup: every reply that a model may phrase goes to one.

    Args:
        setup: The switches.
        url: Of the doubles.
    """
    models = "".join(
        f'[models.{name}]\nprotocol = "openai-chat"\nmodel = "{name}"\nurl = "{url}"\n'
        f"price = {{ input_usd = {INPUT_USD}, output_usd = {OUTPUT_USD} }}\n"
        'personal_data = "sensitive"\n'
        for name in (FIRST, SECOND)
    )
    hedge: Literal["always", "never"] = "always" if setup.hedged else "never"
    kill = "[]" if setup.by_models else '["all"]'
    return (
        f"kill = {kill}\n{models}"
        f'[tiers]\nopen = ["{FIRST}", "{SECOND}"]\n'
        f'[tasks.reply]\ndefault = "open"\ntiers = ["open"]\nfirst_content_s = {DEADLINE_S}\n'
        f'hedge = "{hedge}"\nopen_with_plan = {_toml(setup.opened)}\n'
        f"speculate = {_toml(setup.speculate)}\n"
        # A model that always stalls would not be asked any more, and nothing be measured.
        "[breaker]\nfailures = 1000\ncalls = 100000\n[sticky]\non = false\n"
    )


def _toml(value: bool) -> str:
    return str(value).lower()


def script_of(
    asked: Asked, faults: Sequence[Fault] = (), tokens_per_s: float = TOKENS_PER_S
) -> Script:
    """Return the answer to a request: the first model has the faults, the second has none."""
    return Script(
        text=words_of(asked),
        first_content_s=FIRST_CONTENT_S,
        tokens_per_s=tokens_per_s,
        faults=tuple(faults) if asked.model == FIRST else (),
    )


def words_of(asked: Asked) -> str:
    """Return a true reply to a prompt of `agents.phrasing.prompt`, behind what was heard."""
    given: dict[str, Any] = json.loads(str(asked.messages[-1]["content"]))
    spoken = str(given.get("spoken", ""))
    products: list[dict[str, Any]] = given.get("products", [])
    left = [p["n"] for p in products if not _named(str(p["title"]), spoken)]
    if not products or len(left) == 0:
        return str(given.get("draft", ""))
    opening = _OPENINGS[len(str(given.get("shopper", ""))) % len(_OPENINGS)]
    told = [opening % (left[0], left[0])]
    if rest := left[1:3]:
        also = [f"the {{{n}.name}} is {{{n}.price}}" for n in rest]
        told.append(" and ".join(also).replace("the ", "The ", 1) + ".")
    return " ".join(told)


def _named(title: str, spoken: str) -> bool:
    return " ".join(title.split()[:2]).casefold() in spoken.casefold()
