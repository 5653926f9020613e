"""Names that follow a name: another one, the right one, or the given name behind a surname."""

from collections.abc import Iterator

from assistant.redaction.around import CUTS, behind
from assistant.redaction.called import SINGLE, called
from assistant.redaction.gazetteer import FIRST, LISTED, STRANGE, kinds
from assistant.redaction.name_words import is_cased
from assistant.redaction.tokens import Tokens, word_set

_AGAIN = (
    ("no", "wait"), ("wait", "no"), ("no", "sorry"), ("sorry", "no"), ("i", "mean"),
    ("no", "i", "mean"), ("i", "meant"), ("or", "rather"), ("make", "that"), ("no", "actually"),
    ("scratch", "that"), ("sorry", "i", "mean"), ("no", "it", "'s"), ("wait", "it", "'s"),
    ("no",), ("sorry",), ("actually",), ("rather",), ("wait",), ("correction",), ("uh",), ("um",),
    ("er",), ("oops",),
)  # fmt: skip
"""What somebody says between a wrong name and the right one."""
_LINKS = frozenset(("it", "'s", "its", "is", "for", "to", "under", "with", "by"))
_SKIPPED = frozenset((",", ".", "-", "…"))
_DO = word_set("need want like have share love wear are were")
"""What several do: "Isla and Ruaridh need bikes"."""
_MORE_MOST = 4


def last_first(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield "delacroix comma odile": a surname and the given name behind it."""
    for place, word in enumerate(tokens.low):
        if word != "comma" or not (tokens.is_word(place - 1) and tokens.is_word(place + 1)):
            continue
        both = kinds(tokens.low[place - 1]), kinds(tokens.low[place + 1])
        if all(both) and (both[0] | both[1]) & (LISTED):
            yield place - 1, place
            yield place + 1, place + 2


def corrected(tokens: Tokens, after: int) -> int:
    """Return the place behind a name and what it is put right by: "Ann, no, Anna Lee"."""
    for _ in range(_MORE_MOST):
        on = after
        while tokens.at(on) in _SKIPPED:
            on += 1
        said = next(
            (words for words in _AGAIN if tuple(tokens.low[on : on + len(words)]) == words), ()
        )
        if not said:
            return after
        on += len(said)
        while tokens.at(on) in _SKIPPED or tokens.at(on) in _LINKS:
            on += 1
        again = called(tokens, on) if on < len(tokens) else None
        if again is None or not (
            again.sure >= SINGLE or again.words > 1 or kinds(tokens.low[on]) & FIRST
        ):
            return after
        after = again.after
    return after


def more(tokens: Tokens, after: int) -> Iterator[tuple[int, int]]:
    """Yield the names that follow one: "Ann and Mark", "Ann, Bo and Cy"."""
    for _ in range(_MORE_MOST):
        on = after + (tokens.at(after) == ",")
        on += tokens.at(on) in ("and", "&", "or")
        if on == after or on >= len(tokens):
            return
        one = called(tokens, on)
        if one is None:
            return
        is_cut = behind(tokens, one.after) >= CUTS or tokens.at(one.after) in _DO
        bits = kinds(tokens.low[on])
        is_name = (
            one.sure >= SINGLE
            or (bits & (FIRST | STRANGE) and is_cased(tokens, on))
            or (bits & FIRST and tokens.at(on - 1) in ("and", "&", "or"))
        )
        if not is_name or not (is_cut or one.sure >= SINGLE):
            return
        after = one.after
        yield on, after
