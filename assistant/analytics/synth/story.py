"""One script of a synthesised log: a session turn by turn, without time, shopper and ids."""

from random import Random
from typing import Final

from assistant.analytics.synth import replies, wording
from assistant.analytics.synth.goods import Found, Wish
from assistant.analytics.synth.line import Line
from assistant.analytics.synth.telling import SPOKEN, Ending, Telling
from retrieval.product import Product

_REFINABLE: Final = ("price", "colour", "brand", "material", "feature", "audience", "size")


class Story(Telling):
    """Writes one script: which turns follow each other; as of `Telling`."""

    def lines(self) -> list[Line]:
        """Write it and return its turns, one at least."""
        rng = self._rng
        if self._ending is Ending.NOTHING and self._theme.carried and rng.random() < 0.12:
            self._aside(*rng.choice(_ASIDES))
            return self._lines
        if rng.random() < 0.06:
            self._aside("smalltalk", wording.SMALLTALK, "Hi! What are you looking for today?")
        if self._theme.carried:
            self._browse()
        else:
            self._seek()
        if self._ending is not Ending.NOTHING:
            self._buy()
        elif rng.random() < 0.25:
            self._aside("stop", wording.OVER, "Anytime.")
        return self._lines

    # --- what is carried ---------------------------------------------------------------------

    def _browse(self) -> None:
        rng = self._rng
        opening = rng.random()
        self._category = self._theme.category
        if opening < 0.08:
            text = rng.choice(wording.GIFT).format(who=rng.choice(wording.WHO), x=self._category)
            self._search("gift", text)
        elif opening < 0.11:
            self._search("inspire", rng.choice(wording.INSPIRE))
        elif opening < 0.13:
            self._search("bundle", rng.choice(wording.BUNDLE))
        else:
            self._first_find()
        steps = rng.choices(
            (self._refine, self._ask, self._price, self._compare, self._others, self._stray),
            weights=(40, 22, 12, 9, 9, 8),
            k=rng.choices((0, 1, 2, 3, 4, 6), weights=(22, 26, 22, 16, 10, 4))[0],
        )
        for step in steps:
            step()
        self._look_by_hand()

    def _first_find(self) -> None:
        rng, thing = self._rng, self._theme.category
        if rng.random() < 0.3:
            wish = self._drawn_wish()
            if wish is not None:
                self._wish(wish)
                thing = _named(thing, wish)
        self._search("find", wording.find(rng, self._spoken, thing))

    def _refine(self) -> None:
        wish = self._drawn_wish()
        if wish is None:
            self._others()
            return
        self._wish(wish)
        self._search("refine", self._rng.choice(wording.REFINE[wish.field]).format(v=wish.value))

    def _drawn_wish(self) -> Wish | None:
        """Return a wish that some product of the shelf fulfils, often not with the others."""
        rng = self._rng
        fields = [f for f in _REFINABLE if all(w.field != f for w, _ in self._wishes)]
        product = rng.choice(self._shop.shelves[self._theme.category])
        rng.shuffle(fields)
        for name in fields:
            value = _value(rng, product, name)
            if value is not None:
                return Wish(name, value, value)
        return None

    def _others(self) -> None:
        category = self._category or self._theme.category
        shelf = [p for p in self._shop.shelves[category] if p not in self._screen]
        self._rng.shuffle(shelf)
        found = Found(tuple(shelf[:6]), (), len(shelf))
        self._showing("refine", self._rng.choice(wording.OTHERS), found)

    def _stray(self) -> None:
        """Something that is no wish: nonsense, silence, a joke."""
        kind = self._rng.random()
        if self._spoken and kind < 0.4:
            line = self._line("asr_failure", "")
            line.confidence, line.read_confidence = 0.25, 1.0
            line.reply = "Sorry, I didn't catch that. Could you say it again?"
        elif kind < 0.8:
            line = self._line("unclear", self._rng.choice(wording.UNCLEAR))
            line.confidence, line.read_confidence = 0.55, 0.4
            line.asked = "which"
            line.reply = "I'm not sure I follow. What are you looking for?"
        else:
            self._aside("out_of_scope", wording.OUT_OF_SCOPE, "I only know this shop.")

    # --- what is not carried -----------------------------------------------------------------

    def _seek(self) -> None:
        rng, theme = self._rng, self._theme
        self._category = theme.category
        if theme.reason == "stock":
            self._first_find()
            self._sold_out()
            return
        if self._spoken and theme.heard_as and rng.random() < 0.3:
            self._misunderstood()
        elif theme.wish is not None:
            self._wish(theme.wish)
        for _ in range(rng.choices((1, 2, 3), weights=(55, 33, 12))[0]):
            thing = rng.choice(theme.names) if theme.names else _named(theme.category, theme.wish)
            text = wording.find(rng, self._spoken, thing)
            if self._lines and rng.random() < 0.5:
                text = rng.choice(wording.REPEATS).format(x=thing)
            self._in_vain(text, thing, first=not self._lines)
        if rng.random() < 0.4:
            self._look_by_hand()

    def _misunderstood(self) -> None:
        """The name is heard as other words, and nobody notices but the shopper."""
        rng, theme = self._rng, self._theme
        thing = rng.choice(theme.names) if theme.names else _named(theme.category, theme.wish)
        wrong = rng.choice(theme.heard_as)
        if theme.wish is None:
            thing = theme.names[0]
        name = theme.wish.value if theme.wish else thing
        text = wording.find(rng, spoken=True, thing=thing)
        shown = () if theme.wish is None else tuple(self._shop.shelves[theme.category][:6])
        line = self._line("find", text.replace(name, wrong))
        line.misheard = (name, wrong)
        line.confidence, line.query = 0.6, thing.replace(name, wrong)
        line.shown, line.spoken = shown, shown[:SPOKEN]
        line.reply = (
            replies.found(theme.category, line.spoken, len(shown), None)
            if shown
            else "I found nothing like that. Could you put it another way?"
        )
        self._screen = shown
        if theme.wish is None:
            line.category = None
        else:
            self._wish(theme.wish)
        again = self._rng.choice(wording.REPEATS).format(x=thing)
        self._in_vain(again, thing, first=False)

    def _in_vain(self, text: str, thing: str, *, first: bool) -> None:
        theme = self._theme
        line = self._line("find" if first else "refine", text)
        line.query = thing
        shelf = self._shop.shelves[theme.category]
        near = tuple(shelf[: 0 if self._rng.random() < 0.45 else 6])
        if theme.wish is None:
            line.category, line.thing = None, thing
            line.lacking = (("type", thing),)
            line.reply = replies.lacking(thing, near[:SPOKEN])
        else:
            line.category = theme.category
            carried = theme.wish.field in {"price", "size"}
            near = () if theme.wish.field == "price" else tuple(shelf[:6])
            line.relaxed = () if theme.wish.field == "price" else (theme.wish,)
            line.lacking = () if carried else ((theme.wish.field, theme.wish.value),)
            line.reply = replies.relaxed(theme.category, theme.wish, near[:SPOKEN])
        line.shown, line.spoken = near, near[:SPOKEN]
        self._screen, self._focus = near, None

    def _sold_out(self) -> None:
        product = self._rng.choice(self._screen or self._shop.shelves[self._theme.category])
        line = self._line("price_or_stock", "is the first one in stock")
        line.shown, line.focus, line.spoken = self._screen, product, (product,)
        line.lacking = (("stock", product.title),)
        line.reply = f"The {replies.name_of(product)} is out of stock right now."


_ASIDES: Final = (
    ("order_or_policy", wording.POLICY, "You can return anything within 30 days."),
    ("order_or_policy", wording.POLICY, "Delivery takes two to four days."),
    ("smalltalk", wording.SMALLTALK, "Hi! What are you looking for today?"),
    ("out_of_scope", wording.OUT_OF_SCOPE, "I only know this shop."),
)


def _named(category: str, wish: Wish | None) -> str:
    if wish is None:
        return category
    match wish.field:
        case "price":
            return f"{category} under {wish.value} dollars"
        case "size":
            return f"{category} in size {wish.value}"
        case "audience":
            return f"{category} for {wish.value}"
    return f"{wish.value} {category}"


def _value(rng: Random, product: Product, field: str) -> str | None:
    """Return a value of a product's field that a shopper might name."""
    match field:
        case "price":
            return str(int(product.price) // 10 * 10 + 10)
        case "brand":
            return product.brand
        case "audience":
            return product.audience
        case "colour":
            values = product.colours
        case "material":
            values = product.materials
        case "feature":
            values = product.features
        case _:
            values = product.sizes
    return rng.choice(values) if values else None
