"""`aisle keys`: make, list, rotate and revoke API keys."""

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

import typer

from assistant.accounts.caller import Scope
from assistant.accounts.key import KEY_PREFIX, KEY_SCOPES, Key, KeyLimits
from assistant.accounts.key_file import KeyFile, NewKey
from assistant.commands.keys_arguments import KeysOptions
from assistant.config import Settings
from assistant.errors import UsageError

_SPAN = re.compile(r"(\d{1,9})(s|m|h|d)")
_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_S = 100 * 365 * 86_400
_LONGEST_NOTE = 200


def run(settings: Settings, options: KeysOptions) -> None:
    """Do what is asked of the file of keys.

    Raises:
        UsageError: An option makes no sense.
        ConfigError: There is no such tenant.
        AccountError: There is no such key, or the file cannot be used.
    """
    file = KeyFile(settings.accounts_path)
    if options.key_id.startswith(KEY_PREFIX):
        raise UsageError("That is a key's secret; name it by its id, key_... of `aisle keys list`.")
    if options.action == "list":
        _print_list(file.every_key(), options)
    elif options.action == "revoke":
        key = file.revoke(options.key_id)
        _tell(options, key, f"Revoked {key.id}; a running server knows within a second.")
    elif options.action == "rotate":
        lives_s = None if options.expires is None else _span(options.expires, "--expires")
        grace_s = _span(options.grace, "--grace", zero=True)
        key, secret = file.rotate(options.key_id, grace_s, lives_s)
        _tell_new(options, key, secret)
    else:
        key, secret = file.create(_new(settings, options))
        _tell_new(options, key, secret)


def _new(settings: Settings, options: KeysOptions) -> NewKey:
    tenant = options.tenant or settings.tenant
    settings.of_tenant(tenant)  # says so if there is none
    known = ", ".join(Scope)
    scopes = [part.strip() for each in options.scopes for part in each.split(",")]
    if unknown := [scope for scope in scopes if scope not in set(Scope)]:
        raise UsageError(f"There is no scope {unknown[0]!r}; there is {known}.")
    note = " ".join(options.note.split())
    if len(note) > _LONGEST_NOTE or not note.isprintable():
        raise UsageError(f"--note is one line of at most {_LONGEST_NOTE} characters.")
    return NewKey(
        tenant,
        frozenset(Scope(scope) for scope in scopes) or frozenset(KEY_SCOPES),
        KeyLimits(options.requests_per_minute, options.sessions, options.audio_s_per_hour),
        None if options.expires is None else _span(options.expires, "--expires"),
        note,
    )


def _span(text: str, option: str, *, zero: bool = False) -> float:
    """Read "90d" in seconds."""
    if zero and text == "0":
        return 0.0
    match = _SPAN.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _UNITS_S[match[2]] if match else -1
    if not (0 if zero else 1) <= seconds <= _LONGEST_S:
        raise UsageError(f"{option} {text} is not a time such as 90d, 12h, 30m or 45s.")
    return seconds


def _tell_new(options: KeysOptions, key: Key, secret: str) -> None:
    if options.as_json:
        typer.echo(json.dumps({**_as_json(key), "secret": secret}, indent=2))
        return
    typer.echo(f"Key {key.id} of tenant {key.tenant}: {', '.join(sorted(key.scopes))}.")
    if key.expires is not None:
        typer.echo(f"It expires on {_day(key.expires)}.")
    typer.echo("Its secret, shown this once; whoever has it may call:")
    typer.echo(secret)


def _tell(options: KeysOptions, key: Key, message: str) -> None:
    typer.echo(json.dumps(_as_json(key), indent=2) if options.as_json else message)


def _print_list(keys: tuple[Key, ...], options: KeysOptions) -> None:
    shown = [key for key in keys if options.tenant in {None, key.tenant}]
    if options.as_json:
        typer.echo(json.dumps([_as_json(key) for key in shown], indent=2))
        return
    if not shown:
        typer.echo("There are no keys; `aisle keys create` makes one.")
    now = time.time()
    for key in shown:
        used = f"used {_day(key.last_used)}" if key.last_used else "never used"
        ends = f", until {_day(key.expires)}" if key.expires and not key.revoked else ""
        before = f", after {key.rotated_from}" if key.rotated_from else ""
        typer.echo(
            f"{key.id}  {key.state(now):7}  {key.tenant}  {','.join(sorted(key.scopes))}  "
            f"made {_day(key.created)}{ends}, {used}{before}{_limits(key)}"
            + (f"  {key.note}" if key.note else "")
        )


def _limits(key: Key) -> str:
    own = key.limits
    told = (
        (own.requests_per_minute, "requests a minute"),
        (own.sessions, "sessions"),
        (own.audio_s_per_hour, "s of sound an hour"),
    )
    return "".join(f", {value} {name}" for value, name in told if value is not None)


def _as_json(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "tenant": key.tenant,
        "scopes": sorted(key.scopes),
        "state": key.state(time.time()),
        "note": key.note,
        "created": _time(key.created),
        "expires": _time(key.expires),
        "revoked": _time(key.revoked),
        "last_used": _time(key.last_used),
        "rotated_from": key.rotated_from,
        "limits": {
            "requests_per_minute": key.limits.requests_per_minute,
            "sessions": key.limits.sessions,
            "audio_s_per_hour": key.limits.audio_s_per_hour,
        },
    }


def _time(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def _day(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"
