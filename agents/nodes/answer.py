"""Answer about products on the screen: facts, price, stock, choice, comparison."""

import re
from dataclasses import dataclass, replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.asked import (
    OFFER_ATTRIBUTES,
    about_one,
    completed,
    edited,
    picked_most,
    products_meant,
    singles_out,
)
from agents.compare import differences
from agents.constraints import Kind
from agents.facts import Answer, Verdict
from agents.facts import answer as answer_of
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.offers import form_named, offer
from agents.pending import Pending, Slot
from agents.preference import pick
from agents.purposes import purpose_in, suited
from agents.reading import Question, Reading
from agents.references import Resolved, Scene, Trouble
from agents.reply.availability import HAVE
from agents.reply.ideas_parts import Preferred
from agents.reply.plan import (
    SPOKEN,
    Answered,
    Chosen,
    Compared,
    Part,
    Priced,
    Stocked,
    StockedSeveral,
    Unresolved,
)
from agents.sizes import match_size
from agents.state import DialogueState, Form
from agents.understand.line import Line
from retrieval.product import Product, Variant

_WHAT_IS = re.compile(
    r"(?:and )?what(?:'s| is| are|'re) (?:it|that|this|they|those|the \w+(?: one)?)$"
)
_ABOUT = {"size": "size", "sizes": "size", "colour": "colour", "colours": "colour"}


_ASKS_OPINION = re.compile(
    r"\b(?:would you|do you|should i|you (?:would|recommend|suggest|think)|your (?:pick|favou?rite|"
    r"choice|opinion|recommendation)|recommend|(?:is|are) (?:the )?(?:better|best|nicer|nicest)"
    r"(?: (?:one|option|choice|deal|buy|value))?$)\b"
)
"""Asks which to take, not in what they differ."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One reading with all that is needed to answer it."""

    reading: Reading
    products: tuple[Product, ...]
    scene: Scene
    shown: Variant | None
    """The variant of the first product that is on the screen, where a search singled it out."""
    named: bool
    """Whether the answer is to say the name."""
    wishes: tuple[str, ...] = ()
    """Properties wanted in this conversation."""
    wanted_size: str | None = None
    """The size wanted in this conversation, where the first product is made in it."""


def answer(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Resolve which products are meant and plan what they state."""
    dialogue = state["dialogue"]
    reading = completed(current(state), dialogue.question)
    scene = scene_of(state, runtime.context)
    reading = picked_most(reading, scene)
    resolved = products_meant(reading, scene)
    if resolved.trouble:
        dialogue, part = _unclear(resolved, dialogue, reading, scene)
        return {"dialogue": dialogue, "parts": (*state["parts"], part)}
    products = resolved.products[: 1 if about_one(reading) else SPOKEN]
    named = False
    if len(products) == 1:
        # "It" need not be named again, unless "it" is another one now.
        named = dialogue.focus_id != products[0].id or singles_out(reading)
        dialogue = replace(dialogue, focus_id=products[0].id)
    else:
        dialogue = dialogue.about(*(p.id for p in products))
    asked = _Asked(
        reading,
        products,
        scene,
        _shown(products[0], state),
        named,
        wishes=_wishes(dialogue),
        wanted_size=_wanted_size(products[0], dialogue),
    )
    dialogue = replace(dialogue, question=reading.question)
    part = _part(asked)
    if isinstance(part, Stocked) and part.offered.offer in HAVE:
        # "Is there a nine?" - "Yes." - "Add it": that one.
        offered = part.offered
        colour = offered.colour if offered.chose_colour else None
        dialogue = replace(dialogue, form=Form(offered.product.id, offered.size, colour))
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}


def _unclear(
    resolved: Resolved, dialogue: DialogueState, reading: Reading, scene: Scene
) -> tuple[DialogueState, Part]:
    trouble = resolved.trouble or Trouble.AMBIGUOUS
    if trouble is Trouble.AMBIGUOUS:
        dialogue = replace(dialogue, pending=Pending(Slot.WHICH, (), reading.act))
    among = resolved.among[: max(scene.spoken, 1)]
    return dialogue, Unresolved(trouble, reading.act, len(scene.screen), among)


def _shown(product: Product, state: TurnState) -> Variant | None:
    return next((c.variant for c in state["screen"] if c.product.id == product.id), None)


def _wanted_size(product: Product, dialogue: DialogueState) -> str | None:
    sizes = [str(c.value) for c in dialogue.constraints if c.kind is Kind.SIZE and c.wanted]
    return match_size(sizes[0], product.sizes) if len(sizes) == 1 else None


def _wishes(dialogue: DialogueState) -> tuple[str, ...]:
    kinds = (Kind.FEATURE, Kind.MATERIAL)
    return tuple(str(c.value) for c in dialogue.constraints if c.kind in kinds and c.wanted)


def _part(asked: _Asked) -> Part:
    reading = asked.reading
    match reading.act:
        case Act.COMPARE:
            return _compared(asked)
        case Act.SELECT if len(asked.products) > 1:
            return _compared(asked)
        case Act.SELECT:
            if reading.size or reading.colour:
                return _price_or_stock(asked, Question(reading.words, "stock"))
            return _chosen(asked)
        case Act.PRICE_OR_STOCK:
            question = reading.question or Question(reading.words)
            return _facts(asked, replace(question, attribute=question.attribute or "price"))
        case _:
            return _facts(asked, reading.question or Question(reading.words))


def _chosen(asked: _Asked) -> Part:
    product, size = asked.products[0], asked.wanted_size
    if size is None or len(product.sizes) < 2:
        return Chosen(product, asked.shown)
    colour = asked.shown.colour if asked.shown else None
    return Chosen(product, asked.shown, offer(product, size, preferred_colour=colour))


def _compared(asked: _Asked) -> Part:
    reading, products = asked.reading, asked.products
    if len(products) == 1:
        other = next((p for p in asked.scene.screen if p.id != products[0].id), None)
        if other is None:
            return Unresolved(Trouble.NO_SUCH, reading.act, len(asked.scene.screen))
        products = (products[0], other)
    about = reading.question.attribute if reading.question else None
    said = Line.read(reading.words).text
    if about is None and (purpose := purpose_in(said)):
        return Preferred(products, purpose, suited(products, purpose))
    if about is None and _ASKS_OPINION.search(said):
        return Preferred(products, pick=pick(products, asked.wishes))
    return Compared(products, differences(products, about), about)


def _facts(asked: _Asked, question: Question) -> Part:
    products = asked.products
    if question.attribute == "price" and len(products) > 1:
        return Compared(products, (), "price")
    if question.attribute is None and any(form_named(products[0], asked.reading.words)):
        question = replace(question, attribute="stock")
    if question.attribute in OFFER_ATTRIBUTES or question.attribute == "price":
        return _price_or_stock(asked, question)
    answers = tuple(answer_of(product, question) for product in products)
    if len(answers) == 1 and _untold(answers[0], question.words):
        return _chosen(asked)
    places = tuple(_place(product, asked.scene) for product in products)
    elsewhere = None
    if len(answers) == 1 and answers[0].verdict is Verdict.NO:
        elsewhere = _elsewhere(answers[0], question, asked.scene)
    return Answered(answers, places, asked.named, elsewhere)


def _untold(answer: Answer, words: str) -> bool:
    """Say whether "what is it?" has no description to answer it: name and price do, then."""
    if answer.verdict is not Verdict.SILENT or answer.asked:
        return False
    what = bool(_WHAT_IS.match(words.lower().strip(" .?!")))
    return answer.attribute == "description" or (not answer.attribute and what)


def _elsewhere(answer: Answer, question: Question, scene: Scene) -> int | None:
    """Return the place of the first other product that was spoken of and states a yes."""
    for place, product in enumerate(scene.screen[: scene.spoken], start=1):
        if product.id != answer.product.id and answer_of(product, question).verdict is Verdict.YES:
            return place
    return None


def _place(product: Product, scene: Scene) -> int:
    ids = [p.id for p in scene.screen[: max(scene.spoken, SPOKEN)]]
    return ids.index(product.id) + 1 if product.id in ids else 0


def _several(asked: _Asked, question: Question) -> Part:
    """Answer for each of a short list whether it can be had in a size or colour."""
    reading = asked.reading
    size = reading.size or edited(reading, Kind.SIZE)
    colour = reading.colour or edited(reading, Kind.COLOUR)
    if question.attribute in ("size", "sizes"):
        size = size or question.value
    if question.attribute in ("colour", "colours"):
        colour = colour or question.value
    offered = tuple(offer(product, size, colour) for product in asked.products)
    return StockedSeveral(offered, size, colour)


def _price_or_stock(asked: _Asked, question: Question) -> Part:
    product, reading = asked.products[0], asked.reading
    if len(asked.products) > 1:
        return _several(asked, question)
    named_size, named_colour = form_named(product, reading.words)
    size = reading.size or edited(reading, Kind.SIZE) or named_size
    colour = reading.colour or edited(reading, Kind.COLOUR) or named_colour
    if question.attribute in ("size", "sizes"):
        size = size or question.value
    if question.attribute in ("colour", "colours"):
        colour = colour or question.value
    if question.attribute in ("stock", "availability", "price"):
        size = size or asked.wanted_size
    shown_colour = asked.shown.colour if asked.shown else None
    offered = offer(product, size, colour, shown_colour)
    if question.attribute == "price":
        variant = asked.shown
        if size or colour:
            variant = offered.variant or product.variant(offered.size, offered.colour)
        return Priced(product, variant, asked.named)
    about = _ABOUT.get(question.attribute or "", "stock")
    return Stocked(offered, asked.named, about)
