"""What tells who somebody is, in past logs: it is written nowhere, and what is the shop's stays."""

import json
import re
from pathlib import Path

import pytest

from agents.errors import PoliciesInvalid
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.importing import looking, texts
from assistant.analytics.importing.formats import Format
from assistant.analytics.importing.importer import FOLDER, import_files
from assistant.analytics.importing.looking import Looks
from assistant.analytics.importing.piece import Task, done
from assistant.analytics.importing.pieces import Piece
from assistant.config import Settings
from assistant.config_tables import ShopSettings
from assistant.events.event import Action
from assistant.redaction.redact import Redacted, redact
from tests.assistant.analytics.logs import event, turn
from tests.assistant.analytics.past_logs import log_file, ubi_event, ubi_query


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> DuckStore:
    return DuckStore(settings)


def test_what_tells_who_somebody_is_is_written_nowhere(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    mail, card = "jane.doe@example.com", "4111 1111 1111 1111"
    said = f"send it to {mail} and charge {card}"
    path = log_file(
        tmp_path,
        turn("own", 0, user_query=said, reply=f"I wrote down {mail}.").model_dump_json(
            by_alias=True
        ),
        ubi_query("foreign", said, query_attributes={"note": mail}, client_id="c"),
        ubi_event(
            "note", "foreign", message=f"{mail} called", event_attributes={"who": {"m": [mail]}}
        ),
    )
    import_files(settings, store, [path])
    for table in ("turns", "events"):
        told = repr(store.ask(f"SELECT * FROM {table}").rows)
        assert mail not in told
        assert not re.search("(?<![0-9a-f])4111", told), "but within an id's digits"
        assert "[email]" in told
    store.close()
    held = [one.read_bytes() for one in settings.home.rglob("*") if one.is_file()]
    assert held
    assert not any(b"jane.doe" in one for one in held)
    assert not list((settings.home / FOLDER).iterdir())


def test_what_one_piece_found_clean_no_other_looks_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks()
    looked = _looked_at(monkeypatch)

    def read(number: int, said: str) -> list[str]:
        looked.clear()
        line = turn("a", number, user_query=said).model_dump_json(by_alias=True).encode()
        done(Task(number, Format.LINES, tmp_path, "default", Piece(1, line + b"\n"), looks=looks))
        return looked

    assert "boots for my wife" in read(1, "boots for my wife")
    assert "boots for my wife" not in read(2, "boots for my wife")
    assert "shoes for my wife" in read(3, "shoes for my wife")


def test_what_another_piece_finds_clean_meanwhile_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks()
    said = ["boots for my wife", "shoes for my wife"]
    looked: list[str] = []

    def told(text: str) -> Redacted:
        looked.append(text)
        if len(looked) == 1:
            looks.changed([one for one in said if one != text])  # as another thread does
        return redact(text)

    monkeypatch.setattr(looking, "redact", told)
    lines = [
        turn("a", n, user_query=text).model_dump_json(by_alias=True) + "\n"
        for n, text in enumerate(said)
    ]
    piece = Piece(1, "".join(lines).encode())
    done(Task(1, Format.LINES, tmp_path, "default", piece, looks=looks))
    assert sorted(set(looked).intersection(said)) == said
    assert len(looked) == len(set(looked))


def test_replies_and_details_are_looked_at_without_prices_and_measures(
    tmp_path: Path, settings: Settings, store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = _looked_at(monkeypatch)
    lines = [
        turn("a", n, titles=[], reply=f"Here are {n} of {n + 20} boots at ${n}4.").model_dump_json(
            by_alias=True
        )
        for n in range(3)
    ]
    details = [{"seconds": n + 0.5, "reason": "left"} for n in range(3)]
    details.append({"seconds": 3.5, "note": "jane.doe@example.com"})
    lines += [
        event(f"e{n}", "a", Action.CLICK, event_attributes={"details": said}).model_dump_json(
            by_alias=True
        )
        for n, said in enumerate(details)
    ]
    import_files(settings, store, [log_file(tmp_path, *lines)])
    assert [text for text in looked if "boots at" in text] == ["Here are some of all boots at $."]
    of_details = [text for text in looked if '"seconds":1' in text]
    assert len(of_details) == len(("left", "note"))
    held = store.ask("SELECT details FROM events ORDER BY event_id").rows
    assert [json.loads(str(row[0])) for row in held] == [
        *details[:3],
        {"seconds": 3.5, "note": "[email]"},
    ]


def test_a_reply_that_was_cut_off_within_a_title_names_nobody(
    tmp_path: Path, settings: Settings, store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = "Here is the Ostrella Winslow Straw at $20."
    cut, other = "Here is the Ostrella Winslow Str", "jane.doe@example.com is"
    titles = ["Ostrella Winslow Straw Hat"]
    lines = [
        turn("a", n, titles=titles, reply=reply, heard=heard).model_dump_json(by_alias=True)
        for n, heard in enumerate((cut, other))
    ]
    looked = _looked_at(monkeypatch)
    import_files(settings, store, [log_file(tmp_path, *lines)])
    assert cut not in looked
    assert store.ask("SELECT heard FROM turns ORDER BY turn").rows == ((cut,), ("[email] is",))


def _looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are looked at from now on, as they come."""
    looked: list[str] = []

    def told(text: str) -> Redacted:
        looked.append(text)
        return redact(text)

    for module in (looking, texts):
        monkeypatch.setattr(module, "redact", told)
    return looked


def test_of_rows_that_say_the_same_each_is_redacted(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    lines = [
        turn("a", n, user_query="boots" if n % 2 else "I am jane.doe@example.com").model_dump_json(
            by_alias=True
        )
        for n in range(6)
    ]
    imported = import_files(settings, store, [log_file(tmp_path, *lines)])
    said = [row[0] for row in store.ask("SELECT user_query FROM turns ORDER BY turn").rows]
    assert said == ["I am [email]", "boots"] * 3
    assert imported.total.redacted == 3


POLICIES = """contact:
  phone: 555 0142
  email: help@shop.example
"""


def test_the_shop_s_own_words_stay_in_replies_as_they_do_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policies = tmp_path / "policies.yaml"
    policies.write_text(POLICIES)
    settings = Settings(home=tmp_path / "home", shop=ShopSettings(policies=policies))
    own = "You can call 555 0142. You can write to help@shop.example."
    theirs = "I wrote down jane.doe@example.com."
    said = [
        turn("a", 0, reply=own, heard=own),
        turn("a", 1, reply=f"{own} {theirs}", user_query="I am jane.doe@example.com"),
        turn("a", 2, reply=theirs, user_query="write to help@shop.example"),
    ]
    looked = _looked_at(monkeypatch)
    store = DuckStore(settings)
    path = log_file(tmp_path, *(one.model_dump_json(by_alias=True) for one in said))
    assert import_files(settings, store, [path]).total.redacted == len(said) - 1
    assert store.ask("SELECT reply, heard, user_query FROM turns ORDER BY turn").rows == (
        (own, own, "boots 0"),
        (f"{own} I wrote down [email].", None, "I am [email]"),
        ("I wrote down [email].", None, "write to [email]"),
    )
    assert not any("help@" in text for text in looked if "call" in text), "for nothing"


def test_a_policy_file_that_cannot_be_used_stops_an_import_before_it_begins(
    tmp_path: Path, store: DuckStore
) -> None:
    shop = ShopSettings(policies=tmp_path / "none.yaml")
    settings = Settings(home=tmp_path / "home", shop=shop)
    with pytest.raises(PoliciesInvalid):
        import_files(settings, store, [log_file(tmp_path, ubi_query("q", "shoes"))])
    assert not settings.tables_path.exists()
