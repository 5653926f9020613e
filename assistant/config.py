"""Every setting, read once from the environment and one TOML file.

Environment variables win over the file: AISLE_HOME, AISLE_SPEECH__DEVICE, and
so on (two underscores step into a table). The file is `aisle.toml` in the
working directory, or the one that AISLE_CONFIG names. An unknown key is an
error in either.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from platformdirs import user_data_path
from pydantic import Field, ValidationError

from assistant.config_tables import (
    CatalogSettings,
    ConversationSettings,
    EmbeddingSettings,
    LimitSettings,
    LiveKitSettings,
    LogSettings,
    PersonalSettings,
    RouterSettings,
    ServerSettings,
    ShopSettings,
    SpeechSettings,
    Table,
    TenantSettings,
    VoiceSettings,
)
from assistant.errors import ConfigError

_PREFIX = "AISLE_"
_CONFIG_VARIABLE = "AISLE_CONFIG"
_OTHERS = (_CONFIG_VARIABLE, "AISLE_TEST_", "AISLE_BENCH_", "AISLE_LOCAL_TOKEN")
"""Variables that are no settings: of the tests and benches, and the operator's token."""
_DEFAULT_FILE = Path("aisle.toml")


DEFAULT_TENANT = "default"
_TENANT = r"^[a-z0-9][a-z0-9_-]{0,39}$"


class Settings(Table):
    """All settings of one process."""

    home: Path = Field(default_factory=lambda: user_data_path("aisle"))
    """Where the index, the conversations and the intent log live."""
    data: Path | None = None
    """Recordings and texts for `aisle bench`; ../shared/data beside the checkout if not given."""
    bench_million: bool = False
    """`aisle bench search` builds and measures a million products too: hours the first time."""
    log_level: Literal["debug", "info", "warning", "error"] = "error"
    """Of diagnostics on standard error; what shoppers say is never in them."""
    speech: SpeechSettings = SpeechSettings()
    voice: VoiceSettings = VoiceSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    catalog: CatalogSettings = CatalogSettings()
    personal: PersonalSettings = PersonalSettings()
    shop: ShopSettings = ShopSettings()
    conversations: ConversationSettings = ConversationSettings()
    router: RouterSettings = RouterSettings()
    log: LogSettings = LogSettings()
    server: ServerSettings = ServerSettings()
    limits: LimitSettings = LimitSettings()
    tenant: str = Field(default=DEFAULT_TENANT, pattern=_TENANT)
    """Which shop a command is about, where there are several; `aisle serve` serves them all."""
    tenants: dict[Annotated[str, Field(pattern=_TENANT)], TenantSettings] = Field(
        default_factory=dict
    )
    """Other shops by their names (docs/accounts.md)."""
    livekit: LiveKitSettings = LiveKitSettings()

    def of_tenant(self, name: str) -> Self:
        """Return the settings of one shop: its own folder under `home`, and what it changes.

        Raises:
            ConfigError: There is no such tenant.
        """
        if name == DEFAULT_TENANT:
            return self
        own = self.tenants.get(name)
        if own is None:
            known = ", ".join((DEFAULT_TENANT, *self.tenants))
            raise ConfigError(f"There is no tenant {name}; there is {known}.")
        if own.voice is not None and own.voice not in self.voice.others:
            known = ", ".join(self.voice.others) or "none yet"
            raise ConfigError(
                f"Setting tenants.{name}.voice: there is no voice {own.voice} in voice.others, "
                f"which has {known}; name one of it, or leave the setting out."
            )
        router = self.router.model_copy(
            update={"tenant": name, "policy": own.policy or self.router.policy}
        )
        changed: dict[str, Any] = {
            "home": self.home / "tenants" / name,
            "tenant": name,
            "tenants": {},
            "router": router,
            "catalog": own.catalog or self.catalog,
            "shop": own.shop or self.shop,
        }
        return self.model_copy(update=changed)

    @property
    def accounts_path(self) -> Path:
        return self.home / "accounts.sqlite"

    @property
    def index_path(self) -> Path:
        return self.home / "index"

    @property
    def server_index_path(self) -> Path:
        return self.home / "index-server"

    @property
    def vectors_path(self) -> Path:
        return self.home / "vectors.sqlite"

    @property
    def conversations_path(self) -> Path:
        return self.home / "conversations.sqlite"

    @property
    def phrases_path(self) -> Path:
        return self.home / "phrases"

    @property
    def profiles_path(self) -> Path:
        return self.home / "shoppers.sqlite"

    @property
    def boards_path(self) -> Path:
        return self.home / "boards.sqlite"

    @property
    def ledger_path(self) -> Path:
        return self.home / "ledger.sqlite"

    @property
    def log_path(self) -> Path:
        return self.home / "log"

    @property
    def tables_path(self) -> Path:
        """The log's tables, as Parquet."""
        return self.home / "tables"

    @property
    def analysts_path(self) -> Path:
        """What analysts keep: views and labels."""
        return self.home / "analysts.sqlite"

    @property
    def topics_path(self) -> Path:
        """What the log's searches are about; made again from the log where it is missing."""
        return self.home / "topics"

    @property
    def hearing_terms_path(self) -> Path:
        """Words that the shop's analysts taught its recogniser."""
        return self.home / "hearing-terms.json"

    @property
    def recordings_path(self) -> Path:
        return self.home / "recordings"


def load(environ: dict[str, str] | None = None) -> Settings:
    """Return the settings of this process.

    Args:
        environ: The environment; the process's own by default.

    Raises:
        ConfigError: The file is missing or broken, or a key is unknown or bad.
    """
    environment = dict(os.environ) if environ is None else environ
    values = _from_file(environment.get(_CONFIG_VARIABLE))
    for name, value in sorted(environment.items()):
        if name.startswith(_PREFIX) and not name.startswith(_OTHERS) and value:
            _put(values, name, value)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigError(_explained(error)) from error


def secret(variable: str) -> str:
    """Return the key that an environment variable holds; settings only name the variable.

    Raises:
        ConfigError: It is not set, or empty.
    """
    value = os.environ.get(variable, "").strip()
    if not value:
        raise ConfigError(f"The environment variable {variable} must hold a key and is not set.")
    return value


def _explained(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"Setting {key}: {first['msg'].removeprefix('Value error, ')}."
    table = Settings.model_fields.get(str(first["loc"][0])) if len(first["loc"]) > 1 else None
    known = getattr(table.annotation, "model_fields", {}) if table else Settings.model_fields
    return f"There is no setting {key}; there is {', '.join(known)}."


def _from_file(named: str | None) -> dict[str, Any]:
    path = Path(named) if named else _DEFAULT_FILE
    if not path.is_file():
        if named:
            raise ConfigError(f"{_CONFIG_VARIABLE} names {path}, which is not a file.")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}.") from error


def _put(values: dict[str, Any], name: str, value: str) -> None:
    *tables, key = name.removeprefix(_PREFIX).lower().split("__")
    for table in tables:
        values = values.setdefault(table, {})
        if not isinstance(values, dict):
            raise ConfigError(f"{name} steps into {table}, which is not a table.")
    values[key] = value
