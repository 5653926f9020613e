"""The turns that a script is told in: what is said, shown and answered in each, and what is done.

Which of them follow each other is `assistant.analytics.synth.story`.
"""

from collections.abc import Callable
from enum import IntEnum
from random import Random
from typing import Final

from assistant.analytics.synth import replies, wording
from assistant.analytics.synth.goods import Found, Shop, Wish
from assistant.analytics.synth.line import Deed, Line
from assistant.analytics.synth.mishearing import MISHEARD, as_heard, mistyped
from assistant.analytics.synth.themes import Theme
from retrieval.product import Product

SPOKEN: Final = 2
"""Products that a reply speaks of, mostly."""
_DAY_S: Final = 86_400.0


class Ending(IntEnum):
    """How a script ends."""

    NOTHING = 0
    CART = 1
    ORDER = 2


class Telling:
    """One script so far, and what a turn adds to it.

    Args:
        shop: What is sold.
        theme: What the session is about.
        ending: How it ends.
        spoken: Whether it is spoken; typed if not.
        rng: Its own, so that a script is the same whichever others are drawn.
    """

    def __init__(self, shop: Shop, theme: Theme, ending: Ending, spoken: bool, rng: Random) -> None:
        self._shop = shop
        self._theme = theme
        self._ending = ending
        self._spoken = spoken
        self._rng = rng
        self._lines: list[Line] = []
        self._wishes: list[tuple[Wish, int]] = []
        self._category: str | None = None
        self._screen: tuple[Product, ...] = ()
        self._focus: Product | None = None
        self._cart: tuple[Product, ...] = ()

    def _aside(self, act: str, sentences: tuple[str, ...], reply: str) -> None:
        self._line(act, self._rng.choice(sentences)).reply = reply

    def _wish(self, wish: Wish) -> None:
        self._wishes.append((wish, len(self._lines)))

    def _search(self, act: str, text: str) -> None:
        category = self._category or self._theme.category
        found = self._shop.search(category, [wish for wish, _ in self._wishes])
        gone = set(found.relaxed)
        self._showing(act, text, found)
        self._wishes = [held for held in self._wishes if held[0] not in gone]
        if not found.products:  # a budget that nothing fits: forgotten after it was told
            self._wishes = [held for held in self._wishes if held[0].field != "price"]

    def _showing(self, act: str, text: str, found: Found) -> None:
        category = self._category or self._theme.category
        line = self._line(act, text)
        line.query = " ".join([*(wish.value for wish, _ in self._wishes), category])
        line.shown, line.spoken, line.relaxed = (
            found.products,
            found.products[:SPOKEN],
            found.relaxed,
        )
        if found.relaxed:
            line.reply = replies.relaxed(category, found.relaxed[0], line.spoken)
        elif not found.products:
            line.reply = f"I found no {category} like that."
        else:
            if act == "find" and found.total > 8 and self._rng.random() < 0.45:
                line.asked = self._rng.choice(tuple(replies.NARROWING))
            line.reply = replies.found(category, line.spoken, found.total, line.asked)
        self._screen, self._focus = found.products, None

    def _pointed(self) -> tuple[int, Product] | None:
        if not self._screen:
            return None
        at = min(self._rng.choices((0, 1, 2), weights=(6, 3, 1))[0], len(self._screen) - 1)
        return at, self._screen[at]

    def _ask(self) -> None:
        self._about("ask_product", wording.ASK, replies.about)

    def _price(self) -> None:
        self._about("price_or_stock", wording.STOCK, replies.costs)

    def _about(self, act: str, sentences: tuple[str, ...], reply: Callable[[Product], str]) -> None:
        pointed = self._pointed()
        if pointed is None:
            return
        at, product = pointed
        line = self._line(act, self._rng.choice(sentences).format(nth=wording.NTH[at]))
        line.shown, line.spoken, line.focus = self._screen, (product,), product
        line.reply = reply(product)
        line.deeds.append(Deed("ask", product, at + 1, 0.1, self._by))
        self._focus = product

    def _compare(self) -> None:
        if len(self._screen) < 2:
            return
        line = self._line("compare", self._rng.choice(wording.COMPARE))
        line.shown, line.spoken = self._screen, self._screen[:2]
        line.reply = replies.compared(*self._screen[:2])

    def _buy(self) -> None:
        pointed = self._pointed()
        if pointed is None:
            self._wishes = []
            self._search("find", wording.find(self._rng, self._spoken, self._theme.category))
            pointed = self._pointed()
            assert pointed is not None, "a shelf is never empty"
        at, product = pointed
        if self._rng.random() < 0.25:
            self._cart = (product,)
            source = next(line for line in reversed(self._lines) if product in line.shown)
            source.deeds.append(Deed("add_to_cart", product, at + 1, 9.0, "hand"))
        else:
            line = self._line("cart_add", self._rng.choice(wording.ADD).format(nth=wording.NTH[at]))
            self._cart = line.cart = (product,)
            line.shown, line.spoken, line.focus = self._screen, (product,), product
            line.reply = replies.added(product)
            line.deeds.append(Deed("add_to_cart", product, at + 1, 0.1, self._by))
            source = line
        if self._ending is Ending.CART:
            if self._rng.random() < 0.1:
                source.deeds.append(Deed("remove_from_cart", product, at + 1, 30.0, "hand"))
            return
        if self._rng.random() < 0.5:
            self._aside("checkout", wording.CHECKOUT, "Here is your checkout.")
        late = self._rng.random() < 0.2
        delay_s = _DAY_S * self._rng.uniform(0.5, 6) if late else self._rng.uniform(60, 900)
        quantity = self._rng.choices((1, 2, 3), weights=(85, 12, 3))[0]
        source.deeds.append(Deed("purchase", product, at + 1, delay_s, None, quantity))

    def _look_by_hand(self) -> None:
        rng = self._rng
        for line in self._lines:
            for at, product in enumerate(line.shown):
                if rng.random() < 0.16 / (1 + at):
                    delay_s = rng.uniform(3, 25)
                    line.deeds.append(Deed("click", product, at + 1, delay_s))
                    if rng.random() < 0.7:
                        line.deeds.append(Deed("view", product, at + 1, delay_s + 0.4))
                    if rng.random() < 0.12:
                        line.deeds.append(Deed("save", product, at + 1, delay_s + 8, "hand"))

    @property
    def _by(self) -> str:
        return "voice" if self._spoken else "text"

    def _line(self, act: str, text: str) -> Line:
        if self._spoken:
            heard = as_heard(self._rng, text)
            sure = 0.78 if any(name in text for name in MISHEARD) else 0.92
            line = Line(heard.text, act, heard.raw, heard.misheard, sure)
        else:
            typed = mistyped(self._rng, wording.shouted(self._rng, text)) if text else text
            line = Line(typed, act)
        line.category = self._category
        line.wishes = tuple(self._wishes)
        # What is on the screen stays there, unless this turn shows something else.
        line.cart, line.focus, line.shown = self._cart, self._focus, self._screen
        self._lines.append(line)
        return line
