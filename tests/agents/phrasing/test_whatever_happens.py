"""What holds for every reply, whatever the models, the ledger and the guard do."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.guard.sheet import FactSheet
from agents.guard.verdict import Verdict
from agents.models.errors import KeyRejected, ModelBusy, ModelUnavailable, StreamBroken
from agents.phrasing.said import Account
from agents.phrasing.writer import ModelReplyWriter
from agents.phrasing.writing import GRACE_S
from agents.reply.sentences import sentences
from tests.agents.phrasing.scripted import CountingLedger, LieGuard, Script, Scripted, Watch
from tests.agents.phrasing.turns import planned, turn_for
from tests.agents.phrasing.virtual import run

SENTENCES = (
    "For wet trails, the {1.name} is waterproof.",
    "The {1.name} is {1.price}, and the {2.name} {2.price}.",
    "Sure, the {2.name} at {2.price} is light.",
    "The {3.name}, St. Ives style, is 4.4 stars.",
    "It's lying about everything, really.",
    "{9.name} is a placeholder of nothing.",
    "What size do you wear?",
    "**Bold** claims;",
    "and then some, which goes on, and on, without any end",
    "Here are some great options.",
    "Ünïcode – «quotes» “here”…",
    "<think>hm</think>",
    "\n- a list\n- of things\n",
    "$1,299.50 is 3.5 times",
)
FAILURES = (None, ModelBusy("b"), KeyRejected("k"), ModelUnavailable("u"), StreamBroken("s"))
TURNS = (
    ("boots",), ("purple boots",), ("boots", "compare"), ("boots", "second"),
    ("boots", "waterproof"),
)  # fmt: skip

texts = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join) | st.text(max_size=60)
scripts = st.builds(
    Script,
    text=texts,
    first_s=st.sampled_from([0.0, 0.05, 0.3, 0.59, 0.61, 3.0]),
    per_piece_s=st.sampled_from([0.0, 0.02, 0.3]),
    stall_after=st.none() | st.integers(0, 40),
    fails=st.sampled_from(FAILURES),
    finish=st.sampled_from(["stop", "length", "refused", "filtered", "unknown"]),
    piece=st.sampled_from([1, 3, 17, 400]),
    crashes=st.sampled_from([False, False, False, True]),
)
models = st.lists(scripts, min_size=1, max_size=3)
decisions = st.fixed_dictionaries(
    {
        "hedge": st.booleans(),
        "open_with_plan": st.booleans(),
        "speculate": st.booleans(),
        "first_content_s": st.sampled_from([0.2, 0.6]),
        "total_s": st.sampled_from([0.5, 2.0, 6.0]),
        "fallbacks": st.sampled_from([(), ("gpt",), ("gpt", "claude")]),
    }
)


class Recorded(LieGuard):
    """A guard that keeps every clause it let through, over all of its copies."""

    passed: set[str]

    def fork(self) -> "Recorded":
        copy = Recorded(self._lies, self.heard)
        copy.passed = self.passed
        return copy

    def hear(self, clause: str) -> None:
        super().hear(clause)
        self.passed.add(clause)

    def check(self, clause: str) -> Verdict:
        verdict = super().check(clause)
        if verdict.ok:
            self.passed.add(clause)
        return verdict


def recording(passed: set[str]) -> Callable[[FactSheet], Recorded]:
    def make(_: FactSheet) -> Recorded:
        guard = Recorded(("lying", "**"))
        guard.passed = passed
        return guard

    return make


@dataclass(frozen=True)
class Case:
    """One reply, and everything that goes wrong with it."""

    said: tuple[str, ...]
    qwen: list[Script]
    gpt: list[Script]
    claude: list[Script]
    decided: dict[str, Any]
    broke: tuple[str, ...]
    ledger_s: float
    pause_s: float
    stop_after: int | None


cases = st.builds(
    Case,
    said=st.sampled_from(TURNS),
    qwen=models,
    gpt=models,
    claude=models,
    decided=decisions,
    broke=st.sampled_from([(), ("qwen",), ("gpt",)]),
    ledger_s=st.sampled_from([0.0, 0.01, 0.3]),
    pause_s=st.sampled_from([0.0, 0.4]),
    stop_after=st.none() | st.integers(1, 4),
)


@settings(max_examples=300, deadline=None)
@given(cases)
def test_every_reply(case: Case) -> None:
    passed: set[str] = set()
    ledger, watch = CountingLedger(case.broke, case.ledger_s, case.ledger_s), Watch()
    clients = {
        n: Scripted(n, s)
        for n, s in (("qwen", case.qwen), ("gpt", case.gpt), ("claude", case.claude))
    }
    turn = turn_for(*case.said, **case.decided)
    writer = ModelReplyWriter(clients, ledger, recording(passed), watch)
    template = planned(*case.said).reply

    async def talk() -> tuple[list[str], list[float], Account]:
        loop = asyncio.get_running_loop()
        clauses: list[str] = []
        at: list[float] = []
        writing = writer.write(turn)
        writing.wanted()
        begun = loop.time()
        async with aclosing(writing.clauses()) as pieces:
            async for clause in pieces:
                clauses.append(clause)
                at.append(loop.time() - begun)
                if case.stop_after is not None and len(clauses) >= case.stop_after:
                    break
                await asyncio.sleep(case.pause_s)
        await asyncio.sleep(2)  # for settlements that took longer than the listener waits
        return clauses, at, writing.account()

    clauses, at, account = run(talk())
    text = " ".join(clauses)
    # Money: every reservation is settled, once (`settle` insists on that), and accounted for.
    assert not ledger.open and len(ledger.entries) == ledger.reserved
    assert sorted(e.id for e in account.calls) == sorted(e.id for e in ledger.entries)
    assert all(c.closed == len(c.calls) for c in clients.values())
    # Time: something is heard soon after the first deadline, whatever happens.
    assert clauses and at[0] <= case.decided["first_content_s"] + GRACE_S + 1e-6
    # Words: what the guard passed or code composed, nothing twice, whole sentences.
    assert all(clause in passed or clause in template.clauses for clause in clauses)
    assert "lying" not in text and "**" not in text and "{" not in text
    assert account.text == text and len(set(clauses)) == len(clauses)
    if case.stop_after is None:
        assert text.rstrip("\"”»')")[-1] in ".!?…", text
        assert len(set(sentences(text))) == len(sentences(text))
        assert len(text.split()) < 60 + len(template.text.split()) + 12
    if account.tier == "template":
        assert account.model == "template"
