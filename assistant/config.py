"""Every setting, read once from the environment and one TOML file.

Environment variables win over the file: AISLE_HOME, AISLE_SPEECH__DEVICE, and
so on (two underscores step into a table). The file is `aisle.toml` in the
working directory, or the one that AISLE_CONFIG names. An unknown key is an
error in either.
"""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ConfigError

_PREFIX = "AISLE_"
_CONFIG_VARIABLE = "AISLE_CONFIG"
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


_EMBEDDING_WEIGHTS = {"onnx": "minilm-l6-int8", "torch": "minilm-l6"}


class EmbeddingSettings(_Table):
    """How texts become vectors."""

    backend: Literal["onnx", "torch"] = "onnx"
    """"torch" needs `pip install '.[gpu]'`, and an index of its own."""
    weights: str = Field(default_factory=lambda values: _EMBEDDING_WEIGHTS[values["backend"]])
    """By default the backend's own."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Of the torch backend; the onnx one runs on the CPU."""
    threads: int = Field(default=1, ge=1)


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
    log_level: Literal["debug", "info", "warning", "error"] = "error"
    """Of diagnostics on standard error; what shoppers say is never in them."""
    speech: SpeechSettings = SpeechSettings()
    voice: VoiceSettings = VoiceSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    server: ServerSettings = ServerSettings()

    @property
    def index_path(self) -> Path:
        return self.home / "index"

    @property
    def conversations_path(self) -> Path:
        return self.home / "conversations.sqlite"

    @property
    def phrases_path(self) -> Path:
        return self.home / "phrases"

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
        if name.startswith(_PREFIX) and name != _CONFIG_VARIABLE and value:
            _put(values, name, value)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigError(_explained(error)) from error


def _explained(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"Setting {key}: {first['msg']}."
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
