"""Scripts that name a product and put one form of it into the cart."""

from evals.scenarios.from_facets.facets import sayable_title
from evals.scenarios.from_facets.phrases import ADDED_AS, NAMED, answer_size, form
from evals.scenarios.from_facets.spec import Plain, Scene, wordings
from retrieval.product import Product, Variant

_TRIED = 20


def take(scene: Scene) -> Plain | None:
    """Put a product into the cart, in the form that is said."""
    product = _named(scene)
    if product is None or not product.in_stock:
        return None
    if not product.variants:
        return _script(product, None, "take", True)
    stocked = [v for v in product.variants if v.in_stock and (v.stock is None or v.stock > 1)]
    return _script(product, scene.dice.choice(stocked), "take", True) if stocked else None


def sold_out(scene: Scene) -> Plain | None:
    """Ask for a form of which none is left: the cart stays empty."""
    product = _named(scene, sold_out=True)
    if product is None:
        return None
    gone = [v for v in product.variants if not v.in_stock]
    return _script(product, scene.dice.choice(gone), "sold-out", False) if gone else None


def _named(scene: Scene, sold_out: bool = False) -> Product | None:
    """Return a product that can be asked for by name; with a form that is sold out if wanted."""
    fitting = [
        product
        for product in scene.category.products
        if not product.variants or any(v.size or v.colour for v in product.variants)
        if not sold_out
        or (product.in_stock and any(not variant.in_stock for variant in product.variants))
    ]
    tried = scene.dice.sample(fitting, min(len(fitting), _TRIED))
    return next((product for product in tried if sayable_title(product, scene.catalog)), None)


def _script(product: Product, variant: Variant | None, kind: str, added: bool) -> Plain:
    size, colour = (variant.size, variant.colour) if variant else (None, None)
    chosen = {name: value for name, value in (("size", size), ("colour", colour)) if value}
    said = form(size, colour)
    line = {"where": {"id": product.id}, **chosen}
    shown = {"where": {"id": product.id}, "first": 3}
    script: Plain = {
        "id": f"{kind}-{product.title}",
        "about": f"Puts the {product.title}{said} into the cart."
        if added
        else f"Wants the {product.title}{said}, of which none is left.",
        "tags": ["find", "cart_add", "variant"] if chosen else ["find", "cart_add"],
        "turns": [
            {"say": wordings(NAMED, title=product.title), "expect": {"shown": shown}},
            {"say": wordings(ADDED_AS, title=product.title, form=said)},
        ],
        "ends": {"cart": [line] if added else []},
    }
    answers = {"which": f"the {product.title}"}
    if product.audience:
        answers["audience"] = product.audience
    if added:
        answers |= {"size": answer_size(size)} if size else {}
        answers |= {"colour": colour} if colour else {}
    else:
        script["tags"].append("hard")
    return {**script, "answers": answers}
