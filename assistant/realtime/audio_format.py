"""The sound formats of the protocol, mono all of them."""

from enum import StrEnum


class AudioFormat(StrEnum):
    """How sound is encoded on the wire; the values are the protocol's."""

    PCM = "audio/pcm"
    """16 bit, little endian, 24 kHz."""
    PCMU = "audio/pcmu"
    """G.711 mu-law, 8 kHz."""
    PCMA = "audio/pcma"
    """G.711 A-law, 8 kHz."""

    @property
    def rate_hz(self) -> int:
        return 24_000 if self is AudioFormat.PCM else 8_000

    @property
    def sample_bytes(self) -> int:
        return 2 if self is AudioFormat.PCM else 1

    def seconds(self, size_bytes: int) -> float:
        """Return how long so many bytes sound."""
        return size_bytes / (self.rate_hz * self.sample_bytes)
