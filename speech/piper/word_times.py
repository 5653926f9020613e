"""When each word on the screen is heard: from the voice's word samples to display tokens."""

from dataclasses import dataclass

from speech.spoken import Spoken


@dataclass(frozen=True, slots=True)
class TimedToken:
    """A piece of the display text with the time it is spoken."""

    text: str
    """With the white space that follows it: the texts of a clause join to the clause."""
    start_s: float
    end_s: float


def time_tokens(
    text: str, spoken: Spoken, words: tuple[tuple[int, int], ...], rate_hz: int
) -> tuple[TimedToken, ...]:
    """Return `text` in pieces with the times, from the clause's first sample, of each.

    Exact where the voice tells as many words as are spoken. Where it runs some together
    ("of the") the stretch it tells is shared out by the number of letters.

    Args:
        text: the clause as shown.
        spoken: what `speech.spoken.verbalise` made of it.
        words: first and last sample of each spoken word; empty gives no pieces.
        rate_hz: of the samples.
    """
    said = spoken.text.split()
    if not words or not said:
        return ()
    times = [(a / rate_hz, b / rate_hz) for a, b in words]
    if len(times) != len(said):
        times = _by_length(said, times[0][0], times[-1][1])
    pieces: list[TimedToken] = []
    heard_s = times[0][0]
    for at, span in enumerate(spoken.spans):
        after = spoken.spans[at + 1].start if at + 1 < len(spoken.spans) else len(text)
        start_s = end_s = heard_s
        if span.word_end > span.word_start:
            start_s, end_s = times[span.word_start][0], times[span.word_end - 1][1]
        heard_s = end_s
        pieces.append(TimedToken(text[span.start : after], start_s, end_s))
    return tuple(pieces)


def _by_length(said: list[str], start_s: float, end_s: float) -> list[tuple[float, float]]:
    letters = sum(len(word) for word in said)
    times: list[tuple[float, float]] = []
    at_s = start_s
    for word in said:
        until_s = at_s + (end_s - start_s) * len(word) / letters
        times.append((at_s, until_s))
        at_s = until_s
    return times
