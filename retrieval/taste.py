"""What a shopper has liked, as a search reads it.

Learning it from events is `retrieval.personal`; this is only the form that it takes in a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retrieval.terms import Field


@dataclass(frozen=True, slots=True)
class Taste:
    """One shopper's taste at one moment."""

    version: str
    """Differs whenever the rest does, so that equal requests may share an answer."""
    vector: npt.NDArray[np.float32] | None = field(default=None, compare=False)
    """float32 [dimensions], unit length, in the space of the index; None if unknown."""
    affinities: Mapping[Field, Mapping[str, float]] = field(default_factory=dict, compare=False)
    """Of each field: values of the catalog with how much they are liked, -1..1."""
    weight: float = field(default=1.0, compare=False)
    """0..1: how much evidence there is."""
