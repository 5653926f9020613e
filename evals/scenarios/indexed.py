"""The catalog of this installation, as scenarios are held against it."""

from assistant.catalog import store_of
from assistant.config import Settings
from assistant.parts import open_search
from evals.runs.assistant import scratch_home
from evals.scenarios.unmet import Catalog
from retrieval.index import status_of


def indexed_catalog(settings: Settings) -> Catalog:
    """Read all products that can be found.

    The index is copied, so that a server may go on using it.

    Raises:
        RetrievalError: There is no usable index.
        OSError: The disk is full.
    """
    meta = status_of(store_of(settings))
    with scratch_home(settings) as own:
        products = open_search(own).every_product()
    return Catalog(products, meta.digest, meta.built)
