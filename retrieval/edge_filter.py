"""The neutral filter tree in Qdrant Edge's words.

`MatchValue` with a bool matches nothing in qdrant-edge-py 0.9.0, so stock is a
number in the payload and no flag is stored as true or false.
"""

from collections.abc import Iterable
from typing import assert_never

from qdrant_edge import (
    FieldCondition,
    Filter,
    HasIdCondition,
    HasVectorCondition,
    IsEmptyCondition,
    IsNullCondition,
    MatchAny,
    MatchValue,
    NestedCondition,
    RangeFloat,
)

from retrieval.conditions import Conditions
from retrieval.filter_tree import AnyOf, Entry, Node, OneOf, Tree, Within, likes_of, tree_of
from retrieval.terms import Term

# Every kind that a filter takes: its lists are typed by this union, and lists are invariant.
_Condition = (
    FieldCondition
    | IsEmptyCondition
    | IsNullCondition
    | HasIdCondition
    | HasVectorCondition
    | NestedCondition
    | Filter
)


def filter_of(conditions: Conditions) -> Filter:
    """Return the filter that exactly the products fulfilling `conditions` pass."""
    return edge_filter(tree_of(conditions))


def any_of(terms: Iterable[Term]) -> Filter:
    """Return the filter that products with at least one of `terms` pass."""
    return edge_filter(likes_of(terms))


def edge_filter(tree: Tree) -> Filter:
    """Return the Edge filter that exactly what passes `tree` passes."""
    return Filter(
        must=[_condition(node) for node in tree.must],
        must_not=[_condition(node) for node in tree.must_not],
        # An empty list of alternatives is none at all, not one that nothing fulfils.
        should=[_condition(node) for node in tree.should] or None,
    )


def _condition(node: Node) -> _Condition:
    match node:
        case AnyOf(key, (value,)):
            # Looked up in two thirds of the time that a list of one takes.
            return FieldCondition(key, match=MatchValue(value))
        case AnyOf(key, values):
            return FieldCondition(key, match=MatchAny(list(values)))
        case Within(key, low, high):
            return FieldCondition(key, range=RangeFloat(gte=low, lte=high))
        case OneOf(ids):
            return HasIdCondition(set(ids))
        case Entry(key, tree):
            return NestedCondition(key, edge_filter(tree))
        case Tree():
            return edge_filter(node)
        case _:
            assert_never(node)
