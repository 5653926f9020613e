"""The shipped scenarios: all can be read and played, and they cover what they claim to."""

from collections import Counter
from collections.abc import Iterator

import pytest

from agents.acts import Act
from evals.runs.catalog import predicates_of
from evals.scenarios.feasible import infeasible
from evals.scenarios.reader import ReadScenarios, read_scenarios
from evals.scenarios.scenario import Line, Scenario
from evals.scenarios.shipped import SHIPPED
from evals.scenarios.unmet import Catalog
from retrieval.product import Flag
from tests.sample import sample_products

LEAST = 130
LEAST_HARD = 60
LEAST_GOALS = 40
LEAST_OF_AN_ACT = 3
LEAST_SPOKEN = 30
MOST_SPOKEN_TURNS = 5
MOST_WORDS = 24
"""Of one spoken utterance: more nobody says in one breath."""
THEMES = {
    "correction": 15,
    "misheard": 8,
    "relaxation": 8,
    "interruption": 6,
    "chit-chat": 6,
    "three-topics": 3,
    "reference": 12,
    "exclusion": 8,
    "budget": 25,
    "variant": 25,
    "policy": 6,
    "order": 3,
    "boards": 5,
    "clarification": 6,
    "undo": 3,
    "numbers": 15,
    "units": 4,
    "ambiguous": 3,
    "out-of-scope": 3,
    "injection": 4,
}
"""How many scenarios show each, at least."""
ACTS = frozenset(act.value for act in Act)
_HIDDEN = {Flag.RESTRICTED, Flag.LOW_QUALITY}


@pytest.fixture(scope="module")
def shipped() -> ReadScenarios:
    return read_scenarios([SHIPPED])


def _expected(scenario: Scenario) -> Iterator[Act]:
    for line in scenario.turns:
        if line.expect is not None:
            yield from line.expect.acts or ()
            yield from line.expect.any_act or ()


def _wordings(line: Line) -> tuple[str, ...]:
    return (line.say,) if isinstance(line.say, str) else line.say


def test_every_file_can_be_read(shipped: ReadScenarios) -> None:
    assert [str(problem) for problem in shipped.problems] == []


def test_the_sample_catalog_can_give_what_they_ask_for(shipped: ReadScenarios) -> None:
    found = tuple(p for p in sample_products() if not _HIDDEN & set(p.flags))
    problems = infeasible(shipped, Catalog(found, "sample", None))
    assert [str(problem) for problem in problems] == []


def test_there_are_enough_of_each_kind(shipped: ReadScenarios) -> None:
    scenarios = shipped.scenarios
    assert len(scenarios) >= LEAST
    assert sum("hard" in s.tags for s in scenarios) >= LEAST_HARD
    assert sum(s.goal is not None for s in scenarios) >= LEAST_GOALS


def test_every_act_is_expected_in_several_scripts(shipped: ReadScenarios) -> None:
    counted = Counter(act for s in shipped.scenarios for act in set(_expected(s)))
    assert {act.value: counted[act] for act in Act if counted[act] < LEAST_OF_AN_ACT} == {}


def test_every_theme_is_shown(shipped: ReadScenarios) -> None:
    counted = Counter(tag for s in shipped.scenarios for tag in s.tags)
    assert {tag: counted[tag] for tag, least in THEMES.items() if counted[tag] < least} == {}


def test_a_script_is_tagged_with_acts_that_it_expects(shipped: ReadScenarios) -> None:
    """Else a figure by act would be about something else."""
    wrong = {
        s.id: surplus
        for s in shipped.scenarios
        if s.turns and (surplus := ACTS & set(s.tags) - {act.value for act in _expected(s)})
    }
    assert wrong == {}


def test_every_end_can_be_checked(shipped: ReadScenarios) -> None:
    unchecked = [s.id for s in shipped.scenarios if not s.ends.model_fields_set]
    assert unchecked == []


def test_what_is_bought_has_a_form_where_there_are_several(shipped: ReadScenarios) -> None:
    """A line of the cart names the size wherever all that could be meant comes in sizes."""
    products = sample_products()
    loose = [
        (s.id, line.where)
        for s in shipped.scenarios
        for line in s.ends.cart or ()
        if line.size is None
        and (meant := line.where.among(products))
        and all(any(v.size for v in product.variants) for product in meant)
    ]
    assert loose == []


def test_products_are_meant_by_what_they_are(shipped: ReadScenarios) -> None:
    """Predicates hold when the catalog changes; ids and whole titles do not."""
    wheres = ((s.id, where) for s in shipped.scenarios for where in predicates_of(s))
    assert [name for name, where in wheres if where.id or where.title] == []


def test_spoken_ones_suit_speaking(shipped: ReadScenarios) -> None:
    spoken = [s for s in shipped.scenarios if "voice" in s.tags]
    assert len(spoken) >= LEAST_SPOKEN
    assert sum(any(line.pauses for line in s.turns) for s in spoken) >= 4
    assert sum(any(line.interrupt for line in s.turns) for s in spoken) >= 5
    for scenario in spoken:
        assert 1 <= len(scenario.turns) <= MOST_SPOKEN_TURNS, scenario.id
        for line in scenario.turns:
            assert line.heard is None, f"{scenario.id} is to be heard by the recogniser itself"
            for wording in _wordings(line):
                assert len(wording.split()) <= MOST_WORDS, wording
                assert not any(ch in wording for ch in "$#/@"), wording
                assert all(pause.after in wording for pause in line.pauses), wording


def test_wordings_vary(shipped: ReadScenarios) -> None:
    """Trials of a script say it in other words; what is heard wrongly is said in one."""
    typed = [line for s in shipped.scenarios if "voice" not in s.tags for line in s.turns]
    varied = sum(len(_wordings(line)) > 1 for line in typed if line.heard is None)
    assert varied >= 0.95 * sum(line.heard is None for line in typed)
    assert all(len(set(_wordings(line))) == len(_wordings(line)) for line in typed)
