"""JUnit as CI servers read it."""

from xml.etree import ElementTree

import pytest

from evals.measures.score_run import score_run
from evals.report.judged import Judged
from evals.report.junit import junit_of
from tests.evals.report.made_run import CONDITIONS, IDS, made_run

ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
        {"properties", "testcase"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": (
        {"name", "classname", "time"},
        {"failure", "error", "skipped", "system-out"},
    ),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}
"""Attributes and children that the schema of Jenkins' JUnit reader knows, of those we use."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> ElementTree.Element:
    run = made_run(tmp_path_factory.mktemp("run"))
    return ElementTree.fromstring(junit_of(Judged(run, score_run(run), ())))


def test_it_has_the_usual_shape(root: ElementTree.Element) -> None:
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children
        if element.tag == "testsuite" and element.find("properties") is not None:
            assert element[0].tag == "properties"
        if element.tag == "testcase":
            assert sum(child.tag != "system-out" for child in element) <= 1


def test_one_case_is_one_scenario_under_one_condition(root: ElementTree.Element) -> None:
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [*CONDITIONS, "skipped"]
    assert [case.get("name") for case in suites[0].findall("testcase")] == list(IDS)


def test_counts_add_up(root: ElementTree.Element) -> None:
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for suite in root.findall("testsuite"):
        assert int(suite.get("tests", "-1")) == len(suite.findall("testcase"))
        for name, tag in kinds.items():
            assert int(suite.get(name, "-1")) == len(suite.findall(f"testcase/{tag}"))
    for name in ("tests", *kinds):
        assert int(root.get(name, "-1")) == sum(int(s.get(name, "0")) for s in root)


def test_a_failure_names_trials_turns_and_why(root: ElementTree.Element) -> None:
    case = root.find("testsuite[2]/testcase[@name='boots-2-correction']")
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("message") or "").startswith("1 of 2 trials passed: ")
    assert "boots-2-correction#0@crowd 10 dB: failed" in (failure.text or "")
    assert "turn 2: " in (failure.text or "")


def test_what_broke_off_is_an_error_and_what_is_not_scored_is_skipped(
    root: ElementTree.Element,
) -> None:
    suite = root.findall("testsuite")[0]
    assert suite.find("testcase[@name='broken-off']/error") is not None
    assert suite.find("testcase[@name='never-valid']/skipped") is not None
    assert suite.find("testcase[@name='boots-1']/failure") is None
    left_out = root.find("testsuite[@name='skipped']/testcase/skipped")
    assert left_out is not None
    assert left_out.get("message") == "mugs.yaml:3: No product fits."


def test_control_characters_are_left_out(root: ElementTree.Element) -> None:
    odd = root.find("testsuite/properties/property[@name='odd']")
    assert odd is not None
    assert odd.get("value") == "control  and \u2028 lines"
