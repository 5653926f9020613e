"""The neutral filter tree in the words of Qdrant's REST interface."""

from typing import assert_never

from qdrant_client import models

from retrieval.filter_tree import AnyOf, Entry, Node, OneOf, Tree, Within


def server_filter(tree: Tree) -> models.Filter:
    """Return the filter that exactly what passes `tree` passes."""
    return models.Filter(
        must=[_condition(node) for node in tree.must],
        must_not=[_condition(node) for node in tree.must_not],
        # An empty list of alternatives is none at all, not one that nothing fulfils.
        should=[_condition(node) for node in tree.should] or None,
    )


def _condition(node: Node) -> models.Condition:
    match node:
        case AnyOf(key, values):
            return models.FieldCondition(key=key, match=models.MatchAny(any=list(values)))
        case Within(key, low, high):
            return models.FieldCondition(key=key, range=models.Range(gte=low, lte=high))
        case OneOf(ids):
            return models.HasIdCondition(has_id=list(ids))
        case Entry(key, tree):
            nested = models.Nested(key=key, filter=server_filter(tree))
            return models.NestedCondition(nested=nested)
        case Tree():
            return server_filter(node)
        case _:
            assert_never(node)
