"""What constraints mean as a tree, and that both engines' words for it are equally complete."""

from decimal import Decimal

import pytest
from qdrant_client import models

from retrieval.combinations import PRICED_BELOW, combination, priced
from retrieval.conditions import Conditions
from retrieval.edge_filter import edge_filter
from retrieval.filter_tree import AnyOf, Entry, OneOf, Tree, Within, likes_of, tree_of
from retrieval.payload import point_id
from retrieval.query import PriceRange, SearchRequest
from retrieval.server.filters import server_filter
from retrieval.terms import Field, Term

OFFER = Entry(
    "offers",
    Tree(
        must=(
            AnyOf("size", ("9",)),
            AnyOf("colours[]", ("blue",)),
            Within("price", 10.0, 20.0),
            Within("in_stock", low=1.0),
        ),
        must_not=(AnyOf("colours[]", ("red",)),),
    ),
)
DEAR = Entry(
    "offers",
    Tree(must=(AnyOf("colours[]", ("blue",)), Within("price", high=float(PRICED_BELOW)))),
)
BLUE_FOR_10_TO_20 = (
    float(priced(combination(None, "blue", in_stock=False), Decimal(10))),
    float(priced(combination(None, "blue", in_stock=False), Decimal(20))),
)
HIDDEN = AnyOf("flags", ("low_quality", "restricted"))
"""Left out of every answer, low quality as long as there is anything else."""
LOW = AnyOf("flags", ("low_quality",))
"""What asks for anything does not find restricted products anyway."""


def tree(**asked: object) -> Tree:
    return tree_of(Conditions.of(SearchRequest("", **asked)))  # type: ignore[arg-type]  # of a test


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, Tree(must_not=(HIDDEN,))),
        (
            {"wanted": (Term(Field.BRAND, "b"), Term(Field.BRAND, "a"))},
            Tree(must=(AnyOf("brand", ("a", "b")),), must_not=(LOW,)),
        ),
        (
            {"wanted": (Term(Field.FEATURE, "b"), Term(Field.FEATURE, "a"))},
            Tree(must=(AnyOf("feature", ("a",)), AnyOf("feature", ("b",))), must_not=(LOW,)),
        ),
        ({"wanted": (Term(Field.BRAND, "b", hard=False),)}, Tree(must_not=(HIDDEN,))),
        (
            {"unwanted": (Term(Field.MATERIAL, "wool"), Term(Field.FEATURE, "a"))},
            Tree(must_not=(AnyOf("material", ("wool",)), AnyOf("feature", ("a",)), HIDDEN)),
        ),
        (
            {"price": PriceRange(Decimal(10), Decimal(20)), "min_rating": 4.0},
            Tree(must=(Within("price", 10.0, 20.0), Within("rating", 4.0)), must_not=(LOW,)),
        ),
        (
            {"avoid_ai_imagery": True, "exclude_ids": frozenset({"x"})},
            Tree(
                must_not=(
                    OneOf((point_id("x"),)),
                    AnyOf("flags", ("ai_imagery", "low_quality", "restricted")),
                )
            ),
        ),
        (
            {
                "wanted": (Term(Field.SIZE, "9"), Term(Field.COLOUR, "blue")),
                "unwanted": (Term(Field.COLOUR, "red"),),
                "price": PriceRange(Decimal(10), Decimal(20)),
                "in_stock_only": True,
            },
            Tree(
                must=(
                    # The variant may cost more than the product's price, never less.
                    Within("price", high=20.0),
                    AnyOf("offer", (combination("9", "blue", in_stock=True),)),
                    Tree(
                        should=(
                            Tree(
                                must=(Within("price", low=10.0), Within("price_to", high=20.0)),
                                must_not=(AnyOf("colour", ("red",)),),
                            ),
                            Tree(
                                must=(Within("price_to", low=10.0),),
                                must_not=(Tree(must_not=(OFFER,)),),
                            ),
                        )
                    ),
                ),
            ),
        ),
        (
            {"in_stock_only": True, "with_low_quality": True},
            Tree(must=(AnyOf("offer", ("+|", "low +|")),)),
        ),
        (
            {"in_stock_only": True, "avoid_ai_imagery": True},
            Tree(must=(AnyOf("offer", ("+|",)),), must_not=(AnyOf("flags", ("ai_imagery",)),)),
        ),
        (
            {
                "wanted": (Term(Field.COLOUR, "blue"),),
                "price": PriceRange(Decimal(10), Decimal(20)),
            },
            Tree(
                must=(
                    Within("price", high=20.0),
                    AnyOf("colour", ("blue",)),
                    Tree(
                        should=(
                            Tree(must=(Within("price", low=10.0), Within("price_to", high=20.0))),
                            Tree(should=(Within("offer_price", *BLUE_FOR_10_TO_20),)),
                        )
                    ),
                ),
                must_not=(LOW,),
            ),
        ),
        (
            {
                "wanted": (Term(Field.COLOUR, "blue"),),
                "price": PriceRange(None, PRICED_BELOW),
            },
            Tree(
                must=(
                    Within("price", high=float(PRICED_BELOW)),
                    AnyOf("colour", ("blue",)),
                    Tree(
                        should=(
                            Tree(must=(Within("price_to", high=float(PRICED_BELOW)),)),
                            Tree(must_not=(Tree(must_not=(DEAR,)),)),
                        )
                    ),
                ),
                must_not=(LOW,),
            ),
        ),
    ],
)
def test_what_a_constraint_means(asked: dict[str, object], expected: Tree) -> None:
    assert tree(**asked) == expected
    assert_translated(expected)


def test_a_currency_is_a_condition() -> None:
    conditions = Conditions.of(SearchRequest(""), currency="EUR")
    assert AnyOf("currency", ("EUR",)) in tree_of(conditions).must


def test_likes_are_alternatives() -> None:
    liked = likes_of((Term(Field.BRAND, "a"), Term(Field.COLOUR, "blue")))
    assert liked == Tree(should=(AnyOf("brand", ("a",)), AnyOf("colour", ("blue",))))
    assert_translated(liked)


def assert_translated(asked: Tree) -> None:
    """Check that neither engine's filter lost a part."""
    theirs = server_filter(asked)
    ours = edge_filter(asked)
    for name in ("must", "must_not", "should"):
        parts = getattr(asked, name)
        for filter_ in (theirs, ours):
            assert len(getattr(filter_, name) or ()) == len(parts)
    assert models.Filter.model_validate_json(theirs.model_dump_json()) == theirs
