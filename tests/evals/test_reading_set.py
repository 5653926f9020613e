"""The files of utterances are well-formed, and judging them finds what is wrong."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.reading import Reading, Reference, Shown
from evals.reading_set import (
    BLIND,
    DEV,
    HELD_OUT,
    Example,
    ExpectedAct,
    contexts,
    examples,
    judge,
)
from evals.reading_tokens import Family, token
from tests.sample import sample_products

SCREENS, FAMILIES = contexts()


@pytest.fixture(scope="module")
def catalog() -> Mapping[str, set[str]]:
    products = sample_products()
    return {
        Kind.CATEGORY: {p.category for p in products if p.category},
        Kind.DEPARTMENT: {p.department for p in products if p.department},
        Kind.BRAND: {p.brand for p in products if p.brand},
        Kind.COLOUR: {c for p in products for c in p.colours},
        Kind.MATERIAL: {m for p in products for m in p.materials},
        Kind.AUDIENCE: {p.audience for p in products if p.audience},
        Kind.FEATURE: {f for p in products for f in p.features},
        Kind.SIZE: {v.size for p in products for v in p.variants if v.size},
    }


@pytest.mark.parametrize("path", [DEV, HELD_OUT, BLIND], ids=["dev", "held out", "blind"])
def test_every_value_is_the_catalogs_or_marked_unknown(
    path: Path, catalog: Mapping[str, set[str]]
) -> None:
    wrong = []
    for example in examples(path, SCREENS):
        for one in (t for way in example.accepted for act in way for t in act.tokens):
            for option in one.options:
                if option.family is not Family.CONSTRAINT or option.name not in catalog:
                    continue
                known = option.value in catalog[option.name] or (
                    option.starred and option.value in FAMILIES
                )
                if known is not option.known:
                    wrong.append(f"{example.text}: {one.text}")
    assert not wrong


def test_families_and_screens_are_the_catalogs(catalog: Mapping[str, set[str]]) -> None:
    titles = {p.title for p in sample_products()}
    assert {t for screen in SCREENS.values() for t in screen.titles} <= titles
    named = {v for family in FAMILIES.values() for v in family.core | family.also}
    assert named <= catalog[Kind.CATEGORY] | catalog[Kind.MATERIAL]


def test_no_utterance_is_in_two_files_or_twice() -> None:
    dev, held_out = examples(DEV, SCREENS), examples(HELD_OUT, SCREENS)
    blind = examples(BLIND, SCREENS)
    spoken = [(e.context, _plain(e.text)) for e in (*dev, *held_out, *blind)]
    assert len(spoken) == len(set(spoken))
    assert len(dev) >= 150
    assert len(held_out) >= 300
    assert len(blind) >= 200


def test_what_the_blind_file_says_is_said_in_no_other_file_on_any_screen() -> None:
    """Three words of four in common is the same line; of one or two words there is no choice."""
    others = [_words(e.text) for path in (DEV, HELD_OUT) for e in examples(path, SCREENS)]
    mine = [_words(e.text) for e in examples(BLIND, SCREENS)]
    same = [a for a in mine if len(a) > 2 for b in others if len(a & b) >= 0.75 * len(a | b)]
    assert not same


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text).split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.casefold()))


def test_the_blind_file_is_as_it_was_when_it_was_first_scored() -> None:
    """A line found wrong later is written down in docs/decisions.md, not mended."""
    digest = hashlib.sha256(BLIND.read_bytes()).hexdigest()
    assert digest == "f23fefbf5b8a606d4f61a1b920c31c943f2eaa8c82d3556d9b5f12f42d8db130"


def test_the_blind_file_is_of_25_shoppers_who_do_what_shoppers_do() -> None:
    lines = [json.loads(line) for line in BLIND.read_text("utf-8").splitlines()]
    assert set(Counter(line["shopper"] for line in lines).values()) == {8}
    assert len({line["shopper"] for line in lines}) == 25
    first = Counter(example.accepted[0][0].acts[0] for example in examples(BLIND, SCREENS))
    assert 0.40 <= (first[Act.FIND] + first[Act.REFINE]) / len(lines) <= 0.50
    assert len(first) >= 20


def test_the_held_out_file_covers_the_acts() -> None:
    likeliest = [e.accepted[0] for e in examples(HELD_OUT, SCREENS)]
    counts = {act: sum(act in one.acts for way in likeliest for one in way) for act in Act}
    rare = {Act.ASR_FAILURE}
    assert {a for a, n in counts.items() if n < 8} <= rare
    assert sum(len(way) > 1 for way in likeliest) >= 40


def _example(*ways: tuple[tuple[str, str], ...]) -> Example:
    accepted = tuple(
        tuple(
            ExpectedAct((Act(act),), tuple(token(t) for t in tokens.split())) for act, tokens in way
        )
        for way in ways
    )
    return Example("none", Shown(), "", accepted)


def _red(act: Act, *references: Reference) -> Reading:
    edits = (Set(Constraint(Kind.COLOUR, "red", "red", 0)),)
    return Reading(act, 0.9, "", edits=edits, references=references)


def test_an_exact_reading_has_its_acts_in_order_with_their_own_tokens() -> None:
    example = _example((("cart_add", "@2"), ("find", "colour=red")))
    second = Reference("second", ordinal=2)
    add = Reading(Act.CART_ADD, 0.9, "", references=(second,))
    assert judge(example, (add, _red(Act.FIND)), FAMILIES).exact
    swapped = judge(example, (_red(Act.FIND), add), FAMILIES)
    assert not swapped.exact
    assert swapped.match.exact
    moved = judge(example, (_red(Act.CART_ADD, second), Reading(Act.FIND, 0.9, "")), FAMILIES)
    assert moved.match.exact
    assert moved.right == (False, False)


def test_a_missing_act_and_one_too_much_are_told_apart() -> None:
    example = _example((("cart_add", ""), ("find", "")))
    one = judge(example, (Reading(Act.FIND, 0.9, ""),), FAMILIES)
    assert [(e is None, r is None) for e, r in one.pairs] == [(False, True), (False, False)]
    other = judge(example, (Reading(Act.CART_ADD, 0.9, ""), Reading(Act.STOP, 0.9, "")), FAMILIES)
    assert [(e is None, r is None) for e, r in other.pairs] == [
        (False, False), (False, True), (True, False),
    ]  # fmt: skip


def test_the_nearest_accepted_way_is_taken() -> None:
    example = _example((("confirm", ""), ("refine", "colour=red")), (("refine", "colour=red"),))
    assert judge(example, (_red(Act.REFINE),), FAMILIES).exact
    assert judge(example, (Reading(Act.CONFIRM, 1, ""), _red(Act.REFINE)), FAMILIES).exact
    assert not judge(example, (Reading(Act.CONFIRM, 1, ""),), FAMILIES).exact
