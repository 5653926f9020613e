"""Which product is meant."""

import pytest

from agents.constraints import Kind
from agents.reading import Reference
from agents.references import Scene, Trouble, resolve
from tests.agents.shop import BOOTS, SHOP

LEATHER = (Kind.MATERIAL, "leather")
WATERPROOF = (Kind.FEATURE, "waterproof")
LIST = Scene(BOOTS[:5], spoken=3)
FOCUSED = Scene(BOOTS[:5], focus=BOOTS[1], spoken=3)


def told(reference: Reference, scene: Scene = LIST) -> list[str] | Trouble:
    resolved = resolve((reference,) if reference.words else (), scene)
    return resolved.trouble or [p.id for p in resolved.products]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (Reference("the first one", ordinal=1), ["boot-1"]),
        (Reference("the fifth", ordinal=5), ["boot-5"]),
        (Reference("the ninth", ordinal=9), Trouble.NO_SUCH),
        (Reference("the last one", ordinal=-1), ["boot-3"]),
        (Reference("both", every=True), Trouble.AMBIGUOUS),
        (Reference("all of them", every=True), ["boot-1", "boot-2", "boot-3"]),
        (Reference("the cheapest", cheapest=True), ["boot-4"]),
        (Reference("the priciest", dearest=True), ["boot-2"]),
        (Reference("the best rated", best_rated=True), ["boot-1"]),
        (Reference("the Tarnholm", descriptors=((Kind.BRAND, "Tarnholm"),)), ["boot-2"]),
        (Reference("the blue one", descriptors=((Kind.COLOUR, "blue"),)), ["boot-4"]),
        (Reference("the suede one", descriptors=((Kind.MATERIAL, "suede"),)), ["boot-3"]),
        (Reference("the leather ones", descriptors=(LEATHER,)), ["boot-1", "boot-2"]),
        (Reference("the leather one", descriptors=(LEATHER,)), Trouble.AMBIGUOUS),
        (Reference("the pink one", descriptors=((Kind.COLOUR, "pink"),)), Trouble.NO_SUCH),
        # The fifth is waterproof too, but nobody spoke of it.
        (Reference("the waterproof one", descriptors=(WATERPROOF,)), ["boot-1"]),
        (Reference("the second leather one", ordinal=2, descriptors=(LEATHER,)), ["boot-2"]),
        (Reference("it", deictic=True), Trouble.AMBIGUOUS),
        (Reference(""), Trouble.AMBIGUOUS),
    ],
)  # fmt: skip
def test_on_a_list(reference: Reference, expected: list[str] | Trouble) -> None:
    assert told(reference) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (Reference("it", deictic=True), ["boot-2"]),
        (Reference(""), ["boot-2"]),
        (Reference("the first one", ordinal=1), ["boot-1"]),
        # Both are leather; talk was of the second.
        (Reference("that one in leather", descriptors=(LEATHER,)), ["boot-2"]),
        (Reference("the suede one", descriptors=((Kind.MATERIAL, "suede"),)), ["boot-3"]),
    ],
)
def test_with_a_focus(reference: Reference, expected: list[str]) -> None:
    assert told(reference, FOCUSED) == expected


def test_a_sole_product_is_it() -> None:
    assert told(Reference("it", deictic=True), Scene(BOOTS[:1], spoken=1)) == ["boot-1"]


def test_the_other_of_two() -> None:
    scene = Scene(BOOTS[:2], focus=BOOTS[0], spoken=2)
    assert told(Reference("the other one"), scene) == ["boot-2"]


def test_both_of_two() -> None:
    scene = Scene(BOOTS[:2], spoken=2)
    assert told(Reference("both", every=True), scene) == ["boot-1", "boot-2"]


def test_nothing_on_the_screen() -> None:
    empty = Scene(())
    assert told(Reference("the second", ordinal=2), empty) is Trouble.NOTHING_SHOWN
    assert told(Reference("it", deictic=True), empty) is Trouble.NOTHING_SHOWN


def test_a_focus_that_left_the_screen_is_still_it() -> None:
    gone = Scene((), focus=SHOP[0])
    assert told(Reference("it", deictic=True), gone) == ["boot-1"]


def test_several_references_are_several_products_none_twice() -> None:
    twice = (
        Reference("first", ordinal=1),
        Reference("second", ordinal=2),
        Reference("1", ordinal=1),
    )
    assert [p.id for p in resolve(twice, LIST).products] == ["boot-1", "boot-2"]
