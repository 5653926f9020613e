"""What the voice is asked to say, and the pieces of sound that it gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say."""

    text: str
    """Words as `speech.spoken` makes them; [[ phonemes ]] are allowed."""
    speed: float = 1.0
    """1.2 is a fifth faster; 0.25 to 4."""
    deterministic: bool = False
    """No variation: the same text gives the same samples, a little flat. For tests."""
    speaker: int | None = None
    """Of a voice of several; the voice's own first one if None."""

    def __post_init__(self) -> None:
        if not 0.25 <= self.speed <= 4.0:
            raise ValueError(f"speed is {self.speed}; give 0.25 to 4, where 1 is the voice's own")


@dataclass(frozen=True, slots=True)
class Sound:
    """One piece of what is said."""

    pcm: bytes
    """int16, mono, at the voice's rate."""
    words: tuple[tuple[int, int], ...] = ()
    """First and last sample of each spoken word, from the line's first sample; comes with a
    sentence's first piece. Words that run together ("of the") may share one entry."""
