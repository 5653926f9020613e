"""The file of labels of a run: one JSON line a product, only ever appended to.

A run that was cut off goes on where it ended: what is in the file with the same text, fields and
rules is not asked again. A last line that a crash cut short is closed and ignored.
"""

from pathlib import Path

from agents.tasks.labelling import Labelled
from retrieval.labels import LabelRecord, LabelsRecord, records_of, unusable


class LabelsFile:
    """A file that a run appends to.

    Args:
        path: Made if it is missing.

    Raises:
        LabelsUnusable: it cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._done: dict[str, str] = {}
        if path.exists():
            self._done = {record.id: record.digest for record in records_of(path)}
        try:
            self._file = path.open("a+b")
            if self._file.tell() and not _ends_a_line(path):
                self._file.write(b"\n")
        except OSError as error:
            raise unusable(path, error) from error

    def has(self, product_id: str, digest: str) -> bool:
        """Say whether a product is labelled as it is now."""
        return self._done.get(product_id) == digest

    def append(self, product_id: str, digest: str, found: Labelled) -> None:
        """Write one product's labels.

        Raises:
            LabelsUnusable: the file cannot be written.
        """
        record = LabelsRecord(
            id=product_id,
            digest=digest,
            labels=tuple(
                LabelRecord(attribute=each.field, value=each.value, quote=each.quote)
                for each in found.labels
            ),
            rejected=found.rejected,
            model=found.model,
            cost_usd=str(found.cost_usd),
            suspect=found.suspect,
        )
        try:
            self._file.write(record.model_dump_json().encode() + b"\n")
            self._file.flush()
        except OSError as error:
            raise unusable(self.path, error) from error
        self._done[product_id] = digest

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
