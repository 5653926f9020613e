"""One reply on its way: who is asked, what is heard of them, and how it ends.

    wanted ─▶ race ─▶ sentences ─▶ guard ─▶ yielded ─▶ what the templates still have to say
               ▲          │ failed, silent: the next model goes on from what was heard
               └──────────┘ refused by the guard: the same model once more, then the templates

Whatever happens, the first clause is yielded soon after the first deadline: if no model's is
there, the templates' first sentence is spoken, and the models go on behind it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace

from agents.guard.verdict import Refusal
from agents.ledger.entries import Outcome
from agents.models.call import ModelClient
from agents.phrasing.booked_call import BookedCall, Deadlines
from agents.phrasing.commission import Commission, Desk
from agents.phrasing.course import Course
from agents.phrasing.prompt import call_of
from agents.phrasing.race import HEDGE_AT, NobodyAnswers, Race
from agents.phrasing.reading import Reading
from agents.phrasing.remainder import still_to_say
from agents.phrasing.said import Account
from agents.phrasing.spoken import Spoken
from agents.routing.decision import TEMPLATE, TierName

GRACE_S = 0.05
"""Beyond the first deadline, for a first clause that is nearly whole."""
REQUEST_S = 0.03
"""After which a request has left: booking it takes 12 ms in SQLite on a busy disk."""
CLEANUP_S = 0.1
"""Longest wait for settlements when the reply is over; they go on without it."""


class ModelWriting:
    """Writes one reply.

    Args:
        commission: What to write.
        desk: With what.
        spoken: What of it may be spoken; nothing was yet.
        course: Where it goes on; a fresh one for a reply that was never begun.
    """

    def __init__(self, commission: Commission, desk: Desk, spoken: Spoken, course: Course) -> None:
        self._commission = commission
        self._decision = commission.decision
        self._desk = desk
        self._spoken = spoken
        self._course = course
        self._wanted = asyncio.Event()
        self._withdrawn = False
        self._stirred = asyncio.Event()
        self._calls: list[BookedCall] = []
        self._settling: dict[int, asyncio.Task[None]] = {}
        self._last: BookedCall | None = None
        """The call whose words were heard last."""
        self._clock: Callable[[], float] = lambda: 0.0
        self._asked_at = 0.0
        self._named = (self._decision.model, *self._decision.fallbacks)
        self._clients: dict[str, ModelClient] = {}
        """Of this reply: the policy may drop a model while it is under way."""
        self._tiers: dict[str, TierName] = {
            **dict.fromkeys(self._named, self._decision.tier),
            **{a.model: a.tier for a in self._decision.alternatives},
        }

    def wanted(self) -> None:
        """Let models be asked."""
        self._wanted.set()
        self._withdrawn = False

    def withdraw(self) -> None:
        """Book as withdrawn what is closed from now on."""
        self._withdrawn = True

    async def booked(self) -> None:
        """Wait until every call is booked."""
        if self._settling:
            await asyncio.wait(self._settling.values())

    def account(self) -> Account:
        """Return what the reply came to."""
        account = self._course.account(self._tiers)
        return account if self._course.complete else replace(account, rest=self._rest(account.text))

    async def clauses(self) -> AsyncGenerator[str, None]:
        """Yield the clauses."""
        self._clock = asyncio.get_running_loop().time
        begun = self._clock()
        try:
            for clause in self._course.clauses:
                self._spoken.by_code(clause)
                self._heard_first(begun)
                yield clause
            if self._course.complete:
                return
            async with aclosing(self._written()) as written:
                async for clause, speaker in written:
                    self._course.said(clause, speaker)
                    self._heard_first(begun)
                    yield clause
            self._course.complete = True
        finally:
            await self._stop()

    def _heard_first(self, begun: float) -> None:
        if self._course.first_clause_ms is None:
            since = max(begun, self._asked_at)
            self._course.first_clause_ms = (self._clock() - since) * 1e3

    # --- the reply ----------------------------------------------------------------------

    async def _written(self) -> AsyncGenerator[tuple[str, str], None]:
        """Yield clauses with who says them."""
        todo, spoken = self._commission, self._spoken
        opening = todo.opening
        models = self._models()
        if (
            models
            and opening
            and not spoken.clauses
            and (todo.lead or self._decision.open_with_plan)
        ):
            for clause in opening:
                spoken.by_code(clause)
                yield clause, TEMPLATE
        if models and not (todo.lead and not opening):
            if not self._decision.speculate:
                await self._wanted.wait()
            self._asked_at = self._clock()
            # Once the request has left: the guard is made while the network is waited for.
            ready = asyncio.get_running_loop().call_later(REQUEST_S, spoken.get_ready)
            try:
                async with aclosing(self._by_models(models)) as said:
                    async for words in said:
                        yield words
            finally:
                ready.cancel()
        for clause in self._rest(spoken.text):
            spoken.by_code(clause)
            yield clause, TEMPLATE

    def _rest(self, said: str) -> tuple[str, ...]:
        """Return what the templates have to say behind what was said."""
        todo = self._commission
        return still_to_say(todo.brief.draft, said, todo.brief.cards) if said else todo.whole

    def _models(self) -> list[str]:
        """Return who can be asked, in order."""
        for model in self._named:
            client = self._desk.clients.get(model)
            if client is not None:
                self._clients[model] = client
        if not self._clients:
            self._switch(self._decision.model, TEMPLATE, "no_client")
        return list(self._clients)

    async def _by_models(self, models: Sequence[str]) -> AsyncGenerator[tuple[str, str], None]:
        """Yield what models say, and the templates' first sentence where they are late."""
        left: Sequence[str] = models
        mistakes: tuple[Refusal, ...] = ()
        while left:
            race = self._race(left, mistakes)
            try:
                call = await race.winner(self._late_at())
                while call is None:
                    for clause in self._bridge():
                        yield clause, TEMPLATE
                    if self._nothing_left():
                        race.give_up()
                        self._note_switches(race)
                        reason = "guard" if mistakes else "timed_out"
                        self._switch(self._calls[-1].model, TEMPLATE, reason)
                        return
                    call = await race.winner(self._late_at())
            except NobodyAnswers as nobody:
                self._note_switches(race)
                self._switch(nobody.model, TEMPLATE, "guard" if mistakes else nobody.reason)
                return
            self._note_switches(race)
            reading = Reading(call, self._spoken, self._names(), self._desk.meter)
            async for words in self._read(reading):
                yield words
            if reading.refusals:
                self._refused(reading)
                if mistakes:
                    self._switch(call.model, TEMPLATE, "guard")
                    return
                left, mistakes = (call.model,), reading.refusals
                continue
            reason = reading.reason()
            if not reason:
                self._close(call, "completed")
                return
            self._close(call, _outcome_of(reason), reason)
            left = () if mistakes or reading.late else race.behind
            reason = "guard" if mistakes else reason
            self._switch(call.model, left[0] if left else TEMPLATE, reason)

    async def _read(self, reading: "Reading") -> AsyncGenerator[tuple[str, str], None]:
        """Yield what a call says, as it comes, until it is over or no more of it is wanted."""
        call = reading.call
        while True:
            self._stirred.clear()
            over = call.done
            for clause in reading.next(over):
                self._last = call
                yield clause, call.model
            if over or reading.stopped:
                return
            until = self._late_at()
            if until is not None and self._clock() >= until:
                for clause in self._bridge():
                    yield clause, TEMPLATE
                until = None
                if self._nothing_left():
                    reading.late = True
                    return
            try:
                async with asyncio.timeout_at(until):
                    await self._stirred.wait()
            except TimeoutError:
                continue

    # --- what code says while models are late ---------------------------------------------

    def _late_at(self) -> float | None:
        """Return when something must be heard; None once something was."""
        if self._spoken.clauses:
            return None
        return self._asked_at + self._decision.first_content_s + GRACE_S

    def _bridge(self) -> list[str]:
        """Return the templates' first sentence, to be spoken while models are waited for."""
        opening = self._commission.opening or self._commission.whole
        for clause in opening:
            self._spoken.by_code(clause)
        return list(opening)

    def _nothing_left(self) -> bool:
        return not self._commission.opening

    # --- calls ----------------------------------------------------------------------------

    def _race(self, models: Sequence[str], mistakes: tuple[Refusal, ...]) -> Race:
        return Race(
            models,
            start=lambda model: self._ask(model, mistakes),
            close=self._close,
            hedge_after_s=self._decision.first_content_s * HEDGE_AT
            if self._decision.hedge
            else None,
            clock=self._clock,
            stirred=self._stirred,
        )

    def _ask(self, model: str, mistakes: tuple[Refusal, ...]) -> BookedCall:
        decision, todo = self._decision, self._commission
        left_s = self._asked_at + decision.total_s - self._clock()
        call = BookedCall(
            self._clients[model],
            call_of(todo.brief, self._spoken.text, mistakes, decision.max_output_tokens),
            ledger=self._desk.ledger,
            spender=todo.spender,
            deadlines=Deadlines(decision.first_content_s, left_s),
            watch=self._desk.watch,
            stir=self._stirred.set,
            clock=self._clock,
        )
        self._calls.append(call)
        call.start()
        return call

    def _close(self, call: BookedCall, outcome: Outcome, reason: str | None = None) -> None:
        if id(call) in self._settling:
            return
        task = self._settling[id(call)] = call.close(outcome, reason)
        task.add_done_callback(lambda _: self._booked(call))

    def _booked(self, call: BookedCall) -> None:
        if call.entry is not None:
            self._course.calls.append(call.entry)
            self._desk.meter.called(call.entry)

    def _refused(self, reading: "Reading") -> None:
        for refusal in reading.refusals:
            self._course.faults.append(refusal.fault)
        self._close(reading.call, "completed" if reading.said else "refused", "guard")

    def _note_switches(self, race: Race) -> None:
        for before, after, reason in race.switches:
            self._switch(before, after, reason)
        race.switches.clear()

    def _switch(self, before: str, after: str, reason: str) -> None:
        self._course.switches.append(f"{before}>{after}:{reason}")
        self._desk.meter.switched(before, after, reason)

    def _names(self) -> list[str]:
        return [card.product.title for card in self._commission.brief.cards]

    async def _stop(self) -> None:
        """Close what still runs, and wait a moment for the bill."""
        withdrawn = self._withdrawn or not self._wanted.is_set()
        for call in self._calls:
            self._close(call, "withdrawn" if withdrawn else "cut_off")
        if self._settling:
            await asyncio.wait(self._settling.values(), timeout=CLEANUP_S)
        last = self._last
        if last is not None and last.entry is not None and not withdrawn:
            spender = self._commission.spender
            usage = last.entry.usage
            self._desk.watch.spoken(spender.conversation_id, last.model, usage, spender.turn)


def _outcome_of(reason: str) -> Outcome:
    """Return how a call is booked that somebody else has to go on behind."""
    if reason == "late":
        return "hedge_lost"  # the templates were faster
    return "refused" if reason in ("refused", "filtered") else "completed"
