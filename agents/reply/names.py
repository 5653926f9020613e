"""Product names and values as a person says them."""

import re
from collections.abc import Sequence

from retrieval.product import Product

NAME_WORDS = 3
"""Longer names are cut: a brand, a model, and one word more take a second of speech."""
LISTED_WORDS = 2
"""The same where three are listed: brand and model, unless two would sound the same."""
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PLACES = ("", "first", "second", "third", "fourth", "fifth", "sixth")

_TITLE_WORDS = 6
"""A name cut later than that is the title."""
_LEADS_ON = frozenset({"of", "for", "with", "and", "in", "to", "the", "a", "an", "&", "by", "from"})
"""Words that a name cannot end in."""

_TAIL = re.compile(r"\s*(?:[,(\[|:;]|\s[-–—]\s).*$")
_AUDIENCE = re.compile(r"^(?:(?:women|men|kids|boys|girls|baby)(?:['’]?s)?|unisex)$", re.I)
_VOWEL_NUMBER = re.compile(r"^(?:8\d*|11|18)(?:\D|$)")
_VOWEL_LETTERS = re.compile(r"^(?:x{1,4}[sl]|[aeio])$|^[AEFHILMNORSX]\d|^extra ", re.I)
"""Read letter by letter: "an A5"; and "an extra small"."""
_LETTER_SIZES = {
    "xs": "extra small",
    "s": "small",
    "m": "medium",
    "l": "large",
    "xl": "extra large",
}
"""Letters that nobody reads out as letters."""


def count_word(number: int) -> str:
    """Return "three" for 3; digits above ten."""
    return COUNTS[number] if 0 <= number < len(COUNTS) else str(number)


def is_many(product: Product) -> bool:
    """Say whether a product is "they": its title ends in the plural of its category."""
    words = product.title.casefold().split()
    last = product.category.casefold().split()[-1]
    return bool(words) and words[-1] == last and last.endswith("s") and not last.endswith("ss")


def kind_of_many(products: Sequence[Product]) -> bool:
    """Say whether the kind of thing of `products` is "they": boots, but not camping gear.

    Several things of one kind are spoken of as "they" in any case but a mass noun's.
    """
    last = products[0].category.casefold().split()[-1] if products else ""
    return not last or last.endswith("s") or len({p.category for p in products}) > 1


def spoken_name(product: Product, most: int = NAME_WORDS) -> str:
    """Return a short name: "Fernhollow Ridge Mid" for "Fernhollow Ridge Mid Hiking Boot".

    Args:
        product: What is named.
        most: Words of the name; a brand of several words counts as one.
    """
    words = _TAIL.sub("", product.title).split() or product.title.split()
    stems = {_stem(w) for w in product.category.split()}
    while len(words) > 1 and _stem(words[-1]) in stems:
        words.pop()
    short = [w for w in words if not _AUDIENCE.match(w)] or words
    brand = (product.brand or "").split()
    # A brand alone does not single out a product: keep the noun then.
    if [w.casefold() for w in short] == [w.casefold() for w in brand]:
        short = _TAIL.sub("", product.title).split()
    most += max(len(brand) - 1, 0)
    kept = short[:most]
    # "Apple iPhone 15": a number belongs to the word before it.
    kept += [w for w in short[most : most + 1] if w[0].isdigit()]
    while len(kept) > 1 and kept[-1].casefold() in _LEADS_ON:
        kept.pop()
    return " ".join(kept)


def spoken_names(products: Sequence[Product]) -> tuple[str, ...]:
    """Return a short name for each, the whole title where two would sound the same."""
    if len({p.category for p in products}) > 1:
        # Things of several kinds by brand and noun: "the Papelaire Greeting Card".
        short = [f"{p.brand} {_noun(p)}" if p.brand else p.title for p in products]
        return tuple(f"the {name}" for name in _told_apart(products, short, NAME_WORDS))
    most = NAME_WORDS if len(products) < 3 else LISTED_WORDS
    short = [spoken_name(p, most) for p in products]
    return tuple(f"the {name}" for name in _told_apart(products, short, most + 1))


def _told_apart(products: Sequence[Product], names: Sequence[str], most: int) -> list[str]:
    """Return the names, longer where two would sound the same."""
    told = list(names)
    while most <= _TITLE_WORDS and len(set(told)) < len(told):
        told = [
            spoken_name(p, most) if told.count(name) > 1 else name
            for p, name in zip(products, told, strict=True)
        ]
        most += 1
    return [p.title if told.count(n) > 1 else n for p, n in zip(products, told, strict=True)]


def _noun(product: Product) -> str:
    """Return the end of a title that says what it is: "Frying Pan"; else its last word."""
    words = _TAIL.sub("", product.title).split() or product.title.split()
    stems = {_stem(w) for w in product.category.split()}
    start = len(words) - 1
    while start > 0 and _stem(words[start - 1]) in stems:
        start -= 1
    return " ".join(words[start:])


def the_name(product: Product) -> str:
    """Return "the Fernhollow Ridge Mid"."""
    return spoken_names((product,))[0]


def sentence(text: str) -> str:
    """Return `text` with a capital first letter and an end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def listed(values: Sequence[str], word: str = "and") -> str:
    """Return "a, b and c"."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {word} {values[-1]}"


def a_size(size: str) -> str:
    """Return "a 10", "an 8", "an M", "a queen"; measures keep no article."""
    if " " in size or "-" in size:
        return size
    size = _LETTER_SIZES.get(size.casefold(), size)
    vowel = _VOWEL_NUMBER.match(size) or _VOWEL_LETTERS.match(size)
    return f"{'an' if vowel else 'a'} {size}"


def sizes_words(in_stock: Sequence[str], made: Sequence[str]) -> str:
    """Return sizes for the ear: "8, 9 and 11", or "7 to 13, but not 10" for a long run."""
    if len(in_stock) <= 4:
        return listed(in_stock)
    start, end = made.index(in_stock[0]), made.index(in_stock[-1])
    missing = [s for s in made[start : end + 1] if s not in in_stock]
    run = f"{in_stock[0]} to {in_stock[-1]}"
    if not missing:
        return run
    if len(missing) <= 2:
        return f"{run}, but not {listed(missing, 'or')}"
    return listed((*in_stock[:3], "others"))


def _stem(word: str) -> str:
    word = word.casefold().strip(".,")
    for ending, stem in (
        ("ies", "y"),
        ("ves", "f"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + stem
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
