"""A policy file is read strictly, and every mistake is told with its line."""

import os
import time
from pathlib import Path

import pytest

from agents.routing.errors import PolicyInvalid
from agents.routing.policy_file import parse_policy, read_policy
from agents.routing.policy_lines import line_of, lines_of
from agents.routing.source import PolicySource
from tests.agents.routing.policies import MODELS, RULES
from tests.patience import wait_until


def faults(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(PolicyInvalid) as raised:
        parse_policy(text.encode(), "policy.toml")
    return [(fault.line, fault.reason) for fault in raised.value.faults]


def test_the_shipped_policy_has_no_mistake_and_is_conservative() -> None:
    policy = read_policy("shipped").policy
    assert policy.tasks.reply.default == "template"
    assert policy.tiers.open and policy.tiers.closed
    assert all(policy.models[name].personal_data == "none" for name in policy.tiers.closed)
    assert policy.budgets


def test_an_empty_file_is_a_policy_of_templates() -> None:
    loaded = parse_policy(b"", "policy.toml")
    assert loaded.policy.tasks.reply.default == "template"
    assert loaded.policy.tier_of == {}


@pytest.mark.parametrize(
    "text",
    ["kill = " + "[" * 20_000 + "]" * 20_000, "[sticky]\nmin_gain = " + "9" * 5_000 + "\n"],
)
def test_what_tomllib_itself_cannot_read_is_a_mistake_like_any_other(text: str) -> None:
    ((line, reason),) = faults(text)
    assert line is None
    assert "too long or lists too deep" in reason


@pytest.mark.parametrize("key", ["sk-ant-api03-Zq81", "hf_Zq81abc", "gsk_Zq81", "", "A B"])
def test_a_key_in_place_of_its_variable_is_a_mistake_and_not_repeated(key: str) -> None:
    table = f"""[models.m]
protocol = "openai-responses"
model = "m"
key_variable = "{key}"
"""
    ((line, reason),) = faults(table)
    assert line == 4
    assert "name of an environment variable" in reason
    assert "Zq81" not in reason


@pytest.mark.parametrize(
    ("added", "line", "reason"),
    [
        ("[explor]\nrate = 0.1\n", 1, "did you mean 'explore'"),
        ("[tasks.reply]\nfirst_contents_s = 1\n", 2, "did you mean 'first_content_s'"),
        ("[tasks.reply]\nfirst_content_s = -1\n", 2, "must be above 0"),
        ('[tasks.reply]\ndefault = "opne"\n', 2, "did you mean 'open'"),
        ('[[rules]]\nname = "x"\nwhen = { acts = ["compair"] }\ntier = "open"\n', 3, "'compare'"),
        ('[[rules]]\nname = "x"\nwhen = { parts = ["Comparde"] }\ntier = "open"\n', 3, "Compared"),
        ('[[rules]]\nname = "x"\n', 1, "either a tier or a model"),
        ('[[rules]]\nname = "x"\nmodel = "smal"\n', 3, "did you mean 'small'"),
        ('[[rules]]\nname = "x"\n[rules.when.words]\nmin = 9\nmax = 2\n', 3, "above max"),
        ('[[rules]]\nname = "x"\ntier = "score"\n', 3, "needs a [score] table"),
        ('kill = ["smal"]\n', 1, "did you mean 'small'"),
        ('[tenants.shop]\nallow = ["close"]\n', 2, "did you mean 'closed'"),
        ('[tenants.shop]\nregion = "mars"\n', 2, "no model states the region"),
        ("[explore]\nrate = 0.1\n", 2, "needs acts"),
        ('[explore]\nrate = 0.9\nacts = ["find"]\n', 2, "must be 0.5 or less"),
        ('[score]\nfile = "nowhere.json"\n', 2, "cannot be used"),
        ('[[budgets]]\nscope = "all"\nperiod = "day"\n', 1, "missing"),
        ("[tasks.reply]\ntotal_s = 0.1\n", 1, "shorter than first_content_s"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_reason(added: str, line: int, reason: str) -> None:
    table = MODELS if added.startswith("[") else ""
    text = table + added if table else added + MODELS
    before = table.count("\n")
    [(found, told), *others] = faults(text)
    assert (found, others) == (before + line, [])
    assert reason in told


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = 'kill = ["a"]\nnonsense = 1\n[tiers]\nopen = [\n  "b",\n  "c",\n]\n'
    assert [line for line, _ in faults(text)] == [2]
    text = text.replace("nonsense = 1\n", "")
    assert [line for line, _ in faults(text)] == [1, 4, 5]


@pytest.mark.parametrize(
    "url", ["http://models.example.com/v1", "https://me:word@host/v1", "ftp:x"]
)
def test_an_address_that_no_prompt_may_go_to_is_a_mistake(url: str) -> None:
    [(line, reason)] = faults(MODELS.replace("http://127.0.0.1:8000/v1", url))
    assert line == 5
    assert "small" in reason


def test_of_a_price_only_what_is_wrong_with_the_meant_kind_is_told() -> None:
    text = MODELS.replace("cached_usd = 0.01", "cashed_usd = 0.01")
    [(line, reason)] = faults(text)
    assert line == 6
    assert "did you mean 'cached_usd'" in reason


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("[tiers\n", 1), ("x = [1,\n", 2)]
)
def test_a_syntax_error_has_a_line(text: str, line: int) -> None:
    assert faults(text)[0][0] == line


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyInvalid, match="line 2: it is not UTF-8"):
        parse_policy(b"# fine\n\xff\xfe", "policy.toml")
    with pytest.raises(PolicyInvalid, match="cannot be read"):
        read_policy(tmp_path / "none.toml")
    with pytest.raises(PolicyInvalid, match="cannot be read"):
        read_policy(tmp_path)


def test_a_rule_behind_one_that_always_holds_is_a_mistake() -> None:
    text = MODELS + '[[rules]]\nname = "all"\ntier = "open"\n' + RULES
    told = [reason for _, reason in faults(text)]
    assert len(told) == 2
    assert all("never holds" in reason for reason in told)


def test_lines_are_found_through_all_that_toml_can_write() -> None:
    text = (
        'a.b = 1\n"q\\"k" = """x\n[no]\n"""\n[t.u]\nlist = [ # comment ]\n  { k = 1 },\n'
        "  { k = 'it''s', j = [1, 2] },\n]\nd = 1979-05-27 07:32:00\n[[r]]\nx = 1\n"
        "[[r]]\n[r.when]\ny = 2\n[[r.s]]\nz = 3\n"
    ).replace("it''s", "its")
    found = lines_of(text)
    assert line_of(found, ("a", "b")) == 1
    assert line_of(found, ("t", "u", "list", 1, "j", 1)) == 8
    assert line_of(found, ("t", "u", "d")) == 10
    assert line_of(found, ("r", 0, "x")) == 12
    assert line_of(found, ("r", 1, "when", "y")) == 15
    assert line_of(found, ("r", 1, "s", 0, "z")) == 17
    assert line_of(found, ("r", 1, "missing")) == 13
    assert line_of(found, ("nowhere",)) == 1


def write(path: Path, text: str) -> None:
    """Write a file, so that its time differs however coarse the file system's clock is."""
    path.write_text(text, encoding="utf-8")
    later = time.time_ns() + write.calls * 1_000_000_000  # type: ignore[attr-defined] # counts
    write.calls += 1  # type: ignore[attr-defined] # counts
    os.utime(path, ns=(later, later))


write.calls = 1  # type: ignore[attr-defined] # counts the calls


def test_a_changed_file_is_taken_and_one_with_a_mistake_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, told = tmp_path / "policy.toml", list[bool]()
    write(path, MODELS)
    source = PolicySource(path, told.append)
    first = source.current
    write(path, MODELS + RULES)
    second = source.look()
    assert second.digest != first.digest
    assert source.current is second
    write(path, MODELS + "[rulez]\n")
    with caplog.at_level("ERROR", logger="agents.routing.source"):
        assert source.look() is second
        assert source.look() is second
    assert len(caplog.records) == 1
    assert "line" in caplog.text and "rulez" in caplog.text
    assert source.fault is not None
    path.unlink()
    assert source.look() is second
    write(path, MODELS)
    assert source.look().digest == first.digest
    assert source.fault is None
    assert told == [False, True, True, False], "each once: taken, a mistake, no file, taken"


def test_the_same_bytes_are_the_same_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    write(path, MODELS)
    source = PolicySource(path)
    before = source.look()
    write(path, MODELS)
    assert source.look() is before


def test_a_watched_file_is_taken_without_being_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    write(path, MODELS)
    with PolicySource(path).watch(every_s=0.01) as source:
        before = source.current.digest
        write(path, MODELS + RULES)
        wait_until(lambda: source.current.digest != before)
