"""The tables of the settings, one a part of the system; read by `assistant.config`."""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpeechSettings(Table):
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


class OtherVoice(Table):
    """A voice beside the default one."""

    weights: str = "piper-joe-medium"
    speaker: str | None = None
    speed: float | None = Field(default=None, ge=0.5, le=2.0)
    """That of the default voice if not given."""


class VoiceSettings(Table):
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


class EmbeddingSettings(Table):
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


class CatalogSettings(Table):
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


class PersonalSettings(Table):
    """Whether shoppers' taste is learned and used."""

    enabled: bool = True
    """False: nothing is learned and no profile is read; each shopper can switch theirs off too."""


class ConversationSettings(Table):
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


class LogSettings(Table):
    """The intent log: where it is asked, what is kept and for how long (docs/intent-log.md)."""

    url: str | None = None
    """Of a Postgres database that the log is brought to, "postgresql://user@host:5432/name"; needs
    `.[postgres]`. Without it: Parquet files under `home`."""
    password_variable: str | None = None
    """Name of the environment variable that holds the password; it is never in a file."""
    catch_up_s: float = Field(default=60.0, gt=0)
    """How often `aisle serve` brings new records to the tables."""
    write_within_s: float = Field(default=1.0, gt=0)
    """How long a turn waits for the disk at most; then it is told as not yet on disk."""
    keep_audio: bool = False
    """Whether recordings may be kept at all; each needs the shopper's consent besides."""
    audio_days: int = Field(default=30, ge=0)
    """How long recordings are kept; 0 keeps none."""
    transcript_days: int = Field(default=180, ge=1)
    """How long texts are kept: what was said, what was replied."""
    feature_days: int = Field(default=730, ge=1)
    """How long everything else of a turn is kept."""
    experiments: dict[str, tuple[str, ...]] = {}
    """Arms by experiment, {"greeting": ["a", "b"]}: each session is given one of each."""

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.url is not None:
            parts = urlsplit(self.url)
            if parts.scheme not in {"postgresql", "postgres"}:
                raise ValueError("log.url must begin with postgresql://")
            if parts.password is not None or "password" in parts.query:
                raise ValueError("log.url must hold no password; name log.password_variable")
        if self.feature_days < self.transcript_days:
            raise ValueError("log.feature_days must not be less than log.transcript_days")
        return self


class ShopSettings(Table):
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


class RouterSettings(Table):
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


class ServerSettings(Table):
    """The HTTP front door."""

    host: str = "127.0.0.1"
    port: int = Field(default=8321, ge=0, le=65535)
    voice: bool = True
    """False: text only, and no recogniser and no voice are loaded."""
    origins: tuple[str, ...] = ()
    """Web pages that may call from a browser, "https://shop.example"; its own always may."""
    hosts: tuple[str, ...] = ()
    """Names that it is called by besides this machine's own, where a proxy on the same machine
    passes them on: "shop.example"."""
    sessions: int = Field(default=64, ge=1)
    """Realtime sessions at once, of all keys together."""
    drain_s: float = Field(default=30.0, ge=0)
    """How long a turn under way may take to end when the server is told to stop."""
    docs: bool = True
    """Whether the API's description is served at /docs and /openapi.json."""
    certificate: Path | None = None
    """PEM file; with `key` the server speaks https and wss itself, without a proxy."""
    key: Path | None = None
    """PEM file of the certificate's private key."""

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.certificate is None) != (self.key is None):
            raise ValueError("server.certificate and server.key go together")
        return self


class LimitSettings(Table):
    """What one key may use; a key may have limits of its own (`aisle keys create --help`)."""

    requests_per_minute: int = Field(default=600, ge=1)
    sessions: int = Field(default=16, ge=1)
    """Realtime sessions at once."""
    audio_s_per_hour: int = Field(default=36_000, ge=1)
    """Seconds of sound heard and spoken."""


class TenantSettings(Table):
    """One shop of several in an installation. Its catalog, conversations and log are its own,
    in a folder of its own under `home`; what is not given here is as for the whole installation."""

    catalog: CatalogSettings | None = None
    shop: ShopSettings | None = None
    policy: Path | None = None
    """Routing policy file of its own, with budgets; "shipped" is the one that comes with Aisle."""
    voice: str | None = None
    """One of `voice.others`; the default voice if not given."""
    greeting: str | None = Field(default=None, max_length=300)
    """Shown by the page before anybody spoke."""
    name: str | None = Field(default=None, max_length=60)
    """Of the shop, as the page shows it."""


class LiveKitSettings(Table):
    """WebRTC through a LiveKit server (docs/livekit.md)."""

    url: str | None = None
    """Of the LiveKit server, "wss://livekit.example"."""
    key_variable: str = "LIVEKIT_API_KEY"
    """Name of the environment variable that holds the key; it is never in a file."""
    secret_variable: str = "LIVEKIT_API_SECRET"
    """Name of the environment variable that holds the secret."""
    worker: bool = False
    """Whether `aisle serve` answers in rooms itself, with the engines that it has loaded;
    otherwise `aisle worker` does, in processes of its own."""

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        if self.url is not None and urlsplit(self.url).scheme not in {"ws", "wss", "http", "https"}:
            raise ValueError("livekit.url must begin with wss:// or ws://")
        return self
