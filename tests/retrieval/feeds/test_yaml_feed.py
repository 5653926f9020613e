"""YAML feeds: lists, documents, references, and what is broken or hostile."""

from pathlib import Path

import pytest

from retrieval.feeds.record import Record, Refused
from tests.retrieval.feeds.reading import DATA, lines, read, values, write


def test_list_in_a_wrapper() -> None:
    cup, kettle = values(DATA / "products.yaml")
    assert cup == {
        "id": "0012",
        "title": "Tin Cup",
        "price": 4.5,
        "stock": 31,
        "gtin": "0012345678905",
        "fits": "no",
        "opens": "12:30",
        "since": "2026-01-05",
        "tags": ["camping", "kitchen"],
        "description": "Holds a third of a litre.\n\n- dishwasher safe\n",
        "size": None,
    }
    assert kettle["tags"] == ["camping", "kitchen"]
    assert kettle["waterproof"] is False
    assert [entry.line for entry in read(DATA / "products.yaml")] == [4, 18]


@pytest.mark.parametrize(
    "text",
    [
        "- id: 1\n- id: 2\n",
        "---\n- id: 1\n- id: 2\n...\n",
        "# products\n\n  - id: 1\n  - id: 2\n",
        "-\n  id: 1\n-\n  id: 2\n",
        "products:\n- id: 1\n- id: 2\nnext: null\n",
        "produkte:\n  - id: 1\n  - id: 2\n",
        "id: 1\n---\nid: 2\n",
        "- {id: 1}\n- {id: 2}\n",
        '- "id": 1\r\n- "id": 2\r\n',
    ],
)
def test_shapes(tmp_path: Path, text: str) -> None:
    assert values(write(tmp_path, "a.yaml", text)) == [{"id": 1}, {"id": 2}]


def test_document_with_lists_is_one_product(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "id: 1\nimages:\n- a\n- b\ntags:\n  - x: 1\n")
    assert values(path) == [{"id": 1, "images": ["a", "b"], "tags": [{"x": 1}]}]


def test_merge_keys(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "- &a {brand: N, id: 1}\n- <<: *a\n  id: 2\n")
    assert values(path)[1] == {"brand": "N", "id": 2}


BROKEN = [
    ("- id: 2\n  title: Pot: large\n", None, "is not YAML (mapping values are not allowed"),
    ('- id: "2\n', None, "is not YAML (found unexpected end of stream"),
    ("- id: 2\n\tname: x\n", None, "is not YAML (found "),
    ("- id: 2\n  id: 3\n", "id", "is given twice"),
    ("- id: *nowhere\n", None, "refers to *nowhere, which does not stand before it"),
    ("- id: !!python/object/apply:os.system [ls]\n", None, "uses the tag"),
    ("- !product {id: 2}\n", None, "uses the tag !product"),
    ("- just text\n", None, "is not a mapping"),
    ("- id: " + "[" * 60 + "]" * 60 + "\n", None, "is nested deeper than 32 levels"),
    ("- id: " + "x" * 1_000_001 + "\n", None, "is longer than 1,000,000 bytes"),
    ("- [a, b]: 1\n", None, "has a key that is not plain text"),
]


@pytest.mark.parametrize(("broken", "field", "reason"), BROKEN, ids=lambda each: str(each)[:30])
def test_broken_item_costs_itself(
    tmp_path: Path, broken: str, field: str | None, reason: str
) -> None:
    path = write(tmp_path, "a.yaml", f"- id: 1\n{broken}- id: 4\n  name: last\n")
    first, refused, last = read(path)
    assert isinstance(refused, Refused)
    assert (refused.line, refused.field) == (2, field)
    assert refused.reason.startswith(reason)
    assert first == Record(1, {"id": 1})
    assert last == Record(2 + broken.count("\n"), {"id": 4, "name": "last"})


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", b"- id: caf\xe9\n- id: 2\n")
    assert lines(read(path)) == [(1, "is not valid UTF-8"), (2, None)]


def test_references_do_not_multiply(tmp_path: Path) -> None:
    bomb = ["- a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    bomb += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    entries = read(write(tmp_path, "a.yaml", "\n".join(bomb) + "\n- id: 2\n"))
    assert lines(entries) == [(1, "holds more than 20,000 values"), (13, None)]


def test_values_that_look_like_others(tmp_path: Path) -> None:
    text = "- {a: 007, b: 1_000, c: 0x1F, d: yes, e: .nan, f: 1e3, g: -4, h: '5', i: !!str 6}\n"
    assert values(write(tmp_path, "a.yaml", text)) == [
        {
            "a": "007",
            "b": "1_000",
            "c": "0x1F",
            "d": "yes",
            "e": None,
            "f": 1000.0,
            "g": -4,
            "h": "5",
            "i": "6",
        }
    ]
