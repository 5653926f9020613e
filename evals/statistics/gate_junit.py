"""What a gate said as JUnit, one test a rule."""

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.statistics.gate import GateResult


def write_junit(result: GateResult, path: Path) -> None:
    """Write the result where a CI server looks for it.

    Raises:
        OSError: It cannot be written.
    """
    suite = Element(
        "testsuite",
        name=f"aisle eval gate {result.run}",
        tests=str(len(result.judged)),
        failures=str(len(result.broken)),
        errors="0",
        skipped="0",
    )
    for one in result.judged:
        case = SubElement(suite, "testcase", classname="gate", name=one.rule, time="0")
        if not one.held:
            failure = SubElement(case, "failure", message=one.said, type="broken")
            failure.text = one.said
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tostring(suite, encoding="utf-8", xml_declaration=True))
