"""JSON files: lists wherever they hang, and what is broken in them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import FeedUnreadable
from retrieval.feeds.record import Record, Refused
from tests.retrieval.feeds.reading import DATA, lines, read, values, write


def test_agentic_feed() -> None:
    cup, kettle = values(DATA / "agentic.json")
    assert cup["additional_image_link"] == [
        "https://shop.example/cup-b.jpg",
        "https://shop.example/cup-c.jpg",
    ]
    assert kettle["title"] == "Gooseneck Kettle {1.0 l}"
    assert [entry.line for entry in read(DATA / "agentic.json")] == [4, 14]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1}, {"id": 2}]',
        '[{"id": 1}, {"id": 2},]',
        '{"products": [{"id": 1}, {"id": 2}]}',
        '{"a": {"products": 3}, "n": 12, "s": "]}", "data": {"items": [{"id": 1}, {"id": 2}]}}',
        '{"total": 2, "produkte": [{"id": 1}, {"id": 2}], "page": 1}',
        '{"id": 1}{"id": 2}',
        '{\n"id": 1\n}\n{\n"id": 2\n}\n',
    ],
)
def test_where_the_list_may_be(tmp_path: Path, text: str) -> None:
    assert values(write(tmp_path, "a.json", text)) == [{"id": 1}, {"id": 2}]


def test_product_with_a_list_of_items_is_a_product(tmp_path: Path) -> None:
    product = {"id": 1, "price": 3, "items": [{"id": "screw"}]}
    assert values(write(tmp_path, "a.json", json.dumps(product, indent=1))) == [product]


BROKEN = [
    ('{"id": 2, "id": 3}', "id", "is given twice"),
    ('{"id": 2, "a": {"b": 1, "b": 1}}', "b", "is given twice"),
    ('{"id": 2, "name": }', None, "is not JSON"),
    ('{"id": 2,}', None, "is not JSON"),
    ("{'id': 2}", None, "is not JSON"),
    ('{"id": "2}', None, "is not JSON"),
    ('{"id": "a\nb"}', None, "is not JSON"),
    ('"text"', None, "is not a JSON object"),
    ("3", None, "is not a JSON object"),
    ("oops", None, "is not JSON"),
    ('{"id": ' + "[" * 40 + "]" * 40 + "}", None, "is nested deeper than 32 levels"),
    ("[" * 50_000 + "]" * 50_000, None, "is nested deeper than 32 levels"),
    ('{"id": "' + "x" * 1_000_001 + '"}', None, "is longer than 1,000,000 bytes"),
    ('{"id": "\\ud83d"}', "id", "is not valid Unicode"),
    ('{"n": ' + "1" * 5_000 + "}", None, "is not JSON"),
]


@pytest.mark.parametrize(("broken", "field", "reason"), BROKEN, ids=lambda each: str(each)[:30])
def test_broken_object_costs_itself(
    tmp_path: Path, broken: str, field: str | None, reason: str
) -> None:
    good = ",\n".join(f'{{"id": {n}, "name": "cup"}}' for n in range(12_000))
    path = write(tmp_path, "a.json", f"[\n{good},\n{broken}\n,\n{good}\n]")
    entries = read(path)
    assert [
        (entry.line, entry.field, entry.reason) for entry in entries if isinstance(entry, Refused)
    ] == [(12_002, field, reason)]
    assert len(entries) == 24_001
    assert entries[-1].line == 24_003 + broken.count("\n")


def test_several_broken_objects_in_a_row(tmp_path: Path) -> None:
    broken = ['{"id": "1}', '{"id": "a\nb"}', '{"n": [1, 2}', '{"id": "2}']
    objects = ",\n  ".join([*broken, '{"id": 5}', *broken])
    entries = read(write(tmp_path, "a.json", f"[\n  {objects}\n]"))
    refused = [(number, "is not JSON") for number in (2, 3, 5, 6, 8, 9, 11, 12)]
    assert lines(entries) == [*refused[:4], (7, None), *refused[4:]]


def test_invalid_utf8_costs_its_object(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", b'[{"id": "\xff"},\n{"id": 2}]')
    assert lines(read(path)) == [(1, "is not valid UTF-8 at byte 9"), (2, None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"id": 1},\n{"id": 2}', "breaks off: the list that begins in line 1 has no end"),
        ('[{"id": 1},\n{"id": ', "is not JSON from line 2 on"),
        ('[{"id": 1},\n{"id": 2]]\n', "is not JSON from line 2 on"),
        ('[{"id": 1}]\nand more', "is not JSON from line 2 on"),
        ('{"products": [{"id": 1}], "n"', "is not JSON from line 1 on"),
        ('{"products": [{"id": 1}],\n"n": 1', "is not JSON from line 2 on"),
        ('[{"id": "1, "name": "cup"},{"id": "2", "name": "pot"}]', "is not JSON from line 1"),
    ],
)
def test_nothing_is_lost_in_silence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FeedUnreadable, match=said):
        read(write(tmp_path, "a.json", text))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None)
@given(
    products=st.lists(st.dictionaries(st.text(), _VALUES, max_size=5), min_size=1, max_size=6),
    indent=st.sampled_from([None, 0, 2]),
    ascii_only=st.booleans(),
)
def test_same_as_the_whole_file_decoded(
    tmp_path_factory: pytest.TempPathFactory,
    products: list[dict[str, object]],
    indent: int | None,
    ascii_only: bool,
) -> None:
    padding = [{"pad": "x" * 90_000}] * 3
    text = json.dumps([*padding, *products], indent=indent, ensure_ascii=ascii_only)
    path = write(tmp_path_factory.mktemp("json"), "a.json", text.encode())
    found = read(path)
    assert [entry.values for entry in found if isinstance(entry, Record)][3:] == products
