"""The measure of whole dialogues, on one that is made up."""

import json
from pathlib import Path

import pytest

from evals.bench.agent.pscon import (
    FILE,
    RECALL,
    Asked,
    Heard,
    Recommended,
    measure,
    pscon_figures,
    read,
)
from tests.retrieval.catalog import WordEmbedder

SAID = ("hello", "do you sell lamps", "brass, as long as the quality is good", "don't like it")


def _user(text: str, *keywords: str) -> dict[str, object]:
    return {"role": "user", "content": text, "keywords": list(keywords)}


def _shop(
    text: str, titles: tuple[str, ...] = (), asked: tuple[str, ...] = ()
) -> dict[str, object]:
    products = [{"product_id": title, "product_title": title} for title in titles]
    return {
        "role": "system",
        "content": text,
        "recommended_products": products,
        "clarifying_attribute": list(asked),
    }


LAMPS = tuple(f"brass lamp {word}" for word in "alfa bravo carl delta echo foxtrot".split())  # noqa: SIM905
FIRST, SECOND = LAMPS[:3], LAMPS[3:]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    messages = [
        _user(SAID[0]),
        _shop("hi", asked=()),
        _user(SAID[1], "lamps"),
        _shop("which brand?", asked=("Brand: Oak", "Price: $25 to $50")),
        _user(SAID[2], "brass lamp"),
        _shop("these?", FIRST),
        _user(SAID[3]),
        _shop("and these?", SECOND),
    ]
    others = [_user("a chair", "chair"), _shop("here", tuple(f"oak chair {n}" for n in range(9)))]
    data = [{"conv_id": 1, "conversation": messages}, {"conv_id": 2, "conversation": others}]
    file = tmp_path / FILE
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_a_file_is_read_as_what_was_said_asked_and_recommended(path: Path) -> None:
    first, second = read(path)
    assert first.events[0] == Heard("hello", ())
    assert first.events[2] == Asked("which brand?", ("Oak",))
    assert first.events[-1] == Recommended(SECOND)
    assert (first.events[2].slot, second.name) == ("brand", "2")


def test_only_what_was_said_before_is_searched_for(path: Path) -> None:
    before, after, _ = measure(read(path), WordEmbedder())
    assert set(before.text.split()) == {"brass", "lamps"}
    assert before.recall["ours"] == 1.0
    assert set(after.text.split()) == {"brass", "lamps"}
    assert after.recall == {**after.recall, "ours": 1.0, "last": after.recall["last"]}


def test_without_the_file_nothing_is_measured(tmp_path: Path) -> None:
    ours = pscon_figures(None, WordEmbedder())[0]
    assert (ours.name, ours.value, ours.reach) == (RECALL, None, 0.75)
    assert all(f.value is None for f in pscon_figures(tmp_path, WordEmbedder()))


def test_the_ladder_is_counted_by_turn_with_intervals(path: Path) -> None:
    figures = {f.name: f for f in pscon_figures(path.parent, WordEmbedder())}
    ours = figures[RECALL]
    assert ours.n == 3
    assert ours.low is not None and ours.high is not None and ours.value is not None
    assert ours.low <= ours.value <= ours.high
