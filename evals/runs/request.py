"""What somebody asks of `aisle eval run`."""

from dataclasses import dataclass
from pathlib import Path

from evals.runs.messages import TYPED


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A run that is to begin, or to go on."""

    scenarios: tuple[Path, ...] = ()
    """Files and folders; those that come with Aisle if none."""
    trials: int = 3
    seed: int = 1
    only: tuple[str, ...] = ()
    """Ids and tags; all if none."""
    exclude: tuple[str, ...] = ()
    conditions: tuple[str, ...] = (TYPED,)
    name: str = "run"
    out: Path | None = None
    resume: Path | None = None
    """A run that was stopped; everything else but `jobs` is as it was."""
    jobs: int | None = None
    """Worker processes; None for one a core."""
    planted: str | None = None
    shopper_model: str | None = None
    real_time: bool = False
    fail_fast: bool = False
    argv: tuple[str, ...] = ()
