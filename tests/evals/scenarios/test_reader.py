"""Scenario files: what is read, and what is said of what cannot be."""

import os
from pathlib import Path

import pytest

from evals.scenarios.problem import Problem
from evals.scenarios.reader import BYTES_MOST, read_scenarios

ENDING = "about: x\nturns: [{say: hi}]\nends: {cart: []}\n"


def problems(path: Path, text: str | bytes) -> list[str]:
    """Write a file and return what is wrong with it."""
    file = path / "f.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in read_scenarios([file]).problems]


def one(path: Path, text: str) -> str:
    """Return the only problem."""
    (found,) = problems(path, text)
    return found


class TestRead:
    def test_documents_and_lists(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text(f"# first\n---\nid: a-1\n{ENDING}---\nid: a-2\n{ENDING}")
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "b.yml").write_text(
            "- id: b-1\n  about: x\n  turns: [{say: hi}]\n  ends: {cart: []}\n"
        )
        (tmp_path / "notes.txt").write_text("no scenario")
        read = read_scenarios([tmp_path, tmp_path / "a.yaml"])
        assert [s.id for s in read.scenarios] == ["a-1", "a-2", "b-1"]
        assert read.problems == ()
        assert [read.origins[i].line for i in ("a-1", "a-2", "b-1")] == [3, 8, 1]

    def test_values_mean_what_they_look_like(self, tmp_path: Path) -> None:
        text = (
            "id: 2026-11-23\nabout: 1:30\nturns:\n- say: [no, on, 8, 0x10, 1e3, true]\n"
            "  expect:\n    constraints: [{size: 8}, {in_stock: yes}, {price: {at_most: 010}}]\n"
            "ends: {}\n"
        )
        (tmp_path / "f.yaml").write_text(text)
        (scenario,) = read_scenarios([tmp_path]).scenarios
        line = scenario.turns[0]
        assert (scenario.id, scenario.about) == ("2026-11-23", "1:30")
        assert line.say == ("no", "on", "8", "0x10", "1e3", "true")
        assert line.expect is not None and line.expect.constraints is not None
        size, stock, price = line.expect.constraints
        assert size.size == "8" and stock.in_stock is True
        assert price.price is not None and price.price.at_most == 10

    def test_aliases_and_merges(self, tmp_path: Path) -> None:
        text = (
            "- &a\n  id: a-1\n  about: x\n  turns: [{say: hi}]\n  ends: {}\n- <<: *a\n  id: a-2\n"
        )
        (tmp_path / "f.yaml").write_text(text)
        read = read_scenarios([tmp_path])
        assert [s.id for s in read.scenarios] == ["a-1", "a-2"]
        assert read.scenarios[0].turns == read.scenarios[1].turns

    def test_windows_lines_and_byte_order_mark(self, tmp_path: Path) -> None:
        text = f"id: a-1\n{ENDING}".replace("\n", "\r\n").encode("utf-8-sig")
        assert problems(tmp_path, text) == []


class TestNoProblemHidesTheOthers:
    def test_between_documents(self, tmp_path: Path) -> None:
        broken = 'id: broken-1\nabout: "never closed\n'
        (tmp_path / "f.yaml").write_text(
            f"id: a-1\n{ENDING}---\n{broken}---\nid: a-2\nnope: 1\n{ENDING}---\nid: a-3\n{ENDING}"
        )
        read = read_scenarios([tmp_path])
        assert [s.id for s in read.scenarios] == ["a-1", "a-3"]
        first, second = read.problems
        assert (first.kind, first.scenario) == ("unreadable", "broken-1")
        assert (second.kind, second.scenario, second.line) == ("invalid", "a-2", 10)

    def test_between_items_of_a_list(self, tmp_path: Path) -> None:
        item = "- id: {}\n  about: x\n  turns: [{{say: hi}}]\n  ends: {{}}\n"
        text = item.format("a-1") + '- id: a-2\n  about: "never closed\n' + item.format("a-3")
        (tmp_path / "f.yaml").write_text(text)
        read = read_scenarios([tmp_path])
        assert [s.id for s in read.scenarios] == ["a-1", "a-3"]
        assert [(p.scenario, p.kind) for p in read.problems] == [("a-2", "unreadable")]
        assert read.origins["a-3"].line == 7

    def test_all_that_is_wrong_with_one_is_told(self, tmp_path: Path) -> None:
        text = "id: a-1\nabuot: x\nturns:\n- say: []\n  heard: {}\nends: {total: {at_most: dear}}\n"
        assert len(problems(tmp_path, text)) == 5


CASES = {
    "unknown field": (
        "turns: [{say: hi, expect: {constraints: [{colur: blue}]}}]",
        "f.yaml:3:43: a-1: `colur` is no field of a wish; did you mean `colour`?",
    ),
    "American spelling": (
        "turns: [{say: hi, expect: {focus: {color: blue}}}]",
        "f.yaml:3:36: a-1: `color` is no field of a product's description; did you mean `colour`?",
    ),
    "python's name": (
        "turns: [{say: hi, expect: {focus: {without: {}}}}]",
        "f.yaml:3:36: a-1: `without` is no field of a product's description; did you mean `not`?",
    ),
    "unknown act": (
        "turns: [{say: hi, expect: {acts: [find, refien]}}]",
        "f.yaml:3:41: a-1: `refien` is no act; did you mean `refine`?",
    ),
    "unknown choice": (
        "goal: {thing: boots, then: buy}",
        "f.yaml:3:22: a-1: `buy` is no value of `then`; use `look`, `cart`, `save`, `checkout`, "
        "`compare`",
    ),
    "missing field": (
        "turns: [{heard: hi}]",
        "f.yaml:3:9: a-1: a turn needs `say`: what the shopper says",
    ),
    "neither": ("tags: []", "f.yaml:1:1: a-1: give either turns (a script) or a goal"),
    "both": ("turns: [{say: hi}]\ngoal: {thing: boots}", "f.yaml:1:1: a-1: give either turns"),
    "empty list": (
        "turns: [{say: []}]",
        "f.yaml:3:10: a-1: `say` is empty; give it a value or take it away",
    ),
    "empty value": (
        "turns:\n- say: hi\n  expect:",
        "f.yaml:5:3: a-1: `expect` has no value; give one ([] for an empty list) or take it away",
    ),
    "fields for text": (
        "turns: [{say: {a: b}}]",
        "f.yaml:3:10: a-1: `say` must be text or a list of texts, not fields",
    ),
    "text for fields": (
        "turns: [hello]",
        "f.yaml:3:9: a-1: item 1 of `turns` must be fields, such as `say: ...`, not `hello`",
    ),
    "no amount": (
        "turns: [{say: hi, expect: {focus: {price: {at_most: $150}}}}]",
        "f.yaml:3:44: a-1: `at_most` must be a number such as 150, not `$150`",
    ),
    "no whole number": (
        "goal: {thing: x, choose: {quantity: two}}",
        "f.yaml:3:27: a-1: `quantity` must be a whole number, not `two`",
    ),
    "too low": (
        "turns: [{say: hi, expect: {shown: {first: 0}}}]",
        "f.yaml:3:36: a-1: `first` must be at least 1, not `0`",
    ),
    "bounds crossed": (
        "turns: [{say: hi, expect: {focus: {price: {at_least: 9, at_most: 5}}}}]",
        "f.yaml:3:36: a-1: at_least 9 is above at_most 5",
    ),
    "two wishes in one": (
        "goal: {thing: x, wishes: [{brand: A, colour: b}]}",
        "f.yaml:3:27: a-1: a wish is one thing: make `brand` and `colour` wishes of their own",
    ),
    "wish for nothing": (
        "goal: {thing: x, wishes: [{soft: true}]}",
        "f.yaml:3:27: a-1: a wish says what is wanted: give one field, such as brand or price",
    ),
    "change of nothing": (
        "goal: {thing: x, changes: [{after: 1}]}",
        "f.yaml:3:28: a-1: a change of mind says one thing: give either `set` or `drop`",
    ),
    "given twice": (
        "turns: [{say: hi}]\ntags: [a]\ntags: [b]",
        "f.yaml:5:1: a-1: `tags` is given twice, first in line 4; take one away",
    ),
    "not a number": (
        "turns: [{say: hi, confidence: .nan}]",
        "f.yaml:3:19: a-1: `confidence` must be a number such as 150, not `.nan`",
    ),
    "infinite": (
        "turns: [{say: hi, expect: {focus: {price: {at_most: inf}}}}]",
        "f.yaml:3:44: a-1: `at_most` must be an ordinary number, not `inf`",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, case: str) -> None:
    body, said = CASES[case]
    assert one(tmp_path, f"id: a-1\nabout: x\n{body}\nends: {{cart: []}}\n").startswith(said)


def test_an_id_is_told_what_it_may_be(tmp_path: Path) -> None:
    said = one(tmp_path, f"id: Boots 1\n{ENDING}")
    assert said.startswith("f.yaml:1:1: Boots 1: `Boots 1` is no id; use 2 to 80 of a-z, 0-9")


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"id: a-1\n{ENDING}")
    (tmp_path / "b.yaml").write_text(f"id: a-1\n{ENDING}")
    read = read_scenarios([tmp_path])
    assert len(read.scenarios) == 1
    assert [str(p) for p in read.problems] == [
        "b.yaml:1:1: a-1: `a-1` is an id of a.yaml already; give it another"
    ]


UNREADABLE = {
    "tab": (
        "id: a-1\nturns:\n\t- say: hi\n",
        "f.yaml:3:1: a-1: a tab stands where YAML wants spaces",
    ),
    "colon": ("id: a-1\nabout: what: is\n", "f.yaml:2:12: a-1: a colon stands within text"),
    "quote": ('id: a-1\nabout: "open\n', "a quote or a bracket is opened and never closed"),
    "tag": ("id: !!python/object:os.system x\n", "f.yaml:1:5: the tag tag:yaml.org,2002:python"),
    "alias of nothing": ("id: *a\n", "f.yaml:1:5: `*a` repeats nothing"),
    "alias of itself": ("id: &a [*a]\n", "f.yaml:1:9: `*a` stands within itself"),
    "depth": ("id: " + "[" * 5_000, "f.yaml:1:45: values stand more than 40 levels deep"),
    "empty": ("", "f.yaml:1: the file holds no scenario"),
    "comments": ("# nothing\n---\n# here\n", "f.yaml:1: the file holds no scenario"),
    "text": ("hello\n", "f.yaml:1:1: a scenario is fields, such as `id: boots-1`"),
    "list of text": ("- hello\n", "f.yaml:1:3: a scenario is fields, such as `id: boots-1`"),
    "key": ("? [a]\n: b\n", "f.yaml:1:3: a field's name must be a word"),
    "control": ("id: a-1\n\nabout: a\x00b\n", "f.yaml:3:1: a-1: a control character stands here"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_scenario_file(tmp_path: Path, case: str) -> None:
    text, said = UNREADABLE[case]
    assert said in one(tmp_path, text)


def test_not_utf_8(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, b"id: a-1\nabout: caf\xe9\n")
    assert said == "f.yaml:2: this is not UTF-8; save the file as UTF-8"


def test_aliases_of_aliases_are_counted_not_expanded(tmp_path: Path) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "more than 200,000 values" in one(tmp_path, "\n".join([*lines, "id: *i", ""]))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "f.yaml").open("wb") as file:
        file.truncate(BYTES_MOST + 1)
    assert [str(p) for p in read_scenarios([tmp_path]).problems] == [
        "f.yaml: the file has 4.0 MB, and 4 MB are the most; split it"
    ]


def test_paths_that_hold_nothing(tmp_path: Path) -> None:
    read = read_scenarios([tmp_path, tmp_path / "nope.yaml"])
    assert [p.kind for p in read.problems] == ["unreadable", "unreadable"]
    assert "holds no .yaml file" in read.problems[0].why
    assert "there is no file or folder" in read.problems[1].why


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("id: a-1\n")
    file.chmod(0)
    assert "permissions" in str(read_scenarios([file]).problems[0])


def test_a_problem_knows_its_field(tmp_path: Path) -> None:
    second = "{say: hi}, {say: ho, expect: {shown: {first: 0}}}"
    (tmp_path / "f.yaml").write_text(f"id: a-1\n{ENDING.replace('{say: hi}', second)}")
    (problem,) = read_scenarios([tmp_path]).problems
    assert isinstance(problem, Problem)
    assert problem.field == "turns.2.expect.shown.first"
    assert problem.prevents
