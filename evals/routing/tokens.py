"""How many tokens a model would have used on a turn that another one phrased.

Input is a property of the turn: the prompt is the same whoever is asked. Output is what the same
model used on other turns of that kind, else what any model did. Where the log has no calls at
all, the situation's own estimates stand, and at last the assumption that is named here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from agents.models.usage import Usage
from agents.routing.situation import Situation
from assistant.route_record import CallRecord
from evals.routing.logged import LoggedTurn

ASSUMED_INPUT = 550
"""Tokens of a prompt of which nothing is known: the mean of the scenario mix (`aisle bench
router`), rounded up."""
ASSUMED_OUTPUT = 31
"""Tokens of a reply of which nothing is known, from the same."""
CALLS_LEAST = 5
"""Calls from which a mean is taken; fewer go by a wider group."""


@dataclass(slots=True)
class _Sums:
    calls: int = 0
    read: int = 0
    cached: int = 0
    written: int = 0
    output: int = 0
    reasoning: int = 0

    def add(self, usage: Usage) -> None:
        self.calls += 1
        self.read += usage.input
        self.cached += usage.cached
        self.written += usage.written
        self.output += usage.output
        self.reasoning += usage.reasoning


@dataclass(slots=True)
class TokenMix:
    """Tokens of logged calls, by model and kind of reply."""

    _groups: dict[tuple[str, str], _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    _estimated: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def usage(self, situation: Situation, model: str) -> Usage:
        """Return the usage expected of `model` on a turn, marked as estimated."""
        read = self._input(situation, model)
        own = self._known(model, "")
        cached = written = 0
        if own is not None and own.read:
            cached = round(read * own.cached / own.read)
            written = min(read - cached, round(read * own.written / own.read))
        spent = self._output(situation, model)
        return Usage(
            fresh=read - cached - written,
            cached=cached,
            written=written,
            output=spent,
            reasoning=0 if own is None else round(own.reasoning / own.calls),
            estimated=True,
        )

    def _input(self, situation: Situation, model: str) -> int:
        kind = kind_of(situation)
        if situation.prompt_tokens:
            actual, estimated = self._estimated.get(model) or self._estimated.get("") or (0, 0)
            factor = actual / estimated if estimated else 1.0
            return round(situation.prompt_tokens * factor)
        for group in ((model, kind), ("", kind), (model, ""), ("", "")):
            if (sums := self._known(*group)) is not None:
                return round(sums.read / sums.calls)
        return ASSUMED_INPUT

    def _output(self, situation: Situation, model: str) -> int:
        kind = kind_of(situation)
        for group in ((model, kind), ("", kind), (model, ""), ("", "")):
            if (sums := self._known(*group)) is not None:
                return round(sums.output / sums.calls)
        return situation.output_tokens or ASSUMED_OUTPUT

    def _known(self, model: str, kind: str) -> _Sums | None:
        sums = self._groups.get((model, kind))
        return sums if sums is not None and sums.calls >= CALLS_LEAST else None

    def add(self, situation: Situation, call: CallRecord) -> None:
        """Count one call that was not stopped early."""
        kind = kind_of(situation)
        for group in ((call.model, kind), ("", kind), (call.model, ""), ("", "")):
            self._groups[group].add(call.usage)
        if situation.prompt_tokens:
            for model in (call.model, ""):
                self._estimated[model][0] += call.usage.input
                self._estimated[model][1] += situation.prompt_tokens


def kind_of(situation: Situation) -> str:
    """Return what the reply consists of, in one word a part: "Compared+Found"."""
    return "+".join(sorted(set(situation.parts))) or "nothing"


def mix_of(turns: Iterable[LoggedTurn]) -> TokenMix:
    """Return the token mix of all completed calls whose provider told its usage."""
    mix = TokenMix()
    for turn in turns:
        for call in turn.route.calls:
            # A retry's prompt also holds the mistakes; only the first call is the turn's own.
            if call.outcome == "completed" and not call.usage.estimated:
                mix.add(turn.route.situation, call)
                break
    return mix
