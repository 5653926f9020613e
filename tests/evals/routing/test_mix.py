"""The scenario mix, held with the agent over the sample catalog."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from evals.bench.agent.shop import Shop, open_shop
from evals.bench.router.deciding import deciding_figures
from evals.bench.router.mixed import decided
from evals.bench.router.savings import section_of
from evals.routing.mix import dialogues, held


@pytest.fixture(scope="module")
def shop(sample_home: Path) -> Iterator[Shop]:
    with open_shop(Settings(home=sample_home), None) as opened:
        yield opened


def test_dialogues_are_many_and_of_the_kinds_that_are_promised() -> None:
    found = dialogues()
    assert len(found) >= 60
    kinds = Counter(dialogue.kind for dialogue in found)
    assert kinds.most_common(2) == [("search", 22), ("purchase", 20)]
    heard = [u for d in found for u in d.utterances()]
    unsure = [u for u in heard if (u.confidence or 0) < 0.9]
    assert 0.08 <= len(unsure) / len(heard) <= 0.15
    # A dialogue that stands there twice would make intervals too narrow.
    assert len({dialogue.turns for dialogue in found}) == len(found)


@pytest.mark.model
async def test_a_mix_is_priced_with_its_tiers_and_tokens(shop: Shop) -> None:
    few = [d for kind in ("search", "compare", "ideas") for d in dialogues() if d.kind == kind]
    turns = await held(shop.agent, tuple(few[:3] + few[-14:]))
    assert all(turn.situation.prompt_tokens > 300 for turn in turns)
    section = section_of(decided(turns))
    by_name = {figure.name: figure for figure in section.figures}
    tiers = [by_name[f"turns of the {t} tier"].value or 0 for t in ("template", "open", "closed")]
    assert sum(tiers) == pytest.approx(1)
    assert tiers[1] > 0.2
    saved = by_name["saved against gpt-5 single cached"]
    assert saved.value is not None
    assert saved.low is not None
    assert saved.high is not None
    assert 0.5 < saved.low <= saved.value <= saved.high < 1
    # Nothing is cheaper than a cached baseline of the same prompt.
    compact = by_name["saved against gpt-5 compact cached"]
    assert compact.value is not None
    assert compact.value < saved.value
    kinds = [detail["kind"] for detail in section.details if "kind" in detail]
    assert set(kinds) == {"search", "compare", "ideas"}
    for figure in deciding_figures([turn.situation for turn in turns]):
        assert figure.value is not None
        assert figure.value < 20  # one is asked for; a busy machine is no reason to fail
