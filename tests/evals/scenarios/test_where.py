"""Predicates over products, against a plain reading of what each field says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.scenarios.where import Bounds, Where, key_of, same
from retrieval.product import Product, Variant
from tests.evals.scenarios.products import BOOTS, CATALOG, MUG, VASE

SIZES, COLOURS, PRICES = ("S", "M", "8"), ("red", "blue", "gray"), (10, 20, 30)

variants = st.lists(
    st.builds(
        lambda i, size, colour, price, stock: Variant(
            id=str(i), size=size, colour=colour, price=Decimal(price), stock=stock
        ),
        st.integers(0, 99),
        st.sampled_from((None, *SIZES)),
        st.sampled_from((None, *COLOURS)),
        st.sampled_from(PRICES),
        st.integers(0, 2),
    ),
    max_size=4,
)
products = st.builds(
    lambda variants, brand, colours, features, rating, stock: Product(
        id="p",
        title="A thing",
        brand=brand,
        price=Decimal(20),
        stock=stock,
        department="D",
        category="things",
        colours=colours,
        features=features,
        rating=rating,
        variants=tuple(variants),
    ),
    variants,
    st.sampled_from((None, "Acme", "Bolt")),
    st.sets(st.sampled_from(COLOURS)).map(sorted).map(tuple),
    st.sets(st.sampled_from(("warm", "vegan"))).map(sorted).map(tuple),
    st.sampled_from((None, 2.0, 4.5)),
    st.integers(0, 2),
)
bounds = st.tuples(st.sampled_from((None, 10, 20)), st.sampled_from((None, 20, 30))).filter(any)
wanted = st.fixed_dictionaries(
    {},
    optional={
        "brand": st.sampled_from(("ACME", "bolt", ("Acme", "Bolt"))),
        "colour": st.sampled_from((*COLOURS, "Grey", ("red", "blue"))),
        "size": st.sampled_from((*SIZES, "8.0", ("S", "M"))),
        "features": st.sets(st.sampled_from(("warm", "vegan"))).map(sorted).map(tuple),
        "price": bounds.map(
            lambda ends: {
                name: end
                for name, end in zip(("at_least", "at_most"), ends, strict=True)
                if end is not None
            }
        ),
        "in_stock": st.booleans(),
        "rating_at_least": st.sampled_from((1, 3)),
    },
)


def by_hand(want: dict[str, object], product: Product) -> bool:
    """Say whether a product is meant, from the words of each field alone."""

    def is_one(value: object, has: str | None) -> bool:
        ones = value if isinstance(value, tuple) else (value,)
        plain = {"grey": "gray", "8.0": "8"}
        said = {str(o).lower() for o in ones}
        return has is not None and has.lower() in {plain.get(s, s) for s in said}

    if "brand" in want and not is_one(want["brand"], product.brand):
        return False
    if not set(want.get("features", ())) <= set(product.features):  # type: ignore[call-overload]  # a tuple
        return False
    if (product.rating or 0) < want.get("rating_at_least", 0):  # type: ignore[operator]  # a number
        return False
    forms: list[tuple[str | None, tuple[str, ...], Decimal, bool]] = [
        (v.size, (v.colour,) if v.colour else product.colours, v.price, v.in_stock)
        for v in product.variants
    ] or [(None, product.colours, product.price, product.in_stock)]
    price = Bounds.model_validate(want["price"]) if "price" in want else None
    made = [
        stocked
        for size, colours, amount, stocked in forms
        if ("size" not in want or is_one(want["size"], size))
        and ("colour" not in want or any(is_one(want["colour"], c) for c in colours))
        and (price is None or price.holds(amount))
    ]
    return bool(made) and ("in_stock" not in want or want["in_stock"] is any(made))


@given(wanted, products)
def test_where_is_what_its_fields_say(want: dict[str, object], product: Product) -> None:
    where = Where.model_validate(want)
    assert where.holds(product) is by_hand(want, product)


@given(wanted, wanted, products)
def test_not_and_any_of(one: dict[str, object], other: dict[str, object], product: Product) -> None:
    assert Where.model_validate({"not": one}).holds(product) is not by_hand(one, product)
    either = Where.model_validate({"any_of": [one, other]})
    assert either.holds(product) is (by_hand(one, product) or by_hand(other, product))


@given(wanted, products)
def test_forms_are_variants_that_are_meant(want: dict[str, object], product: Product) -> None:
    where = Where.model_validate(want)
    for variant in where.forms(product):
        alone = product.model_copy(update={"variants": (variant,)})
        assert (
            Where.model_validate({**want, "brand": None, "features": ()})
            .model_copy(update={"rating_at_least": None})
            .holds(alone)
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hiking boot", "Hiking Boots"),
        ("grey", "Gray"),
        ("women", "Women's"),
        ("t-shirts", "T Shirt"),
        ("tee", "tees"),
        ("8", "8.0"),
    ],
)
def test_values_that_mean_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8", "8.5"),
        ("dress", "dresser"),
        ("赤", "青"),
        ("赤 red", "青 red"),
        ("--", "++"),
        ("S", "XS"),
    ],
)
def test_values_that_do_not(one: str, other: str) -> None:
    assert not same(one, other)


@given(st.text(min_size=1))
def test_a_value_is_the_same_as_itself_in_capitals_of_ascii(value: str) -> None:
    assert key_of(value)
    if value.isascii():
        assert same(value, value.upper())


def test_size_and_colour_are_asked_of_one_variant() -> None:
    assert Where(size="9").holds(BOOTS)
    assert not Where(size="9", colour="gray").holds(BOOTS)
    assert not Where(size="8", price=Bounds(at_most=Decimal(90)), colour="gray").holds(BOOTS)


def test_sold_out_is_made_and_not_to_be_had() -> None:
    assert Where(size="9", in_stock=False).holds(BOOTS)
    assert not Where(size="8", in_stock=False).holds(BOOTS)
    assert not Where(size="12", in_stock=False).holds(BOOTS)
    assert Where(in_stock=False).among(CATALOG.products) == (VASE,)


def test_words_are_found_anywhere() -> None:
    assert Where(words=("wet trails",)).holds(BOOTS)
    assert Where(words=("leather", "WATERPROOF")).holds(BOOTS)
    assert not Where(words=("leather", "suede")).holds(BOOTS)
    assert Where(words=("mug",)).among(CATALOG.products) == (MUG,)
