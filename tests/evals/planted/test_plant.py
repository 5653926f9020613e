"""Faults in a real assistant over the sample catalog: each is there, and nothing else is."""

import time
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
import pytest_asyncio

from agents.turn import Turn
from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.errors import UsageError
from assistant.hearing import ShopHearing
from assistant.parts import Parts, text_parts
from evals.planted.hearing import Untold
from evals.planted.names import FAULTS, LYING_MODEL, REQUIRED, fault_named
from evals.planted.plant import plant
from evals.runs.assistant import scratch_home

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]
CHEAP = "show me hiking boots under 120 dollars"


@pytest_asyncio.fixture(name="parts", scope="module", loop_scope="module")
async def _parts(sample_home: Path) -> AsyncIterator[Parts]:
    with scratch_home(Settings(home=sample_home)) as settings:
        async with text_parts(settings) as parts:
            yield parts


async def _answers(parts: Parts, name: str, *said: str) -> list[Turn]:
    conversation = Conversation(parts, f"planted-{name}-{time.time_ns()}")
    return [(await conversation.answer(each))[0] for each in said]


async def test_the_assistant_that_was_given_stays_sound(parts: Parts) -> None:
    for fault in FAULTS:
        if not fault.spoken:
            plant(fault.name, parts)
    (turn,) = await _answers(parts, "sound", CHEAP)
    assert turn.products
    assert all(candidate.product.price <= 120 for candidate in turn.products)


async def test_prices_are_not_looked_at(parts: Parts) -> None:
    (turn,) = await _answers(plant("price-filter-off", parts), "price", CHEAP)
    assert any(candidate.product.price > 120 for candidate in turn.products)


async def test_candidates_come_in_the_catalogs_order(parts: Parts) -> None:
    (turn,) = await _answers(plant("ranker-off", parts), "rank", "waterproof hiking boots")
    (sound,) = await _answers(parts, "sound", "waterproof hiking boots")
    ids = [candidate.product.id for candidate in turn.products]
    assert ids == sorted(ids)
    assert ids != [candidate.product.id for candidate in sound.products]


async def test_wishes_that_cannot_all_be_met_find_nothing(parts: Parts) -> None:
    said = "silk hiking boots in pink"
    (sound,) = await _answers(parts, "sound", said)
    (turn,) = await _answers(plant("no-relaxation", parts), "relax", said)
    assert sound.relaxed and sound.products
    assert not turn.relaxed and not turn.products


async def test_what_goes_into_the_cart_is_taken_for_a_question(parts: Parts) -> None:
    said = ("show me water bottles", "add the first one to my cart")
    sound = await _answers(parts, "cart", *said)
    turn = await _answers(plant("act-confused", parts), "cart", *said)
    assert sound[-1].cart
    assert not turn[-1].cart


async def test_what_is_not_wanted_is_not_understood(parts: Parts) -> None:
    said = ("show me running shoes", "not black")
    sound = await _answers(parts, "not", *said)
    turn = await _answers(plant("no-exclusions", parts), "not", *said)
    assert any(not constraint.wanted for constraint in sound[-1].constraints)
    assert all(constraint.wanted for constraint in turn[-1].constraints)


async def test_a_slow_agent_takes_twice_as_long(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits as long again as its work took: of a clock that goes on by 1 s at each look."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    looks = count(100.0)
    monkeypatch.setattr("evals.planted.slowing.asyncio", SimpleNamespace(sleep=wait))
    monkeypatch.setattr(
        "evals.planted.slowing.time", SimpleNamespace(perf_counter=lambda: next(looks))
    )
    (turn,) = await _answers(plant("slow", parts), "slow", CHEAP)
    assert turn.products
    assert waited == [1.0, 1.0]  # its plan, and what it keeps of the turn
    await _answers(parts, "sound", CHEAP)
    assert len(waited) == 2


async def test_lies_are_heard_only_without_the_guard(parts: Parts) -> None:
    (guarded,) = await _answers(plant(LYING_MODEL, parts), "guarded", CHEAP)
    (heard,) = await _answers(plant("guard-off", parts), "unguarded", CHEAP)
    (sound,) = await _answers(parts, "sound", CHEAP)
    assert "$3.33" in heard.reply.text
    assert "$3.33" not in guarded.reply.text
    assert guarded.reply.tier == "template"
    assert [c.product.id for c in guarded.products] == [c.product.id for c in sound.products]


async def test_what_there_is_not_cannot_be_planted(parts: Parts) -> None:
    with pytest.raises(UsageError, match="there is ranker-off"):
        plant("ranker-of", parts)
    with pytest.raises(UsageError, match="only be met by voice"):
        plant("no-biasing", parts)


async def test_a_recogniser_that_is_told_nothing_repairs_nothing(parts: Parts) -> None:
    (turn,) = await _answers(parts, "sound", CHEAP)
    vocabulary = parts.search.vocabulary
    assert ShopHearing(vocabulary).hints(turn.products).repairer is not None
    untold = Untold()
    untold.renew(vocabulary)
    assert untold.hints(turn.products).repairer is None


async def test_every_fault_that_is_promised_to_be_found_is_there(parts: Parts) -> None:
    assert all(fault_named(name) for name in REQUIRED)
    with pytest.raises(UsageError):
        plant("", parts)
