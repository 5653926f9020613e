"""A storm: many conversations at once, over the real path, while everything goes wrong by chance.

    storm = Storm(turns, seed=1, conversations=64, home=folder)
    ended = await storm.rage()

Adapters, official SDKs, loopback, ledger in SQLite, fact guard, router and writer are the real
ones; what the models answer, when and how they fail, when the shopper barges in and what the
policy file says meanwhile comes from one seed. The servers keep their own account of each call.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from agents.agent import PlannedTurn
from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.ledger.bookings import Terms
from agents.ledger.entries import Entry, Reservation
from agents.ledger.metrics import Metrics
from agents.ledger.opening import OpenLedger, open_ledger
from agents.ledger.prices import PriceList
from agents.phrasing.said import Account
from agents.phrasing.writer import ModelReplyWriter
from agents.routing.policy_file import LoadedPolicy
from agents.routing.router import PolicyRouter
from agents.routing.source import PolicySource
from assistant.model_clients import Clients, has_key
from evals.bench.router.storm_ears import Audited, Heeded, open_files, rss_mb
from evals.bench.router.storm_policy import (
    KEY_VARIABLE,
    PROTOCOLS,
    Weather,
    any_weather,
    write_policy,
)
from evals.bench.router.storm_scripts import any_script
from evals.doubles.asked import Asked
from evals.doubles.record import RequestRecord
from evals.doubles.script import Script
from evals.doubles.server import Doubles, doubles

KEY = "sk-storm-0123456789abcdef"
"""Nothing of it may stand in a log."""
_LOOK_S = 0.05
"""Between two looks at the policy file."""
_QUIET_S = 5.0
_BEAT_S = 0.01


@dataclass
class Heard:
    """One reply as the shopper heard it."""

    turn: PlannedTurn
    mark: str
    """Words of the utterance that stand nowhere else."""
    passed: set[str]
    clauses: list[str] = field(default_factory=list)
    took_s: float = 0.0
    """From wanting it to its end, without the shopper's own pauses."""
    cut: bool = False
    """Whether the shopper barged in."""
    account: Account | None = None
    failure: str = ""


@dataclass
class Ended:
    """What came of a storm."""

    heard: list[Heard]
    reserved: dict[str, Reservation]
    settled: dict[str, list[Entry]]
    records: dict[str, list[RequestRecord]]
    """Of each model's server."""
    lag_s: float
    """The longest that the event loop was held up."""
    tasks_left: int
    files_left: int
    """Open files and sockets beyond those before."""
    policies: int
    """That were taken while replies were under way."""
    ledger: Path
    rss_mb: list[float]
    """After each reply, where nothing is kept."""


class Storm:
    """One storm.

    Args:
        turns: Planned ones, that the replies are to.
        home: An empty folder for the ledger and the policy.
        seed: Decides everything.
        conversations: At once.
        replies: Of each.
        budget_usd: Of everybody's day.
        conversation_usd: Of each conversation.
        weather: A policy that stays; None changes it all the time.
        script: What a server answers, by chance; the storm's own faults if not given.
        barge_in: Share of the replies that the shopper stops after some clauses.
        keep: Whether what was heard and booked is kept to be looked at; not for measuring memory.
    """

    def __init__(  # noqa: PLR0913 - one storm, each used once
        self,
        turns: Sequence[PlannedTurn],
        home: Path,
        *,
        seed: int = 1,
        conversations: int = 64,
        replies: int = 3,
        budget_usd: float = 100.0,
        conversation_usd: float = 100.0,
        weather: Weather | None = None,
        script: Callable[[random.Random], Script] | None = None,
        barge_in: float = 0.3,
        keep: bool = True,
    ) -> None:
        self._turns = turns
        self._home = home
        self._seed = seed
        self._conversations = conversations
        self._replies = replies
        self._budgets = (budget_usd, conversation_usd)
        self._weather = weather
        self._script = script or any_script
        self._barge_in = barge_in
        self._keep = keep
        self._policies = 0
        self._lag_s = 0.0
        self._rss_mb: list[float] = []

    async def rage(self) -> Ended:
        """Let it pass; everything is closed afterwards."""
        before = open_files()
        os.environ[KEY_VARIABLE] = KEY
        heard: list[Heard] = []
        async with AsyncExitStack() as stack:
            servers = {
                name: await stack.enter_async_context(doubles(self._answering(name)))
                for name in PROTOCOLS
            }
            async with self._shop(servers) as (router, writer_for, ledger):
                beat = asyncio.create_task(self._beat(servers))
                talks = [
                    self._talk(number, router, writer_for, heard)
                    for number in range(self._conversations)
                ]
                change = asyncio.create_task(self._change(servers))
                await asyncio.gather(*talks)
                for task in (beat, change):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
                await _quiet(ledger)
            records = {name: await server.settled() for name, server in servers.items()}
        del os.environ[KEY_VARIABLE]
        await asyncio.sleep(0.05)
        return Ended(
            heard=heard,
            reserved=ledger.reserved,
            settled=ledger.settled,
            records=records,
            lag_s=self._lag_s,
            tasks_left=len(asyncio.all_tasks()) - 1,
            files_left=open_files() - before,
            policies=self._policies,
            ledger=self._home / "ledger.sqlite",
            rss_mb=self._rss_mb,
        )

    @asynccontextmanager
    async def _shop(
        self, servers: dict[str, Doubles]
    ) -> "AsyncIterator[tuple[PolicyRouter, Callable[[set[str]], ModelReplyWriter], Audited]]":
        """Put the parts together as `assistant.routing` does, with ears in guard and ledger."""
        path = self._home / "policy.toml"
        urls = {name: server.url for name, server in servers.items()}
        first = self._weather or Weather(
            budget_usd=self._budgets[0], conversation_usd=self._budgets[1]
        )
        write_policy(path, first, urls)
        books: list[OpenLedger] = []

        def take(loaded: LoadedPolicy) -> None:
            self._policies += 1
            books[0].use(_terms(loaded))

        source = PolicySource(path, None, take)
        terms = _terms(source.current)
        async with open_ledger(self._home / "ledger.sqlite", terms) as ledger:
            books.append(ledger)
            audited, metrics = Audited(ledger, self._keep), Metrics()
            metrics.know(PROTOCOLS, {"default"})
            router = PolicyRouter(source, keys=has_key, ledger=audited, metrics=metrics)
            clients = Clients(lambda: source.current.policy.models, router.observe)
            clients.open_all()
            await ledger.learn("default")
            source.watch(_LOOK_S)

            def writer_for(passed: set[str]) -> ModelReplyWriter:
                def guard(sheet: FactSheet) -> Heeded:
                    return Heeded(Guard(sheet), passed)

                return ModelReplyWriter(clients, audited, guard, router, metrics)

            try:
                yield router, writer_for, audited
            finally:
                source.close()
                await clients.aclose()

    async def _talk(
        self,
        number: int,
        router: PolicyRouter,
        writer_for: Callable[[set[str]], ModelReplyWriter],
        heard: list[Heard],
    ) -> None:
        dice = random.Random(self._seed * 100_003 + number)
        await asyncio.sleep(dice.random() * 0.2)
        for index in range(self._replies):
            mark = f"zq{self._seed}x{number}y{index}q"
            turn = _asked(dice.choice(self._turns), f"c{number}", index, mark, dice)
            assert turn.situation is not None
            turn = replace(turn, decision=router.decide(turn.situation))
            one = Heard(turn, mark, set())
            if self._keep:
                heard.append(one)
            try:
                await self._hear(one, writer_for(one.passed), dice)
            except Exception as error:  # noqa: BLE001 - the storm goes on; it is told at the end
                one.failure = f"{type(error).__name__}: {error}"
            if not self._keep:
                self._rss_mb.append(rss_mb())

    async def _hear(self, one: Heard, writer: ModelReplyWriter, dice: random.Random) -> None:
        """Listen to one reply, perhaps not to its end."""
        stops_at = dice.randint(0, 3) if dice.random() < self._barge_in else None
        stops_s = dice.random() if dice.random() < self._barge_in / 2 else None
        pause_s = dice.choice((0.0, 0.0, 0.05, 0.3))
        writing = writer.write(one.turn)
        writing.wanted()
        loop = asyncio.get_running_loop()
        began, paused = loop.time(), 0.0

        async def listen() -> None:
            nonlocal paused
            async with aclosing(writing.clauses()) as clauses:
                if stops_at == 0:
                    one.cut = True
                    return
                async for clause in clauses:
                    one.clauses.append(clause)
                    if len(one.clauses) == stops_at:
                        one.cut = True
                        return
                    before = loop.time()
                    await asyncio.sleep(pause_s)
                    paused += loop.time() - before

        try:
            async with asyncio.timeout(stops_s):
                await listen()
        except TimeoutError:
            one.cut = True
        one.took_s = loop.time() - began - paused
        one.account = writing.account()

    def _answering(self, name: str) -> Callable[[Asked], Script]:
        dice = random.Random(f"{self._seed}{name}")
        return lambda _: self._script(dice)

    async def _change(self, servers: dict[str, Doubles]) -> None:
        """Write other policies, as long as there is somebody who talks."""
        dice = random.Random(self._seed)
        urls = {name: server.url for name, server in servers.items()}
        while self._weather is None:
            await asyncio.sleep(0.1 + dice.random() * 0.2)
            weather = any_weather(dice, *self._budgets)
            await asyncio.to_thread(write_policy, self._home / "policy.toml", weather, urls)

    async def _beat(self, servers: dict[str, Doubles]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(_BEAT_S)
            self._lag_s = max(self._lag_s, loop.time() - before - _BEAT_S)
            if not self._keep:
                for server in servers.values():
                    server.records.clear()


def _terms(loaded: LoadedPolicy) -> Terms:
    policy = loaded.policy
    return Terms(PriceList(policy.models), policy.budgets, policy.unpriced)


def _asked(
    turn: PlannedTurn, conversation_id: str, index: int, mark: str, dice: random.Random
) -> PlannedTurn:
    """Return a turn as if this conversation had asked for it, with words of its own."""
    assert turn.situation is not None
    situation = replace(
        turn.situation,
        conversation_id=conversation_id,
        turn=index,
        words=dice.choice((3, 12)),
        seed=dice.getrandbits(32),
        fixed=False,
    )
    return replace(
        turn,
        conversation_id=conversation_id,
        index=index,
        situation=situation,
        plan=replace(turn.plan, utterance=f"{turn.plan.utterance} {mark}"),
    )


async def _quiet(ledger: Audited) -> None:
    """Wait for settlements that took longer than their listeners waited."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_QUIET_S):
            while len(ledger.settled) < len(ledger.reserved):  # noqa: ASYNC110 - many places
                await asyncio.sleep(0.02)
