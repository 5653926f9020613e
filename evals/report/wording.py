"""Two wordings side by side: which words went, which came."""

from difflib import SequenceMatcher

Piece = tuple[str, str]
"""What happened to some words ("=", "-" or "+"), and the words."""

LONGEST = 400
"""Words; a longer text is compared as a whole, since the time grows with the square."""


def differences(before: str, after: str) -> list[Piece]:
    """Return how `before` became `after`, in words.

    Case and the punctuation at a word's ends do not count; the words of `after` are shown
    where both agree.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > LONGEST:
        return [("=", after)] if before == after else [("-", before), ("+", after)]
    found: list[Piece] = []
    matcher = SequenceMatcher(None, [_plain(w) for w in old], [_plain(w) for w in new], False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(("=", " ".join(new[c:d])))
            continue
        if a < b:
            found.append(("-", " ".join(old[a:b])))
        if c < d:
            found.append(("+", " ".join(new[c:d])))
    return found


def same_words(one: str, other: str) -> bool:
    """Say whether two texts differ in case and punctuation at most."""
    return [_plain(w) for w in one.split()] == [_plain(w) for w in other.split()]


def _plain(word: str) -> str:
    return word.strip(".,!?;:\"'“”‘’()").casefold() or word
