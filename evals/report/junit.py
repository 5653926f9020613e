"""A run as JUnit XML, which every CI server shows.

One test case is one scenario under one condition; its trials are inside. Shape: the common
subset of the schemas of Jenkins and Ant (testsuites, testsuite, properties, testcase with one of
failure, error or skipped).
"""

from collections.abc import Sequence
from xml.etree import ElementTree

from evals.report.judged import Judged
from evals.report.stamp import stamp_of
from evals.report.trials import Verdict
from evals.runs.record import TrialRecord
from evals.runs.run import Skipped

_BAD = ("failed", "broke_off", "not_judged")
_MESSAGE_MOST = 300
"""Characters: it is one line in a list; the text below has everything."""


def junit_of(judged: Judged) -> bytes:
    """Return the run as a JUnit file, UTF-8."""
    root = ElementTree.Element("testsuites", name=_clean(judged.run.plan.name))
    totals = [_suite(root, judged, condition) for condition in judged.run.plan.conditions]
    if judged.run.skipped:
        totals.append(_left_out(root, judged.run.skipped))
    for name, place in (("tests", 0), ("failures", 1), ("errors", 2), ("skipped", 3)):
        root.set(name, str(sum(int(total[place]) for total in totals)))
    root.set("time", f"{sum(total[4] for total in totals):.3f}")
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


_Totals = tuple[int, int, int, int, float]


def _suite(root: ElementTree.Element, judged: Judged, condition: str) -> _Totals:
    run = judged.run
    suite = ElementTree.SubElement(root, "testsuite", name=_clean(condition))
    properties = ElementTree.SubElement(suite, "properties")
    for row in stamp_of(run, None):
        name, value = _clean(str(row["name"])), _clean(str(row["value"]))
        ElementTree.SubElement(properties, "property", name=name, value=value)
    seconds = 0.0
    for name in run.plan.scenarios:
        records = [r for r in run.records if (r.scenario, r.condition) == (name, condition)]
        took = sum(record.took_s for record in records)
        seconds += took
        case = ElementTree.SubElement(
            suite,
            "testcase",
            name=_clean(name),
            classname=_clean(f"aisle.{condition.replace('.', ' ')}"),
            time=f"{took:.3f}",
        )
        _outcome(case, records, judged, run.plan.trials)
    return _count(suite, seconds, run.stamp.get("started_at"))


def _outcome(
    case: ElementTree.Element, records: Sequence[TrialRecord], judged: Judged, planned: int
) -> None:
    verdicts = [(record, judged.verdicts[record.key]) for record in records]
    counted = [(record, verdict) for record, verdict in verdicts if verdict.state != "invalid"]
    bad = [(record, verdict) for record, verdict in counted if verdict.state in _BAD]
    if not counted:
        why = "No simulation was a valid one." if verdicts else "Not played: the run was stopped."
        ElementTree.SubElement(case, "skipped", message=why)
        return
    if bad:
        kind = "error" if all(v.state == "broke_off" for _, v in bad) else "failure"
        first = next((reason.why for _, v in bad for reason in v.reasons), "")
        passed = f"{len(counted) - len(bad)} of {len(counted)} trials passed"
        message = _clean(f"{passed}: {first}" if first else passed)[:_MESSAGE_MOST]
        told = ElementTree.SubElement(case, kind, message=message, type=bad[0][1].state)
        told.text = _clean("\n".join(line for r, v in bad for line in _lines(r, v)))
    if len(records) < planned:
        out = ElementTree.SubElement(case, "system-out")
        out.text = f"{planned - len(records)} of {planned} trials were not played."


def _lines(record: TrialRecord, verdict: Verdict) -> list[str]:
    lines = [f"{record.key}: {verdict.state.replace('_', ' ')}"]
    for reason in verdict.reasons:
        if reason.at_end:
            where = "at the end"
        else:
            where = "conversation" if reason.turn is None else f"turn {reason.turn + 1}"
        lines.append(f"  {where}: {reason.why}")
    return lines


def _left_out(root: ElementTree.Element, skipped: Sequence[Skipped]) -> _Totals:
    suite = ElementTree.SubElement(root, "testsuite", name="skipped")
    for one in skipped:
        case = ElementTree.SubElement(
            suite, "testcase", name=_clean(one.scenario), classname="aisle.skipped", time="0.000"
        )
        where = f"{one.file}:{one.line}: " if one.file and one.line else ""
        ElementTree.SubElement(case, "skipped", message=_clean(f"{where}{one.why}"))
    return _count(suite, 0.0, None)


def _count(suite: ElementTree.Element, seconds: float, began: object) -> _Totals:
    cases = suite.findall("testcase")
    kinds = ("failure", "error", "skipped")
    found = {kind: sum(case.find(kind) is not None for case in cases) for kind in kinds}
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(found["failure"]))
    suite.set("errors", str(found["error"]))
    suite.set("skipped", str(found["skipped"]))
    suite.set("time", f"{seconds:.3f}")
    if began:
        suite.set("timestamp", _clean(str(began)))
    return len(cases), found["failure"], found["error"], found["skipped"], seconds


def _clean(text: str) -> str:
    """Return `text` without what XML 1.0 cannot hold (its section 2.2)."""
    return "".join(c for c in text if c in "\t\n\r" or _is_char(ord(c)))


def _is_char(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
