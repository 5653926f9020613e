"""Reads what a shopper means in one utterance, without a model.

The order of the work: tokens and numbers (`line`), misheard words (`homophones`,
`spelling`), values (`lexicon`, `price`, `sizes`, `people`), words that only look like
values (`stray`), what was taken back (`repairs`),
wanted or not (`polarity`), edits (`edits`), then for each part (`segments`) the
first act rule that fits. Readings carry a confidence so that a trained head or
an LLM can be asked where this is unsure. Does not keep state: `agents.state`.
"""

from collections.abc import Callable
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Relative, Shift
from agents.reading import Reading, Shown
from agents.understand import confidence
from agents.understand.background import told
from agents.understand.cart import read_cart
from agents.understand.cart_changes import read_cart_change
from agents.understand.colours import find_colours
from agents.understand.comparing import read_comparison
from agents.understand.controls import read_controls
from agents.understand.corrections import read_correction
from agents.understand.cuts import Opinion, shipped_cuts
from agents.understand.edits import find_edits
from agents.understand.elsewhere import read_elsewhere
from agents.understand.everyday import Everyday
from agents.understand.features import find_features
from agents.understand.finding import (
    asked_kind,
    read_answer,
    read_find,
    read_fragment,
    read_selection,
)
from agents.understand.found import Found
from agents.understand.found_edit import FoundEdit
from agents.understand.heads_evidence import wants
from agents.understand.heads_opinion import PARTS_MOST, second_opinion
from agents.understand.homophones import repair_homophones
from agents.understand.lexicon import Lexicon
from agents.understand.line import Line, Span
from agents.understand.materials import find_materials
from agents.understand.occasion import read_matching, read_occasion
from agents.understand.part import Part
from agents.understand.people import find_ages, without_company
from agents.understand.polarity import judge
from agents.understand.policy import read_misspelt_policy, read_policy, read_strong_policy
from agents.understand.price import PricedShop, find_prices, find_ratings
from agents.understand.price_steps import find_price_steps
from agents.understand.questions import read_question
from agents.understand.references import find_references
from agents.understand.refusals import SELF_HARM, without_swearing
from agents.understand.relations import settled
from agents.understand.repaired import repaired, repaired_by_form, speaks_of_repair
from agents.understand.retractions import needless
from agents.understand.returning import read_return
from agents.understand.saving import read_saving
from agents.understand.scope import is_code, other_language, read_always_out, read_out_of_scope
from agents.understand.segments import cut, join
from agents.understand.sizes import BARE, Sizes
from agents.understand.spelling import Speller
from agents.understand.stray import without_stray
from agents.understand.talk import read_control, read_courtesy, read_personal
from agents.understand.things import find_things
from agents.understand.tokens import norms
from agents.understand.unknown_brands import with_unknown_brands
from retrieval.embedder import Embedder
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

_Rule = Callable[[Part], Reading | None]


class Understander:
    """Reads utterances in the words of one catalog. Holds no state; safe to share."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        embedder: Embedder | None = None,
        everyday: Everyday | None = None,
    ) -> None:
        """Read in the words of `vocabulary`.

        Args:
            vocabulary: of one catalog.
            embedder: makes vectors that the trained heads can read; with None, or another
                embedder than theirs, the rules read alone.
            everyday: another head for acts than the shipped one, to try it.
        """
        self._vocabulary = vocabulary
        self._second = second_opinion(embedder, everyday)
        self._cuts = shipped_cuts()
        self._lexicon = Lexicon(vocabulary)
        self._sizes = Sizes(self._lexicon.values(Field.SIZE))
        self._colours = {norms(v): v for v in self._lexicon.values(Field.COLOUR)}
        self._materials = {norms(v): v for v in self._lexicon.values(Field.MATERIAL)}
        self._speller = Speller(self._lexicon)
        low, high = vocabulary.price_low, vocabulary.price_high
        self._priced = PricedShop(low, high, self._sizes.knows, vocabulary.currency)
        if embedder is not None:
            # The first run of a model sets up its threads and buffers: 50 to 150 ms.
            self.read("hello there, show me the second one under 50 dollars")

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
        line = self._heard(without_swearing(text), shown)
        if not line.tokens:
            return (Reading(Act.UNCLEAR, confidence.NOTHING, text.strip()),)
        if other_language(line.tokens):
            words = line.words(line.whole)
            return (Reading(Act.OUT_OF_SCOPE, confidence.LIKELY, words, topic="language"),)
        if is_code(text):
            return (Reading(Act.OUT_OF_SCOPE, confidence.LIKELY, text.strip(), topic="code"),)
        parts = self._cut_parts(self._repaired(line, shown), shown)
        readings = told(parts, [self._read(part) for part in parts])
        if self._second is not None:
            readings = self._second.judge(parts, readings, self._read_in_scope, self._read_act)
        if hurting := [r for r in readings if r.topic == SELF_HARM]:
            return (hurting[0],)  # nothing is sold beside it
        return join(_trusted(readings, len(line.tokens)))

    def read_parts(self, text: str, shown: Shown) -> list[tuple[Part, Reading]]:
        """Return each part with what the rules alone make of it: what heads are trained on.

        Args:
            text: English words; not checked for code or for another language.
            shown: as for `read`.
        """
        line = self._heard(text, shown)
        if not line.tokens:
            return []
        parts = self._parts(self._repaired(line, shown), shown)
        return [(part, self._read(part)) for part in parts]

    def _heard(self, text: str, shown: Shown) -> Line:
        titles = (*shown.titles, *shown.earlier, *shown.cart)
        return self._speller.repair(repair_homophones(Line.read(text)), titles)

    def opinion(self, line: Line, span: Span, shown: Shown) -> Opinion:
        """Return the likeliest act of a span and its chance: what cuts are trained on.

        Raises:
            ValueError: There is no embedder for the heads.
        """
        if self._second is None:
            raise ValueError("Give the understander the embedder that its heads were trained on.")
        part = self._pieces(line, shown)[1](span)
        return self._second.likeliest([part], [self._read(part)])[0]

    def _parts(self, line: Line, shown: Shown) -> list[Part]:
        """Return the parts of an utterance, each with what was found in it."""
        whole, cutting = self._pieces(line, shown)
        return [cutting(span) for span in cut(line, whole)]

    def _cut_parts(self, line: Line, shown: Shown) -> list[Part]:
        """Return the parts, cut also where only the heads can tell that the act changes."""
        whole, cutting = self._pieces(line, shown)
        spans = cut(line, whole)
        if self._second is None or len(spans) >= PARTS_MOST:
            return [cutting(span) for span in spans]
        halves = [(span, self._halves(line, span, whole, cutting)) for span in spans]
        return [part for span, half in halves for part in half or [cutting(span)]]

    def _halves(
        self, line: Line, span: Span, whole: list[Span], cutting: Callable[[Span], Part]
    ) -> list[Part]:
        """Return both sides of the place where the act changes; none where it does not."""
        found = self._cuts.place(line, span, whole)
        if found is None or self._second is None:
            return []
        at, chance = found
        sides = (Span(span.start, at), Span(at, span.stop))
        parts = [cutting(each) for each in (*sides, span)]
        left, right, both = self._second.likeliest(parts, [self._read(part) for part in parts])
        if not self._cuts.splits(chance, left, right, both):
            return []
        return [
            half
            for side, part in zip(sides, parts, strict=False)
            for half in self._halves(line, side, whole, cutting) or [part]
        ]

    def _pieces(self, line: Line, shown: Shown) -> tuple[list[Span], Callable[[Span], Part]]:
        """Return the spans that are not to be cut, and what makes a part of a span."""
        found, edits = self._values(line, shown)
        features = find_features(line, found)
        things, found = find_things(line, found, features, bool(shown.titles))
        free = judge(line, [*things, *features])
        whole = [f.span for f in found] + [e.span for e in edits] + [t.span for t in things]
        return whole, lambda span: self._part(line, span, found, edits, shown, free)

    def _repaired(self, line: Line, shown: Shown) -> Line:
        """Return the line without what the shopper took back in it."""
        if not speaks_of_repair(line):
            return line
        found = [f for f in self._lexicon.find(line) if not self._size_rather(line, f)]
        found += find_ratings(line)
        taken = [f.span for f in found]
        found += find_prices(
            line, self._priced, shown.asked in ("price", "budget"), taken, each=True
        )
        taken = [f.span for f in found]
        found += self._sizes.find(line, shown.asked == "size", (), taken, shown.added)
        mended = repaired(line, found)
        return mended if mended is not line else repaired_by_form(line, found)

    def _values(self, line: Line, shown: Shown) -> tuple[list[Found], list[FoundEdit]]:
        """Return the values and the edits of the whole utterance."""
        asked = shown.asked or ""
        found = without_stray(line, self._lexicon.find(line), bool(shown.titles or shown.category))
        found = [f for f in found if not self._size_rather(line, f)]
        found = find_colours(line, found, self._colours)
        found = find_materials(line, found, self._materials)
        found = with_unknown_brands(line, found, self._vocabulary.lexicon)
        ratings = find_ratings(line)
        found = [f for f in found if not any(f.span.overlaps(r.span) for r in ratings)] + ratings
        found, company = without_company(line, found)
        taken = [*(f.span for f in found), *company]
        people = self._lexicon.values(Field.AUDIENCE)
        found, ages = find_ages(line, people, sorted(found, key=_start))
        taken += ages
        budgeted = asked in ("price", "budget")
        steps = find_price_steps(line, budgeted) if shown.titles else []
        taken += [s.span for s in steps]
        prices = find_prices(line, self._priced, budgeted, taken)
        taken += [p.span for p in prices]
        sizes = self._sizes.find(
            line, asked == "size", shown.choices if asked == "size" else (), taken, shown.added
        )
        if len(sizes) > 1:  # "The big one, eight by ten"
            sizes = [s for s in sizes if line.words(s.span).lower() != "one"]
        if not (shown.category or any(f.kind is Kind.CATEGORY for f in found)):
            sizes = [s for s in sizes if s.strength > BARE or asked == "size" or shown.added]
        found = sorted([*found, *prices, *sizes], key=_start)
        found, drops = needless(line, found)
        found = judge(line, found)
        others = find_edits(line, found, bool(shown.titles))
        own = [*drops, *steps]
        edits = [*own, *(e for e in others if not any(e.span.overlaps(o.span) for o in own))]
        types = [f for f in found if f.kind is Kind.CATEGORY]
        if any(f.wanted for f in types):
            # "I don't need headphones, show me speakers": what is shown is left anyway.
            left = [f for f in types if not f.wanted and shown.category in f.values]
            found = [f for f in found if f not in left]
        if any(not f.wanted for f in found):
            # "Not black, anything else is fine" asks for another color, not for other products.
            edits = [e for e in edits if not _wants_others(e)]
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
        self,
        line: Line,
        span: Span,
        found: list[Found],
        edits: list[FoundEdit],
        shown: Shown,
        free: list[Found],
    ) -> Part:
        inside = line.part(span)
        own = tuple(replace(f, span=_moved(f.span, span)) for f in found if f.span.within(span))
        open_ = tuple(replace(f, span=_moved(f.span, span)) for f in free if f.span.within(span))
        changes = tuple(replace(e, span=_moved(e.span, span)) for e in edits if e.span.within(span))
        references, spans = find_references(inside, own, shown)
        references, spans, changes = settled(references, spans, changes)
        following = line.tokens[span.stop].before if span.stop < len(line.tokens) else None
        tail = following if following is not None else line.original[line.tokens[-1].end :]
        return Part(
            inside, own, changes, tuple(references), tuple(spans), shown, "?" in tail, open_
        )

    def _read(self, part: Part) -> Reading:
        """Return the reading of the first rule that fits."""
        return self._by_rules(part, read_out_of_scope)

    def _read_in_scope(self, part: Part) -> Reading:
        """Return the reading of the first rule that fits, topics of other trades left out."""
        return self._by_rules(part, _no_reading)

    def _read_act(self, part: Part, act: Act) -> Reading | None:
        """Return the reading of the first rule that takes `part` for `act`."""
        for rule in self._rules(_no_reading):
            reading = rule(part)
            if reading is not None and reading.act is act:
                return reading
        return None

    def _by_rules(self, part: Part, of_other_trades: _Rule) -> Reading:
        for rule in self._rules(of_other_trades):
            reading = rule(part)
            if reading is not None:
                return reading
        return read_fragment(part)

    def _rules(self, of_other_trades: _Rule) -> tuple[_Rule, ...]:
        return (
            read_always_out,
            read_elsewhere,
            read_answer,
            read_correction,
            read_return,
            read_controls,
            read_saving,
            read_cart_change,
            read_strong_policy,
            read_control,
            read_personal,
            read_cart,
            read_matching,
            read_comparison,
            read_courtesy,
            read_policy,
            read_misspelt_policy,
            self._question,
            of_other_trades,
            self._vague_question,
            read_occasion,
            read_selection,
            read_find,
        )

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


def _trusted(readings: list[Reading], words: int) -> list[Reading]:
    """Return the readings without those that are hardly ever right.

    Beside a sure one a guess is noise; in a story of hundreds of words a value is no wish yet.
    """
    sure = [r for r in readings if r.confidence >= confidence.GUESS_BELOW]
    kept = [r for r in readings if r.confidence >= confidence.NOISE_BELOW]
    if words > STORY_WORDS:
        sure = kept = [r for r in readings if r.confidence >= confidence.LIKELY and _asks(r)]
        if not sure:
            return [Reading(Act.UNCLEAR, confidence.NOTHING, readings[0].words)]
    return kept if sure and kept else readings


def _asks(reading: Reading) -> bool:
    """Tell whether a reading is no wish, or one that is asked for: "show me", "I need a"."""
    return reading.act not in (Act.FIND, Act.REFINE) or wants(" ".join(norms(reading.words)))


STORY_WORDS = 150
"""Spoken in about a minute; the longest request among 4,000 of crowd-written goals has 60."""


def _no_reading(_: Part) -> Reading | None:
    return None


def _wants_cheaper(edit: FoundEdit) -> bool:
    return isinstance(edit.edit, Shift) and edit.edit.relative is Relative.CHEAPER


def _wants_others(edit: FoundEdit) -> bool:
    if not (isinstance(edit.edit, Shift) and edit.edit.relative is Relative.OTHERS):
        return False
    return edit.edit.words.lower().startswith(("anything", "something", "any other", "everything"))


def _start(found: Found) -> int:
    return found.span.start


def _moved(span: Span, part: Span) -> Span:
    return Span(span.start - part.start, span.stop - part.start)
