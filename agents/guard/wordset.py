"""Word lists written as one string, so that they stay readable in the source."""


def wordset(words: str) -> frozenset[str]:
    """Return the words of a string that parts them by spaces."""
    return frozenset(words.split())
