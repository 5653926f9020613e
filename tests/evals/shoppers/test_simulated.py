"""The simulated shopper, with assistants of all kinds."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest

from evals.runs.record import TrialRecord
from evals.scenarios.goal import Goal
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.build import build_shopper
from evals.shoppers.validity import problems
from retrieval.product import Product
from tests.evals.shoppers.shop import ASSISTANTS, Careless, Deaf, Obliging, converse

Goals = dict[str, Scenario]


def played(
    scenario: Scenario,
    catalog: Sequence[Product],
    look: Look,
    kind: type[Obliging] = Obliging,
    trial: int = 0,
    seed: int = 1,
) -> TrialRecord:
    shopper = build_shopper(scenario, trial, seed, look)
    return asyncio.run(converse(scenario, shopper, kind(catalog, scenario), trial, seed))


def said(record: TrialRecord) -> list[str]:
    return [turn.said for turn in record.turns]


def test_reaches_every_goal_with_an_assistant_that_obliges(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    ended = Counter[str]()
    for scenario in goals.values():
        for trial in range(2):
            record = played(scenario, catalog, look, trial=trial)
            ended[record.ended] += 1
            assert record.ended == "satisfied", (scenario.id, said(record))
    assert ended["satisfied"] == 2 * len(goals)


@pytest.mark.parametrize("kind", ASSISTANTS)
def test_is_valid_whatever_the_assistant_does(
    kind: type[Obliging], goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    for trial, scenario in enumerate(goals.values()):
        record = played(scenario, catalog, look, kind, trial)
        words = said(record)
        assert all(a != b for a, b in pairwise(words)), words  # never the same twice running
        assert record.ended != "too_long", (scenario.id, words)
        found = (*problems(scenario, record, look), *problems(scenario, record))
        assert not found, (scenario.id, trial, found, words)


def test_says_the_same_with_the_same_seed_and_other_words_in_other_trials(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    different = 0
    for scenario in goals.values():
        first = played(scenario, catalog, look)
        assert first == played(scenario, catalog, look)
        texts = {tuple(said(played(scenario, catalog, look, trial=t))) for t in range(3)}
        different += len(texts) > 1
    assert different == len(goals)


def test_leaves_when_its_patience_is_over(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    impatient = goals["g-brand"]
    record = played(impatient, catalog, look, Deaf)
    assert record.ended == "gave_up"
    assert impatient.persona.patience <= len(record.turns) <= impatient.persona.patience + 2
    more = impatient.persona.model_copy(update={"patience": 12})
    patient = impatient.model_copy(update={"persona": more})
    assert len(played(patient, catalog, look, Deaf).turns) > len(record.turns)


def test_puts_a_wrong_cart_right(goals: Goals, catalog: Sequence[Product], look: Look) -> None:
    record = played(goals["g-boots"], catalog, look, Careless)
    assert record.ended == "satisfied"
    assert [turn.move for turn in record.turns].count("deny") == 2


def test_changes_its_mind_and_says_so(goals: Goals, catalog: Sequence[Product], look: Look) -> None:
    record = played(goals["g-sofa"], catalog, look)
    change = next(turn for turn in record.turns if turn.move == "change")
    assert "nine hundred" in change.said.lower() or "900" in change.said
    assert change.meant.wishes is not None
    prices = [w["price"]["at_most"] for w in change.meant.wishes if "price" in w]
    assert prices in (["900"], ["899.99"])


def test_what_was_told_is_the_truth_and_nothing_else(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    scenario = goals["g-boots"]
    record = played(scenario, catalog, look)
    opening = record.turns[0]
    assert opening.meant.wishes is not None
    told = [name for name in opening.gives if name != "thing"]
    assert len(opening.meant.wishes) == 1 + len(told)
    assert opening.meant.wishes[0] == {"category": "hiking boots"}
    last = record.turns[-1].meant.wishes
    assert last is not None
    assert len(last) == 4


def test_tells_only_what_is_asked_for(goals: Goals, catalog: Sequence[Product], look: Look) -> None:
    record = played(goals["g-kids"], catalog, look)
    assert list(record.turns[0].gives) == ["thing"]


@pytest.mark.parametrize(
    ("style", "sign"),
    [
        ("hesitant", r"\b(?:um|uh|hmm|let me)\b"),
        ("polite", r"\b(?:please|could you|thank)"),
        ("terse", r"^(?!.*\b(?:please|looking to|would)\b)"),
    ],
)
def test_talks_in_its_style(
    style: str, sign: str, goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    with_sign = 0
    for scenario in goals.values():
        persona = scenario.persona.model_copy(update={"style": style})
        styled = scenario.model_copy(update={"persona": persona})
        words = " ".join(said(played(styled, catalog, look))).lower()
        with_sign += bool(re.search(sign, words))
    assert with_sign >= 0.9 * len(goals)


def test_chats_by_share(goals: Goals, catalog: Sequence[Product], look: Look) -> None:
    chatting = goals["g-wine"]
    persona = chatting.persona.model_copy(update={"chats": 0.0})
    quiet = chatting.model_copy(update={"persona": persona})
    moves = Counter(
        turn.move for t in range(20) for turn in played(chatting, catalog, look, trial=t).turns
    )
    assert moves["chat"] > 5
    assert not any(
        turn.move == "chat"
        for t in range(20)
        for turn in played(quiet, catalog, look, trial=t).turns
    )


def test_uses_the_words_that_a_wish_brings(catalog: Sequence[Product], look: Look) -> None:
    goal = Goal.model_validate(
        {"thing": "tents", "wishes": [{"feature": "waterproof", "words": "they must stay dry"}]}
    )
    scenario = Scenario.model_validate({"id": "own-words", "about": "x", "goal": goal, "ends": {}})
    record = played(scenario, catalog, look)
    assert any("they must stay dry" in turn.said.lower() for turn in record.turns)
    assert not any("waterproof" in turn.said.lower() for turn in record.turns)
    assert problems(scenario, record, look) == ()


def test_changes_its_mind_in_the_words_of_the_goal(catalog: Sequence[Product], look: Look) -> None:
    goal = {
        "thing": "tents",
        "wishes": [{"feature": "waterproof"}, {"price": {"at_most": 700}}],
        "changes": [
            {"after": 1, "set": {"price": {"at_most": 300}}, "words": "I can't spend that much"},
            {"after": 2, "drop": "feature", "words": "we only camp in the desert anyway"},
        ],
    }
    scenario = Scenario.model_validate({"id": "own-change", "about": "x", "goal": goal, "ends": {}})
    for trial in range(3):
        record = played(scenario, catalog, look, trial=trial)
        changed = [turn.said for turn in record.turns if turn.move == "change"]
        assert changed == ["I can't spend that much", "We only camp in the desert anyway"]
        assert problems(scenario, record, look) == ()
        assert record.ended == "satisfied"
