"""How a Qdrant server is reached, and what the collections on it are like."""

from dataclasses import dataclass, field
from typing import Literal

Quantization = Literal["none", "scalar", "binary"]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer is waited for, and how often it is asked for again."""

    timeout_s: int
    """Of one attempt; qdrant-client takes whole seconds."""
    retries: int
    """Attempts after the first."""
    first_pause_s: float = 0.1
    """Before the second attempt; doubled before each further one."""
    longest_pause_s: float = 5.0
    """Also of what a server asks for with Retry-After."""


SEARCHING = Patience(timeout_s=2, retries=2, first_pause_s=0.05, longest_pause_s=0.5)
"""A shopper waits: 7 s at the most, and a server that is gone is known within a second."""

BUILDING = Patience(timeout_s=60, retries=6, first_pause_s=0.5, longest_pause_s=10.0)
"""Nobody waits, and hours of embedding may be at stake."""


@dataclass(frozen=True, slots=True)
class QdrantSettings:
    """One index on one server or cluster."""

    url: str
    """http or https, with the port."""
    api_key: str | None = field(default=None, repr=False)
    alias: str = "aisle"
    """The name that always leads to the generation that serves."""
    shards: int = 1
    replicas: int = 1
    write_consistency: int = 1
    """Replicas that must have taken a write before it counts."""
    quantization: Quantization = "none"
    on_disk: bool = False
    """Vectors and payload are read from disk as they are needed; quantised ones stay in memory."""
    searching: Patience = SEARCHING
    building: Patience = BUILDING
    ready_within_s: float = 3600.0
    """How long a finished upload may take until its graph is built."""
    keep_old_s: float = 5.0
    """How long the generation before stays: searches under way end on it, others have moved on."""
