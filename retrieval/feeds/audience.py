"""Who a product is for, of columns that say so: gender, age group, or both in one."""

from typing import Final

from retrieval.feeds.record import Value
from retrieval.feeds.values import read_list

_WORDS: Final = {
    "women": "women woman womens women's female f w ladies lady damen femme femmes mujer donna "
             "dames femenino her",
    "men": "men man mens men's male m gentlemen herren homme hommes hombre uomo heren masculino "
           "him",
    "adults": "adults adult unisex all everyone u erwachsene adulte both neutral gender-neutral",
    "girls": "girls girl mädchen fille filles niña",
    "boys": "boys boy jungen garçon garçons niño",
    "kids": "kids kid children child childrens youth junior juniors kinder enfant enfants niños",
    "toddlers": "toddler toddlers",
    "baby": "baby babies infant infants newborn newborns bebe bébé",
    "teens": "teen teens teenager teenagers",
    "dogs": "dogs dog puppy puppies",
    "cats": "cats cat kitten kittens",
}  # fmt: skip
_AUDIENCE: Final = {word: name for name, words in _WORDS.items() for word in words.split()}

_YOUNG: Final = {"kids": "kids", "toddlers": "kids", "baby": "baby", "teens": "teens"}
_GROWN: Final = frozenset({"women", "men", "adults"})


def audience_of(gender: Value, age_group: Value = None) -> str | None:
    """Return who a product is for, as `Product.audience` says it; None if not stated.

    Args:
        gender: one value or several: "Men, Women" is for adults, "Men, Boys" for men.
        age_group: Google's "adult", "kids", "toddler", "infant" or "newborn".
    """
    stated = list(dict.fromkeys(_known(gender)))
    age = next(iter(_known(age_group)), None)
    if age in _YOUNG:
        return _YOUNG[age]
    grown = [name for name in stated if name in _GROWN]
    if "adults" in grown or {"women", "men"} <= set(grown):
        return "adults"
    if grown:
        return grown[0]
    if not stated:
        return age
    young = {_YOUNG.get(name, "kids") for name in stated if name not in ("dogs", "cats")}
    return young.pop() if len(young) == 1 else stated[0]


def _known(value: Value) -> list[str]:
    names = [_AUDIENCE.get(part.casefold().strip(" .")) for part in read_list(value, commas=True)]
    return [name for name in names if name]
