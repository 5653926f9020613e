"""How long a shopper keeps trying.

A turn is in vain when it brought nothing: all wishes are told and nothing that fits is on the
screen, or something was asked to be done and neither happened nor led to a question. Telling,
asking and chatting cost no patience as long as something comes of them.
"""

from evals.scenarios.goal import Persona
from evals.shoppers.sight import OnScreen, Sight
from evals.shoppers.wanted import Wanted

_SAME_QUESTION = 2
"""Times running that a question is answered without getting impatient."""
_QUESTIONS = 4
"""Of any kind running, before they get on one's nerves."""
_DEEDS = frozenset(("take", "correct", "deny", "repeat", "refer"))


class Patience:
    """Counts turns in vain.

    Args:
        wanted: What is wanted.
        persona: Whose patience.
    """

    def __init__(self, wanted: Wanted, persona: Persona) -> None:
        self._wanted = wanted
        self._left = persona.patience
        self._noted = 0

    @property
    def is_over(self) -> bool:
        """Whether the shopper leaves."""
        return self._left <= 0

    def note(self, sight: Sight, target: OnScreen | None) -> None:
        """Count the last turn, once."""
        if len(sight.turns) == self._noted:
            return
        self._noted = len(sight.turns)
        if self._in_vain(sight, target):
            self._left -= 1

    def _in_vain(self, sight: Sight, target: OnScreen | None) -> bool:
        last = sight.last
        if last.move == "chat":
            return False
        before = sight.turns[-2] if len(sight.turns) > 1 else None
        if last.asked is not None:
            return sight.asked_times > _SAME_QUESTION or sight.questions > _QUESTIONS
        happened = before is not None and (
            last.cart != before.cart or last.boards != before.boards or bool(last.links)
        )
        if happened:
            return False
        if last.move in _DEEDS and (target is None or last.move != "refer"):
            return target is None or last.move == "take"
        if target is not None:
            return last.move == "answer" and not sight.is_new and sight.not_understood
        told = not self._wanted.untold and not self._wanted.changes
        return told or not sight.screen
