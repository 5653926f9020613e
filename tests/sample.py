"""The sample catalog, made once a process: to make it takes longer than most tests."""

from functools import cache

from agents.understand import Understander
from retrieval.product import Product
from retrieval.sample import generate
from retrieval.vocabulary import Vocabulary


@cache
def sample_products() -> tuple[Product, ...]:
    """Return the sample catalog; nobody may change its products."""
    return generate()


@cache
def sample_vocabulary() -> Vocabulary:
    """Return the words of that catalog."""
    return Vocabulary.of(sample_products())


@cache
def sample_understander() -> Understander:
    """Return what reads utterances in those words, by rules alone; it holds no state."""
    return Understander(sample_vocabulary())
