"""Training the heads: the talk that is made up, the arithmetic, what is kept for testing."""

import numpy as np

from agents.acts import Act
from agents.understand.heads import odds
from evals.head_fit import fit, fit_with_outliers, platt
from evals.shopper_talk import shopper_talk, templates

_NAMES = ["table lamp", "running shoes", "oven"]


def test_every_template_is_of_an_act_and_leaves_no_slot_open() -> None:
    assert {act for act, _, _, _ in templates()} <= {str(act) for act in Act}
    for said in shopper_talk(_NAMES, seed=1):
        assert not set("(){}|") & set(said.text), said.text
        assert said.text.strip() == said.text != ""


def test_talk_is_the_same_for_a_seed_and_has_every_act_that_is_learned() -> None:
    assert shopper_talk(_NAMES, seed=1) == shopper_talk(_NAMES, seed=1)
    assert shopper_talk(_NAMES, seed=1) != shopper_talk(_NAMES, seed=2)
    assert {said.act for said in shopper_talk(_NAMES, seed=1)} == set(Act) - {Act.ASR_FAILURE}


def test_near_copies_share_a_group() -> None:
    groups: dict[int, set[str]] = {}
    for said in shopper_talk(_NAMES, seed=1):
        groups.setdefault(said.group, set()).add(said.act)
    assert all(len(acts) == 1 for acts in groups.values())
    assert len(groups) == len(list(templates()))


def test_fit_parts_what_can_be_parted() -> None:
    dice = np.random.default_rng(3)
    y = dice.integers(0, 3, 600)
    x = (np.eye(3, 8)[y] * 3 + dice.normal(size=(600, 8))).astype(np.float32)
    weights, bias = fit(x, y, 3, np.ones(600, np.float32), epochs=20, decay=1e-4, seed=1)
    assert np.mean((x @ weights + bias).argmax(axis=1) == y) > 0.9
    again = fit(x, y, 3, np.ones(600, np.float32), epochs=20, decay=1e-4, seed=1)
    assert np.array_equal(weights, again[0])


def test_outliers_are_of_no_class() -> None:
    dice = np.random.default_rng(3)
    y = dice.integers(0, 2, 400)
    x = (np.eye(2, 6)[y] * 4 + dice.normal(size=(400, 6)) / 2).astype(np.float32)
    strange = (np.eye(6)[5] * 4 + dice.normal(size=(40, 6)) / 2).astype(np.float32)
    weights, bias = fit_with_outliers(
        x, y, strange, outliers_a_batch=16, epochs=40, decay=1e-4, seed=1
    )
    known, unknown = (np.abs(np.diff(rows @ weights + bias)) for rows in (x, strange))
    assert np.median(known) > 3 * np.median(unknown)


def test_platt_finds_how_often_claims_are_right() -> None:
    dice = np.random.default_rng(5)
    said = dice.uniform(0.05, 0.95, 4_000)
    right = (dice.uniform(size=4_000) < said**2).astype(np.float32)
    told = np.array([[odds(p), 0.0] for p in said], np.float32)
    by_head, _, offset = platt(told, right, np.ones(4_000, np.float32))
    claimed = 1 / (1 + np.exp(-(by_head * told[:, 0] + offset)))
    assert abs(float(claimed.mean() - right.mean())) < 0.02
    high = said > 0.8
    assert abs(float(claimed[high].mean() - right[high].mean())) < 0.05
