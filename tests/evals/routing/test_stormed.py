"""A storm's figures: nothing that is wrong escapes them."""

import asyncio
import random
from dataclasses import replace
from pathlib import Path

import pytest

from agents.models.call import Message, ModelCall, Task
from agents.models.partial import Partial
from agents.models.usage import Usage
from evals.bench.router.storm import Ended, Storm
from evals.bench.router.storm_bill import accounts
from evals.bench.router.storm_scripts import any_script
from evals.bench.router.stormed import faults_of, growth_of, section_of
from evals.doubles.script import Script
from tests.agents.phrasing.turns import planned

GOES_WELL = Script(
    text="The {1.name} is {1.price}. There's also the {2.name} at {2.price}.", tokens_per_s=100.0
)


def quiet(folder: Path) -> Ended:
    """Return a storm without a storm."""
    storm = Storm(
        (planned("boots"),),
        folder,
        conversations=3,
        replies=2,
        script=lambda _: GOES_WELL,
        barge_in=0.0,
    )
    return asyncio.run(storm.rage())


@pytest.mark.timing  # nothing late, where nothing goes wrong
def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    ended = quiet(tmp_path)
    assert all(figure.value == 0 for figure in section_of(ended).figures)
    one = ended.heard[0]
    assert not faults_of(one, 0.0)
    one.took_s += 99
    one.clauses += ["Free boots for you", "Free boots for you"]
    assert faults_of(one, 0.0) == ["late", "twice", "unguarded", "unended"]
    id_ = next(iter(ended.settled))
    (entry,) = ended.settled[id_]
    less = replace(entry.usage, output=entry.usage.output - 1)
    ended.settled[id_] = [replace(entry, usage=less)]
    assert [account.wrong for account in accounts(ended) if account.wrong] == ["differs"]
    ended.lag_s = 0.0  # what it excuses is no matter here
    less = replace(less, estimated=True)
    ended.settled[id_] = [replace(entry, usage=less)]
    assert [account.wrong for account in accounts(ended) if account.wrong] == ["below"]
    ended.settled[id_] = [entry, entry]
    wrong, twice, *_ = section_of(ended).figures
    assert (wrong.value, twice.value) == (1, 1)


def test_growth_is_what_comes_after_the_caches_are_full() -> None:
    grown = growth_of([100.0 + min(n, 20) for n in range(200)])
    assert (grown.value, grown.met) == (0.0, True)
    leaks = growth_of([100.0 + n for n in range(200)])
    assert leaks.value is not None and leaks.value > 100 and leaks.met is False
    assert growth_of([1.0]).value is None


def test_a_storm_has_every_kind_of_weather() -> None:
    dice = random.Random(1)
    faults = {type(f) for _ in range(400) for f in any_script(dice).faults}
    assert len(faults) >= 10


def test_what_was_generated_unheard_is_booked_too() -> None:
    """A model that thinks unseen is billed for it, though nothing of it ever came."""
    now = [0.0]
    call = ModelCall(Task.REPLY, "rules", (Message("user", "boots"),), 120)
    partial = Partial("m", call, clock=lambda: now[0])
    assert partial.usage() == Usage()
    partial.left()
    at_once = partial.usage().output
    now[0] = 0.6
    assert partial.usage().output == at_once + 60
    partial.came("The boots are")
    assert partial.usage().output == at_once + 4
    partial.stop()
    now[0] = 99.0
    assert partial.usage().output == at_once + 4
    assert replace(partial, _stopped_at=None).usage().output == 120
