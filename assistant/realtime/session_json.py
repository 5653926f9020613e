"""The session object of the protocol."""

from typing import Any

from pydantic import JsonValue

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.session_fields import TurnDetectionFields

_VAD: dict[str, JsonValue] = {
    "threshold": 0.5,
    "prefix_padding_ms": 300,
    "silence_duration_ms": 500,
    "idle_timeout_ms": None,
}
"""OpenAI's defaults, told back only: here the words decide when an utterance is over."""


def session_json(
    config: SessionConfig, session_id: str, model: str, expires_at: float
) -> dict[str, JsonValue]:
    """Return the session as `session.created` and `session.updated` tell it.

    Args:
        config: As it is now.
        session_id: As the client may name it again to go on.
        model: As the client named it.
        expires_at: Wall-clock time in s at which the connection ends.
    """
    told: dict[str, JsonValue] = {
        "type": "realtime",
        "object": "realtime.session",
        "id": session_id,
        "model": model,
        "expires_at": int(expires_at),
        "output_modalities": list(config.output_modalities),
        "instructions": config.instructions,
        "tools": config.tools_json or [],
        "tool_choice": config.choice_json,
        "max_output_tokens": config.max_output_tokens,
        "tracing": None,
        "truncation": "auto",
        "prompt": None,
        "include": None,
        "audio": {
            "input": {
                "format": format_json(config.input_format),
                "transcription": config.transcription,
                "noise_reduction": config.noise_reduction,
                "turn_detection": _detection_json(config.turn_detection),
            },
            "output": {
                "format": format_json(config.output_format),
                "voice": config.voice,
                "speed": config.speed,
            },
        },
        "aisle": {
            "events": config.events,
            "can_pause": config.can_pause,
            "shopper_id": config.shopper_id,
        },
    }
    return {**told, **dict(config.kept)}


def format_json(kind: AudioFormat) -> dict[str, JsonValue]:
    """Return a sound format as the protocol writes it."""
    told: dict[str, JsonValue] = {"type": kind.value}
    return {**told, "rate": kind.rate_hz} if kind is AudioFormat.PCM else told


def _detection_json(detection: TurnDetectionFields | None) -> JsonValue:
    if detection is None:
        return None
    given: dict[str, Any] = detection.model_dump(exclude_none=True)
    own = _VAD if detection.type == "server_vad" else {"eagerness": "auto"}
    return {**own, "create_response": True, "interrupt_response": True, **given}
