"""The file of keys, by several processes and in bad shape."""

import multiprocessing
import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from assistant.accounts.caller import Scope
from assistant.accounts.errors import AccountsUnusable, KeyUnknown, LimitReached
from assistant.accounts.key import KeyLimits, digest_of
from assistant.accounts.key_file import CONFIGS_BYTES, KeyFile, NewKey

DAY_S = 86_400.0
NEW = NewKey("default", frozenset({Scope.TALK}), KeyLimits(requests_per_minute=3), DAY_S, "till")


def file_at(tmp_path: Path, now: float = 1000.0) -> KeyFile:
    return KeyFile(tmp_path / "accounts.sqlite", lambda: now)


def test_a_key_is_kept_without_its_secret(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    assert file.every_key() == ()
    assert file.mark() is None
    key, secret = file.create(NEW)
    (kept,) = file.every_key()
    assert kept == key
    assert kept.digest == digest_of(secret)
    assert (kept.limits, kept.expires, kept.note) == (NEW.limits, 1000 + DAY_S, "till")
    path = tmp_path / "accounts.sqlite"
    assert secret.removeprefix("aisle_sk_").encode() not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite").touch(0o644)
    file_at(tmp_path).create(NEW)
    assert stat.S_IMODE((tmp_path / "accounts.sqlite").stat().st_mode) == 0o600


def test_a_rotated_key_is_the_same_account(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    first, _ = file.create(NEW)
    second, _ = file.rotate(first.id, 60)
    third, _ = file.rotate(second.id, 0)
    assert [key.expires for key in file.every_key() if key.id == first.id] == [1060]
    assert (second.rotated_from, second.first_id) == (first.id, first.id)
    assert (third.rotated_from, third.first_id) == (second.id, first.id)
    assert third.limits == first.limits
    assert third.expires == 1000 + DAY_S
    with pytest.raises(KeyUnknown, match=second.id):
        file.rotate(first.id, 60)
    with pytest.raises(KeyUnknown, match="expired"):
        file.rotate(second.id, 60)


def test_a_grace_never_lengthens_a_life(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    key, _ = file.create(NEW)
    file.rotate(key.id, 10 * DAY_S)
    assert [old.expires for old in file.every_key() if old.id == key.id] == [key.expires]


def test_revoking_twice_keeps_the_first_time(tmp_path: Path) -> None:
    key, _ = file_at(tmp_path).create(NEW)
    assert file_at(tmp_path, 2000).revoke(key.id).revoked == 2000
    assert file_at(tmp_path, 3000).revoke(key.id).revoked == 2000
    with pytest.raises(KeyUnknown, match="revoked"):
        file_at(tmp_path).rotate(key.id, 60)
    with pytest.raises(KeyUnknown):
        file_at(tmp_path).revoke("key_of_nobody")


def test_the_mark_changes_with_keys_only(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    key, _ = file.create(NEW)
    before = file.mark()
    file.note_use([(key.id, 900.0)])
    file.signing_secret()
    assert file.mark() == before
    assert file.every_key()[0].last_used == 900
    file.note_use([(key.id, 600.0)])
    assert file.every_key()[0].last_used == 900
    file.revoke(key.id)
    assert file.mark() != before


def make_one(path: Path) -> bytes:
    KeyFile(path).create(NEW)
    return KeyFile(path).signing_secret()


def test_many_processes_make_keys_and_one_signing_secret(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    # Not forked: a voice that other tests loaded has threads, and their locks would be copied.
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        secrets = list(pool.map(make_one, [path] * 12))
    assert len(set(secrets)) == 1
    assert len({key.id for key in KeyFile(path).every_key()}) == 12


def test_equal_configurations_are_kept_once_and_all_of_them_are_bounded(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    one = file.keep_session_config("key_a", '{"a": 1}', 2000)
    assert file.keep_session_config("key_a", '{"a": 1}', 2500) == one
    assert file.keep_session_config("key_b", '{"a": 1}', 2000) != one
    assert file.session_config(one) == '{"a": 1}'
    assert file.session_config("another") is None
    file.keep_session_config("key_a", "x" * (CONFIGS_BYTES - 100), 2000)
    with pytest.raises(LimitReached) as told:
        file.keep_session_config("key_a", "y" * 200, 2000)
    assert told.value.retry_after_s > 0
    file_at(tmp_path, 1e6).keep_session_config("key_a", "y" * 200, 2e6)
    assert file.session_config(one) is None


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_broken_file_is_said_without_its_path(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accounts.sqlite").write_bytes(content)
    with pytest.raises(AccountsUnusable) as told:
        file_at(tmp_path).every_key()
    assert str(tmp_path) not in str(told.value)
    with pytest.raises(AccountsUnusable):
        file_at(tmp_path).create(NEW)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = file_at(tmp_path)
    file.create(NEW)
    with sqlite3.connect(tmp_path / "accounts.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(AccountsUnusable, match="newer"):
        file.every_key()
