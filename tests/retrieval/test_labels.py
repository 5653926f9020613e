"""A catalog with the labels that a model read out of its texts."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from retrieval.catalog_source import ProductList
from retrieval.errors import LabelsUnusable
from retrieval.labels import LabelledSource, LabelRecord, LabelsRecord, records_of, with_labels
from retrieval.product import Product
from retrieval.terms import Field


def product(**more: Any) -> Product:
    given = {
        "id": "p1", "title": "Ladies' Fjord Parka", "department": "Outdoor", "category": "jackets",
        "price": Decimal(50), "description": "A waterproof shell with a cotton lining.",
    }  # fmt: skip
    return Product(**{**given, **more})


LABELS = (
    LabelRecord(attribute=Field.MATERIAL, value="cotton", quote="a Cotton  lining"),
    LabelRecord(attribute=Field.AUDIENCE, value="women", quote="Ladies' Fjord"),
    LabelRecord(attribute=Field.FEATURE, value="waterproof", quote="waterproof shell"),
    LabelRecord(attribute=Field.FEATURE, value="windproof", quote="windproof shell"),
    LabelRecord(attribute=Field.COLOUR, value="red", quote=""),
)


def test_what_the_text_still_states_fills_what_the_feed_leaves_open() -> None:
    found = with_labels(product(), LABELS)
    assert (found.materials, found.audience) == (("cotton",), "women")
    assert (found.features, found.colours) == (("waterproof",), ())
    assert set(found.derived) == {"materials", "audience", "features"}


def test_what_the_feed_states_stays() -> None:
    stated = product(materials=("nylon",), audience="adults", features=("light",))
    found = with_labels(stated, LABELS)
    assert (found.materials, found.audience) == (("nylon",), "adults")
    assert found.features == ("light", "waterproof") and found.derived == ("features",)


def write(path: Path, *records: LabelsRecord) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records))
    return path


def test_a_source_with_labels_is_another_source(tmp_path: Path) -> None:
    path = write(tmp_path / "labels.jsonl", LabelsRecord(id="p1", digest="d", labels=LABELS))
    plain = ProductList((product(), product(id="p2")), "two")
    labelled = LabelledSource(plain, path)
    first, second = labelled.read()
    assert isinstance(first, Product) and first.audience == "women"
    assert second == product(id="p2")
    assert labelled.fingerprint != plain.fingerprint
    assert labelled.fingerprint == LabelledSource(plain, path).fingerprint
    with path.open("a") as file:
        file.write('{"id": "p2", "dig')
    assert len(list(records_of(path))) == 1


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "feed.jsonl"
    other.write_text('{"title": "Boots"}\n' * 3)
    for path in (other, tmp_path / "none", tmp_path):
        with pytest.raises(LabelsUnusable):
            list(records_of(path))
