"""Sets of words, written as text: a list of a hundred quoted words reads worse."""


def wordset(text: str, mark: str | None = None) -> frozenset[str]:
    """Return the words of `text`, parted by white space, or by `mark` where words hold blanks."""
    return frozenset(" ".join(word.split()) for word in text.split(mark) if word.strip())
