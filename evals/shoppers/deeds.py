"""What a shopper does with the product that it found: asks, points, takes, saves, pays, mends."""

from dataclasses import dataclass, field

from agents.acts import Act
from evals.runs.record import CartLineSeen
from evals.shoppers.amounts import size_ways
from evals.shoppers.phrases import answers, asking, deeds
from evals.shoppers.pointing import point_at
from evals.shoppers.shopper import Move
from evals.shoppers.sight import OnScreen, Sight, short_name
from evals.shoppers.telling import Telling
from evals.shoppers.wanted import Wanted
from evals.shoppers.wording import Wording

LIKES_SHARE = 0.25
"""How often somebody points a product out before taking it."""
FORM_SHARE = 0.6
"""How often the size is said with the wish to buy, where it was not told before."""
_TRIES_MOST = 3
"""With one product, before another is tried."""

_ASK_ACTS: dict[str, tuple[Act, ...] | None] = {
    "price": (Act.PRICE_OR_STOCK,),
    "stock": (Act.PRICE_OR_STOCK,),
    "material": (Act.ASK_PRODUCT,),
    "rating": (Act.ASK_PRODUCT,),
}
"""Sizes and colors may be taken for a question about either."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something to be said."""

    text: str
    move: Move
    acts: tuple[Act, ...] | None = None
    gives: dict[str, str] = field(default_factory=dict)


class Deeds:
    """One shopper's way from a product on the screen to the end of its goal."""

    def __init__(self, wanted: Wanted, telling: Telling, wording: Wording, refers: bool) -> None:
        self._wanted = wanted
        self._goal = wanted.goal
        self._telling = telling
        self._wording = wording
        self._refers = refers
        self._asks = list(wanted.goal.asks)
        self._focus: str | None = None
        self._tries: dict[str, int] = {}
        self._compared = False
        self._paid = False
        self._wrong_before: str | None = None
        self.passed_over: set[str] = set()
        """Ids of products that were tried and cannot be had."""

    @property
    def under_way(self) -> bool:
        """Whether something was asked to be put into the cart, or on a board."""
        return bool(self._tries)

    def target(self, sight: Sight) -> OnScreen | None:
        """Return the product that a deed was asked for last, if it is on the screen."""
        return next((one for one in sight.screen if one.seen.id == self._focus), None)

    def note(self, text: str, move: Move, sight: Sight | None) -> None:
        """Take over what was said in this shopper's place."""
        if move == "ask" and self._asks:
            self._asks.pop(0)
        low = text.lower()
        self._paid = self._paid or "check" in low or "pay" in low
        self._compared = self._compared or "compare" in low or "difference" in low
        if move == "take" and sight is not None:
            named = [o for o in sight.screen if short_name(o.seen.title).lower() in low]
            if len(named) == 1:
                self._focus = named[0].seen.id
            self._tries[self._focus or ""] = self._tries.get(self._focus or "", 0) + 1

    def see(self, sight: Sight) -> None:
        """Note what came of the last deed: what is gone, or does not work, is passed over."""
        tries = self._tries.get(self._focus or "", 0)
        asked_for = sight.last.move in ("take", "answer") and tries > 0
        if asked_for and (sight.sold_out or tries >= _TRIES_MOST):
            self.pass_over()

    def pass_over(self) -> None:
        """Give up the product that a deed was asked for."""
        if self._focus is not None:
            self.passed_over.add(self._focus)
            self._focus = None

    def done(self, sight: Sight) -> bool:
        """Say whether the goal is reached, as far as the shopper sees."""
        if self._asks and sight.screen:
            return False
        match self._goal.then:
            case "look":
                return any(one.product and self._wanted.fits(one.product) for one in sight.screen)
            case "cart":
                return self._cart_is_right(sight)
            case "checkout":
                return self._paid and self._cart_is_right(sight) and not sight.not_understood
            case "save":
                ids = {i for board in sight.last.boards for i in board.product_ids}
                saved = (sight.look(i) for i in ids)
                return any(p is not None and self._wanted.fits(p) for p in saved)
            case "compare":
                return self._compared and sight.last.move == "take" and not sight.not_understood

    def mend(self, sight: Sight) -> Said | None:
        """Return what puts the cart right, where something wrong is in it."""
        if self._goal.then not in ("cart", "checkout"):
            return None
        for line in sight.cart:
            wrong = self._wrong(line, sight)
            if wrong is not None:
                return wrong
        return None

    def next(self, sight: Sight, target: OnScreen) -> Said:
        """Return the next thing to be said about a product that is what is wanted."""
        if self._cart_is_right(sight) and self._goal.then == "checkout":
            self._paid = True
            return Said(self._wording.styled(deeds.CHECKS_OUT), "take", (Act.CHECKOUT,))
        refers = self._refers and self._tries.get(target.seen.id, 0) < 1
        known = self._focus == target.seen.id and not sight.is_new
        it = point_at(target, sight, self._wording, refers, self._focus if known else None)
        self._focus = target.seen.id
        if self._asks:
            return self._ask(it.text)
        if self._goal.then in ("cart", "save") and not known and self._wording.chance(LIKES_SHARE):
            return Said(self._wording.styled(deeds.LIKES).format(it=it.text), "choose")
        self._tries[target.seen.id] = self._tries.get(target.seen.id, 0) + 1
        match self._goal.then:
            case "save":
                text = self._wording.styled(deeds.SAVES).format(it=it.text)
                return Said(text, "take", (Act.SAVE,))
            case "compare":
                return self._compare(sight, target, it.text)
            case _:
                return self._take(it.text, target)

    def _ask(self, it: str) -> Said:
        about = self._asks.pop(0)
        form = ""
        gives: dict[str, str] = {}
        if about == "stock":
            form, gives = self._form(always=True, kinds=("size",))
        text = self._wording.lead(asking.LEADS)
        text += self._wording.styled(asking.ASKS[about]).format(it=it, form=form)
        return Said(text, "ask", _ASK_ACTS.get(about), gives)

    def _take(self, it: str, target: OnScreen) -> Said:
        form, gives = self._form(always=False)
        right = (
            {form.colour for form in self._wanted.forms(target.product)}
            if target.product
            else set()
        )
        shown = target.seen.colour
        if (
            shown
            and "colour" not in gives
            and shown not in right
            and (colours := sorted(c for c in right if c))
        ):
            form, gives = f" in {colours[0]}{form}", gives | {"colour": colours[0]}
        pieces = self._goal.choose.quantity
        if pieces > 1:
            word = answers.PIECES.get(pieces, str(pieces))
            text = self._wording.styled(deeds.TAKES_SEVERAL)
            gives |= {"quantity": word}
            text = text.format(it=it, form=form, n=word)
        else:
            text = self._wording.styled(deeds.TAKES).format(it=it, form=form)
        return Said(text, "take", (Act.CART_ADD,), gives)

    def _form(
        self, always: bool, kinds: tuple[str, ...] = ("colour", "size")
    ) -> tuple[str, dict[str, str]]:
        """Return " in blue, in a nine" with what it gives; empty where it need not be said."""
        said, gives = "", dict[str, str]()
        for kind in kinds:
            value = self._goal.choose.size if kind == "size" else self._goal.choose.colour
            if value is None or not (always or self._wording.chance(FORM_SHARE)):
                continue
            words = value
            if kind == "size":
                words = self._wording.pick(size_ways(value))
            said += f" in {words}"
            gives[kind] = words
        return said, gives

    def _compare(self, sight: Sight, target: OnScreen, it: str) -> Said:
        others = [one for one in sight.screen if one.seen.id != target.seen.id]
        if not others:
            return Said(self._wording.styled(deeds.OTHERS), "refer")
        self._compared = True
        other = point_at(others[0], sight, self._wording, self._refers)
        text = self._wording.styled(deeds.COMPARES).format(it=it, other=other.text)
        return Said(text, "take", (Act.COMPARE,))

    def _wrong(self, line: CartLineSeen, sight: Sight) -> Said | None:
        product = sight.look(line.product_id)
        if product is None or not self._wanted.fits(product):
            name = short_name(line.title)
            ways = deeds.REMOVES if self._wrong_before != line.product_id else deeds.REMOVES[3:]
            self._wrong_before = line.product_id
            text = self._wording.pick(ways).format(name=name)
            return Said(text, "deny", (Act.CART_REMOVE,))
        form = next((v for v in product.variants if v.id == line.variant_id), None)
        right = self._wanted.forms(product)
        if form is not None and right and form not in right:
            if all(form.size != one.size for one in right) and right[0].size:
                size = self._wording.pick(size_ways(right[0].size))
                text = self._wording.pick(deeds.WRONG_SIZE).format(size=size)
                return Said(text, "correct", (Act.CART_CHANGE,), {"size": size})
            if right[0].colour:
                text = self._wording.pick(deeds.WRONG_COLOUR).format(v=right[0].colour)
                return Said(text, "correct", (Act.CART_CHANGE,), {"colour": right[0].colour})
        if line.quantity != self._goal.choose.quantity:
            pieces = self._goal.choose.quantity
            word = answers.PIECES.get(pieces, str(pieces))
            ways = deeds.WRONG_NUMBER if pieces > 1 else deeds.WRONG_NUMBER_ONE
            text = self._wording.pick(ways).format(n=word)
            return Said(text, "correct", (Act.CART_CHANGE,), {"quantity": word})
        return None

    def _cart_is_right(self, sight: Sight) -> bool:
        if len(sight.cart) != 1:
            return False
        line = sight.cart[0]
        product = sight.look(line.product_id)
        if product is None or line.quantity != self._goal.choose.quantity:
            return False
        form = next((v for v in product.variants if v.id == line.variant_id), None)
        return self._wanted.fits(product) and (
            form is None or form in self._wanted.wheres[0].forms(product)
        )
