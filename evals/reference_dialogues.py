"""Scripted dialogues that end in a reference, held with the real agent.

The script says what comes before a reference of each family; what is asked in the end depends
on what the replies showed (`evals.reference_asks`), so a dialogue is made while it is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal
from uuid import uuid4

from agents.agent import ShoppingAgent
from agents.constraints import Kind
from agents.turn import Turn, Utterance
from evals.price_phrases import Half
from evals.reference_asks import SUPERLATIVES, Ask, List, Seen, ask, draw, key_of, named_in
from evals.reference_words import BACK, FILLERS, SIMPLY, TOPICS, Family, Topic
from retrieval.product import Product

DIALOGUES = 200
SEEDS: dict[Half, int] = {"dev": 11, "held_out": 60_413}
TRIES = 12
"""Dialogues begun for one that can end in a reference of the family."""

Step = Literal[
    "open",
    "open_cut",
    "narrow",
    "single",
    "single_first",
    "single_of_two",
    "filler",
    "switch",
    "add",
    "back",
]
_OPEN: tuple[tuple[Step, ...], ...] = (
    ("open",),
    ("open", "filler"),
    ("open", "narrow"),
    ("switch", "open"),
)
_SINGLE: tuple[tuple[Step, ...], ...] = (
    ("open", "single"),
    ("open", "single", "filler"),
    ("open", "narrow", "single"),
)
SCRIPTS: dict[Family, tuple[int, tuple[tuple[Step, ...], ...]]] = {
    "first": (2, _OPEN),
    "second": (4, (*_OPEN, ("open", "single"))),
    "third": (4, (*_OPEN, ("open", "single"))),
    "fourth": (2, _OPEN),
    "last": (5, _OPEN),
    "middle": (3, _OPEN),
    "colour": (6, _OPEN),
    "material": (5, _OPEN),
    "brand": (6, (*_OPEN, ("open", "single"))),
    "audience": (2, _OPEN),
    "name": (6, (*_OPEN, ("open", "single"))),
    "cheapest": (5, (*_OPEN, ("open", "single"))),
    "dearest": (3, _OPEN),
    "best_rated": (3, _OPEN),
    "it": (8, (*_SINGLE, ("open", "add"))),
    "other": (3, (("open", "single_of_two"),)),
    "both": (3, (("open",), ("open", "narrow"))),
    "all_three": (2, (("open",), ("open", "narrow"))),
    "first_two": (3, _OPEN),
    "last_two": (2, _OPEN),
    "first_and_last": (2, _OPEN),
    "not_first": (4, (("open", "single_first"), ("open", "filler", "single_first"))),
    "said_first": (3, (("open",), ("open", "single"))),
    "shown_first": (5, (("open", "narrow"), ("open", "single", "narrow"))),
    "before": (5, (("open", "narrow"), ("switch", "open"))),
    "that_brand": (4, (("open", "single"), ("open", "single", "filler"))),
    "not_that_brand": (3, _SINGLE),
    "cheaper_of_two": (3, (("open",), ("open", "filler"))),
    "those_with": (3, (("open",),)),
    "in_cart": (3, (("open", "add", "single"), ("open", "add", "switch"))),
    "cut_off": (4, (("open_cut",),)),
    "back_again": (6, (("open", "switch", "back"), ("open", "single", "switch", "back"))),
}
"""Families with their weights, and what may come before."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A dialogue after its last turn."""

    family: Family
    said: tuple[str, ...]
    ask: Ask
    right: bool
    got: str
    """What the agent took to be meant."""


class Unfit(Exception):  # not an error: the next dialogue is tried
    """The replies left nothing to ask for."""


async def hold(agent: ShoppingAgent, half: Half, number: int) -> Ended | None:
    """Hold dialogue `number` of a half; None if no reference of its family could be made.

    Args:
        agent: The real one; each dialogue is a conversation of its own.
        half: Whose topics and phrases.
        number: From 0; it settles the dialogue together with what the agent replies.
    """
    dice = Random(f"{SEEDS[half]}/{number}")
    weights = [weight for weight, _ in SCRIPTS.values()]
    family = dice.choices(list(SCRIPTS), weights)[0]
    for _ in range(TRIES):
        dialogue = _Dialogue(agent, f"{half} {number} {uuid4().hex}", dice, half)
        try:
            return await dialogue.held(family, dice.choice(SCRIPTS[family][1]))
        except Unfit:
            continue
    return None


class _Dialogue:
    """One conversation with what was seen in it."""

    def __init__(self, agent: ShoppingAgent, name: str, dice: Random, half: Half) -> None:
        self._agent, self._name, self._dice, self._half = agent, name, dice, half
        self._seen = Seen()
        self._said: list[str] = []
        self._topics = dice.sample(TOPICS[half], 2)
        self._turn: Turn | None = None

    async def held(self, family: Family, steps: Sequence[Step]) -> Ended:
        for step in steps:
            await self._take(step)
        last = ask(self._dice, self._half, family, self._seen)
        if last is None:
            raise Unfit
        before = self._turn
        turn = await self._say(last.text)
        focus_id = (await self._agent.dialogue(self._name)).focus_id
        right, got = judged(last, before, turn, focus_id)
        return Ended(family, tuple(self._said), last, right, got)

    async def _take(self, step: Step) -> None:
        seen, dice = self._seen, self._dice
        match step:
            case "open" | "open_cut":
                await self._open(self._topics[0], cut=step == "open_cut")
            case "switch":
                await self._open(self._topics[1])
            case "narrow":
                await self._list(dice.choice(self._topics[0].narrower))
            case "filler":
                await self._say(draw(dice, self._half, FILLERS))
            case "back":
                old = self._seen.lists[0]
                await self._say(draw(dice, self._half, BACK).replace("{x}", self._topics[0].noun))
                # What is meant is what stood there before, whatever is shown now.
                seen.lists.append(old)
                seen.focus = None
            case "single" | "single_first" | "single_of_two" | "add":
                among = seen.heard[:2] if step == "single_of_two" else seen.heard[:3]
                if len(among) < 2 or among != seen.shown[: len(among)]:
                    raise Unfit
                place = 0 if step == "single_first" else dice.randrange(len(among))
                adds = step == "add"
                if adds and (among[place].sizes or not among[place].in_stock):
                    raise Unfit
                await self._say(f"{'add' if adds else 'tell me more about'} {SIMPLY[place]}")
                seen.focus = among[place]
                seen.added = among[place] if adds else seen.added

    async def _open(self, topic: Topic, cut: bool = False) -> None:
        await self._list(self._dice.choice(topic.openings), cut)
        self._seen.focus = None

    async def _list(self, text: str, cut: bool = False) -> None:
        """Say what shows a list, and note what was shown and named."""
        turn = await self._say(text, cut)
        shown = tuple(candidate.product for candidate in turn.products)
        heard = named_in(_until_third(turn) if cut else turn.reply.text, shown)
        same = bool(self._seen.lists) and shown == self._seen.shown
        if len(shown) < 2 or not heard or same or len({key_of(p) for p in shown}) < len(shown):
            raise Unfit
        self._seen.lists.append(List(shown, heard))
        self._seen.focus = None

    async def _say(self, text: str, cut: bool = False) -> Turn:
        self._said.append(text)
        turn = await self._agent.plan(self._name, Utterance(text))
        await self._agent.commit(turn, _until_third(turn) if cut else None)
        self._turn = turn
        return turn


def _until_third(turn: Turn) -> str:
    """Return the reply as far as it was heard by who cut in before the third name."""
    shown = tuple(candidate.product for candidate in turn.products)
    named = named_in(turn.reply.text, shown)
    if len(named) < 3:
        raise Unfit
    return turn.reply.text[: turn.reply.text.find(key_of(named[2]))].rstrip()


def judged(last: Ask, before: Turn | None, turn: Turn, focus_id: str | None) -> tuple[bool, str]:
    """Say whether a turn was about the products meant, and what it was about.

    Args:
        last: What was asked.
        before: The turn before it.
        turn: The turn that answered.
        focus_id: The product that "it" means from now on.
    """
    wanted = {p.id for p in last.meant}
    had = {(n.product_id, n.variant_id): n.quantity for n in before.cart} if before else {}
    new = {n.product_id for n in turn.cart if n.quantity > had.get((n.product_id, n.variant_id), 0)}
    got = f"focus {focus_id}, added {sorted(new)}, reply: {turn.reply.text}"
    shown = [candidate.product for candidate in turn.products]
    match last.how:
        case "cart" if len(wanted) > 1:
            return new == wanted, got
        case "cart":
            return new <= wanted and (bool(new) or focus_id in wanted), got
        case "named":
            return not new and {p.id for p in named_in(turn.reply.text, shown)} == wanted, got
        case "brand":
            # Where there are no more of it, saying so with the list as it was is right.
            stays = before is not None and before.products == turn.products
            ours = stays or all(p.brand == last.meant[0].brand for p in shown)
            return bool(shown) and ours and _wants_brand(turn, last.meant[0]), got
        case "not_brand":
            return bool(shown) and all(p.brand != last.meant[0].brand for p in shown), got
        case _:
            # "The cheapest is the Ada": what is most so may come first in a list of its own.
            leads = shown[:1] == list(last.meant) == list(named_in(turn.reply.text, shown)[:1])
            ranked = last.family in SUPERLATIVES and leads
            return not new and (focus_id in wanted or ranked), got


def _wants_brand(turn: Turn, product: Product) -> bool:
    brand = (product.brand or "").casefold()
    wanted = [c.value for c in turn.constraints if c.kind is Kind.BRAND and c.wanted]
    return any(isinstance(value, str) and value.casefold() == brand for value in wanted)
