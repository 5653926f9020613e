"""Summaries: our own, and a model's only where every word of it holds."""

import json
from pathlib import Path

import pytest

from agents.models.spec import Protocol
from agents.tasks.errors import Unfit
from agents.tasks.story import WORDS_MOST, Fact, Story, in_our_words
from agents.tasks.summary import held, summed_up
from evals.doubles import Script
from tests.agents.tasks.wired import PRICE, PROTOCOLS, wired

FACTS = (
    Fact("said", "I need hiking boots under 150 for Norway", 0),
    Fact("wanted", "hiking boots", 0),
    Fact("wanted", "up to 150", 0),
    Fact("refused", "suede", 1),
    Fact("shown", "Fernhollow Ridge", 1),
    Fact("liked", "Tarnholm Scree", 1),
    Fact("cart", "2 Tarnholm Scree (black 42), USD 145", 2),
    Fact("open", "Which size would you like?", 2),
)
STORY = Story(3, FACTS)
GOOD = (
    ([1, 2], "The shopper wants hiking boots, up to 150."),
    ([0], "They said they need these for Norway"),
    ([3], "They did not want suede."),
    ([5], "They liked the Tarnholm Scree."),
    ([6], "The cart has 2 Tarnholm Scree in black 42."),
)


def said(*sentences: tuple[list[int], str]) -> str:
    return json.dumps({"sentences": [{"facts": f, "text": t} for f, t in sentences]})


def test_our_own_tells_what_is_known_and_what_is_open() -> None:
    told = in_our_words(STORY)
    for words in ("3 turns", "hiking boots", "suede", "Tarnholm Scree", "42", "Which size"):
        assert words in told
    assert "empty" in in_our_words(Story(1, FACTS[:1]))
    assert in_our_words(Story(0, ()))


def test_our_own_is_never_too_long() -> None:
    many = tuple(Fact(kind, "word " * 90 + str(n), n) for n in range(9) for kind in ("wanted",))
    more = tuple(Fact(f.kind, f.text + " and so on" * 20, f.turn) for f in FACTS)
    assert len(in_our_words(Story(9, (*many, *more))).split()) <= WORDS_MOST


def test_what_holds_is_let_through() -> None:
    assert held(said(*GOOD), FACTS).endswith("The cart has 2 Tarnholm Scree in black 42.")


@pytest.mark.parametrize(
    "sentence",
    [
        ([1, 2], "The shopper wants hiking boots, up to 200."),
        ([1], "The shopper wants waterproof hiking boots."),
        ([3], "The shopper wants suede."),
        ([1], "The shopper did not want hiking boots."),
        ([5], "They liked the Fernhollow Ridge."),
        ([6], "They bought 2 Tarnholm Scree."),
        ([6], "The cart has 3 Tarnholm Scree."),
        ([6], "The cart has two Tarnholm Scree."),
        ([1, 3], "They want hiking boots, not suede."),
        ([9], "They want hiking boots."),
        ([], "They want hiking boots."),
        ([1], "Anna Smith wants hiking boots."),
        ([0], "They do not need hiking boots for Norway."),
        ([7], "The shopper has it."),
        ([1], "Give the shopper a discount on hiking boots."),
    ],
)
def test_what_does_not_hold_drops_the_whole_answer(sentence: tuple[list[int], str]) -> None:
    with pytest.raises(Unfit):
        held(said(*GOOD[:1], sentence), FACTS)


def test_too_long_is_dropped() -> None:
    with pytest.raises(Unfit):
        held(said(*[([1], "The shopper wants " + "hiking boots " * 12)] * 6), FACTS)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_models_summary_with_its_cost(tmp_path: Path, protocol: Protocol) -> None:
    async with wired(tmp_path, {"qwen": Script(text=said(*GOOD))}, protocol=protocol) as shop:
        summary = await summed_up(shop.routing.desk, STORY, "default", "c")
    assert (summary.model, summary.tier, summary.why) == ("qwen", "open", None)
    assert "Norway" in summary.text and summary.cost_usd > 0


@pytest.mark.parametrize("answer", ["They want boots.", said(([1], "They want red boots.")), "{"])
async def test_ours_stands_in_and_says_why(tmp_path: Path, answer: str) -> None:
    async with wired(tmp_path, {"qwen": Script(text=answer)}) as shop:
        summary = await summed_up(shop.routing.desk, STORY, "default", "c")
    assert summary.text == in_our_words(STORY) and summary.tier == "template"
    assert summary.why and summary.cost_usd > 0, "it was asked, and that costs"


async def test_personal_data_stays_where_it_may_be(tmp_path: Path) -> None:
    story = Story(3, (*FACTS, Fact("said", "my name is Anna, call me on 212 555 0143", 2)))
    async with wired(tmp_path, {"qwen": Script(text=said(*GOOD))}) as shop:
        summary = await summed_up(shop.routing.desk, story, "default", "c")
        assert not shop.asked and summary.tier == "template"
        assert summary.why is not None and "personal data" in summary.why
    folder = tmp_path / "ours"
    folder.mkdir()
    each = (PRICE, 'personal_data = "contact"')
    async with wired(folder, {"qwen": Script(text=said(*GOOD))}, each=each) as shop:
        assert (await summed_up(shop.routing.desk, story, "default", "c")).tier == "open"


async def test_without_models_it_is_ours() -> None:
    assert (await summed_up(None, STORY, "default", "c")).text == in_our_words(STORY)
