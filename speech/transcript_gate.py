"""Whether a decoded text is speech at all.

Pure rules over the text, Whisper's scores and what the voice detector says of the same
audio. Set on one half of 120 recordings of people ordering, of 40 short answers, and of
30 minutes of sounds without words; checked on the other half (docs/decisions.md).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

REFUSE_LOGPROB = -0.85
NO_SPEECH_PROB = 0.60
NO_SPEECH_LOGPROB = -0.45
"""With a no-speech probability over NO_SPEECH_PROB the words must score better than this."""
STOCK_LOGPROB = -0.45
STOCK_NO_SPEECH_PROB = 0.35
NO_VOICE = 0.50
"""Less evidence of a voice than this is none. The least in 720 mixes of people's speech down
to 5 dB over noise: 0.95; in 240 short answers 0.64. The most in sounds without words:
0.60, and 0.77 for a synthetic voice that says nothing."""
CLEAR_VOICE = 0.80
"""From here on an answer such as "okay" need not score as well: of 40 short answers spoken
alone, each clean and at 20, 10 and 5 dB, the rule for noise had refused one in ten."""
SURE_VOICE = 0.95
SURE_WORDS = 4
SURE_NO_SPEECH_PROB = 0.20
SURE_LOGPROB = -1.20
"""Somebody certainly speaks, at length and indistinctly: a request in which one name is
wrong is worth more than none. Of 600 recordings, clean and down to 5 dB, REFUSE_LOGPROB
alone drops 5, all of them mostly right; a crowd gives 0.79 of a voice at most."""
TRUSTED_LOGPROB = -0.35
TRUSTED_NO_SPEECH_PROB = 0.35
"""Scores that need no evidence of a voice. The best text for a sound without words scored
-0.48; detectors miss speech whose low frequencies were filtered off, Whisper does not."""
_ANSWERS = frozenset(
    {"thank you", "thanks", "bye", "bye bye", "oh", "so", "okay", "no", "yeah", "yes", "right"}
    | {"hmm", "mm", "uh", "ah", "huh", "i'm sorry"}
)
_STOCK = _ANSWERS | frozenset(
    {"you", "the", "i", "thanks for watching", "thank you for watching", "please subscribe"}
    | {"subtitles by the amaraorg community", "music", "applause", "silence"}
    | {"thank you very much", "see you next time", "we'll be right back"}
)
"""What Whisper writes for noise; real when it scores well. Shoppers do say the answers."""

_ALIKE = 80.0
"""Percent. "creme" for "cream" is 80, "boots" for "socks" 40, "$150" for "$100" 75."""
_STOPS = frozenset({".", "?", "!", "..."})
_WORD = re.compile(r"[\w'$]+")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the decoder says of a text."""

    avg_logprob: float
    no_speech_prob: float


def refusal(text: str, scores: Scores, voice: Callable[[], float] | None = None) -> str | None:
    """Return why the text is not to be believed, or None if it is.

    Args:
        text: As decoded.
        scores: Of the better of the decodings that ran.
        voice: Tells how surely somebody speaks in the audio, 0..1; asked only where the
            scores leave a doubt. None where no detector is at hand.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return "no words"
    trusted = (
        scores.avg_logprob >= TRUSTED_LOGPROB and scores.no_speech_prob <= TRUSTED_NO_SPEECH_PROB
    )
    if trusted:
        return None
    if scores.avg_logprob < _least_logprob(words, scores, voice):
        return "improbable words"
    if scores.no_speech_prob > NO_SPEECH_PROB and scores.avg_logprob < NO_SPEECH_LOGPROB:
        return "probably no speech"
    evidence = voice() if voice is not None else None
    if evidence is not None and evidence < NO_VOICE:
        return "no voice"
    # "Oh! Oh! Oh!" for a barking dog: a stock word stays one when repeated.
    stock = " ".join(words) in _STOCK or set(words) <= _STOCK
    doubtful = scores.avg_logprob < STOCK_LOGPROB or scores.no_speech_prob > STOCK_NO_SPEECH_PROB
    said = evidence is not None and evidence >= CLEAR_VOICE and " ".join(words) in _ANSWERS
    if stock and doubtful and not said:
        return "stock phrase of noise"
    return None


def _least_logprob(words: list[str], scores: Scores, voice: Callable[[], float] | None) -> float:
    """Return the score below which the text is not believed."""
    may_be_said = (
        len(words) >= SURE_WORDS
        and scores.no_speech_prob <= SURE_NO_SPEECH_PROB
        and SURE_LOGPROB <= scores.avg_logprob < REFUSE_LOGPROB
    )
    if may_be_said and voice is not None and voice() >= SURE_VOICE:
        return SURE_LOGPROB
    return REFUSE_LOGPROB


def cut_repeat(text: str) -> str:
    """Drop a second copy of the text's own beginning.

    With little silence after the speech Whisper may start over ("Make me a
    cappuccino. Make me a ca"): 2 of 120 recordings. A repetition carries nothing new,
    so that cutting it is safe for a shopper who does repeat themselves; one that
    differs by more than an ending ("Show me boots. Show me socks.") is kept.
    """
    spans = list(_WORD.finditer(text))
    words = [span.group().lower() for span in spans]
    for start in range(1, len(words)):
        if not _again(words[start:], words[:start]):
            continue
        stopped = text[spans[start - 1].end() : spans[start].start()].strip() in _STOPS
        capital = spans[start].group()[0].isupper() and start > 3
        whole = (len(words) - start) % start == 0 and words[-1] == words[start - 1]
        more_than_a_word = len(words) - start > 1 or start > 3
        if (stopped and (whole or (more_than_a_word and start > 1))) or (
            capital and more_than_a_word
        ):
            return text[: spans[start].start()].rstrip()
    return text


def _again(rest: list[str], first: list[str]) -> bool:
    """Whether `rest` says `first` again, once or more often, up to spelling.

    The last word may be broken off.
    """
    if rest[0] != first[0]:
        return False
    pairs = [(word, first[index % len(first)]) for index, word in enumerate(rest)]
    same = all(a == b or (min(len(a), len(b)) > 2 and _alike(a, b)) for a, b in pairs[:-1])
    last, original = pairs[-1]
    return same and (original.startswith(last) or _alike(last, original))


def _alike(a: str, b: str) -> bool:
    """ "roast" and "roasted", "triple" and "tripple"; not "10" and "12"."""
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) >= _ALIKE
