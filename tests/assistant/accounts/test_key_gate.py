"""Who is let in, with which rights, and until when."""

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import (
    AccountsUnusable,
    LimitReached,
    NotAllowed,
    NotAuthenticated,
)
from assistant.accounts.key import KEY_SCOPES, Key, KeyLimits
from assistant.accounts.key_file import KeyFile, NewKey
from assistant.accounts.key_gate import KEPT_AT_MOST_S, TOKEN_LIMITS, KeyGate
from assistant.accounts.known_keys import LOOKS_EVERY_S, STALE_AFTER_S
from assistant.accounts.local_token import new_token
from assistant.accounts.open_tokens import RETURNS_WITHIN_S
from assistant.accounts.strangers import WRONG_PER_MINUTE
from assistant.config import Settings
from assistant.config_tables import LimitSettings, ServerSettings, TenantSettings
from tests.patience import PATIENCE_S

LOCAL = "aisle_local_" + "Zr7" * 14  # the same in every process: it is in names of tests
ALL = frozenset(KEY_SCOPES)


class Watch:
    """Wall clock and monotonic clock at once."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class House:
    """A gate with the file that its keys come from."""

    def __init__(self, home: Path, token: str = LOCAL, sessions: int = 64) -> None:
        self.watch = Watch()
        self.settings = Settings(
            home=home,
            tenants={"a": TenantSettings(), "b": TenantSettings()},
            limits=LimitSettings(requests_per_minute=10, sessions=2, audio_s_per_hour=100),
            server=ServerSettings(sessions=sessions),
        )
        self.file = KeyFile(self.settings.accounts_path, self.watch)
        self.gate = KeyGate(self.settings, token, self.watch, self.watch)

    def key(
        self,
        tenant: str = "a",
        scopes: frozenset[Scope] = ALL,
        limits: KeyLimits | None = None,
        lives_s: float | None = None,
    ) -> tuple[Key, str]:
        made = self.file.create(NewKey(tenant, scopes, limits or KeyLimits(), lives_s))
        self.look()
        return made

    def look(self) -> None:
        self.gate._keys.look()

    def token(self, caller: Caller, shopper: str | None = None, session: str | None = None) -> str:
        return self.gate.token(caller, shopper_id=shopper, session_id=session, lives_s=60)[0]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    with house.gate:
        yield house


def test_the_operator_may_do_everything_without_a_limit(house: House) -> None:
    caller = house.gate.caller(LOCAL)
    assert caller.is_local
    assert caller.tenant == "default"
    for scope in Scope:
        house.gate.allow(caller, scope)
    for _ in range(1000):
        house.gate.request(caller)
        house.gate.audio(caller, 100)


@pytest.mark.parametrize(
    "credential",
    [
        *(None, "", "x", LOCAL[:-1], LOCAL + "x", "aisle_sk_", "aisle_sk_" + "A" * 43, "ek_x.y"),
        *("é\udcff", "a" * 100_000, "aisle_sk_' OR 1=1 --", "\x00"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(house: House, credential: str | None) -> None:
    house.key()
    with pytest.raises(NotAuthenticated) as told:
        house.gate.caller(credential)
    assert str(told.value).endswith((".", "KEY."))
    if credential and len(credential) > 1:
        assert credential not in str(told.value)


def test_a_key_has_its_own_tenant_scopes_and_limits(house: House) -> None:
    limits = KeyLimits(requests_per_minute=2)
    key, secret = house.key("b", frozenset({Scope.CATALOG}), limits)
    caller = house.gate.caller(secret)
    assert (caller.key_id, caller.tenant) == (key.id, "b")
    house.gate.allow(caller, Scope.CATALOG)
    with pytest.raises(NotAllowed, match="talk"):
        house.gate.allow(caller, Scope.TALK)
    house.gate.request(caller)
    house.gate.request(caller)
    with pytest.raises(LimitReached) as told:
        house.gate.request(caller)
    house.watch.now += told.value.retry_after_s
    house.gate.request(caller)
    left = {a.name: a for a in house.gate.allowances(caller)}
    assert left["requests"].limit == 2
    assert left["requests"].remaining < 1
    assert left["audio_seconds"].remaining == 100


def test_a_key_ends_when_it_expires_or_is_revoked(house: House) -> None:
    _, short = house.key(lives_s=60)
    key, secret = house.key()
    caller = house.gate.caller(secret)
    house.gate.caller(short)
    house.watch.now += 60
    with pytest.raises(NotAuthenticated, match="expired"):
        house.gate.caller(short)
    house.file.revoke(key.id)
    house.look()
    with pytest.raises(NotAuthenticated, match="revoked"):
        house.gate.caller(secret)
    for use in (house.gate.still, house.gate.request, house.gate.session):
        with pytest.raises(NotAuthenticated):
            use(caller)
    with pytest.raises(NotAuthenticated):
        house.gate.audio(caller, 1)


def test_both_secrets_work_during_the_grace_and_share_limits_and_conversations(
    house: House,
) -> None:
    key, old = house.key()
    _, new = house.file.rotate(key.id, 60)
    house.look()
    before, after = house.gate.caller(old), house.gate.caller(new)
    assert before.conversation_id("s") == after.conversation_id("s")
    with (
        house.gate.session(before),
        house.gate.session(after),
        pytest.raises(LimitReached),
        house.gate.session(after),
    ):
        pass
    house.watch.now += 60
    house.gate.caller(new)
    with pytest.raises(NotAuthenticated, match="expired"):
        house.gate.caller(old)


def test_a_key_of_a_shop_that_is_gone_learns_no_names(house: House) -> None:
    _, secret = house.key("gone")
    with pytest.raises(NotAllowed) as told:
        house.gate.caller(secret)
    assert "default" not in str(told.value)
    assert " a" not in str(told.value).replace(" ask", "")


def test_a_token_is_bound_and_worth_less_than_its_key(house: House) -> None:
    key, secret = house.key("b", frozenset({Scope.CATALOG, Scope.TOKENS, Scope.METRICS}))
    caller = house.gate.caller(house.token(house.gate.caller(secret), "anna", "s1"))
    assert (caller.tenant, caller.shopper_id, caller.key_id) == ("b", "anna", key.id)
    assert caller.scopes == {Scope.CATALOG}
    assert caller.session(None) == "s1"
    with pytest.raises(NotAllowed):
        caller.session("s2")
    with pytest.raises(NotAllowed):
        caller.conversation_id("s2")
    with pytest.raises(NotAllowed):
        house.token(replace(caller, scopes=frozenset(Scope)))


def test_a_key_that_may_neither_talk_nor_search_makes_no_tokens(house: House) -> None:
    _, secret = house.key(scopes=frozenset({Scope.TOKENS}))
    with pytest.raises(NotAllowed):
        house.token(house.gate.caller(secret))


def test_a_token_ends_with_its_time_or_its_key(house: House) -> None:
    key, secret = house.key()
    token = house.token(house.gate.caller(secret))
    later = house.token(house.gate.caller(secret))
    house.gate.caller(token)
    house.watch.now += 59
    house.gate.caller(token)
    house.file.revoke(key.id)
    house.look()
    with pytest.raises(NotAuthenticated, match="revoked"):
        house.gate.caller(later)
    house.watch.now += 2
    with pytest.raises(NotAuthenticated):
        house.gate.caller(token)


def test_an_open_session_keeps_a_token_alive(house: House) -> None:
    _, secret = house.key()
    token = house.token(house.gate.caller(secret))
    with house.gate.session(house.gate.caller(token)):
        house.watch.now += 600
        house.gate.audio(house.gate.caller(token), 1)
    house.watch.now += RETURNS_WITHIN_S - 1
    with house.gate.session(house.gate.caller(token)):
        house.watch.now += KEPT_AT_MOST_S
        with pytest.raises(NotAuthenticated, match="expired"):
            house.gate.caller(token)
    house.watch.now += RETURNS_WITHIN_S
    with pytest.raises(NotAuthenticated, match="expired"):
        house.gate.caller(token)


def test_one_visitor_does_not_use_up_a_shop(house: House) -> None:
    _, secret = house.key(limits=KeyLimits(1000, 100, 1_000_000))
    key = house.gate.caller(secret)
    one, two = (house.gate.caller(house.token(key)) for _ in range(2))
    for _ in range(TOKEN_LIMITS.requests_per_minute):
        house.gate.request(one)
    with pytest.raises(LimitReached):
        house.gate.request(one)
    house.gate.request(two)
    house.gate.request(key)
    used = 1000 - house.gate._usage.of(key.account_id, house.gate._limits(key)).requests.left(
        house.watch()
    )
    assert used == TOKEN_LIMITS.requests_per_minute + 2


def test_visitors_without_a_name_do_not_share_conversations(house: House) -> None:
    _, secret = house.key()
    key = house.gate.caller(secret)
    callers = [key, *(house.gate.caller(house.token(key)) for _ in range(2))]
    callers += [house.gate.caller(house.token(key, shopper)) for shopper in ("anna", "ben")]
    callers += [house.gate.caller(house.gate.token(
        house.gate.caller(LOCAL), shopper_id=None, session_id=None, lives_s=60)[0])]  # fmt: skip
    assert len({caller.conversation_id("s") for caller in callers}) == len(callers)
    again = house.gate.caller(house.token(key, "anna"))
    assert again.conversation_id("s") == callers[3].conversation_id("s")


def test_other_processes_take_the_same_tokens_but_not_the_operators(house: House) -> None:
    _, secret = house.key()
    token = house.token(house.gate.caller(secret), "anna")
    own = house.token(house.gate.caller(LOCAL))
    other = House(house.settings.home, token=new_token())
    with other.gate:
        assert other.gate.caller(token).shopper_id == "anna"
        with pytest.raises(NotAuthenticated):
            other.gate.caller(own)
        with pytest.raises(NotAuthenticated):
            other.gate.caller(LOCAL)
    restarted = House(house.settings.home)
    with restarted.gate:
        assert restarted.gate.caller(own).key_id == "local"


async def test_a_token_brings_the_session_that_it_was_made_for(house: House) -> None:
    _, secret = house.key()
    key = house.gate.caller(secret)
    session = {"instructions": "Söll kurz sein.", "audio": {"output": {"speed": 1.2}}}
    token, _ = house.gate.token(key, shopper_id=None, session_id=None, lives_s=60, session=session)
    caller = house.gate.caller(token)
    assert await house.gate.session_config(caller) == session
    assert await house.gate.session_config(key) is None
    assert await house.gate.session_config(house.gate.caller(house.token(key))) is None


def test_who_guesses_is_held_back_and_nobody_beside_them(house: House) -> None:
    _, secret = house.key()
    for number in range(WRONG_PER_MINUTE):
        with pytest.raises(NotAuthenticated):
            house.gate.caller(f"aisle_sk_{number}", "203.0.113.9")
    with pytest.raises(LimitReached) as told:
        house.gate.caller("aisle_sk_more", "203.0.113.9")
    assert house.gate.caller(secret, "203.0.113.9").tenant == "a"
    assert house.gate.caller(LOCAL, "203.0.113.9").is_local
    with pytest.raises(NotAuthenticated):
        house.gate.caller(None, "203.0.113.9")
    with pytest.raises(NotAuthenticated):
        house.gate.caller("aisle_sk_more", "203.0.113.10")
    house.watch.now += told.value.retry_after_s
    with pytest.raises(NotAuthenticated):
        house.gate.caller("aisle_sk_more", "203.0.113.9")


def test_a_short_token_of_the_operator_cannot_be_guessed_quickly(tmp_path: Path) -> None:
    house = House(tmp_path, token="1234")
    with house.gate:
        for number in range(WRONG_PER_MINUTE):
            with pytest.raises(NotAuthenticated):
                house.gate.caller(str(number), "203.0.113.9")
        with pytest.raises(LimitReached):
            house.gate.caller("1234", "203.0.113.9")
        assert house.gate.caller("1234", "203.0.113.10").is_local


def revoke_all(path: Path, ids: list[str]) -> None:
    for key_id in ids:
        KeyFile(path).revoke(key_id)


def test_a_revocation_by_another_process_holds_soon(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    key, secret = KeyFile(settings.accounts_path).create(NewKey("default", ALL))
    with KeyGate(settings, LOCAL) as gate:
        caller = gate.caller(secret)
        other = multiprocessing.get_context("spawn").Process(
            target=revoke_all, args=(settings.accounts_path, [key.id])
        )
        other.start()
        other.join()
        assert LOOKS_EVERY_S < 1.0
        since = time.monotonic()
        with pytest.raises(NotAuthenticated):
            while time.monotonic() < since + PATIENCE_S:
                gate.caller(secret)
                time.sleep(0.01)
        with pytest.raises(NotAuthenticated):
            gate.still(caller)
        _, fresh = KeyFile(settings.accounts_path).create(NewKey("default", ALL))
        time.sleep(2 * LOOKS_EVERY_S)
        gate.caller(fresh)


def test_a_file_that_cannot_be_read_any_more_refuses_keys_after_a_while(house: House) -> None:
    _, secret = house.key()
    house.settings.accounts_path.write_bytes(b"gone to the dogs")
    house.look()
    house.gate.caller(secret)
    house.watch.now += STALE_AFTER_S + 1
    with pytest.raises(AccountsUnusable):
        house.gate.caller(secret)
    assert house.gate.caller(LOCAL).is_local


def test_a_removed_file_revokes_every_key(house: House) -> None:
    _, secret = house.key()
    token = house.token(house.gate.caller(secret))
    house.settings.accounts_path.unlink()
    house.look()
    for credential in (secret, token):
        with pytest.raises(NotAuthenticated):
            house.gate.caller(credential)


def test_when_a_key_was_used_is_kept_coarsely(tmp_path: Path) -> None:
    house = House(tmp_path)
    with house.gate:
        key, secret = house.key()
        house.gate.caller(secret)
    assert house.file.every_key()[0].last_used == house.watch.now // 300 * 300
    assert house.file.every_key()[0].id == key.id
