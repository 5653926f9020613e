"""A Piper voice on disk: its model, its settings, and who speaks in it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speech.errors import VoiceUnknown, WeightsMissing
from speech.weights import Weights, resolve

DEFAULT_VOICE = "piper-joe-medium"

_MODEL, _CONFIG = "model.onnx", "model.onnx.json"


@dataclass(frozen=True, slots=True)
class VoiceFiles:
    """A voice on disk."""

    name: str
    model: Path
    config: Path
    rate_hz: int
    speaker: int | None = None
    """Who speaks, in a voice of several; its first speaker if None."""

    @classmethod
    def named(cls, name: str = DEFAULT_VOICE, speaker: str | None = None) -> "VoiceFiles":
        """Return the voice `name`: a registered one, a directory or a pinned hub id.

        A directory may hold its model under any name, as Piper's voices are published
        ("en_US-amy-medium.onnx" and "en_US-amy-medium.onnx.json"), if it is the only one.

        Args:
            name: as in the settings.
            speaker: name or number of one of the voice's speakers.

        Raises:
            WeightsUnknown: there is no such voice.
            WeightsMissing: its files are not installed, or are no Piper voice.
            WeightsAltered: a file is not the pinned one.
            VoiceUnknown: the voice has no such speaker.
        """
        weights = resolve(name)
        model = _model_of(weights)
        config = weights.path(f"{model}.json")
        try:
            settings = json.loads(config.read_text(encoding="utf-8"))
            rate_hz = int(settings["audio"]["sample_rate"])
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsMissing(
                f"Weights {name}: {config.name} is no settings file of a Piper voice; "
                "put the original beside the model."
            ) from error
        found = None if speaker is None else _speaker(name, settings, speaker)
        return cls(name, weights.path(model), config, rate_hz, found)


def _model_of(weights: Weights) -> str:
    models = [name for name in weights.names if name.endswith(".onnx")]
    return models[0] if _MODEL not in models and len(models) == 1 else _MODEL


def _speaker(voice: str, settings: dict[str, Any], speaker: str) -> int:
    by_name: dict[str, int] = settings.get("speaker_id_map") or {}
    count = int(settings.get("num_speakers") or 1)
    if speaker in by_name:
        return int(by_name[speaker])
    if speaker.isdecimal() and int(speaker) < count:
        return int(speaker)
    known = ", ".join(by_name) if by_name else f"0 to {count - 1}"
    only = "speaks with one voice; leave the speaker out" if count == 1 else f"has {known}"
    raise VoiceUnknown(f"Voice {voice} has no speaker {speaker!r}: it {only}.")
