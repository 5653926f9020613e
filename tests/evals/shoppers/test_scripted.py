"""Scripts, and the questions that they do not expect."""

import asyncio
from typing import Any

from evals.runs.record import TurnSeen
from evals.scenarios.scenario import Scenario
from evals.shoppers.build import build_shopper
from evals.shoppers.shopper import Saying, Shopper


def scenario(**more: Any) -> Scenario:
    whole = {"id": "a-script", "about": "x", "ends": {}, "turns": [{"say": "boots"}]} | more
    return Scenario.model_validate(whole)


def said(shopper: Shopper, turns: list[TurnSeen]) -> Saying | None:
    return asyncio.run(shopper.next(turns))


def turn(index: int, asked: str | None = None) -> TurnSeen:
    return TurnSeen(
        index=index, said="boots", move="script", heard="boots", acts=(), constraints=(),
        products=(), reply="Which one?", asked=asked, tier="template",
    )  # fmt: skip


def shopper(one: Scenario, trial: int = 0) -> Shopper:
    return build_shopper(one, trial, 1, lambda _: None)


def test_says_its_lines_in_order_and_ends() -> None:
    player = shopper(scenario(turns=[{"say": ["boots", "some boots"]}, {"say": "thanks"}]))
    assert [said(player, []), said(player, [turn(0)]), said(player, [turn(0)] * 2)] == [
        Saying(text="boots", move="script", line=0),
        Saying(text="thanks", move="script", line=1),
        None,
    ]
    assert player.verdict == "script_over"


def test_answers_a_question_that_it_does_not_expect_in_other_words_each_time() -> None:
    player = shopper(scenario(answers={"size": ["eight", "an eight", "size eight"]}))
    said(player, [])
    answers = [said(player, [turn(0, "size")]) for _ in range(4)]
    texts = [answer.text for answer in answers if answer is not None]
    assert len(texts) == len(set(texts)) == 3
    assert answers[-1] is None


def test_leaves_a_question_to_the_line_that_expects_it() -> None:
    lines = [{"say": "add it", "expect": {"asks": "size"}}, {"say": "eight"}]
    player = shopper(scenario(turns=lines, answers={"size": "nine"}))
    said(player, [])
    assert said(player, [turn(0, "size")]) == Saying(text="eight", move="script", line=1)


def test_answers_what_is_to_be_in_the_cart_where_no_answer_is_written() -> None:
    ends = {"cart": [{"where": {"category": "hiking boots"}, "size": "8", "colour": "navy"}]}
    player = shopper(scenario(ends=ends))
    said(player, [])
    size, colour = said(player, [turn(0, "size")]), said(player, [turn(0, "colour")])
    assert size is not None
    assert size.text in ("size eight", "size 8", "a size eight", "a size 8", "an 8")
    assert colour == Saying(text="navy", move="answer")
    assert said(player, [turn(0, "brand")]) is None


def test_does_not_answer_what_the_next_line_says() -> None:
    ends = {"cart": [{"where": {"category": "hiking boots"}, "size": "8"}]}
    player = shopper(scenario(ends=ends, turns=[{"say": "add it"}, {"say": "size eight please"}]))
    said(player, [])
    assert said(player, [turn(0, "size")]) == Saying(
        text="size eight please", move="script", line=1
    )


def test_does_not_answer_a_question_that_was_cut_off() -> None:
    player = shopper(scenario(answers={"size": "nine"}))
    said(player, [])
    cut = turn(0, "size").model_copy(update={"heard_reply": "Which"})
    assert said(player, [cut]) is None
