"""The guard of one reply: each clause is checked before it may be spoken.

    guard = Guard(sheet_of(plan))
    if guard.check(clause).ok: speak(clause)

It remembers the clauses that passed, since "it" and the end of a sentence depend on them; what
it refused is forgotten, as it is never heard. `fork` keeps a place to go back to.
"""

import re
from dataclasses import dataclass, field

from agents.guard.answering import Asked, answers_wrongly, asked_of, names_wrongly, said_in
from agents.guard.index import SheetIndex, idioms, plain
from agents.guard.judge import Judge
from agents.guard.lexicon import generic_words, sayings
from agents.guard.sheet import FactSheet
from agents.guard.talk import Talk
from agents.guard.text import Token, tokens_of, unsayable
from agents.guard.verdict import Fault, Refusal, Verdict
from agents.reply.sentences import clauses as clauses_of
from agents.reply.sentences import sentences
from retrieval.english import ordinary_words

_ENDS = frozenset(".!?")
LONGEST = 80
"""Words of a clause; more is no clause, and not checked."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _State:
    """What a reply has come to."""

    talk: Talk = field(default_factory=Talk)
    before: Talk = field(default_factory=Talk)
    """At the start of the sentence that is not ended yet."""
    open: str = ""
    """That sentence so far."""
    opened: bool = False
    """Whether anything was said."""
    aloud: tuple[str, ...] = ()


class Guard:
    """Checks the clauses of one reply, in order."""

    def __init__(self, sheet: FactSheet) -> None:
        """Read the sheet; takes a few milliseconds.

        Args:
            sheet: What may be said.
        """
        ordinary_words(), sayings(), generic_words(), idioms()
        self._index = SheetIndex.of(sheet)
        self._judge = Judge(self._index)
        self._asked: Asked | None = asked_of(self._index)
        self._state = _State(talk=self._first(), before=self._first())
        self._verbatim = self._pieces(sheet)

    def _first(self) -> Talk:
        return Talk(claims=said_in(self._asked) if self._asked else ())

    def _pieces(self, sheet: FactSheet) -> frozenset[str]:
        found = set(self._index.said)
        described = (f.value for f in sheet.facts if f.attribute == "description")
        for said in (*sheet.said, *described):
            found.update(plain(s) for s in sentences(said))
            found.update(plain(c) for c in clauses_of(list(sentences(said))))
        return frozenset(f for f in found if f)

    def fork(self) -> "Guard":
        """Return a guard in the same place, which goes on apart from this one."""
        other = object.__new__(Guard)
        other._index, other._judge, other._asked = self._index, self._judge, self._asked
        other._state, other._verbatim = self._state, self._verbatim
        return other

    def check(self, clause: str) -> Verdict:
        """Check the next clause; one that passes counts as said.

        Args:
            clause: Some words of the reply, after those that passed before.

        Returns:
            The verdict; refused clauses leave the guard as it was.
        """
        verdict, state = self._checked(clause)
        if verdict.ok:
            self._state = state
        return verdict

    def hear(self, clause: str) -> None:
        """Note a clause that code composed: it is spoken whatever it says, and not judged."""
        self._state = self._after_said(clause, self._state)

    def _checked(self, clause: str) -> tuple[Verdict, _State]:
        state = self._state
        barred = unsayable(clause, self._index.letters)
        if barred:
            return _refused(Fault.FORM, barred), state
        if len(_WORD.findall(clause)) > LONGEST:
            return _refused(Fault.FORM, clause[:40]), state
        if self._is_said(clause, state):
            return Verdict(), self._after_said(clause, state)
        text = f"{state.open} {clause}".strip()
        talk = state.before
        refusals: list[Refusal] = []
        parts = _sentences(tokens_of(text))
        if not parts:
            return _refused(Fault.FORM, clause.strip()), state
        opened = state.opened and not state.open
        for tokens, end in parts:
            if self._asked and not opened:
                wrong = answers_wrongly(self._asked, tokens, self._index)
                if wrong:
                    refusals.append(wrong)
            if not opened:
                named = names_wrongly(tokens, self._index)
                refusals += [named] if named else []
            opened = True
            start = talk
            found, talk = self._judge.sentence(tokens, talk, end == "?")
            refusals += found
        tokens, end = parts[-1]
        after = _State(talk, talk, "", True) if end else _State(talk, start, _last_of(text), True)
        return Verdict(tuple(dict.fromkeys(refusals))), after

    def _is_said(self, clause: str, state: _State) -> bool:
        if state.open and plain(state.open) not in self._verbatim:
            return False
        return all(plain(s) in self._verbatim for s in sentences(clause) or (clause,))

    def _after_said(self, clause: str, state: _State) -> _State:
        talk = state.talk
        for tokens, end in _sentences(tokens_of(clause)):
            _, talk = self._judge.sentence(tokens, talk, end == "?")
        ended = clause.rstrip()[-1:] in _ENDS
        return _State(talk, talk if ended else state.before, "" if ended else clause, True)


def _refused(fault: Fault, words: str) -> Verdict:
    return Verdict((Refusal(fault, words),))


def _sentences(tokens: list[Token]) -> list[tuple[list[Token], str]]:
    """Return the sentences of some tokens, each with its end mark; "" where it has none."""
    found: list[tuple[list[Token], str]] = []
    current: list[Token] = []
    for token in tokens:
        if token.low in _ENDS and token.number is None:
            if current:
                found.append((current, token.low))
            current = []
        else:
            current.append(token)
    if current:
        found.append((current, ""))
    return found


_END = re.compile(r"[.!?](?=\s|$)")


def _last_of(text: str) -> str:
    """Return what follows the last end of a sentence."""
    ends = [m.end() for m in _END.finditer(text)]
    return text[ends[-1] :].strip() if ends else text
