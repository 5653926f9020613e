"""Turns of plain shopping talk that were answered wrongly once, over the sample catalog."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.constraints import Kind
from agents.reply.ideas_parts import IdeasShown
from agents.reply.mentions import shared_out
from agents.reply.plan import Found
from agents.turn import Turn, Utterance
from agents.understand.line import Line
from agents.understand.scope import other_language
from assistant.config import Settings
from evals.bench.agent.shop import Shop, open_shop
from retrieval.query import Candidate
from tests.agents.shop import SHOP

OUTFIT = "I need an outfit for a summer wedding under 300"


@pytest.fixture(scope="module")
def shop(sample_home: Path) -> Iterator[Shop]:
    with open_shop(Settings(home=sample_home), None) as opened:
        yield opened


async def say(shop: Shop, name: str, *utterances: str) -> Turn:
    for text in utterances:
        turn = await shop.agent.plan(name, Utterance(text))
        await shop.agent.commit(turn)
    return turn


def ids(turn: Turn) -> list[str]:
    return [c.product.id for c in turn.products]


@pytest.mark.model
async def test_a_wish_of_its_own_leaves_the_set(shop: Shop) -> None:
    turn = await say(shop, "leaves", OUTFIT, "I need a tent for camping with three kids")
    assert {c.product.category for c in turn.products} == {"tents"}


@pytest.mark.model
@pytest.mark.parametrize("line", ["add a belt", "I need a belt too", "I also need a belt"])
async def test_a_piece_is_still_put_into_the_set(shop: Shop, line: str) -> None:
    turn = await say(shop, f"piece {line}", OUTFIT, line)
    assert (await shop.agent.dialogue(f"piece {line}")).bundle is not None
    assert len(turn.products) > 3


@pytest.mark.model
@pytest.mark.parametrize(
    "line",
    [
        "I need a tent for camping with three kids",
        "a tent for camping with kids",
        "I need a suitcase for a trip with my wife",
        "show me jackets for walks with my two dogs",
    ],
)
async def test_who_comes_along_is_no_audience(shop: Shop, line: str) -> None:
    turn = await say(shop, line, line)
    state = await shop.agent.dialogue(line)
    assert not [c for c in state.constraints if c.kind is Kind.AUDIENCE]
    assert not turn.reply.text.startswith(("No ", "Nothing", "I found nothing"))


@pytest.mark.model
@pytest.mark.parametrize("line", ["shoes for my wife", "show me jackets for kids"])
async def test_for_whom_it_is_still_counts(shop: Shop, line: str) -> None:
    await say(shop, line, line)
    state = await shop.agent.dialogue(line)
    assert [c for c in state.constraints if c.kind is Kind.AUDIENCE and c.wanted]


@pytest.mark.model
async def test_an_earlier_set_comes_back_as_it_was(shop: Shop) -> None:
    first = await say(shop, "back", OUTFIT, "without the bag")
    turn = await say(shop, "back", "show me backpacks", "back to the outfit")
    assert ids(turn) == ids(first)
    swapped = await say(shop, "back", "swap the shoes")
    assert sum(a != b for a, b in zip(ids(swapped), ids(first), strict=True)) == 1


@pytest.mark.model
async def test_of_two_earlier_sets_the_one_named_comes_back(shop: Shop) -> None:
    first = await say(shop, "two", "a desk setup under 500")
    await say(shop, "two", "show me mugs", OUTFIT, "show me tents")
    turn = await say(shop, "two", "back to the desk setup")
    assert ids(turn) == ids(first)


@pytest.mark.model
async def test_any_colour_is_of_the_set(shop: Shop) -> None:
    first = await say(shop, "any", OUTFIT)
    turn = await say(shop, "any", "any color is fine")
    assert ids(turn) == ids(first)


@pytest.mark.model
@pytest.mark.parametrize("line", ["no hat please", "without the tie", "skip the umbrella"])
async def test_what_is_not_in_the_set_cannot_leave_it(shop: Shop, line: str) -> None:
    first = await say(shop, line, OUTFIT)
    turn = await say(shop, line, line)
    assert ids(turn) == ids(first)
    assert f"There's no {line.split()[2 if line[0] != 'n' else 1]} in it" in turn.reply.text


@pytest.mark.model
@pytest.mark.parametrize("line", ["I spilled coffee on my rug", "my kid spilled juice on the sofa"])
async def test_what_was_spilled_is_not_wished_for(shop: Shop, line: str) -> None:
    turn = await say(shop, line, line)
    assert not {c.product.category for c in turn.products} & {"coffee makers", "rugs", "sofas"}


@pytest.mark.model
async def test_what_somebody_has_is_no_idea_any_more(shop: Shop) -> None:
    first = await say(shop, "has", "a gift for my six year old daughter")
    turn = await say(shop, "has", "she has plenty of toys already")
    assert turn.products
    assert not set(ids(turn)) & set(ids(first))
    assert not {c.product.department for c in turn.products} & {"Toys", "Toys & Games"}
    await say(shop, "has2", "a gift for my mom")
    turn = await say(shop, "has2", "she has enough candles already")
    assert turn.products
    assert "candles" not in " ".join(c.product.category for c in turn.products)


@pytest.mark.model
@pytest.mark.parametrize("line", ["forget the color", "any color is fine"])
async def test_a_colour_that_does_not_matter_is_not_asked_for(shop: Shop, line: str) -> None:
    await say(shop, line, "show me tents")
    turn = await say(shop, line, line)
    assert turn.asked != "colour"
    assert Kind.COLOUR in (await shop.agent.dialogue(line)).asked_before
    turn = await say(shop, line, "under 400", "show me some that are waterproof")
    assert turn.asked != "colour"


@pytest.mark.parametrize(
    "line",
    [
        "muéstrame zapatos", "muestrame zapatos rojos", "quiero un regalo", "zeig mir schuhe",
        "montre moi des robes", "mostrami vestiti", "quero sapatos", "bonjour", "guten tag",
    ],
)  # fmt: skip
def test_short_lines_of_other_languages(line: str) -> None:
    assert other_language(Line.read(line).tokens)


@pytest.mark.parametrize(
    "line",
    [
        "a mug for my mesa trip", "die cast model car", "the bonjour mug", "la la land poster",
        "pan", "les paul guitar", "dog food para training", "con air dvd", "rose dress",
        "robe", "table", "bonjour mug please", "camisa shirt", "vert skateboard ramp",
    ],
)  # fmt: skip
def test_english_lines_with_a_foreign_word(line: str) -> None:
    assert not other_language(Line.read(line).tokens)


@pytest.mark.model
async def test_a_question_for_a_size_says_of_what(shop: Shop) -> None:
    turn = await say(shop, "sizes", "show me boots", "add the first two to the cart")
    first, second = (" ".join(c.product.title.split()[:2]) for c in turn.products[:2])
    assert first in turn.reply.text
    sizes = [v.size for v in turn.products[0].product.variants if v.in_stock]
    gone = [v.size for v in turn.products[0].product.variants if v.size not in sizes]
    if gone:
        turn = await say(shop, "sizes", str(gone[0]))
        assert first in turn.reply.text
    turn = await say(shop, "sizes", str(sizes[0]))
    assert len(turn.cart) == 1
    assert second in turn.reply.text


def test_the_screen_is_pointed_at_after_what_is_named() -> None:
    candidates = tuple(Candidate(p, None, 0.0, 0.0) for p in SHOP[:3])
    ideas = IdeasShown(candidates, ("", "", ""))
    found = Found(candidates, total=3, spoken=3)
    assert [type(p) for p in shared_out((found, ideas))] == [IdeasShown, Found]
    assert [type(p) for p in shared_out((replace(found, spoken=1), replace(ideas, spoken=2)))] == [
        Found,
        IdeasShown,
    ]
