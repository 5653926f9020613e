"""The question that the last reply asked, and how an utterance answers it.

"Which size would you like?" makes an act wait; "nine" lets it go on. Anything
that is not an answer leaves the question open or drops it, never guesses.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from agents.acts import Act
from agents.constraints import Constraint, Kind, Relative, Set, Shift
from agents.corrections import looks_further, pieces_named
from agents.reading import Reading, Reference
from agents.sizes import match_size, said_as
from retrieval.query import PriceRange


class Slot(StrEnum):
    """What a reply can be waiting for."""

    SIZE = "size"
    COLOUR = "colour"
    WHICH = "which"
    QUANTITY = "quantity"
    YES_NO = "yes_no"
    ORDER = "order"
    """The number of an order."""
    WISH = "wish"
    """What would narrow the list: `agents.clarified` reads the answer."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The question asked, and the act that waits for its answer."""

    slot: Slot
    choices: tuple[str, ...]
    act: Act
    product_id: str | None = None
    size: str | None = None
    colour: str | None = None
    quantity: int | None = None
    waiting: tuple[str, ...] = ()
    """Ids of further products to be added after this one: "add both"."""
    corrects: bool = False
    """Whether the answer changes the line that was added last, instead of adding one."""
    price: PriceRange | None = None
    """The price range that a "yes" sets, where the reply offered to look beyond the budget;
    for YES_NO without one it offered to look for something like `product_id`, unless the
    act is one of `CONSENTED`."""
    board: str | None = None
    """The board that a save is for, or what is to be done is about."""
    kind: Kind | None = None
    """For WISH: what the question is about. `price` is then the lower band offered."""
    instead: str = ""
    """For YES_NO: the utterance as it would read if "did you mean" is answered with "yes"."""

    @property
    def about(self) -> str:
        """What an answer tells: "size", "colour", "price", "which", "yes_no" and so on."""
        return self.kind.value if self.slot is Slot.WISH and self.kind else self.slot.value


LEAVES_OPEN = frozenset(
    {
        *(Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.REPEAT, Act.SMALLTALK, Act.ASR_FAILURE),
        *(Act.UNCLEAR, Act.ORDER_OR_POLICY, Act.PACE, Act.HUMAN),
    }
)
"""Acts after which the question still stands."""

AGREED = "agreed"
"""`Reading.topic` of an act that was asked about first, and agreed to."""
CONSENTED = frozenset({Act.CART_REMOVE, Act.CART_ADD, Act.SAVE})
"""Acts that a YES_NO of their own may wait for."""
_NUMBER = re.compile(r"\d(?:[ -]?\d){2,}")
_MAY_ANSWER = frozenset(
    {
        *(Act.CART_ADD, Act.CART_CHANGE, Act.SELECT, Act.REFINE, Act.FIND, Act.CONFIRM),
        *(Act.UNCLEAR, Act.OUT_OF_SCOPE),
    }
)
_MAKE_IT = re.compile(r"\bmake (?:it|that|them)\b|\bof (?:them|those|these|it|that)\b")
_OF_THE_CART = frozenset({Act.CART_REMOVE, Act.CART_CHANGE})
_SHOW = re.compile(
    r"^(?:(?:yes|yeah|sure|ok|okay|please|well) )*"
    r"(?:(?:can|could) you )?(?:show|let me (?:see|hear)|i'?d like to see|go (?:ahead|on)|"
    r"what is (?:it|that)|what's (?:it|that)|which (?:one )?is (?:it|that)|see it)\b"
    r"(?: (?:me|us|it|that|this|them|one|the|nearest|anyway|please))*$"
)
"""A "yes" to "Want to see it?" that does not say yes."""
_ABOUT_IT = frozenset({Act.SELECT, Act.CART_ADD, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK})
"""Acts about a product that was offered but not shown: it is shown first."""
_ANSWER_WORDS = 6
"""A bare answer is short: "the nine please, thank you". Longer is a new wish."""


def resume(  # noqa: PLR0912  one branch a slot
    pending: Pending, reading: Reading, turn: int = 0
) -> Reading | None:
    """Return the waiting act completed by `reading`, or None if that is no answer.

    Args:
        pending: What was asked.
        reading: One reading of the utterance that followed.
        turn: The turn of that utterance, from 0.

    Returns:
        A reading of the waiting act; without references it means `pending.product_id`.
    """
    if pending.slot is Slot.WISH or pending.instead:
        return None
    if pending.slot is Slot.ORDER:
        number = _NUMBER.search(said_as(reading.words))
        return replace(reading, act=pending.act, topic="order") if number else None
    if pending.slot is Slot.YES_NO and pending.act in CONSENTED:
        return _consented(pending, reading)
    if pending.slot is Slot.YES_NO:
        return _beyond(pending, reading, turn)
    if reading.act not in _MAY_ANSWER:
        return None
    if pending.slot is Slot.WHICH:
        singled_out = any(not r.deictic or r.descriptors for r in reading.references)
        if pending.act in _OF_THE_CART and len(reading.words.split()) <= _ANSWER_WORDS:
            # "Which one should go?" - "boots": the cart knows what is called so.
            singled_out = reading.act not in (Act.CONFIRM, Act.UNCLEAR)
        if not singled_out or (reading.act is Act.CART_ADD and pending.act is not Act.CART_ADD):
            return None
        return replace(
            reading,
            act=pending.act,
            edits=(),
            board=reading.board or pending.board,
            topic=None if pending.act is Act.SAVE else reading.topic,
            size=reading.size or pending.size,
            colour=reading.colour or pending.colour,
            quantity=reading.quantity or pending.quantity,
        )
    added = reading.act in (Act.CART_ADD, Act.CART_CHANGE)
    if added and any(not r.deictic for r in reading.references):
        return None
    completed = Reading(
        act=pending.act,
        confidence=reading.confidence,
        words=reading.words,
        size=pending.size,
        colour=pending.colour,
        quantity=reading.quantity or pending.quantity,
    )
    if pending.slot is Slot.QUANTITY:
        offered = int(pending.choices[0])
        counted = reading.quantity or pieces_named(reading.words) or _agreed_to(reading.words)
        if counted and not reading.edits and len(reading.words.split()) <= _ANSWER_WORDS:
            # Another number than offered is asked about anew, never taken for a yes.
            return replace(completed, quantity=counted)
        return replace(completed, quantity=offered) if reading.act is Act.CONFIRM else None
    pieces = pieces_named(reading.words) if pending.slot is Slot.SIZE else None
    counts = pieces and _MAKE_IT.search(reading.words.lower()) and pending.act is Act.CART_ADD
    if pieces and counts and match_size(str(pieces), pending.choices) is None:
        # "Make it two" counts pieces, unless they come in a two.
        return replace(completed, quantity=pieces)
    value = _chosen(pending, reading)
    if value is None:
        return _partly(completed, pending, reading)
    if pending.slot is Slot.SIZE:
        return replace(completed, size=value, colour=reading.colour or pending.colour)
    return replace(completed, colour=value, size=reading.size or pending.size)


def _consented(pending: Pending, reading: Reading) -> Reading | None:
    """Return the act that asked first, if `reading` agrees to it in whatever words."""
    again = reading.act is pending.act and all(
        r.every or (r.deictic and not r.descriptors) for r in reading.references
    )
    if reading.act is not Act.CONFIRM and not again:
        return None
    every = (Reference(reading.words, every=True),)
    return Reading(
        pending.act, reading.confidence, reading.words, references=every, topic=AGREED,
        board=pending.board,
    )  # fmt: skip


def _beyond(pending: Pending, reading: Reading, turn: int) -> Reading | None:
    """Return the search that was offered, if `reading` agrees to it.

    Beyond the budget, whose new bound carries the words that agreed to it, or else for
    something like a product that is sold out.
    """
    said = reading.words.lower().replace(",", "").strip(" .!?")
    if pending.price is None:
        if reading.act is not Act.CONFIRM and not _SHOW.match(said):
            return None
        like = Shift(Relative.LIKE_THAT, reading.words)
        return Reading(pending.act, reading.confidence, reading.words, edits=(like,))
    about_it = reading.act in _ABOUT_IT and all(r.deictic for r in reading.references)
    agreed = reading.act is Act.CONFIRM or about_it or bool(_SHOW.match(said))
    if not agreed:
        return None
    bound = Constraint(Kind.PRICE, pending.price, reading.words, turn)
    return Reading(pending.act, reading.confidence, reading.words, edits=(Set(bound),))


def _partly(completed: Reading, pending: Pending, reading: Reading) -> Reading | None:
    """Return the waiting act with what else was said of it: its question is asked again.

    "Which size?" - "in green", "actually just two".
    """
    if pending.act is not Act.CART_ADD or len(reading.words.split()) > _ANSWER_WORDS:
        return None
    values = {
        e.constraint.kind: str(e.constraint.value)
        for e in reading.edits
        if isinstance(e, Set) and e.constraint.wanted
    }
    other = Kind.COLOUR if pending.slot is Slot.SIZE else Kind.SIZE
    pieces = pieces_named(reading.words)
    if len(values) != len(reading.edits) or not set(values) <= {other}:
        return None
    if not (values or pieces) or looks_further(reading.words):
        return None
    if other is Kind.COLOUR:
        completed = replace(completed, colour=values.get(other) or pending.colour)
    else:
        completed = replace(completed, size=values.get(other) or pending.size)
    return replace(completed, quantity=pieces or pending.quantity)


def _chosen(pending: Pending, reading: Reading) -> str | None:
    """Return the size or colour that a reading names, whether or not it was offered."""
    kind = Kind.SIZE if pending.slot is Slot.SIZE else Kind.COLOUR
    bare = match_size(_as_number(reading.words), pending.choices) if kind is Kind.SIZE else None
    if bare:
        # The whole answer is one of the sizes, whatever else the word may mean.
        return bare
    others = [e for e in reading.edits if not (isinstance(e, Set) and e.constraint.kind is kind)]
    if others and any(
        not (isinstance(e, Set) and e.constraint.kind in (Kind.SIZE, Kind.COLOUR)) for e in others
    ):
        return None
    named = reading.size if kind is Kind.SIZE else reading.colour
    if named:
        return named
    for edit in reading.edits:
        if isinstance(edit, Set) and edit.constraint.kind is kind and edit.constraint.wanted:
            return str(edit.constraint.value)
    if reading.act is Act.CONFIRM and len(pending.choices) == 1:
        return pending.choices[0]
    if len(reading.words.split()) > _ANSWER_WORDS:
        return None
    return _said(reading.words, pending)


def _agreed_to(words: str) -> int | None:
    """Return the number in "yes, the two" or "okay, those two then"; None for anything else."""
    found = _THE_NUMBER.match(" ".join(re.sub(r"[,.!?]", " ", said_as(words)).lower().split()))
    return int(found[1]) if found else None


_THE_NUMBER = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|okay|sure|fine|alright|well|just|only|then|please) )*"
    r"(?:the|those|these|all|just|only)(?: last| just)? (\d{1,2})"
    r"(?: (?:then|please|of them|thanks))*$"
)
_SOUNDS_LIKE = {
    "ate": "eight", "won": "one", "to": "two", "too": "two", "for": "four", "fore": "four",
    "sex": "six", "sicks": "six", "nein": "nine", "tin": "ten", "tan": "ten", "sevens": "seven",
    "smaller": "small", "smalls": "small", "mediums": "medium", "larch": "large",
}  # fmt: skip
"""What a recogniser writes for a size that is said alone."""


def _as_number(words: str) -> str:
    """Return a bare answer to "which size?" as it was meant: "ate" is eight."""
    said = words.lower().strip(" .,!?")
    return _SOUNDS_LIKE.get(said, words)


def _said(words: str, pending: Pending) -> str | None:
    """Find an offered value in a short answer: "the nine please"."""
    if pending.slot is Slot.COLOUR:
        low = f" {words.lower().strip('.!? ')} "
        found = [c for c in pending.choices if f" {c.lower()} " in low]
        return max(found, key=len) if found else None
    spoken = said_as(words)
    exact = match_size(spoken, pending.choices)
    if exact:
        return exact
    found = [c for token in spoken.split() if (c := match_size(token, pending.choices))]
    return found[0] if len(found) == 1 else None
