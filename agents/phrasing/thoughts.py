"""What open models write beside their answer: thoughts in tags, a pair of quotes around it all."""

_OPEN, _CLOSE = "<think>", "</think>"


class Thoughts:
    """Leaves out a thought that an answer begins with, piece by piece.

    A server without a parser for reasoning sends it as content. It is not content: the
    deadline goes on while a model thinks.
    """

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"

    def answer(self, piece: str) -> str:
        """Return what of `piece` belongs to the answer."""
        if self._state == "answer":
            return piece
        self._held += piece
        if self._state == "start":
            begun = self._held.lstrip()
            if begun.startswith(_OPEN):
                self._state = "thinking"
            elif _OPEN.startswith(begun):
                return ""
            else:
                return self._release(begun)
        _, closed, rest = self._held.partition(_CLOSE)
        if not closed:
            return ""
        if not rest.strip():
            self._held = _OPEN + _CLOSE  # more blank lines may follow
            return ""
        return self._release(rest.lstrip())

    def _release(self, text: str) -> str:
        self._held, self._state = "", "answer"
        return text


def unquoted(sentence: str) -> str:
    """Return a sentence without emphasis marks and without quotes that it never closes."""
    text = sentence.replace("**", "").replace("__", "").strip()
    for quote in ('"', "“", "”"):
        if text.count(quote) == 1:
            text = text.strip(quote)
    if len(text) > 1 and text[0] == '"' and text.count('"') == 2 and text[-1] == '"':
        text = text[1:-1]
    return text.strip()
