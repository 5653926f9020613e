"""Which trials a run has, in which order, and their seeds."""

from evals.runs.order import left_of, seed_of, spread, trials_of
from evals.runs.run import Plan
from tests.evals.runs.made import scenario

_NAMES = ("boots-1", "boots-2", "tents-1", "lamps-1")
_SCENARIOS = {name: scenario(name) for name in _NAMES}


def _plan(seed: int = 1, order: tuple[str, ...] = _NAMES, trials: int = 2) -> Plan:
    return Plan(
        name="test", seed=seed, trials=trials, conditions=("typed", "clean"), scenarios=order
    )


def test_every_trial_is_there_once() -> None:
    keys = [trial.key for trial in trials_of(_plan(), _SCENARIOS)]
    assert len(keys) == len(set(keys)) == 4 * 2 * 2


def test_the_first_round_plays_every_scenario() -> None:
    first = trials_of(_plan(), _SCENARIOS)[:4]
    assert {trial.scenario.id for trial in first} == set(_NAMES)
    assert {trial.number for trial in first} == {0}


def test_seeds_do_not_depend_on_order_condition_or_what_else_is_played() -> None:
    seeds = {
        (trial.scenario.id, trial.number): trial.seed for trial in trials_of(_plan(), _SCENARIOS)
    }
    turned = trials_of(_plan(order=_NAMES[::-1], trials=1), _SCENARIOS)
    assert all(seeds[trial.scenario.id, trial.number] == trial.seed for trial in turned)
    assert len(set(seeds.values())) == len(seeds)


def test_another_seed_or_attempt_is_another_conversation() -> None:
    one = trials_of(_plan(), _SCENARIOS)[0]
    other = trials_of(_plan(seed=2), _SCENARIOS)[0]
    assert one.conversation != other.conversation
    assert one.conversation == trials_of(_plan(), _SCENARIOS)[0].conversation
    assert seed_of(1, "boots-1", 0) != seed_of(1, "boots-1", 0, attempt=1)


def test_the_order_is_drawn_by_the_seed_alone() -> None:
    assert spread(_NAMES, 1) == spread(_NAMES[::-1], 1)
    assert len({spread(_NAMES, seed) for seed in range(20)}) > 5


def test_what_is_done_is_left_out() -> None:
    trials = trials_of(_plan(), _SCENARIOS)
    left = left_of(trials, [("boots-1", 0, "typed"), ("boots-1", 1, "clean")])
    assert len(left) == len(trials) - 2
    assert "boots-1#0@typed" not in {trial.key for trial in left}
