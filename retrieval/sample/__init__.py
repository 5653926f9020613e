"""The sample catalog: an invented shop of about 2,000 products, for demos and tests.

`generate` draws it; the data it draws from is in `departments/`, `brands`,
`materials`, `facts`, `sizes`, `colours` and `models`.
"""

from retrieval.sample.shop import generate

__all__ = ["generate"]
