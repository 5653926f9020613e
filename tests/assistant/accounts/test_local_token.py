"""The operator's own token."""

import os

import pytest

from assistant.accounts.local_token import LOCAL_TOKEN_VARIABLE, local_token
from assistant.errors import ConfigError


@pytest.mark.parametrize("given", [None, "", "  "])
def test_one_is_made_up_where_none_is_set(
    monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    monkeypatch.setenv(LOCAL_TOKEN_VARIABLE, given or "")  # put back afterwards
    if given is None:
        monkeypatch.delenv(LOCAL_TOKEN_VARIABLE)
    token = local_token("0.0.0.0")
    assert len(token) > 40
    assert os.environ[LOCAL_TOKEN_VARIABLE] == token
    assert local_token("0.0.0.0") == token


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "shop.example"])
def test_a_short_one_is_not_shown_to_other_machines(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv(LOCAL_TOKEN_VARIABLE, "1234")
    with pytest.raises(ConfigError, match="24 characters") as told:
        local_token(host)
    assert "1234" not in str(told.value)
    for own in ("127.0.0.1", "::1", "localhost", "127.0.0.53"):
        assert local_token(own) == "1234"
