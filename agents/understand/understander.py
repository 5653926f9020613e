"""Reads what a shopper means in one utterance, without a model.

The order of the work: tokens and numbers (`line`), misheard words (`homophones`,
`spelling`), values (`lexicon`, `price`, `sizes`, `people`), words that only look like
values (`stray`), what was taken back (`repairs`),
wanted or not (`polarity`), edits (`edits`), then for each part (`segments`) the
first act rule that fits. Readings carry a confidence so that a trained head or
an LLM can be asked where this is unsure. Does not keep state: `agents.state`.
"""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Relative, Shift
from agents.reading import Reading, Shown
from agents.understand import confidence
from agents.understand.cart import read_cart
from agents.understand.corrections import read_correction
from agents.understand.edits import FoundEdit, find_edits, needless
from agents.understand.finding import (
    asked_kind,
    read_answer,
    read_find,
    read_fragment,
    read_occasion,
    read_selection,
)
from agents.understand.found import Found
from agents.understand.homophones import repair_homophones
from agents.understand.lexicon import Lexicon
from agents.understand.line import Line, Span
from agents.understand.part import Part
from agents.understand.people import find_ages
from agents.understand.polarity import judge
from agents.understand.policy import read_policy, read_strong_policy
from agents.understand.price import PricedShop, find_prices, find_ratings
from agents.understand.questions import read_question
from agents.understand.references import find_references
from agents.understand.repairs import drop_repaired
from agents.understand.scope import is_code, other_language, read_always_out, read_out_of_scope
from agents.understand.segments import cut, join
from agents.understand.sizes import BARE, Sizes
from agents.understand.spelling import Speller
from agents.understand.stray import without_stray
from agents.understand.talk import read_control, read_courtesy, read_personal
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary


class Understander:
    """Reads utterances in the words of one catalog. Holds no state; safe to share."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexicon = Lexicon(vocabulary)
        self._sizes = Sizes(self._lexicon.values(Field.SIZE))
        self._speller = Speller(self._lexicon)
        low, high = vocabulary.price_low, vocabulary.price_high
        self._priced = PricedShop(low, high, self._sizes.knows)

    def read(self, text: str, shown: Shown = Shown()) -> tuple[Reading, ...]:  # noqa: B008 - frozen
        """Return what `text` asks for, in order.

        Args:
            text: A transcript or typed words, of any length and content.
            shown: What is on the screen and what the last reply asked for.

        Returns:
            At least one reading. `ASR_FAILURE` for text without words, `UNCLEAR` where
            nothing could be told. Constraint values are spelled as in the catalog.
        """
        if not text.strip():
            return (Reading(Act.ASR_FAILURE, confidence.WHOLE, ""),)
        line = self._speller.repair(repair_homophones(Line.read(text)))
        if not line.tokens:
            return (Reading(Act.UNCLEAR, confidence.NOTHING, text.strip()),)
        if other_language(line.tokens):
            words = line.words(line.whole)
            return (Reading(Act.OUT_OF_SCOPE, confidence.LIKELY, words, topic="language"),)
        if is_code(text):
            return (Reading(Act.OUT_OF_SCOPE, confidence.LIKELY, text.strip(), topic="code"),)
        found, edits = self._values(line, shown)
        spans = [f.span for f in found] + [e.span for e in edits]
        parts = [self._part(line, span, found, edits, shown) for span in cut(line, spans)]
        return join([self._read(part) for part in parts])

    def _values(self, line: Line, shown: Shown) -> tuple[list[Found], list[FoundEdit]]:
        """Return the values and the edits of the whole utterance."""
        asked = shown.asked or ""
        found = without_stray(line, self._lexicon.find(line), bool(shown.titles or shown.category))
        found = [f for f in found if not self._size_rather(line, f)]
        ratings = find_ratings(line)
        found = [f for f in found if not any(f.span.overlaps(r.span) for r in ratings)] + ratings
        taken = [f.span for f in found]
        found, ages = find_ages(
            line, self._lexicon.values(Field.AUDIENCE), sorted(found, key=_start)
        )
        taken += ages
        prices = find_prices(line, self._priced, asked in ("price", "budget"), taken)
        taken += [p.span for p in prices]
        sizes = self._sizes.find(
            line, asked == "size", shown.choices if asked == "size" else (), taken, shown.added
        )
        if not (shown.category or any(f.kind is Kind.CATEGORY for f in found)):
            sizes = [s for s in sizes if s.strength > BARE or asked == "size" or shown.added]
        found = sorted([*found, *prices, *sizes], key=_start)
        found, drops = needless(line, drop_repaired(line, found))
        found = judge(line, found)
        edits = [*drops, *find_edits(line, found)]
        if any(f.kind is Kind.PRICE for f in found) and not shown.titles:
            # "not too expensive, under 15": the amount says how cheap.
            edits = [e for e in edits if not _wants_cheaper(e)]
        return found, sorted(edits, key=lambda e: e.span.start)

    def _size_rather(self, line: Line, found: Found) -> bool:
        """Tell whether a word for a person is a size: "diapers, newborn" but "for a newborn"."""
        if found.kind is not Kind.AUDIENCE or not self._sizes.knows(line.text_of(found.span)):
            return False
        before = {line.norm(found.span.start - k) for k in (1, 2)}
        return not before & {"for", "my", "our", "a"}

    def _part(
        self, line: Line, span: Span, found: list[Found], edits: list[FoundEdit], shown: Shown
    ) -> Part:
        inside = line.part(span)
        own = tuple(replace(f, span=_moved(f.span, span)) for f in found if f.span.within(span))
        changes = tuple(replace(e, span=_moved(e.span, span)) for e in edits if e.span.within(span))
        references, spans = find_references(inside, own, shown)
        following = line.tokens[span.stop].before if span.stop < len(line.tokens) else None
        tail = following if following is not None else line.original[line.tokens[-1].end :]
        return Part(inside, own, changes, tuple(references), tuple(spans), shown, "?" in tail)

    def _read(self, part: Part) -> Reading:
        """Return the reading of the first rule that fits."""
        for rule in (
            read_always_out,
            read_answer,
            read_correction,
            read_strong_policy,
            read_control,
            read_personal,
            read_cart,
            read_courtesy,
            read_policy,
            self._question,
            read_out_of_scope,
            self._vague_question,
            read_occasion,
            read_selection,
            read_find,
        ):
            reading = rule(part)
            if reading is not None:
                return reading
        return read_fragment(part)

    def _question(self, part: Part) -> Reading | None:
        """Return a question of which it is clear what it asks about."""
        reading = self._vague_question(part)
        clear = reading is not None and reading.question and reading.question.attribute
        return reading if clear else None

    def _vague_question(self, part: Part) -> Reading | None:
        asks = part.asks or part.text.startswith(("what ", "which ", "how "))
        if asked_kind(part) is not None and not asks and not part.references:
            return None
        return read_question(part, self._vocabulary.attributes)


def _wants_cheaper(edit: FoundEdit) -> bool:
    return isinstance(edit.edit, Shift) and edit.edit.relative is Relative.CHEAPER


def _start(found: Found) -> int:
    return found.span.start


def _moved(span: Span, part: Span) -> Span:
    return Span(span.start - part.start, span.stop - part.start)
