"""What a run was played with: everything that could explain a difference to another run.

Holds no secret: of an address only its scheme and a digest, of a file its digest.
"""

import hashlib
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from assistant.catalog import store_of
from assistant.config import Settings
from evals.bench.stamp import stamp as bench_stamp
from evals.scenarios.scenario import Scenario
from evals.shoppers.version import SIMULATOR_VERSION
from retrieval.built_from import BuiltFrom
from retrieval.index import status_of

LIBRARIES: Final = (
    "ctranslate2",
    "faster-whisper",
    "langgraph",
    "livekit-agents",
    "numpy",
    "onnxruntime",
    "pydantic",
    "qdrant-edge-py",
    "tokenizers",
)
"""Those whose version can change an answer or a latency."""

_CODE = ("assistant", "speech", "retrieval", "agents")
_EVALS = ("evals/runs", "evals/scenarios", "evals/shoppers", "evals/voice", "evals/planted")
_ENDINGS = {".py", ".json", ".toml", ".yaml", ".npz", ".bin", ".txt", ".tsv"}
_BYTES_MOST = 20_000_000
"""Of one file of the packages; none that decides anything is larger."""

MUST_MATCH: Final = (
    "aisle",
    "code",
    "catalog",
    "weights",
    "settings",
    "policy",
    "shop",
    "simulator",
    "suite",
    "shopper_model",
)
"""What must be the same for a stopped run to go on."""

_OF_THE_MOMENT: Final = {
    "started_at",
    "ended_at",
    "load_begin",
    "load_end",
    "argv",
    "load",
    "took_s",
}
"""What differs between any two runs."""


def begin_stamp(
    settings: Settings,
    scenarios: Sequence[Scenario],
    *,
    seed: int,
    jobs: int,
    argv: Sequence[str] = (),
    shopper_model: str | None = None,
    real_time: bool = False,
) -> dict[str, Any]:
    """Return the stamp of a run that begins now.

    Args:
        settings: Of the installation, as they are.
        scenarios: That are played.
        seed: Of the run.
        jobs: Worker processes.
        argv: The command, without what is secret (no option of it is).
        shopper_model: Name of the model that plays shoppers, if one does.
        real_time: Whether spoken conversations wait as long as they would for a person.

    Raises:
        RetrievalError: There is no index.
    """
    store = store_of(settings)
    meta = status_of(store)
    source = BuiltFrom.read_from(store.serving().folder)
    known = bench_stamp(meta.digest[:12])
    load = known.pop("load")
    return {
        **known,
        "aisle": metadata.version("aisle"),
        "code": _digest_of(_CODE),
        "evals": _digest_of(_EVALS),
        "catalog_built": meta.built.isoformat(timespec="seconds"),
        "catalog_source": Path(source.source).name if source else None,
        "products": meta.count,
        "embedder": meta.embedder,
        "policy": _file(settings.router.policy),
        "shop": _file(settings.shop.policies),
        "settings": changed_settings(settings),
        "simulator": simulator_version(),
        "shopper_model": shopper_model,
        "real_time": real_time,
        "suite": suite_digest(scenarios),
        "seed": seed,
        "jobs": jobs,
        "libraries": dict(_versions()),
        "machine": f"{platform.system()} {platform.machine()}",
        "memory_gb": _memory_gb(),
        "argv": list(argv),
        "started_at": _now(),
        "load_begin": load,
        "ended_at": None,
        "load_end": None,
    }


def end_stamp(stamp: Mapping[str, Any], took_s: float) -> dict[str, Any]:
    """Return the stamp of a run that has ended, or was stopped, now.

    Args:
        stamp: As it began.
        took_s: Seconds of play in all, of earlier parts of a resumed run too.
    """
    load = round(os.getloadavg()[0], 2)
    return {**stamp, "ended_at": _now(), "load_end": load, "took_s": round(took_s, 1)}


def differences(a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """Return what differs between two runs' stamps and could explain a difference of figures.

    Returns:
        Name, value of `a`, value of `b`; of tables one entry a key ("settings.speech.threads").
    """
    left, right = dict(_flat(a)), dict(_flat(b))
    names = [*left, *(name for name in right if name not in left)]
    return tuple(
        (name, left.get(name), right.get(name))
        for name in names
        if left.get(name) != right.get(name) and name not in _OF_THE_MOMENT
    )


def changed_since(begun: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of what must not differ for a run to go on, and does."""
    return tuple(
        name for name, _, _ in differences(begun, now) if name.partition(".")[0] in MUST_MATCH
    )


def changed_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings that are not the default, by dotted name, with nothing secret."""
    return {
        name: told
        for name, value in _flat(settings.model_dump(mode="json", exclude_defaults=True))
        if not name.startswith(_LEFT_OUT) and (told := _harmless(name, value)) is not None
    }


_LEFT_OUT = ("home", "data", "bench_million", "log_level", "server.", "livekit.", "limits.")
"""Where things lie and who may call; no conversation of a run depends on them."""


def suite_digest(scenarios: Sequence[Scenario]) -> str:
    """Name the content of all scenarios together."""
    whole = "\n".join(sorted(f"{each.id} {each.digest}" for each in scenarios))
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def simulator_version() -> int:
    """Return the version of the simulated shopper."""
    return SIMULATOR_VERSION


def _harmless(name: str, value: Any) -> Any:
    """Return a setting as it may be told: never an address, nor what a variable is called."""
    if "variable" in name:
        return None
    if isinstance(value, str) and "://" in value:
        scheme = value.partition("://")[0]
        return f"{scheme}://... ({hashlib.sha256(value.encode()).hexdigest()[:8]})"
    return value


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


def _file(path: Path | None) -> str | None:
    """Name a file by its content; None where none is set."""
    if path is None:
        return None
    try:
        return f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
    except OSError:
        return path.name  # "shipped", "sample": part of the code


@cache
def _digest_of(folders: tuple[str, ...]) -> str:
    """Name the code and data of packages: of a checkout with changes too, and of a wheel."""
    root = Path(__file__).parents[2]
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in _ENDINGS or path.stat().st_size > _BYTES_MOST:
                continue
            whole.update(str(path.relative_to(root)).encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def _versions() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (ValueError, OSError):
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
