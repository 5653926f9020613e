"""Browsers' tokens: what is signed is read back, and nothing else."""

import string

from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.browser_token import LONGEST, BrowserToken, read, signed
from assistant.accounts.caller import Scope

SECRET = b"s" * 32
TOKEN = BrowserToken(
    "tok_1", "key_1", frozenset({Scope.TALK}), 1000.5, "anna@example.com", None, "cfg"
)
_ids = st.one_of(st.none(), st.from_regex(r"\A[\w.:@-]{1,100}\Z"))


@given(_ids, _ids, _ids, st.sets(st.sampled_from(Scope)), st.floats(0, 1e11))
def test_a_token_says_what_it_was_made_for(
    shopper: str | None, session: str | None, config: str | None, scopes: set[Scope], ends: float
) -> None:
    token = BrowserToken("tok", "key", frozenset(scopes), ends, shopper, session, config)
    text = signed(token, SECRET)
    assert read(text, SECRET) == token
    assert set(text) <= {*string.ascii_letters, *string.digits, *"_-."}
    if config is None:
        assert len(text) <= LONGEST


def test_every_changed_character_spoils_it() -> None:
    text = signed(TOKEN, SECRET)
    for place in range(len(text)):
        other = "A" if text[place] != "A" else "B"
        assert read(text[:place] + other + text[place + 1 :], SECRET) is None
        assert read(text[:place], SECRET) is None
    assert read(text + "=", SECRET) is None
    assert read(text + "A", SECRET) is None
    assert read(text, b"t" * 32) is None


@given(st.text(max_size=300))
def test_noise_is_no_token(text: str) -> None:
    assert read(text, SECRET) is None
    assert read(f"ek_{text}", SECRET) is None
