"""The list of all faults says of each how it ends."""

import pytest

from evals.doubles import doubles
from evals.doubles.cases import CASES, Case
from tests.evals.doubles.ask import client_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_case_ends_as_it_says(case: Case) -> None:
    refused = case.script.finish == "refused"
    for protocol in case.protocols:
        async with doubles(case.script) as server, client_of(server.root) as client:
            text, error = await client.heard(protocol)
            record = (await server.settled())[0]
        assert case.script.text.startswith(text)
        if case.whole:
            assert record.sent == case.script.text
        elif not refused and "broken line" not in case.name:
            assert record.sent != case.script.text
        match case.told:
            case "all":
                assert error is None or case.name.startswith("cut at done")
                output = [value for said in record.said[-1:] for value in _outputs(said)]
                assert output == [record.usage.output]
            case "none":
                assert record.said == []
            case "wrong":
                assert all(
                    list(_outputs(said)) != [record.usage.output] or "cached" in case.name
                    for said in record.said
                )


def test_names_are_unique_and_kinds_complete() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) > 60
    kinds = {type(fault).__name__ for case in CASES for fault in case.script.faults}
    assert kinds == {
        "Stall", "Cut", "BrokenLine", "ErrorInBand", "HttpError", "NoStreaming", "IgnoresStream",
        "SplitWrites", "Lumps", "WrongUsage",
    }  # fmt: skip


def _outputs(said: dict[str, object]) -> list[object]:
    return [said[name] for name in ("completion_tokens", "output_tokens") if name in said]
