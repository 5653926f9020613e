"""Titles and descriptions: a few sentences that say what the facts say, and no more."""

from collections.abc import Mapping, Sequence
from random import Random

from retrieval.sample.brands import Brand
from retrieval.sample.facts import FACTS, MANY, MEASURE_LINES, ONE, Fact
from retrieval.sample.kind import Kind, Style
from retrieval.sample.materials import Material

_FACT_IN_TITLE = 0.55
_MATERIAL_IN_TITLE = 0.45
_VAGUE = {"bank", "maker"}
"""Nouns that mean nothing without the word before them."""
_WHOSE = {"women": "Women's", "men": "Men's", "kids": "Kids'"}


def title(
    rng: Random,
    kind: Kind,
    name: Sequence[str],
    style: Style,
    material: Material | None,
    facts: Mapping[str, str],
    audience: str | None,
) -> str:
    """Return brand, model, style, at most one fact or material, audience and noun.

    Args:
        name: brand and model.
        facts: the yes-or-no facts that the product states.
    """
    taken = f"{style.title} {kind.noun}".lower()
    words = [FACTS[fact].title for fact, value in facts.items() if value == "yes" and fact in FACTS]
    words = [word for word in words if word and word.lower() not in taken]
    word = ""
    if words and rng.random() < _FACT_IN_TITLE:
        word = rng.choice(words)
    elif material and material.title and rng.random() < _MATERIAL_IN_TITLE:
        shares_word = any(part in taken for part in material.title.lower().split())
        word = "" if shares_word else material.title
    whose = _WHOSE.get(audience or "", "") if len(kind.audiences) > 1 else ""
    return " ".join(part for part in (*name, style.title, word, whose, kind.noun) if part)


def description(
    rng: Random,
    kind: Kind,
    brand: Brand,
    style: Style,
    material: Material | None,
    attributes: Mapping[str, str],
) -> str:
    """Return three or four sentences: style, material and facts, use, now and then the brand."""
    number = MANY if kind.many else ONE
    yes = [name for name, value in attributes.items() if value == "yes" and name in FACTS]
    prose = material.prose if material else ""
    told = [
        name
        for name in yes
        if name not in style.facts and name not in prose and _is_claim(FACTS[name].yes)
    ]
    rng.shuffle(told)
    sentences = [style.line, _makeup(rng, kind, material, told[:2]).format_map(number)]
    closings = [rng.choice(kind.uses)]
    asides = [
        aside
        for name, value in attributes.items()
        if name in FACTS and name not in style.facts and (aside := _aside(FACTS[name], value))
    ]
    if age := attributes.get("recommended_age"):
        closings.append(f"Suits children of {age}.")
    elif asides and rng.random() < 0.6:
        closings.insert(0, rng.choice(asides).format_map(number))
    elif rng.random() < 0.5:
        closings.extend(_measured(rng, attributes, number))
    if len(closings) == 1 and rng.random() < 0.3:
        closings.append(f"{brand.name} {brand.manner}.")
    return " ".join(sentence for sentence in (*sentences, *closings) if sentence)


def plain_description(rng: Random, kind: Kind) -> str:
    """Return the one sentence of a product that its seller took no trouble over."""
    return rng.choice(kind.uses)


def _is_claim(phrase: str) -> bool:
    """Say whether `phrase` follows "it", rather than being a sentence or empty."""
    return bool(phrase) and not phrase.endswith(".")


def _aside(fact: Fact, value: str) -> str:
    sentence = fact.yes if value == "yes" else fact.no
    return sentence if sentence.endswith(".") else ""


def _makeup(rng: Random, kind: Kind, material: Material | None, yes: Sequence[str]) -> str:
    part = kind.part
    if part == "cover" and "removable_cover" in yes:
        part = "removable cover"
        yes = [name for name in yes if name != "removable_cover"]
    claims = _joined([FACTS[name].yes for name in yes])
    if material is None:
        return f"{{It}} {claims}." if claims else ""
    prose = material.prose
    if not part:
        if not claims:
            return f"{{It}} {{is}} made of {prose}."
        if len(yes) == 1 and rng.random() < 0.5:
            return f"{{It}} {{is}} made of {prose} and {claims}."
        return f"Made of {prose}, {{it}} {claims}."
    if not claims:
        return f"The {part} is {prose}."
    article = "an" if part[0] in "aeiou" else "a"
    return rng.choice(
        (
            f"The {part} is {prose}, and {_subject(kind)} {claims}.",
            f"With {article} {part} of {_bare(prose)}, {{it}} {claims}.",
        )
    )


def _subject(kind: Kind) -> str:
    """Return "they", or "the lamp": "it" would be taken for the part just named."""
    if kind.many:
        return "they"
    *before, last = kind.noun.lower().split()
    return f"the {before[-1]} {last}" if last in _VAGUE else f"the {last}"


def _joined(claims: Sequence[str]) -> str:
    """Join claims with "and", without saying "is" or "has" twice."""
    if len(claims) < 2:
        return "".join(claims)
    first, second = claims
    for verb in ("{is} ", "{has} "):
        if first.startswith(verb):
            second = second.removeprefix(verb)
    return f"{first} and {second}"


def _bare(prose: str) -> str:
    return prose.removeprefix("a ")


def _measured(rng: Random, attributes: Mapping[str, str], number: Mapping[str, str]) -> list[str]:
    known = [name for name in MEASURE_LINES if name in attributes]
    if not known:
        return []
    name = rng.choice(known)
    return [MEASURE_LINES[name].format_map({**number, "value": attributes[name]})]
