"""A against B: by shopper, with intervals, and a warning where the arms were not given evenly."""

import random
from datetime import timedelta

import pytest

from assistant.analytics.errors import FigureRefused
from assistant.analytics.experiments import experiment, experiments
from tests.assistant.analytics.made_log import EVERYTHING, START, MadeLog, event, turn

BOTH = ("cart_sessions", "depth")


def trial(sessions: int, rates: dict[str, float], *, shoppers: int | None = None) -> MadeLog:
    """Return a log in which each arm's sessions put something into the cart at its rate."""
    dice = random.Random(5)
    turns, events = [], []
    for n in range(sessions):
        for arm, rate in rates.items():
            name = f"{arm}{n}"
            client = None if shoppers is None else f"{arm}{n % shoppers}"
            at = START + timedelta(hours=n % 200)
            arms = f'{{"greeting":"{arm}"}}'
            turns.append(turn(name, 0, experiments=arms, client_id=client, at=at))
            if dice.random() < rate:
                events.append(event(name, "add_to_cart", object_id="p1", at=at))
    return MadeLog(turns, events)


def test_an_effect_that_is_there_is_found() -> None:
    found = experiment(trial(400, {"a": 0.1, "b": 0.25}), "greeting", EVERYTHING, measures=BOTH)
    cart, depth = found.trials
    assert (found.a, found.b) == ("a", "b")
    assert cart.difference.verdict == "higher"
    assert (cart.difference.low or 0) < 0.15 < (cart.difference.high or 0)
    assert depth.difference.verdict == "cannot_tell"
    assert cart.p_holm is not None and cart.difference.p is not None
    assert cart.p_holm >= cart.difference.p
    assert found.notes == ()


def test_sessions_of_one_shopper_are_not_as_many_shoppers() -> None:
    alone = experiment(trial(300, {"a": 0.2, "b": 0.3}), "greeting", EVERYTHING, measures=BOTH)
    shared = trial(300, {"a": 0.2, "b": 0.3}, shoppers=30)
    same = experiment(shared, "greeting", EVERYTHING, measures=BOTH)
    assert alone.trials[0].a.clusters == 300
    assert same.trials[0].a.clusters == 30
    assert alone.trials[0].a.value == same.trials[0].a.value


def test_too_few_are_said_to_be_too_few() -> None:
    found = experiment(trial(5, {"a": 0.0, "b": 1.0}), "greeting", EVERYTHING, measures=BOTH)
    assert found.trials[0].difference.verdict == "too_few"
    assert found.trials[0].difference.low is None
    assert "Too few" in found.notes[0]


def test_arms_of_unlike_size_are_warned_of() -> None:
    rows = [
        turn(f"s{n}", 0, experiments=f'{{"greeting":"{"a" if n % 3 else "b"}"}}')
        for n in range(300)
    ]
    (found,) = experiments(MadeLog(rows), EVERYTHING)
    assert [(arm.name, arm.sessions) for arm in found.arms] == [("a", 200), ("b", 100)]
    told = experiment(MadeLog(rows), "greeting", EVERYTHING, measures=BOTH)
    assert "sizes differ" in told.notes[0]
    assert told.shoppers == {"a": 200, "b": 100}
    even = experiment(trial(100, {"a": 0.1, "b": 0.1}), "greeting", EVERYTHING, measures=BOTH)
    assert even.mismatch_p == 1.0
    assert even.notes == ()


def test_three_arms_are_compared_two_at_a_time() -> None:
    log = trial(60, {"a": 0.1, "b": 0.1, "c": 0.9})
    found = experiment(log, "greeting", EVERYTHING, ("b", "c"), BOTH)
    assert (found.a, found.b, found.trials[0].difference.verdict) == ("b", "c", "higher")
    first = experiment(log, "greeting", EVERYTHING, (None, "a"), BOTH)
    assert (first.a, first.b) == ("b", "a")


@pytest.mark.parametrize(
    ("name", "arms", "measures"),
    [
        ("none", (None, None), BOTH),
        ("greeting'", (None, None), BOTH),
        ("greeting", ("a", "z"), BOTH),
        ("greeting", ("a", "a"), BOTH),
        ("greeting", (None, None), ("shown_to_cart",)),
        ("greeting", (None, None), ("orders",)),
        ("greeting", (None, None), ("depth_median",)),
    ],
)
def test_what_cannot_be_compared_is_refused(
    name: str, arms: tuple[str | None, str | None], measures: tuple[str, ...]
) -> None:
    with pytest.raises(FigureRefused):
        experiment(trial(3, {"a": 0.1, "b": 0.1}), name, EVERYTHING, arms, measures)


def test_without_an_experiment_there_is_none() -> None:
    assert experiments(MadeLog([]), EVERYTHING) == ()
    assert experiments(MadeLog([turn("s", 0)]), EVERYTHING) == ()
