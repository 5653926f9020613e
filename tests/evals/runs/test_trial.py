"""One trial: whatever fails, there is a record, and it says whose fault it was."""

from collections.abc import Sequence

from evals.runs.attempts import AGAIN_MOST, play_valid
from evals.runs.record import TrialRecord, TurnSeen
from evals.runs.trial import Trial, play
from evals.scenarios.goal import Persona
from evals.scenarios.scenario import Scenario
from evals.shoppers.shopper import Saying, Verdict
from tests.evals.runs.made import Echo, scenario


class Says:
    """A shopper that says some words; it breaks at the word "break"."""

    def __init__(self, *words: str) -> None:
        self.verdict: Verdict = "script_over"
        self._words = list(words)

    async def next(self, seen: Sequence[TurnSeen]) -> Saying | None:
        """Return the next word."""
        del seen
        if not self._words:
            return None
        word = self._words.pop(0)
        if word == "break":
            raise KeyError(word)
        return Saying(text=word, move="script")


def _trial(seed: int = 5, shopper: str | None = None) -> Trial:
    one = scenario("boots-1").model_copy(update={"persona": Persona(shopper=shopper)})
    return Trial(one, 0, "typed", seed)


async def test_a_conversation_is_named_by_its_trial_alone() -> None:
    driver = Echo()
    await play(_trial(), driver, Says("boots"))
    await play(_trial(), driver, Says("boots"))
    assert driver.opened == [("eval-boots-1-0-5", 5, None)] * 2


async def test_a_known_shopper_is_known_in_one_trial_only() -> None:
    driver = Echo()
    await play(_trial(5, "ann"), driver, Says("boots"))
    await play(_trial(6, "ann"), driver, Says("boots"))
    ids = [shopper_id for _, _, shopper_id in driver.opened]
    assert all(each is not None and each.startswith("ann") for each in ids)
    assert len(set(ids)) == 2


async def test_an_assistant_that_fails_keeps_the_turns_before() -> None:
    made = await play(_trial(), Echo(), Says("boots", "fail", "more"))
    assert made.ended == "broke_off"
    assert [turn.said for turn in made.turns] == ["boots"]
    assert made.troubles == ("The assistant failed: ConnectionError.",)
    assert made.valid


async def test_a_shopper_that_fails_is_no_failure_of_the_assistant() -> None:
    made = await play(_trial(), Echo(), Says("boots", "break"))
    assert made.troubles == ("The simulated shopper failed: KeyError.",)
    assert not made.valid


async def test_an_invalid_simulation_is_made_anew_with_another_seed() -> None:
    driver = Echo()

    def problems(of: Scenario, made: TrialRecord) -> Sequence[str]:
        del of
        return ("says another size",) if made.seed == 5 else ()

    made = await play_valid(_trial(), 1, driver, lambda _: Says("boots"), problems)
    assert made.valid
    assert made.rejected == ("says another size",)
    assert made.seed != 5
    assert made.tick_ms is not None
    assert len(driver.opened) == 2


async def test_a_simulation_that_never_becomes_valid_is_kept_and_marked() -> None:
    driver = Echo()
    made = await play_valid(
        _trial(), 1, driver, lambda _: Says("boots"), lambda *_: ("never opens", "is empty")
    )
    assert not made.valid
    assert made.rejected == ("never opens; is empty",) * (AGAIN_MOST + 1)
    assert len({seed for _, seed, _ in driver.opened}) == AGAIN_MOST + 1
