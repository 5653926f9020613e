"""Texts made to be slow for the readers of addresses and codes take no more than linear time."""

import pytest

from assistant.redaction.redact import redact
from tests.linear import is_linear


@pytest.mark.parametrize(
    "part",
    ["#", "k ", "l s ", "k 1 ", "b like ", "flat 4 ", "house 1 , ", "12 oak no wait ", "leeds ",
     "12 oak street leeds ", "d, at ", "order a ", "check on 1 2 "],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(part: str) -> None:
    assert is_linear(lambda chars: redact(f"order at 12 {part * chars}"[:chars]))
