"""What the products of a generation were read from, kept by its builder on its own machine."""

from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from retrieval.generations import replace_file

_FILE = "source.json"


class BuiltFrom(BaseModel):
    """Which source, in which state."""

    model_config = ConfigDict(frozen=True)

    fingerprint: str
    """Of the source, the embedder and the format: equal means that nothing changed."""
    source: str
    """As messages call it: a path, or "the sample catalog"."""
    refused: int
    """Entries that are no products."""
    read: datetime

    @classmethod
    def read_from(cls, folder: Path | None) -> Self | None:
        """Return what was written to a generation's folder; None if nothing sound was."""
        if folder is None:
            return None
        try:
            return cls.model_validate_json((folder / _FILE).read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, folder: Path) -> None:
        """Keep this in a generation's folder.

        Raises:
            OSError: the disk refuses.
        """
        replace_file(folder / _FILE, self.model_dump_json(indent=2))
