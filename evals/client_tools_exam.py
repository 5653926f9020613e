"""An examination of which function of a client is called when, and with which arguments.

Cases are own writing (`data/client_tools`), in parts: one was tuned on. Each case is said to the
real agent over the sample catalog, after the lines of its dialogue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from time import perf_counter
from typing import Literal

import yaml
from pydantic import JsonValue

from agents.agent import ShoppingAgent
from agents.client_tools.caller import ToolCaller
from agents.client_tools.declared import tools_of
from agents.client_tools.tool import ClientTool, ToolCall, ToolChoice
from agents.turn import Turn, Utterance

Half = Literal["tuning", "held_out", "blind"]
HALVES: tuple[Half, ...] = ("tuning", "held_out", "blind")


@dataclass(frozen=True, slots=True)
class Case:
    """One utterance with what may be called, and what is to be."""

    said: str
    before: tuple[str, ...]
    tools: tuple[ClientTool, ...]
    calls: tuple[str, ...]
    """Names any of which is right; empty where nothing may be called."""
    args: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Marked:
    """One case with what came of it."""

    case: Case
    call: ToolCall | None
    args_right: bool
    took_ms: float

    @property
    def right(self) -> bool:
        """Whether the right function was called, or rightly none."""
        if self.call is None:
            return not self.case.calls
        return self.call.name in self.case.calls

    @property
    def whole(self) -> bool:
        """Whether the call is right with all of its arguments, or there is rightly none."""
        return self.right and (self.call is None or self.args_right)


def load_half(half: Half) -> tuple[Case, ...]:
    """Read the cases of one half."""
    text = files("evals").joinpath(f"data/client_tools/{half}.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    boxes = {name: tools_of(declared) for name, declared in data["toolboxes"].items()}
    return tuple(
        Case(
            str(each["said"]),
            tuple(data["dialogues"][each["after"]]) if "after" in each else (),
            tuple(tool for box in each["tools"].split("+") for tool in boxes[box]),
            tuple(each["call"].split(" | ")) if "call" in each else (),
            each.get("args", {}),
        )
        for each in data["cases"]
    )


async def examine(
    cases: Iterable[Case], agent: ShoppingAgent, caller: ToolCaller
) -> tuple[Marked, ...]:
    """Say every case to the agent and mark what the caller chooses."""
    return tuple([await _mark(n, case, agent, caller) for n, case in enumerate(cases)])


async def _mark(number: int, case: Case, agent: ShoppingAgent, caller: ToolCaller) -> Marked:
    conversation = f"exam-{id(case)}-{number}"
    before: Turn | None = None
    for line in case.before:
        before = await agent.plan(conversation, Utterance(line))
        await agent.commit(before)
    turn = await agent.plan(conversation, Utterance(case.said))
    caller.learn(case.tools)
    began = perf_counter()
    call = caller.choose(turn, case.tools, ToolChoice())
    took_ms = (perf_counter() - began) * 1_000
    screen = [c.product.id for c in before.products] if before else []
    right = call is not None and _same(call.arguments, case.args, screen)
    return Marked(case, call, right, took_ms)


def _same(found: JsonValue, asked: object, screen: Sequence[str]) -> bool:
    """Say whether an argument is as asked; the data's README says how that is written."""
    if asked is None:
        return True
    if isinstance(asked, Mapping):
        if not isinstance(found, dict):
            return False
        names = {str(k).strip("()"): k for k in asked}
        if set(found) - set(names):
            return False
        return all(
            _same(found[name], asked[key], screen) if name in found else str(key).startswith("(")
            for name, key in names.items()
        )
    if isinstance(asked, list):
        return (
            isinstance(found, list)
            and len(found) == len(asked)
            and all(_same(f, a, screen) for f, a in zip(found, asked, strict=True))
        )
    if isinstance(asked, bool) or not isinstance(asked, str):
        return found == asked
    return any(_same_text(found, each.strip(), screen) for each in asked.split("|"))


def _same_text(found: JsonValue, asked: str, screen: Sequence[str]) -> bool:
    if asked.startswith("$"):
        place = int(asked[1:]) - 1
        return place < len(screen) and found == screen[place]
    told = str(found).casefold()
    if asked.startswith("~"):
        return all(word in told for word in asked[1:].casefold().split())
    return told == asked.casefold()
