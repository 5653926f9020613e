"""One part of an utterance with all that was found in it: what the act rules look at."""

import re
from dataclasses import dataclass

from agents.constraints import (
    Constraint,
    Drop,
    Edit,
    Exclude,
    Kind,
    Order,
    Same,
    Set,
    Shift,
    Undo,
    Value,
)
from agents.reading import Reference, Shown
from agents.understand.edits import asks_in_stock
from agents.understand.found import Found
from agents.understand.found_edit import FoundEdit
from agents.understand.line import Line, Span
from agents.understand.words import ASKING_WORDS, FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or sentence that holds one act."""

    line: Line
    found: tuple[Found, ...]
    edits: tuple[FoundEdit, ...]
    references: tuple[Reference, ...]
    reference_spans: tuple[Span, ...]
    shown: Shown
    asks: bool = False
    """Ends with a question mark."""
    free: tuple[Found, ...] = ()
    """The thing and the properties that the catalog has no words for: wishes, read last."""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def words(self) -> str:
        return self.line.words(self.line.whole)

    @property
    def anything_shown(self) -> bool:
        return bool(self.shown.titles or self.shown.category)

    @property
    def edits_outside_references(self) -> tuple[FoundEdit, ...]:
        """Return the edits that are not the words of a reference ("the cheapest one")."""
        spans = self.reference_spans
        return tuple(e for e in self.edits if not any(e.span.overlaps(s) for s in spans))

    @property
    def in_stock(self) -> Span | None:
        """Return the words that ask for products in stock only."""
        return asks_in_stock(self.line)

    def of(self, kind: Kind, wanted: bool = True) -> tuple[Found, ...]:
        return tuple(f for f in self.found if f.kind is kind and f.wanted is wanted)

    def value(self, kind: Kind) -> str | None:
        """Return the first wanted value of `kind` that no reference uses."""
        for each in self.of(kind):
            if not any(each.span.overlaps(s) for s in self.reference_spans):
                return str(each.values[0])
        return None

    def sets(
        self, without: tuple[Span, ...] = (), skip: frozenset[Kind] = frozenset()
    ) -> tuple[Edit, ...]:
        """Return an edit for each value outside the spans `without`, and the other edits."""
        seen: set[tuple[Kind, bool]] = set()
        said: set[tuple[Kind, bool, Value]] = set()
        edits: list[tuple[int, Edit]] = []
        for each in self.found:
            if each.kind in skip or any(each.span.overlaps(s) for s in without):
                continue
            if self._in_edit(each):
                continue
            first = (each.kind, each.wanted) not in seen
            seen.add((each.kind, each.wanted))
            for edit in each.sets(self.line, self.shown.turn, first):
                told = (each.kind, each.wanted, edit.constraint.value)
                if told not in said:
                    said.add(told)
                    edits.append((each.span.start, edit))
        edits.extend((e.span.start, e.edit) for e in self.edits)
        return tuple(edit for _, edit in sorted(edits, key=lambda pair: pair[0]))

    def _in_edit(self, each: Found) -> bool:
        return any(
            each.span.overlaps(e.span)
            and isinstance(e.edit, Drop | Exclude | Order | Same | Shift | Undo)
            for e in self.edits
        )

    @property
    def things(self) -> tuple[Found, ...]:
        """Return the thing asked for that is no category of the catalog; at most one."""
        return tuple(f for f in self.free if f.kind is Kind.TYPE and f.wanted)

    def free_sets(self, typed: bool) -> tuple[Edit, ...]:
        """Return an edit for each property that the catalog has no word for.

        Args:
            typed: Whether the thing itself is among them: where no category was named.
        """
        taken = [e.span for e in self.edits] + list(self.reference_spans)
        return tuple(
            edit
            for each in self.free
            if (typed or each.kind is not Kind.TYPE)
            and not any(each.span.overlaps(span) for span in taken)
            for edit in each.sets(self.line, self.shown.turn, first=each.kind is Kind.TYPE)
        )

    def leftover(self, extra: tuple[Span, ...] = ()) -> str:
        """Return the words that no value, edit or reference took, asking words at the ends cut."""
        taken = [f.span for f in self.found if not f.keep_words]
        taken += [e.span for e in self.edits] + list(extra)
        if (in_stock := self.in_stock) is not None:
            taken.append(in_stock)
        gone = {k for span in taken for k in range(span.start, span.stop)}
        words = [(i, t.norm) for i, t in enumerate(self.line.tokens) if i not in gone]
        empty = FUNCTION_WORDS | ASKING_WORDS
        while words and words[0][1] in empty:
            words.pop(0)
        while words and words[-1][1] in empty - _PARTICLES:
            words.pop()
        text = " ".join(_CLUTTER.sub(" ", " ".join(w for _, w in words)).split())
        if _FOR_SO_MANY.search(self.text):
            # Titles say "Four-Person".
            text = _SO_MANY.sub(lambda m: f"{_NUMBERS[int(m[1])]} person", text)
        return text

    def content(self, extra: tuple[Span, ...] = ()) -> tuple[str, ...]:
        """Return the leftover words that mean something."""
        empty = FUNCTION_WORDS | ASKING_WORDS
        return tuple(w for w in self.leftover(extra).split() if w not in empty)


_FOR_SO_MANY = re.compile(
    r"\bfor [1-9](?: (?:people|persons?|adults))?(?=$| (?:under|in|that|with|and))|"
    r"\b[1-9] (?:people|persons?|man)\b"
)
_SO_MANY = re.compile(r"\b([1-9])(?: (?:people|persons?|man|adults))?(?=$| )")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTICLES = frozenset({"up", "off", "out", "down"})
"""At the end they belong to a verb: "easy to set up"."""
_CLUTTER = re.compile(
    r"\b(?:that is|that are|which is|which are|please|i want|i need|i would like)\b|[$#&+]"
)


def has_values(edits: tuple[Edit, ...]) -> bool:
    """Tell whether any edit sets a value."""
    return any(isinstance(edit, Set) for edit in edits)


def edits_of(
    part: Part, without: tuple[Span, ...] = (), skip: frozenset[Kind] = frozenset()
) -> tuple[Edit, ...]:
    """Return the edits of a part, the wish for what is in stock among them."""
    edits = part.sets(without, skip)
    span = part.in_stock
    if span is None:
        return edits
    in_stock = Constraint(Kind.AVAILABILITY, "in_stock", part.line.words(span), part.shown.turn)
    return (*edits, Set(in_stock))
