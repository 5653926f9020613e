"""Assistants that a shopper may meet, as far as it sees them: one that obliges, and bad ones.

None of them understands words: they go by what the shopper meant, so that tests look at the
shopper alone. `Obliging` does what is meant, and asks for a size; the others fail in one way each.
"""

from collections.abc import Sequence
from decimal import Decimal

from evals.runs.record import BoardSeen, CartLineSeen, MeantSeen, ProductSeen, TrialRecord, TurnSeen
from evals.scenarios.expectations import Wish
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.held import meant_product
from evals.shoppers.shopper import Saying, Shopper
from evals.shoppers.wishing import fits, is_thing, many, part_of, where_of
from retrieval.product import Product

TURNS_MOST = 40
LIST = 6


class Obliging:
    """Shows what was told, in the order of the catalog, and does what is asked.

    Args:
        catalog: All products.
        scenario: What is played.
    """

    def __init__(self, catalog: Sequence[Product], scenario: Scenario) -> None:
        assert scenario.goal is not None
        self.catalog = catalog
        self.goal = scenario.goal
        self.screen: tuple[Product, ...] = ()
        self.cart: tuple[CartLineSeen, ...] = ()
        self.boards: tuple[BoardSeen, ...] = ()
        self.focus: Product | None = None
        self.asked: str | None = None
        self.links: tuple[str, ...] = ()

    def answer(self, saying: Saying, turns: Sequence[TurnSeen]) -> TurnSeen:
        """Return the turn that follows."""
        asked, self.asked, self.links = self.asked, None, ()
        reply = self.do(saying, asked)
        return self.turn(saying, len(turns), reply)

    def do(self, saying: Saying, asked: str | None) -> str:
        low = saying.text.lower()
        if saying.move in ("take", "answer", "choose", "ask"):
            shown = [_seen(product) for product in self.screen[:LIST]]
            before = self.focus.id if self.focus else None
            named = meant_product(saying.text, shown, before)
            if named is not None:
                self.focus = next(p for p in self.screen if p.id == named.id)
        if saying.move in ("open", "tell", "change", "correct", "repeat") or (
            saying.move == "answer" and asked != "size"
        ):
            return self.search(saying)
        if saying.move == "refer":
            self.screen = (*self.screen[LIST:], *self.screen[:LIST])
            return "Here are some others."
        if saying.move == "deny":
            self.cart = self.cart[:-1]
            return "It is out of your cart."
        if saying.move in ("take", "answer") and self.focus is not None:
            return self.deed(saying, low)
        return "Sure."

    def search(self, saying: Saying) -> str:
        wishes = saying.meant.wishes or ()
        things = [t for w in wishes if (t := _things(w))]
        names = things[-1] if things else many(self.goal.thing)
        wheres = where_of([w for w in wishes if not _things(w)])
        found = [p for p in _called(tuple(self.catalog), names) if fits(p, wheres)]
        self.screen = tuple(found[: 3 * LIST])
        return "Here is what I found." if found else "Nothing fits all of that."

    def deed(self, saying: Saying, low: str) -> str:
        assert self.focus is not None
        if "compare" in low or "difference" in low:
            return "The first one is cheaper."
        if "check" in low or "pay" in low:
            self.links = ("checkout",)
            return "Here is the checkout, the total is on it."
        if "save" in low or "list" in low:
            self.boards = (BoardSeen(name="Saved", product_ids=(self.focus.id,)),)
            return "Saved."
        sizes = [v.size for v in self.focus.variants if v.size]
        if sizes and "size" not in saying.gives:
            self.asked = "size"
            return f"Which size? I have {sizes[0]} to {sizes[-1]}."
        self.add(saying)
        return "Added to your cart."

    def add(self, saying: Saying) -> None:
        assert self.focus is not None
        wanted = where_of(
            [w for w in saying.meant.wishes or () if not _things(w)], self.goal.choose
        )
        forms = [v for v in wanted[0].forms(self.focus) if v.in_stock] or [*self.focus.variants]
        self.cart = (self.line(self.focus, forms[0].id if forms else None),)

    def line(self, product: Product, variant_id: str | None, quantity: int = 0) -> CartLineSeen:
        form = next((v for v in product.variants if v.id == variant_id), None)
        return CartLineSeen(
            product_id=product.id,
            variant_id=variant_id,
            title=product.title,
            size=form.size if form else None,
            colour=form.colour if form else None,
            unit_price=Decimal((form or product).price),
            quantity=quantity or self.goal.choose.quantity,
        )

    def turn(self, saying: Saying, index: int, reply: str) -> TurnSeen:
        wishes = saying.meant.wishes
        return TurnSeen(
            index=index,
            said=saying.text,
            move=saying.move,
            meant=MeantSeen(
                acts=saying.meant.acts,
                wishes=None
                if wishes is None
                else tuple(
                    w.model_dump(mode="json", by_alias=True, exclude_defaults=True) for w in wishes
                ),
            ),
            gives=saying.gives,
            heard=saying.text,
            acts=(),
            constraints=(),
            products=tuple(_seen(p) for p in self.screen[:LIST]),
            cart=self.cart,
            boards=self.boards,
            reply=reply,
            asked=self.asked,
            links=self.links,
            tier="template",
        )


class Deaf(Obliging):
    """Never understands."""

    def do(self, saying: Saying, asked: str | None) -> str:
        return "Sorry, I didn't quite get that. Say that another way?"


class Mute(Obliging):
    """Says nothing and shows nothing."""

    def do(self, saying: Saying, asked: str | None) -> str:
        return ""


class Stubborn(Obliging):
    """Always shows the same things, whatever is wanted."""

    def do(self, saying: Saying, asked: str | None) -> str:
        self.screen = tuple(self.catalog[:LIST])
        return "These are great."


class Forgetful(Obliging):
    """Searches for the thing alone, whatever is wished of it."""

    def search(self, saying: Saying) -> str:
        names = many(self.goal.thing)
        self.screen = _called(tuple(self.catalog), names)[: 3 * LIST]
        return "Here is what I found."


class Careless(Obliging):
    """Puts the wrong thing, or the wrong form of it, into the cart first."""

    slips = 2

    def add(self, saying: Saying) -> None:
        assert self.focus is not None
        super().add(saying)
        if self.slips:
            self.slips -= 1
            wrong = self.catalog[self.slips]
            self.cart = (*self.cart[:0], self.line(wrong, None, 3))


class Curious(Obliging):
    """Asks the same question whatever is said."""

    question = "colour"

    def answer(self, saying: Saying, turns: Sequence[TurnSeen]) -> TurnSeen:
        turn = super().answer(saying, turns)
        self.asked = self.question
        return turn.model_copy(update={"asked": self.question, "reply": "Blue, or red?"})


class Quizzing(Curious):
    """Asks one question after the other."""

    def answer(self, saying: Saying, turns: Sequence[TurnSeen]) -> TurnSeen:
        kinds = ("category", "audience", "price", "feature", "material", "brand", "size", "which",
                 "quantity", "yes_no", "order")  # fmt: skip
        self.question = kinds[len(turns) % len(kinds)]
        return super().answer(saying, turns)


class SoldOut(Obliging):
    """Has nothing of what it shows."""

    def deed(self, saying: Saying, low: str) -> str:
        self.asked = "yes_no"
        return "Sorry, they're sold out. Shall I look for something like it?"


ASSISTANTS: tuple[type[Obliging], ...] = (
    *(Obliging, Deaf, Mute, Stubborn, Forgetful, Careless, Curious, Quizzing, SoldOut),
)


async def converse(
    scenario: Scenario, shopper: Shopper, shop: Obliging, trial: int = 0, seed: int = 1
) -> TrialRecord:
    """Let a shopper and a shop talk, as `evals.runs.trial.play` does."""
    turns: list[TurnSeen] = []
    ended = "too_long"
    while len(turns) < TURNS_MOST:
        saying = await shopper.next(turns)
        if saying is None:
            ended = shopper.verdict
            break
        turns.append(shop.answer(saying, turns))
    return TrialRecord.model_validate(
        {
            "scenario": scenario.id,
            "digest": scenario.digest,
            "trial": trial,
            "seed": seed,
            "ended": ended,
            "turns": turns,
        }
    )


_CALLED: dict[tuple[str, ...], tuple[Product, ...]] = {}


def _called(catalog: tuple[Product, ...], names: tuple[str, ...]) -> tuple[Product, ...]:
    if names not in _CALLED:  # there is one catalog in these tests
        _CALLED[names] = tuple(p for p in catalog if is_thing(p, names))
    return _CALLED[names]


def looking(catalog: Sequence[Product]) -> Look:
    """Return what finds a product."""
    by_id = {product.id: product for product in catalog}
    return by_id.get


def _things(wish: Wish) -> tuple[str, ...]:
    part = part_of(wish)
    return part.values if part.wanted and part.kind in ("category", "type") else ()


def _seen(product: Product) -> ProductSeen:
    return ProductSeen(
        id=product.id,
        title=product.title,
        price=Decimal(product.price),
        currency=product.currency,
        availability=product.availability.value,
        score=1.0,
    )
