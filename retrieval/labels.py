"""Labels that a model read out of products' texts (`aisle label`), and a catalog with them.

    source = LabelledSource(FeedSource(path), Path("labels.jsonl"))

A label counts only while its quote stands in the product's text. Nothing that the feed states is
overwritten; what is added is named in `Product.derived`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from retrieval.catalog_source import CatalogSource
from retrieval.errors import LabelsUnusable
from retrieval.feeds.record import Refused
from retrieval.product import Product
from retrieval.terms import Field

_WORDS = re.compile(r"[^\W_]+")


class LabelRecord(BaseModel):
    """One label."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attribute: Field
    value: str
    quote: str
    """The words of the product's text that state it."""


class LabelsRecord(BaseModel):
    """One line of a file of labels: what came of one product."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    digest: str
    """Of what was labelled, and how."""
    labels: tuple[LabelRecord, ...]
    rejected: tuple[str, ...] = ()
    """Values that the text does not state: dropped."""
    model: str | None = None
    cost_usd: str = "0"
    suspect: bool = False
    """Whether it was not labelled, since its text addresses a model."""


def records_of(path: Path) -> Iterator[LabelsRecord]:
    """Yield the whole lines of a file of labels; of a product, the last one holds.

    Raises:
        LabelsUnusable: it cannot be read, or is another kind of file.
    """
    bad = good = 0
    try:
        with path.open("rb") as lines:
            for line in lines:
                if not line.strip():
                    continue
                try:
                    record = LabelsRecord.model_validate_json(line)
                except ValidationError:
                    bad += 1  # a crash may have cut one line short
                    if bad > 1 and not good:
                        break
                else:
                    good += 1
                    yield record
    except OSError as error:
        raise unusable(path, error) from error
    if bad and not good:
        raise LabelsUnusable(f"The file {path} holds no labels; name one that aisle label wrote.")


def unusable(path: Path, error: OSError) -> LabelsUnusable:
    """Return the error about a file that cannot be read or written."""
    reason = error.strerror or str(error)
    return LabelsUnusable(f"The labels in {path} cannot be used ({reason}); name another file.")


@dataclass(frozen=True)
class LabelledSource:
    """A catalog whose products gain labels on their way (`CatalogSource`)."""

    source: CatalogSource
    path: Path

    @property
    def name(self) -> str:
        return self.source.name

    @cached_property
    def _labels(self) -> Mapping[str, tuple[LabelRecord, ...]]:
        return {record.id: record.labels for record in records_of(self.path)}

    @cached_property
    def fingerprint(self) -> str:
        """Of the catalog and the labels.

        Raises:
            LabelsUnusable: they cannot be read.
        """
        told = repr(sorted((id_, labels) for id_, labels in self._labels.items() if labels))
        return f"{self.source.fingerprint} labels {sha256(told.encode()).hexdigest()}"

    def read(self) -> Iterator[Product | Refused]:
        for entry in self.source.read():
            if isinstance(entry, Refused) or not (labels := self._labels.get(entry.id)):
                yield entry
            else:
                yield with_labels(entry, labels)

    def position(self) -> tuple[int, int]:
        return self.source.position()


def with_labels(product: Product, labels: tuple[LabelRecord, ...]) -> Product:
    """Return a product with the labels that its text still states and its feed leaves open."""
    facts = " ".join(f"{name} {value}" for name, value in product.attributes.items())
    shelves = " ".join((*product.category_path, product.category))
    text = _plain(f"{product.title} | {shelves} | {product.description} | {facts}")
    found = [each for each in labels if _plain(each.quote).strip() and _plain(each.quote) in text]
    values: dict[Field, list[str]] = {}
    for each in found:
        values.setdefault(each.attribute, []).append(each.value)
    gained: dict[str, Any] = {}
    own = set(product.derived)
    materials = values.get(Field.MATERIAL)
    if materials and (not product.materials or "materials" in own):
        gained["materials"] = tuple(dict.fromkeys((*product.materials, *materials)))
    audience = set(values.get(Field.AUDIENCE, ()))
    if product.audience is None and len(audience) == 1:
        gained["audience"] = audience.pop()
    colours = values.get(Field.COLOUR)
    if colours and not product.colours and not any(v.colour for v in product.variants):
        gained["colours"] = tuple(dict.fromkeys(colours))
    if features := values.get(Field.FEATURE):
        gained["features"] = tuple(dict.fromkeys((*product.features, *features)))
    gained = {name: value for name, value in gained.items() if value != getattr(product, name)}
    if not gained:
        return product
    derived = tuple(dict.fromkeys((*product.derived, *gained)))
    return product.model_copy(update={**gained, "derived": derived})


def _plain(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text.casefold()))} "
