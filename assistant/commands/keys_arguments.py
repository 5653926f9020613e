"""What `aisle keys` takes; imported by `aisle --help`, so nothing heavy is imported here."""

from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from assistant.commands.running import run_command

keys = typer.Typer(name="keys", help="API keys: who may call `aisle serve`.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
KeyId = Annotated[str, typer.Argument(help="Of the key, key_...; not its secret.")]


@dataclass(frozen=True, slots=True)
class KeysOptions:
    """What the command line says; nothing of it is checked yet."""

    action: Literal["create", "list", "rotate", "revoke"]
    key_id: str = ""
    tenant: str | None = None
    scopes: tuple[str, ...] = ()
    note: str = ""
    expires: str | None = None
    grace: str = "0"
    requests_per_minute: int | None = None
    sessions: int | None = None
    audio_s_per_hour: int | None = None
    as_json: bool = False


@keys.command()
def create(  # noqa: PLR0913, PLR0917 - each is an option of the command
    tenant: Annotated[
        str | None, typer.Option(help="Whose shop it opens; that of `aisle --tenant` by default.")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="What it is good for: talk, catalog, tokens, metrics or logs; repeat it for "
            "several. By default the first three."
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="Who has it and what for.")] = "",
    expires: Annotated[
        str | None, typer.Option(help="How long it lives: 90d, 12h, 30m; for ever by default.")
    ] = None,
    requests_per_minute: Annotated[
        int | None, typer.Option(min=1, help="That of the settings by default.")
    ] = None,
    sessions: Annotated[int | None, typer.Option(min=1, help="Realtime sessions at once.")] = None,
    audio_s_per_hour: Annotated[
        int | None, typer.Option(min=1, help="Seconds of sound heard and spoken.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a key and print its secret, once."""
    run_command(
        "keys",
        KeysOptions(
            "create",
            tenant=tenant,
            scopes=tuple(scope or ()),
            note=note,
            expires=expires,
            requests_per_minute=requests_per_minute,
            sessions=sessions,
            audio_s_per_hour=audio_s_per_hour,
            as_json=as_json,
        ),
    )


@keys.command("list")
def list_keys(
    tenant: Annotated[
        str | None, typer.Option(help="Only this tenant's; everybody's by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the keys, without their secrets."""
    run_command("keys", KeysOptions("list", tenant=tenant, as_json=as_json))


@keys.command()
def rotate(
    key_id: KeyId,
    grace: Annotated[
        str,
        typer.Option(help="How long the old one goes on working: 1h, 30m, 7d; 0 is not at all."),
    ] = "1h",
    expires: Annotated[
        str | None, typer.Option(help="How long the new one lives; as long as the old by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a key in the place of another, with the same rights, limits and conversations."""
    run_command(
        "keys", KeysOptions("rotate", key_id, grace=grace, expires=expires, as_json=as_json)
    )


@keys.command()
def revoke(key_id: KeyId, as_json: Json = False) -> None:
    """End a key and every token made with it, now."""
    run_command("keys", KeysOptions("revoke", key_id, as_json=as_json))
