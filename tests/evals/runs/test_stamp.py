"""The stamp: it tells what could explain a difference, and no secret."""

from pathlib import Path

from assistant.config import Settings
from assistant.config_tables import (
    CatalogSettings,
    ConversationSettings,
    RouterSettings,
    SpeechSettings,
)
from evals.runs.assistant import scratch_home
from evals.runs.stamp import changed_settings, changed_since, differences, suite_digest
from evals.runs.tick import tick_ms
from tests.evals.runs.made import scenario


def test_settings_that_are_the_default_are_not_told(tmp_path: Path) -> None:
    assert changed_settings(Settings(home=tmp_path)) == {}


def test_of_an_address_only_its_scheme_and_a_digest_are_told(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path,
        speech=SpeechSettings(threads=2),
        catalog=CatalogSettings(url="https://products.inside.example:6333", api_key_variable="KEY"),
        conversations=ConversationSettings(url="postgresql://aisle@db.inside.example/aisle"),
    )
    told = changed_settings(settings)
    assert told["speech.threads"] == 2
    assert "inside.example" not in str(told)
    assert "KEY" not in str(told)
    assert told["catalog.url"].startswith("https://... (")


def test_another_address_is_another_digest(tmp_path: Path) -> None:
    urls = ("http://one.example", "http://two.example")
    told = [
        changed_settings(Settings(home=tmp_path, catalog=CatalogSettings(url=url))) for url in urls
    ]
    assert told[0] != told[1]


def test_only_what_could_explain_a_difference_is_one() -> None:
    a = {"code": "a", "settings": {"speech.threads": 1}, "started_at": "1", "load_begin": 0.1}
    b = {"code": "b", "settings": {"speech.threads": 2}, "started_at": "2", "cpu": "new"}
    assert differences(a, b) == (
        ("code", "a", "b"),
        ("settings.speech.threads", 1, 2),
        ("cpu", None, "new"),
    )
    assert changed_since(a, b) == ("code", "settings.speech.threads")
    assert differences(a, a) == ()


def test_a_suite_is_named_by_its_content_not_its_order() -> None:
    one, two = scenario("boots-1"), scenario("boots-2")
    assert suite_digest([one, two]) == suite_digest([two, one])
    assert suite_digest([one]) != suite_digest([one.model_copy(update={"about": "Another."})])


def test_a_run_writes_nothing_to_where_real_shoppers_are_kept(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path / "home",
        conversations=ConversationSettings(url="postgresql://aisle@db.example/aisle"),
        router=RouterSettings(ledger_url="postgresql://aisle@db.example/ledger"),
    )
    with scratch_home(settings) as own:
        assert own.home != settings.home
        assert own.conversations.url is None
        assert own.router.ledger_url is None


def test_a_tick_is_the_median_of_three_times() -> None:
    times = iter([0.0, 0.002, 1.0, 1.004, 2.0, 2.009])
    assert tick_ms(lambda: next(times)) == 4.0
