"""Reasoning that an open model writes into its answer: "<think> ... </think>" at the start.

Servers that know the model put it into a field of its own; others pass it on as content, where
it must not be spoken.
"""

from typing import Literal

OPENING = "<think>"
CLOSING = "</think>"


class WithoutThinking:
    """Takes an answer piece by piece and gives back what is not reasoning."""

    def __init__(self) -> None:
        self._held = ""
        self._state: Literal["start", "inside", "after", "answer"] = "start"

    def add(self, text: str) -> str:
        """Return what of the answer is certain after a further piece; it may be empty."""
        if self._state == "answer":
            return text
        self._held += text
        while True:
            if self._state == "inside":
                _, closed, after = self._held.partition(CLOSING)
                if not closed:
                    self._held = self._held[-len(CLOSING) :]
                    return ""
                self._state, self._held = "after", after
            start = self._held.lstrip()
            if start.startswith(OPENING):
                self._state, self._held = "inside", start[len(OPENING) :]
            elif OPENING.startswith(start):
                return ""
            else:
                answer = start if self._state == "after" else self._held
                self._state, self._held = "answer", ""
                return answer

    def rest(self) -> str:
        """Return what was held back, once the answer is over."""
        held, self._held = self._held, ""
        return "" if self._state == "inside" else held.strip()
