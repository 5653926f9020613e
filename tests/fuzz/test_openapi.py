"""Every route of the description, with what fits it and what does not (schemathesis)."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.served import TOKEN, Served

pytestmark = pytest.mark.model

Operation = schemathesis.APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Operation]
EXAMPLES = 6
"""Of each route; 120 were tried by hand."""
_CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
_OWN = {"message", "type", "param", "code"}


def check(case: Case) -> None:
    """Send a request, and check the answer."""
    answer = case.call(headers={"authorization": f"Bearer {TOKEN}"}, timeout=60)
    assert answer.status_code not in {500, 501, 502, 504}, answer.text
    case.validate_response(answer, checks=_CHECKS)
    if answer.status_code >= 400:
        error = answer.json()["error"]
        assert set(error) - {"choices"} == _OWN, error
        assert error["message"]
        assert error["type"].endswith("error")


def fuzz(operation: Operation, examples: int) -> None:
    """Check an operation with requests that fit its description, and others."""

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )
    )
    def run(case: Case) -> None:
        check(case)

    run()


def lies(url: str, examples: int) -> list[str]:
    """Return what the description of a server does not say of its answers."""
    described = schemathesis.openapi.from_url(f"{url}/openapi.json")
    found = []
    for each in described.get_all_operations():
        assert isinstance(each, Ok), each
        operation = each.ok()
        try:
            fuzz(operation, examples)
        except (AssertionError, FailureGroup, BaseExceptionGroup) as error:
            parts = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
            told = "; ".join(str(part)[:600] for part in parts)
            found.append(f"{operation.method.upper()} {operation.path}: {told}")
    return found


def test_answers_are_as_described(attacked: Served) -> None:
    assert not lies(attacked.url, EXAMPLES)
