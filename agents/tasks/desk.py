"""Asks the models of a decision for one whole answer, until one of them passes its check.

    answered = await desk.ask(errand)          # raises NobodyAsked, NothingUsable
    answered.value, answered.model, answered.cost_usd

Every call is reserved before and settled after, tells the breakers how it went, and ends with
the task that waits for it. There is no hedge: an answer that nobody hears need not be early.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeVar

from agents.ledger.entries import Entry, Ledger, Outcome, Spender
from agents.models.call import Message, ModelCall, ModelClient
from agents.phrasing.booked_call import STALL_S, BookedCall, Deadlines
from agents.phrasing.prompt import prompt_tokens
from agents.phrasing.quoted import as_json
from agents.phrasing.watching import PhrasingMeter, RouterWatch, Unwatched
from agents.routing.decision import Decision, TierName
from agents.routing.situation import Situation
from agents.tasks.errors import NobodyAsked, NothingUsable, Unfit

_T = TypeVar("_T")

IN_WORDS = "\nAnswer with one JSON object and nothing else. It has this JSON schema:\n"


class Decides(Protocol):
    """What is needed of a router."""

    def decide(self, situation: Situation) -> Decision:
        """Return who is to do what `situation` asks for."""


@dataclass(frozen=True, slots=True)
class Errand(Generic[_T]):
    """One thing to be asked."""

    situation: Situation
    system: str
    messages: tuple[Message, ...]
    check: Callable[[str], _T]
    """Returns what an answer says; raises `Unfit` for one that does not hold."""
    schema: dict[str, Any] | None = None
    within_s: float | None = None
    """Deadline of everything, where it is shorter than the policy's."""
    noted: Callable[[Entry], None] | None = None
    """Told of every call once it is booked, also of one that nobody waited for."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[_T]):
    """An answer that holds."""

    value: _T
    model: str
    decision: Decision
    calls: tuple[Entry, ...]

    @property
    def tier(self) -> TierName:
        """Of the model that answered."""
        of = {each.model: each.tier for each in self.decision.alternatives}
        return of.get(self.model, self.decision.tier)

    @property
    def cost_usd(self) -> Decimal:
        """What all calls cost whose price is known."""
        return sum((e.cost_usd for e in self.calls if e.cost_usd is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class TaskDesk:
    """What asking needs, whatever is asked."""

    router: Decides
    clients: Mapping[str, ModelClient]
    ledger: Ledger
    watch: RouterWatch = field(default_factory=Unwatched)
    meter: PhrasingMeter = field(default_factory=Unwatched)
    in_words: Callable[[str], bool] = lambda _: False
    """Whether a model must be told a schema in words, since it takes none."""

    def decide(self, errand: Errand[Any]) -> Decision:
        """Return who is to be asked."""
        tokens = prompt_tokens(_call(errand, 1, in_words=True))
        return self.router.decide(replace(errand.situation, prompt_tokens=tokens))

    async def ask(self, errand: Errand[_T], decision: Decision | None = None) -> Answered[_T]:
        """Ask until an answer holds.

        Args:
            errand: What is asked.
            decision: Who is to be asked, where that is decided already.

        Raises:
            NobodyAsked: the decision names no model.
            NothingUsable: none of its models gave an answer that holds, in its time.
        """
        decision = decision or self.decide(errand)
        task = errand.situation.task
        if decision.tier == "template":
            raise NobodyAsked(task, decision)
        clock = asyncio.get_running_loop().time
        within_s = decision.total_s
        if errand.within_s is not None:
            within_s = min(within_s, errand.within_s)
        until = clock() + within_s
        failures: list[tuple[str, str]] = []
        calls: list[Entry] = []
        for name in (decision.model, *decision.fallbacks):
            client = self.clients.get(name)
            if client is None:
                failures.append((name, "cannot be opened"))
                continue
            if (left_s := until - clock()) <= 0:
                break
            call = self._begun(client, errand, decision, left_s)
            try:
                value = await self._value(call, errand, calls)
            except Unfit as unfit:
                failures.append((name, unfit.reason))
                continue
            return Answered(value, name, decision, tuple(calls))
        raise NothingUsable(task, tuple(failures))

    def _begun(
        self, client: ModelClient, errand: Errand[Any], decision: Decision, left_s: float
    ) -> "_Waited":
        first_s = min(decision.first_content_s, left_s)
        stirred = asyncio.Event()
        situation = errand.situation
        booked = BookedCall(
            client,
            _call(errand, decision.max_output_tokens, self.in_words(client.name)),
            ledger=self.ledger,
            spender=Spender(
                situation.tenant,
                situation.conversation_id,
                situation.turn,
                situation.task,
                decision.id,
            ),
            deadlines=Deadlines(first_s, left_s, max(STALL_S, first_s)),
            watch=self.watch,
            stir=stirred.set,
            clock=asyncio.get_running_loop().time,
        )
        booked.start()
        return _Waited(booked, stirred)

    async def _value(self, call: "_Waited", errand: Errand[_T], calls: list[Entry]) -> _T:
        """Wait for a call and check its answer; book it in any case."""
        outcome: Outcome = "cut_off"
        reason: str | None = None
        try:
            text = await call.text()
            value = errand.check(text)
            outcome = "completed"
        except Unfit as unfit:
            outcome, reason = "refused", unfit.reason
            raise
        finally:
            booked = call.booked
            settling = booked.close(outcome, reason)
            settling.add_done_callback(lambda _: self._note(booked.entry, errand.noted))
            if outcome != "cut_off":
                await asyncio.shield(settling)
                if booked.entry is not None:
                    calls.append(booked.entry)
        return value

    def _note(self, entry: Entry | None, noted: Callable[[Entry], None] | None) -> None:
        if entry is not None:
            self.meter.called(entry)
            if noted is not None:
                noted(entry)


@dataclass(frozen=True, slots=True)
class _Waited:
    booked: BookedCall
    stirred: asyncio.Event

    async def text(self) -> str:
        """Return the whole answer.

        Raises:
            Unfit: there is none.
        """
        call = self.booked
        while not call.done:
            await self.stirred.wait()
            self.stirred.clear()
        if call.phase == "failed":
            raise Unfit(call.reason or "failed")
        if call.finish in ("refused", "filtered"):
            raise Unfit(call.finish)
        if not call.text.strip():
            raise Unfit("empty")
        return call.text


def _call(errand: Errand[Any], max_output_tokens: int, in_words: bool) -> ModelCall:
    system = errand.system
    if errand.schema is not None and in_words:
        system += IN_WORDS + as_json(errand.schema)
    task = errand.situation.task
    return ModelCall(
        task=task,
        system=system,
        messages=errand.messages,
        max_output_tokens=max_output_tokens,
        schema=errand.schema,
        cache_key=f"aisle-{task.value}",
    )
