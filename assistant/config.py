"""Every setting, read once from the environment and one TOML file.

Environment variables win over the file: AISLE_HOME, AISLE_SPEECH__DEVICE, and
so on (two underscores step into a table). The file is `aisle.toml` in the
working directory, or the one that AISLE_CONFIG names. An unknown key is an
error in either.
"""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import ConfigError

_PREFIX = "AISLE_"
_CONFIG_VARIABLE = "AISLE_CONFIG"
_OTHERS = (_CONFIG_VARIABLE, "AISLE_TEST_", "AISLE_BENCH_")
"""Variables that are no settings: of the tests and benches."""
_DEFAULT_FILE = Path("aisle.toml")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpeechSettings(_Table):
    """How the shopper is heard."""

    weights: str = "whisper-base"
    """A name of `aisle models`, a directory, or org/name@commit."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    compute_type: str | None = None
    """CTranslate2's; by default int8 on a CPU and float16 on a GPU."""
    language: str = "en"
    threads: int = Field(default=1, ge=1)
    """CPU threads of one recognition."""
    workers: int = Field(default=2, ge=1)
    """Recognitions that run at once; all but one may be partials."""
    max_batch: int | None = Field(default=None, ge=1)
    """Utterances of several sessions that are recognised as one batch; by default the device's."""


class OtherVoice(_Table):
    """A voice beside the default one."""

    weights: str = "piper-joe-medium"
    speaker: str | None = None
    speed: float | None = Field(default=None, ge=0.5, le=2.0)
    """That of the default voice if not given."""


class VoiceSettings(_Table):
    """How the reply is spoken."""

    weights: str = "piper-joe-medium"
    """A name of `aisle models`, a directory, or org/name@commit."""
    speaker: str | None = None
    """Name or number, where the voice has several."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """1.0 is the voice's own pace; 1.2 is faster."""
    lexicon: Path | None = None
    """TOML file of pronunciations, read at start."""
    others: dict[str, OtherVoice] = {}
    """Voices that a session may ask for by name."""
    spare: bool = False
    """Keep a second process ready (235 MB), so that one that dies leaves no gap."""
    keep_phrases: bool = True
    """Keep the sound of fixed phrases under `home`."""


_EMBEDDING_WEIGHTS = {
    "ctranslate2": "minilm-l6-int8",
    "onnx": "minilm-l6-int8",
    "torch": "minilm-l6",
    "url": "",
}


class EmbeddingSettings(_Table):
    """How texts become vectors. An index belongs to the embedder that made it."""

    backend: Literal["ctranslate2", "onnx", "torch", "url"] = "ctranslate2"
    """"torch" needs `pip install '.[gpu]'`; "url" needs `url` and `model`."""
    weights: str = Field(default_factory=lambda values: _EMBEDDING_WEIGHTS[values["backend"]])
    """By default the backend's own: a name of `aisle models`, a directory, or org/name@commit."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Of the torch backend; the others run on the CPU."""
    threads: int | None = Field(default=None, ge=1)
    """Cores it may take; by default all for ctranslate2, which gives each query one, else 1."""
    url: str | None = None
    """Of an OpenAI-compatible server, up to and with its version: "http://localhost:11434/v1"."""
    model: str | None = None
    """As that server calls it."""
    dimensions: int | None = Field(default=None, ge=1)
    """Asks the server for shorter vectors; by default what the model gives."""
    api_key_variable: str | None = None
    """Name of the environment variable that holds the key; the key itself is never in a file."""
    timeout_s: float = Field(default=10.0, gt=0)
    """Of one request."""
    attempts: int = Field(default=3, ge=1, le=10)
    """How often one request is tried."""
    parallel: int = Field(default=4, ge=1, le=64)
    """Requests at once while indexing."""

    @model_validator(mode="after")
    def _fits_the_backend(self) -> Self:
        of_url = ("url", "model", "dimensions", "api_key_variable")
        if self.backend == "url":
            if not self.url or not self.model:
                raise ValueError('backend "url" needs embedding.url and embedding.model')
            if not self.url.startswith(("http://", "https://")):
                raise ValueError("embedding.url must begin with http:// or https://")
            if urlsplit(self.url).username is not None:
                raise ValueError("embedding.url must hold no key; name embedding.api_key_variable")
        elif given := [name for name in of_url if getattr(self, name) is not None]:
            raise ValueError(f'embedding.{given[0]} is for backend = "url" only')
        return self


class CatalogSettings(_Table):
    """Where the product index lives: in a folder under `home`, or on a Qdrant server."""

    url: str | None = None
    """Of a Qdrant server or cluster, with its port; without it the index is a folder."""
    api_key_variable: str | None = None
    """Name of the environment variable that holds the key; the key itself is never in a file."""
    collection: str = Field(default="aisle", pattern=r"^[A-Za-z0-9_.-]{1,100}$")
    """The alias that leads to the generation that serves; each has a collection of its own."""
    shards: int = Field(default=1, ge=1)
    replicas: int = Field(default=1, ge=1)
    write_consistency: int = Field(default=1, ge=1)
    """Replicas that must have taken a write before it counts."""
    quantization: Literal["none", "scalar", "binary"] = "none"
    on_disk: bool = False
    """Vectors and payload stay on the server's disk; quantized vectors are kept in memory."""
    timeout_s: int = Field(default=2, ge=1)
    """Of one attempt of a search."""
    retries: int = Field(default=2, ge=0, le=10)
    build_timeout_s: int = Field(default=60, ge=1)
    """Of one attempt while indexing."""
    build_retries: int = Field(default=6, ge=0, le=20)
    ready_within_s: float = Field(default=3600.0, gt=0)
    """How long the server may take to build its graph once everything is uploaded."""

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.url is not None:
            parts = urlsplit(self.url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise ValueError("catalog.url must begin with http:// or https:// and a host")
            if parts.username is not None or parts.query:
                raise ValueError("catalog.url must hold no key; name catalog.api_key_variable")
        return self


class PersonalSettings(_Table):
    """Whether shoppers' taste is learned and used."""

    enabled: bool = True
    """False: nothing is learned and no profile is read; each shopper can switch theirs off too."""


class ConversationSettings(_Table):
    """Where conversations are kept: in a SQLite file under `home`, or in Postgres."""

    url: str | None = None
    """Of a Postgres database, "postgresql://user@host:5432/name"; needs `.[postgres]`."""
    password_variable: str | None = None
    """Name of the environment variable that holds the password; it is never in a file."""

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.url is not None:
            parts = urlsplit(self.url)
            if parts.scheme not in {"postgresql", "postgres"}:
                raise ValueError("conversations.url must begin with postgresql://")
            if parts.password is not None or "password" in parts.query:
                raise ValueError(
                    "conversations.url must hold no password; name conversations.password_variable"
                )
        return self


class ShopSettings(_Table):
    """What the shop itself brings: its rules and its checkout."""

    policies: Path | None = None
    """YAML file of what is answered about delivery, returns and so on (docs/policies.md);
    "sample" is the sample shop's, which
    also answers where nothing is named and the index is of the sample catalog."""
    checkout_url: str | None = None
    """The shop's own checkout, with {lines} where the cart goes: "ID:QUANTITY" joined by
    commas, ID being the variant's or else the product's. Without it paying happens in the shop."""

    @model_validator(mode="after")
    def _is_a_template(self) -> Self:
        if self.checkout_url is not None:
            if not self.checkout_url.startswith(("http://", "https://")):
                raise ValueError("shop.checkout_url must begin with http:// or https://")
            if "{lines}" not in self.checkout_url:
                raise ValueError("shop.checkout_url must hold {lines}, where the cart goes")
        return self


class RouterSettings(_Table):
    """Who phrases the replies (docs/routing.md). Without a policy: the templates, no model."""

    policy: Path | None = None
    """TOML file of models, tiers and rules; "shipped" is the one that comes with Aisle."""
    ledger_url: str | None = None
    """Of a Postgres database where several machines keep one bill; a file under `home` if not
    given. Needs `.[postgres]`."""
    ledger_password_variable: str | None = None
    """Name of the environment variable that holds its password; it is never in a file."""
    tenant: str = Field(default="default", pattern=r"^[\w.-]{1,60}$")
    """Whose shop this installation serves: the policy file may have budgets and rules for it."""

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.ledger_url is not None:
            parts = urlsplit(self.ledger_url)
            if parts.scheme not in {"postgresql", "postgres"}:
                raise ValueError("router.ledger_url must begin with postgresql://")
            if parts.password is not None or "password" in parts.query:
                raise ValueError(
                    "router.ledger_url must hold no password; name router.ledger_password_variable"
                )
        return self


class ServerSettings(_Table):
    """The HTTP front door."""

    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535)


class Settings(_Table):
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
    server: ServerSettings = ServerSettings()

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
