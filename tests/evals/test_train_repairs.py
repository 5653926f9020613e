"""The weights of the repair reader come with their card, and read questions that they never saw."""

from importlib.resources import files
from pathlib import Path

from evals.train_repairs import exact, fit, halves


def test_the_weights_say_what_they_were_fitted_on() -> None:
    text = (
        files("agents.understand")
        .joinpath("data", "repair_weights.json")
        .read_text(encoding="utf-8")
    )
    assert "Disfl-QA" in text
    assert "train_repairs" in text


def test_a_fit_prefers_the_cut_that_was_meant() -> None:
    pairs = [(f"what {a} no what {b} is it", f"what {b} is it") for a in "abcd" for b in "efgh"]
    weights = fit(pairs)
    assert weights["same word:term"] > 0


def test_held_out_questions(shared_data: Path) -> None:
    _, held_out = halves(shared_data / "disfl-qa" / "dev.json")
    # 75 % of the originals can be had by one cut at all; the rest are reworded.
    assert exact(held_out) > 0.55
