"""Sound as the protocol carries it, base64 of one of three formats, and as we compute with it."""

import binascii

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.errors import BadAudio
from assistant.realtime.g711 import decode_a_law, decode_mu_law, encode_a_law, encode_mu_law

_OLD_NAMES = {
    "pcm16": AudioFormat.PCM,
    "g711_ulaw": AudioFormat.PCMU,
    "g711_alaw": AudioFormat.PCMA,
}
"""Of the protocol's beta, which clients still send."""


def format_of(value: JsonValue, param: str) -> AudioFormat:
    """Return the format that `session.update` names.

    Args:
        value: {"type": "audio/pcm", "rate": 24000}, or a name.
        param: Where it stood, for the error.

    Raises:
        BadAudio: There is no such format, or it has another rate.
    """
    name = value.get("type") if isinstance(value, dict) else value
    rate = value.get("rate") if isinstance(value, dict) else None
    if not isinstance(name, str) or (name not in _OLD_NAMES and name not in list(AudioFormat)):
        known = ", ".join(AudioFormat)
        message = f"There is no such audio format; there is {known}."
        raise BadAudio(message, code="invalid_value", param=f"{param}.type")
    found = _OLD_NAMES.get(name) or AudioFormat(name)
    if rate is not None and rate != found.rate_hz:
        message = f"The format {found} has a rate of {found.rate_hz} Hz, no other."
        raise BadAudio(message, code="invalid_value", param=f"{param}.rate")
    return found


def decoded(audio: str, form: AudioFormat, param: str = "audio") -> NDArray[np.int16]:
    """Return the samples of base64, int16 [T], mono, at the format's rate.

    Raises:
        BadAudio: It is empty, no base64, or no whole number of samples.
    """
    try:
        sound = binascii.a2b_base64(audio, strict_mode=True)
    except (binascii.Error, ValueError) as error:
        message = "The audio is no base64; send standard base64 with its padding."
        raise BadAudio(message, code="invalid_value", param=param) from error
    if not sound:
        message = "The audio is empty; send at least one sample."
        raise BadAudio(message, code="invalid_value", param=param)
    if len(sound) % form.sample_bytes:
        message = "The audio has half a sample; 16-bit samples are two bytes each."
        raise BadAudio(message, code="invalid_value", param=param)
    match form:
        case AudioFormat.PCM:
            return np.frombuffer(sound, "<i2").astype(np.int16, copy=False)
        case AudioFormat.PCMU:
            return decode_mu_law(np.frombuffer(sound, np.uint8))
        case AudioFormat.PCMA:
            return decode_a_law(np.frombuffer(sound, np.uint8))


def encoded(samples: NDArray[np.int16], form: AudioFormat) -> bytes:
    """Return the bytes of samples, int16 [T], mono, at the format's rate."""
    match form:
        case AudioFormat.PCM:
            return samples.astype("<i2", copy=False).tobytes()
        case AudioFormat.PCMU:
            return encode_mu_law(samples).tobytes()
        case AudioFormat.PCMA:
            return encode_a_law(samples).tobytes()
