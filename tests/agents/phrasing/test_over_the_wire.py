"""The whole path over loopback: adapters, ledger in SQLite, servers that misbehave."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.bookings import Terms
from agents.ledger.opening import open_ledger
from agents.ledger.prices import PriceList
from agents.models.clients import open_client
from agents.models.spec import ModelSpec, PriceOverride, Protocol
from agents.phrasing.writer import ModelReplyWriter
from evals.doubles.faults import BrokenLine, Cut, ErrorInBand, Fault, HttpError, Stall
from evals.doubles.real import smollm
from evals.doubles.script import Script
from evals.doubles.server import Doubles, doubles
from tests.agents.phrasing.scripted import truthful
from tests.agents.phrasing.turns import hear, turn_for
from tests.patience import until

pytestmark = pytest.mark.timing
"""The deadlines of a reply are short, and servers, SDKs and the ledger's thread are real."""

GOOD = (
    "For wet trails, the {1.name} is waterproof at {1.price}. "
    "The {2.name} costs {2.price}, and the {3.name} is {3.price}."
)
SAID = (
    "For wet trails, the Fernhollow Ridge is waterproof at $129. "
    "The Tarnholm Scree costs $145, and the Ostra Fell is $99."
)
PROTOCOLS: tuple[Protocol, ...] = ("openai-chat", "openai-responses", "anthropic-messages")
PRICE = PriceOverride(input_usd=Decimal(3), output_usd=Decimal(15), cached_usd=Decimal("0.3"))


@dataclass(frozen=True)
class Wired:
    """A writer with two models on loopback, "qwen" and "gpt"."""

    writer: ModelReplyWriter
    servers: dict[str, Doubles]


@asynccontextmanager
async def wired(
    folder: Path, protocol: Protocol, qwen: Script, gpt: Script
) -> AsyncIterator[Wired]:
    async with AsyncExitStack() as stack:
        servers, clients, specs = {}, {}, {}
        for name, script in (("qwen", qwen), ("gpt", gpt)):
            servers[name] = server = await stack.enter_async_context(doubles(script))
            # Anthropic's SDK adds the version to the address by itself.
            spec = ModelSpec(protocol=protocol, model=name, url=server.url, price=PRICE)
            clients[name], specs[name] = open_client(name, spec, "key"), spec
            stack.push_async_callback(clients[name].aclose)
        terms = Terms(PriceList(specs))
        ledger = await stack.enter_async_context(open_ledger(folder / "ledger.sqlite", terms))
        yield Wired(ModelReplyWriter(clients, ledger, truthful), servers)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_reply_of_each_protocol(tmp_path: Path, protocol: Protocol) -> None:
    script = Script(text=GOOD, first_content_s=0.05, tokens_per_s=400)
    async with wired(tmp_path, protocol, script, script) as shop:
        heard = await hear(shop.writer.write(turn_for()))
        record = shop.servers["qwen"].records[0]
    assert heard.text == SAID and heard.account.tier == "open"
    assert heard.account.calls[0].usage == record.usage
    assert heard.account.cost_usd == (record.usage.fresh * 3 + record.usage.output * 15) / Decimal(
        1_000_000
    )


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("at", ["headers", "role", 3])
async def test_a_stall_costs_the_deadline(tmp_path: Path, protocol: Protocol, at: str) -> None:
    stalls = Script(text=GOOD, faults=(Stall(at),))  # type: ignore[arg-type]  # a place
    async with wired(tmp_path, protocol, stalls, Script(text=GOOD, first_content_s=0.2)) as shop:
        heard = await hear(shop.writer.write(turn_for()))
        gone = shop.servers["qwen"].records[0].disconnected_s
    assert heard.account.first_clause_ms is not None and heard.account.first_clause_ms < 700
    assert heard.text.endswith(".") and "Tarnholm Scree" in heard.text
    assert heard.account.tier == "closed" and gone is not None


FAULTS: tuple[Fault, ...] = (
    *(Cut(8), Cut(8, "reset"), Cut(8, "mid_line"), Cut(8, "clean"), Cut("headers"), BrokenLine(8)),
    *(HttpError(429, retry_after="1"), HttpError(401), HttpError(404), HttpError(503)),
    *(ErrorInBand(at=8), Stall(8)),
)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
async def test_every_fault_ends_in_a_whole_reply(
    tmp_path: Path, protocol: Protocol, fault: Fault
) -> None:
    fails = Script(text=GOOD, tokens_per_s=200, faults=(fault,))
    async with wired(tmp_path, protocol, fails, Script(text=GOOD)) as shop:
        heard = await hear(shop.writer.write(turn_for()))
        billed = shop.servers["qwen"].records[0].usage
    if len(heard.account.calls) == 1:
        assert heard.text == SAID and fault == BrokenLine(8)  # skipped, with nothing lost
        return
    first, second = heard.account.calls
    assert heard.text.endswith(".") and len(set(heard.clauses)) == len(heard.clauses)
    assert (first.model, first.outcome, second.outcome) == ("qwen", "failed", "completed")
    assert first.usage.input >= billed.input and first.usage.output >= billed.output - 8


async def test_barge_in_reaches_the_provider(tmp_path: Path) -> None:
    script = Script(text=GOOD * 4, first_content_s=0.02, tokens_per_s=60)
    async with wired(tmp_path, "openai-chat", script, script) as shop:
        writing = shop.writer.write(turn_for())
        writing.wanted()
        loop = asyncio.get_running_loop()
        async with aclosing(writing.clauses()) as clauses:
            await anext(clauses)
            stopped = loop.time()
        assert loop.time() - stopped < 0.3
        record = shop.servers["qwen"].records[0]
        await until(lambda: record.disconnected_s is not None)
        assert record.disconnected_s is not None
        assert record.asked_at + record.disconnected_s - stopped < 0.5
        entry = writing.account().calls[0]
    assert entry.outcome == "cut_off" and 0 < entry.usage.output < 120


@pytest.mark.model
async def test_a_real_model_ends_in_a_whole_reply(tmp_path: Path) -> None:
    async with smollm() as real:
        spec = ModelSpec(protocol="openai-chat", model=real.model, url=real.url, price=PRICE)
        client = open_client("qwen", spec, None)
        async with open_ledger(tmp_path / "l.sqlite", Terms(PriceList({"qwen": spec}))) as ledger:
            writer = ModelReplyWriter({"qwen": client}, ledger, truthful)
            turn = turn_for(first_content_s=60.0, total_s=120.0, max_output_tokens=24, fallbacks=())
            heard = await hear(writer.write(turn))
        await client.aclose()
    usage = heard.account.calls[0].usage
    assert heard.text.rstrip('"')[-1] in ".!?" and usage.input > 300 and usage.output > 0
