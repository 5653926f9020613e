"""The words of titles and queries as the lexicon and the relevance score compare them.

English: plural endings go, function words go. BM25 has a stemmer of its own; this one is
for counting words per catalog and for asking "does this product say that word".

Source: Harman 1991, "How effective is suffixing?" (the S-stemmer).
"""

import re

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_PART = re.compile(r"[,;:(/|]|\s-\s")

_BREAKS = frozenset("with for by in from of without on to at under over w".split())  # noqa: SIM905
"""What follows one of these says more about a thing, not what it is."""

_FUNCTION = _BREAKS | frozenset(
    """
    a an and any are as be but can d do get give i if is it its ll m me my need not or our
    please s show some t than that the their them these this those want we what which would
    you your
    """.split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """Return a lower-case word without its plural ending: "tables", "table" are one."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("ves") and len(word) > 4:
        # "shelves", but also "gloves": both lose what differs.
        return word[:-3] + "f"
    if word.endswith(("fe", "ve")):
        return word[:-2] + "f"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words_of(text: str) -> list[str]:
    """Return the stems of the words of `text` that mean something, in their order."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in _FUNCTION]


def head_of(title: str) -> str | None:
    """Return the stem of the word that says what a thing is; None if there is none.

    That is the last word before the first "with", "for", comma or the like: "table" in
    "oak side table with drawer".
    """
    fallback: str | None = None
    for part in _PART.split(title.lower()):
        words = _WORD.findall(part)
        named: str | None = None
        for word in words:
            if word in _BREAKS:
                if named is not None:
                    break
            elif word.isalpha() and word not in _FUNCTION:
                named = stem(word)
        if named is not None and words[0] not in _BREAKS:
            return named
        # "For kids: desk chair", but also "under desk heater".
        fallback = fallback or named
    return fallback
