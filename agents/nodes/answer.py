"""Answer about products on the screen: facts, price, stock, choice, comparison."""

from dataclasses import replace

from langgraph.runtime import Runtime

from agents.acts import Act
from agents.compare import differences
from agents.constraints import Kind, Set
from agents.facts import Answer, Verdict
from agents.facts import answer as answer_of
from agents.nodes.turn_state import Tools, TurnState, current, scene_of
from agents.offers import Offer, offer
from agents.pending import Pending, Slot
from agents.reading import Question, Reading
from agents.references import Resolved, Scene, Trouble, resolve
from agents.reply.plan import (
    SPOKEN,
    Answered,
    Chosen,
    Compared,
    Part,
    Priced,
    Stocked,
    Unresolved,
)
from agents.state import DialogueState
from retrieval.product import Product

_OFFER_ATTRIBUTES = frozenset({"stock", "size", "sizes", "colour", "colours", "availability"})


def answer(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Resolve which products are meant and plan what they state."""
    tools, reading, dialogue = runtime.context, current(state), state["dialogue"]
    scene = scene_of(state, tools)
    resolved = resolve(reading.references, scene)
    if resolved.trouble is Trouble.AMBIGUOUS and _fits_all(reading):
        # A yes-or-no question after a list is answered for what was just spoken of.
        resolved = Resolved(scene.screen[: max(dialogue.spoken, 1)])
    if reading.act is Act.COMPARE and resolved.trouble is Trouble.AMBIGUOUS:
        resolved = Resolved(scene.screen[:2])
    if resolved.trouble:
        dialogue, part = _unclear(resolved, dialogue, reading, scene)
    else:
        dialogue, part = _answered(resolved.products[:SPOKEN], dialogue, reading, scene)
    return {"dialogue": dialogue, "parts": (*state["parts"], part)}


def _fits_all(reading: Reading) -> bool:
    question = reading.question
    if reading.act is not Act.ASK_PRODUCT or question is None:
        return False
    return question.attribute not in {"description", "features", *_OFFER_ATTRIBUTES}


def _unclear(
    resolved: Resolved, dialogue: DialogueState, reading: Reading, scene: Scene
) -> tuple[DialogueState, Part]:
    trouble = resolved.trouble or Trouble.AMBIGUOUS
    if trouble is Trouble.AMBIGUOUS:
        pending = Pending(
            Slot.WHICH,
            (),
            reading.act,
            size=reading.size,
            colour=reading.colour,
            question=reading.question,
        )
        dialogue = replace(dialogue, pending=pending)
    return dialogue, Unresolved(trouble, reading.act, len(scene.screen))


def _answered(
    products: tuple[Product, ...], dialogue: DialogueState, reading: Reading, scene: Scene
) -> tuple[DialogueState, Part]:
    if len(products) == 1:
        dialogue = replace(dialogue, focus_id=products[0].id)
    named = len(products) == 1 and _needs_name(reading)
    match reading.act:
        case Act.COMPARE:
            if len(products) == 1:
                products = _with_another(products[0], scene)
            if len(products) == 1:
                return dialogue, Unresolved(Trouble.NO_SUCH, reading.act, len(scene.screen))
            asked = reading.question.attribute if reading.question else None
            return dialogue, Compared(products, differences(products, asked))
        case Act.SELECT:
            return dialogue, Chosen(products[0])
        case Act.PRICE_OR_STOCK:
            return dialogue, _price_or_stock(products[0], reading, dialogue, named)
        case _:
            return dialogue, _facts(products, reading, dialogue, scene, named)


def _needs_name(reading: Reading) -> bool:
    """Say whether the name belongs in the answer: it does unless "it" was asked about."""
    return bool(reading.references) and not all(r.deictic for r in reading.references)


def _with_another(product: Product, scene: Scene) -> tuple[Product, ...]:
    other = next((p for p in scene.screen if p.id != product.id), None)
    return (product, other) if other else (product,)


def _facts(
    products: tuple[Product, ...],
    reading: Reading,
    dialogue: DialogueState,
    scene: Scene,
    named: bool,
) -> Part:
    question = reading.question or Question(reading.words)
    if question.attribute in _OFFER_ATTRIBUTES or question.attribute == "price":
        return _price_or_stock(products[0], reading, dialogue, named)
    answers = tuple(answer_of(product, question) for product in products)
    places = tuple(_place(product, scene) for product in products)
    elsewhere = None
    if len(answers) == 1 and answers[0].verdict is Verdict.NO:
        elsewhere = _elsewhere(answers[0], question, scene)
    return Answered(answers, places, named, elsewhere)


def _elsewhere(answer: Answer, question: Question, scene: Scene) -> int | None:
    """Return the place of the first other product that was spoken of and states a yes."""
    for place, product in enumerate(scene.screen[: scene.spoken], start=1):
        if product.id != answer.product.id and answer_of(product, question).verdict is Verdict.YES:
            return place
    return None


def _place(product: Product, scene: Scene) -> int:
    ids = [p.id for p in scene.screen[: max(scene.spoken, SPOKEN)]]
    return ids.index(product.id) + 1 if product.id in ids else 0


def _price_or_stock(
    product: Product, reading: Reading, dialogue: DialogueState, named: bool
) -> Part:
    question = reading.question or Question(reading.words, "price")
    size = reading.size or _edited(reading, Kind.SIZE)
    colour = reading.colour or _edited(reading, Kind.COLOUR)
    if question.attribute in ("size", "sizes"):
        size = size or question.value
    if question.attribute in ("colour", "colours"):
        colour = colour or question.value
    offered = offer(product, size, colour, _shown_colour(product, dialogue))
    if question.attribute in (None, "price"):
        asked = offered.offer is Offer.READY and (size or colour)
        return Priced(product, offered.variant if asked else None, named)
    about = {"sizes": "size", "colours": "colour"}.get(question.attribute, question.attribute)
    return Stocked(offered, named, about)


def _edited(reading: Reading, kind: Kind) -> str | None:
    for edit in reading.edits:
        if isinstance(edit, Set) and edit.constraint.kind is kind and edit.constraint.wanted:
            return str(edit.constraint.value)
    return None


def _shown_colour(product: Product, dialogue: DialogueState) -> str | None:
    shown = next((s for s in dialogue.screen if s.product_id == product.id), None)
    variant = next((v for v in product.variants if shown and v.id == shown.variant_id), None)
    return variant.colour if variant else None
