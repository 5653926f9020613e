"""Model weights by name, verified: see `resolve`."""

from speech.weights.registry import Entry, entries
from speech.weights.resolve import Weights, resolve

__all__ = ["Entry", "Weights", "entries", "resolve"]
