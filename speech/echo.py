"""What remains of recognised words when the reply's own are taken out.

Without echo cancellation the microphone hears the loudspeaker, and the recogniser
writes down the reply. Letters are compared, not words: it hears "trail head" where
"Trailhead" was spoken. Numbers are left out on both sides, as "$130" may come back as
"one thirty". Does not touch audio.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from speech.backchannel import Kind, kind_of, words_of

OWN_SHARE = 0.7
"""Share of the letters found, in order, in what was just played, from which on all of it
is echo. Echoes of 12 replies through a room at 10 dB: .78 to 1.0; other requests spoken
over the same replies: 0 to .55."""

_RUN = 3
"""Letters in a row that count as found; two letters are in any text."""

_NUMBER = re.compile(
    r".*\d.*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dollars?|cents?|and"
)


def without_echo(heard: str, played: Sequence[str]) -> str:
    """Return `heard` without the words that are the reply's own.

    Args:
        heard: A transcript.
        played: Words of the reply that sounded while it was spoken, in order.

    Returns:
        Empty if all of it is echo; the end of it if it begins with at least two words of
        the reply and goes on with others; else `heard` as it is.
    """
    own = "".join(word for text in played for word in words_of(text) if not _is_number(word))
    words = heard.split()
    letters = ["".join(w for w in words_of(word) if not _is_number(w)) for word in words]
    said = "".join(letters)
    if not own or not said:
        return heard
    found = _found(said, own)
    at = begun = 0
    for count, word in enumerate(letters, start=1):
        if sum(found[at : at + len(word)]) < OWN_SHARE * len(word):
            break
        at += len(word)
        begun = count
    rest = " ".join(words[begun:])
    if begun >= 2 and kind_of(rest) is Kind.COMMAND:
        return rest
    if sum(found) >= OWN_SHARE * len(said):
        return ""
    return rest if begun >= 2 else heard


def _found(said: str, own: str) -> list[bool]:
    """Say of each letter whether it lies in a run that both texts have, in the same order."""
    found = [False] * len(said)
    blocks = SequenceMatcher(None, said, own, autojunk=False).get_matching_blocks()
    for block in blocks:
        if block.size >= min(_RUN, len(said)):
            found[block.a : block.a + block.size] = [True] * block.size
    return found


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None
