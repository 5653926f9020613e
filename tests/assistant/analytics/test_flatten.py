"""Lines to rows, and rows to records again."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.analytics.flatten import Flattened, flatten
from assistant.analytics.record_of_row import event_of, turn_of
from assistant.analytics.store import Cell
from assistant.analytics.tables import EVENTS, TURNS
from assistant.events.event import Action, Event, EventAttributes, EventObject, EventPosition
from assistant.turn_record import TurnRecord
from tests.assistant.analytics.logs import event, turn, write_lines

Row = dict[str, Cell]


def _flat(
    folder: Path, *lines: bytes | TurnRecord | Event
) -> tuple[Flattened, list[Row], list[Row]]:
    path = write_lines(folder, lines, "2026-11-20")
    connection = duckdb.connect()
    found = flatten(connection, [path])
    path.unlink()
    rows = []
    for table in ("new_turns", "new_events"):
        asked = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in asked.description or ()]
        rows.append([dict(zip(names, row, strict=True)) for row in asked.fetchall()])
    return found, rows[0], rows[1]


def test_columns_are_those_of_the_tables(tmp_path: Path) -> None:
    _, turns, events = _flat(tmp_path, turn("a", 0), event("e", "a", Action.CLICK))
    made = set(TURNS.names) - set(turns[0])
    assert "is_search" in made and "user_query" not in made
    assert tuple(events[0]) == EVENTS.names


def test_what_is_taken_from_acts_and_wishes(tmp_path: Path) -> None:
    wishes = [
        {"kind": "category", "value": "boots", "wanted": True},
        {"kind": "brand", "value": "Nike", "wanted": False},
        {"kind": "brand", "value": "Vans"},
        {"kind": "price", "value": {"low": None, "high": "99"}, "wanted": True},
    ]
    _, [row], _ = _flat(tmp_path, turn("a", 0, constraints=wishes))
    taken = {n: row[n] for n in ("intent", "category", "brand", "wishes", "shown", "spoken")}
    assert taken == {
        "intent": "find",
        "category": "boots",
        "brand": "Vans",
        "wishes": 4,
        "shown": 2,
        "spoken": 1,
    }


def test_torn_foreign_and_empty_lines_are_told_apart(tmp_path: Path) -> None:
    foreign = b'{"schema": "aisle.weather/1", "sun": true}'
    lacking = b'{"schema": "aisle.turn/2", "query_id": "x"}'
    torn = turn("a", 1).model_dump_json(by_alias=True).encode()[:-40]
    nonsense = [b"[1]", b'"text"', b"\x00\x00\x00", b'{"a": "\xff"}', b"{}", b"", b"nul"]
    found, turns, events = _flat(tmp_path, turn("a", 0), torn, foreign, lacking, *nonsense)
    assert (found.turns, found.events, len(turns), len(events)) == (1, 0, 1, 0)
    assert {foreign.replace(b" ", b""), lacking.replace(b" ", b"")} <= {
        line.replace(b" ", b"") for line in found.foreign
    }
    assert found.torn >= 4


@pytest.mark.parametrize("cut", [1, 30, 200, 700])
def test_a_line_cut_at_any_place_loses_only_itself(tmp_path: Path, cut: int) -> None:
    whole = turn("a", 1).model_dump_json(by_alias=True).encode()
    _, turns, _ = _flat(tmp_path, turn("a", 0), whole[:cut], turn("a", 2))
    assert [row["query_id"] for row in turns] == ["a-0", "a-2"]


def test_times_are_utc_whatever_their_zone(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
    _, [row], _ = _flat(tmp_path, turn("a", 0, timestamp=late))
    assert row["timestamp"] == datetime(2026, 11, 21, 2, 30)
    assert str(row["day"]) == "2026-11-21"


@pytest.mark.parametrize("first", [0, 1, 2])
def test_lines_of_one_file_may_have_different_fields(tmp_path: Path, first: int) -> None:
    fields: list[dict[str, object]] = [
        {},
        {"mood": 1},
        {"claimed_timestamp": "2026-11-20T00:00:00Z", "mood": None, "shoe": 2},
    ]
    whole = json.loads(turn("a", 0).model_dump_json(by_alias=True))
    lines = [
        json.dumps(whole | {"query_id": f"q{n}"} | fields[n]).encode()
        for n in ((first + k) % 3 for k in range(3))
    ]
    _, rows, _ = _flat(tmp_path, *lines)
    more = {row["query_id"]: row["more"] and json.loads(str(row["more"])) for row in rows}
    assert more == {"q0": None, "q1": fields[1], "q2": fields[2]}


def test_fields_of_a_newer_schema_are_kept(tmp_path: Path) -> None:
    data = json.loads(turn("a", 0).model_dump_json(by_alias=True))
    data |= {"schema": "aisle.turn/7", "mood": {"glad": None}, "a/b~c": [1], "turn": "third"}
    data["timings_ms"]["heard_ms"] = 3.5
    _, [row], _ = _flat(tmp_path, json.dumps(data).encode())
    more = json.loads(str(row["more"]))
    assert more["mood"] == {"glad": None}
    assert more["a/b~c"] == [1]
    assert more["turn"] == "third"
    assert more["timings_ms"]["heard_ms"] == 3.5
    assert row["turn"] is None
    assert row["schema"] == "aisle.turn/7"


@pytest.mark.parametrize(
    "said",
    [
        {"cost_usd": "0.0100"},
        {"cost_usd": 1e-7},
        {"cost_usd": None},
        {"cost_usd": "0.0100", "mood": "glad"},
        {"cost_usd": "0.01", "asr_confidence": "much", "schema": "aisle.turn/3"},
        {"cost_usd": "0.01", "claimed_timestamp": "2026-01-01T00:00:00Z"},
    ],
)
def test_what_a_column_does_not_hold_exactly_is_kept(
    tmp_path: Path, said: dict[str, object]
) -> None:
    data = json.loads(turn("a", 0).model_dump_json(by_alias=True)) | said
    _, [row], _ = _flat(tmp_path, json.dumps(data).encode())
    held = {n: value for n, value in said.items() if n != "schema" and value != "0.01"}
    assert json.loads(str(row["more"])) == held
    assert row["asr_confidence"] == (None if "asr_confidence" in said else data["asr_confidence"])


@pytest.mark.parametrize("schema", ["aisle.turn/1", "aisle.turn/2"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": "x"},
        {"asr_confidence": "much"},
        {"redaction": "none"},
        {"modality": "shouted"},
        {"outcome": "well"},
    ],
)
def test_a_known_field_that_holds_something_else_sets_the_record_aside(
    tmp_path: Path, wrong: dict[str, object], schema: str
) -> None:
    data = json.loads(turn("a", 0).model_dump_json(by_alias=True)) | wrong | {"schema": schema}
    found, rows, _ = _flat(tmp_path, turn("b", 0), json.dumps(data).encode())
    assert [row["session_id"] for row in rows] == ["b"]
    assert [json.loads(line)["session_id"] for line in found.foreign] == ["a"]


def test_a_turn_of_the_first_schema_has_what_it_knew(tmp_path: Path) -> None:
    data = json.loads(turn("a", 0).model_dump_json(by_alias=True))
    for name in ("spoken_ids", "door", "asked", "query", "experiments", "audio", "tenant", "cart"):
        data.pop(name, None)
    data["schema"] = "aisle.turn/1"
    _, [row], _ = _flat(tmp_path, json.dumps(data).encode())
    assert row["spoken"] is None
    assert row["tenant"] == "default"
    assert turn_of(row) == TurnRecord.model_validate(data)


_FEW = settings(
    deadline=None,
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes, at 0.1 s a try
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_OFTEN = st.none() | _TEXT
_MOMENT = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
_NUMBER = st.none() | st.floats(0, 1e6, allow_nan=False)
_PRICE = st.decimals(0, 10_000, allow_nan=False, places=6) | st.sampled_from(
    [Decimal("0"), Decimal("0.00"), Decimal("0.1"), Decimal("1E-7"), Decimal("12.50")]
)
_TURN = st.builds(
    lambda **fields: turn("s", 0, **fields),
    client_id=_OFTEN,
    turn=st.none() | st.integers(0, 9),
    timestamp=_MOMENT,
    modality=st.sampled_from(["voice", "text"]),
    user_query=_TEXT,
    raw_transcript=_OFTEN,
    asr_confidence=_NUMBER,
    acts=st.lists(st.fixed_dictionaries({"act": st.just("find"), "words": _TEXT}), max_size=2),
    constraints=st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["category", "type", "brand", "price"]),
                "value": _TEXT | st.fixed_dictionaries({"low": st.none(), "high": st.just("9")}),
                "wanted": st.booleans(),
            }
        ),
        max_size=3,
    ),
    query_response_hit_ids=st.lists(_TEXT, max_size=3),
    titles=st.lists(_TEXT, max_size=3),
    focus=_OFTEN,
    relaxed=st.lists(st.dictionaries(_TEXT, _TEXT, max_size=2), max_size=2),
    lacking=st.none() | st.lists(st.just({"field": "type", "value": "ukulele"}), max_size=1),
    reply=_TEXT,
    heard=_OFTEN,
    cost_usd=_PRICE.map(str),
    door=_OFTEN,
    asked=_OFTEN,
    query=_OFTEN,
    spoken_ids=st.none() | st.lists(_TEXT, max_size=2),
    experiments=st.dictionaries(_TEXT, _TEXT, max_size=3),
    audio=_OFTEN,
    redaction=st.none() | st.integers(0, 9),
    outcome=st.sampled_from(["completed", "interrupted", "failed"]),
)


@given(records=st.lists(_TURN, min_size=1, max_size=12))
@_FEW
def test_a_turn_comes_back_as_it_was_logged(tmp_path: Path, records: list[TurnRecord]) -> None:
    found, rows, _ = _flat(tmp_path, *records)
    assert found.torn == 0 and not found.foreign
    assert [turn_of(row) for row in rows] == records


_VALUE = st.none() | _TEXT | st.integers(-(2**53), 2**53) | st.booleans()
_EVENT = st.builds(
    lambda **fields: event("e", "s", Action.CLICK, **fields),
    action_name=st.sampled_from(list(Action)),
    timestamp=_MOMENT,
    received_at=_MOMENT,
    query_id=_OFTEN,
    client_id=_OFTEN,
    turn=st.none() | st.integers(0, 9),
    message=_OFTEN,
    message_type=_OFTEN,
    event_attributes=st.builds(
        EventAttributes,
        object=st.none() | st.builds(EventObject, object_id=_TEXT, description=_OFTEN),
        position=st.none() | st.builds(EventPosition, ordinal=st.none() | st.integers(1, 99)),
        details=st.dictionaries(_TEXT, _VALUE, max_size=3),
    ),
)


@given(records=st.lists(_EVENT, min_size=1, max_size=12))
@_FEW
def test_an_event_comes_back_as_it_was_logged(tmp_path: Path, records: list[Event]) -> None:
    _, _, rows = _flat(tmp_path, *records)
    assert [event_of(row) for row in rows] == records
