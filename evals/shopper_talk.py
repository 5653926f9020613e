"""Made-up utterances of shoppers, each with its act: what the heads learn manners of speech from.

Templates are in `evals/data/heads/shopper_talk.txt`; the names of things come from Google's
taxonomy and from catalogs. Every line of the file is a group of its own, so that a fold never
tests a head on wordings that it was fitted on. Does not cover constraints: only acts.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

TEMPLATES = Path(__file__).parent / "data" / "heads" / "shopper_talk.txt"

SAID_PER_TEMPLATE = 24
"""Half as many cost .01 in macro F1 of held-out templates, twice as many gain nothing."""

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_TRIES = 3

_WORDS: Mapping[str, str] = {
    "colour": "blue|red|black|white|dark green|navy|beige|pink|gray|yellow|brown|light blue",
    "material": "leather|cotton|wool|linen|wood|stainless steel|plastic|suede|silk|glass|metal",
    "quality": (
        "waterproof|lightweight|warm|comfortable|durable|machine washable|wireless|organic|"
        "easy to clean|breathable|foldable|quiet|dishwasher safe|vegan|sturdy|soft|modern|"
        "rechargeable|adjustable|non slip|handmade|scratch resistant|heavy duty|extra wide"
    ),
    "price": (
        "fifty dollars|$30|100 dollars|twenty bucks|two hundred|15|eighty|1,000 dollars|"
        "a hundred and fifty|$49.99|forty five dollars|300"
    ),
    "size": "medium|large|nine|10|small|extra large|7.5|queen|32|eight and a half|twin|xl",
    "person": (
        "my mom|my dad|my wife|my husband|my girlfriend|my boyfriend|my son|my daughter|a friend|"
        "my grandmother|my boss|a coworker|my sister|my brother|a five year old|a teenager|"
        "a toddler|my niece|my teacher|someone who cooks|a new baby|my dog"
    ),
    "occasion": (
        "a beach wedding|camping|a job interview|hiking|the office|a dinner party|winter|travel|"
        "the gym|a road trip|school|yoga|halloween|a picnic|skiing|everyday use|rainy days|"
        "a summer party|prom|a new baby|a home office|gardening|running a marathon|fishing"
    ),
    "gift_occasion": (
        "birthday|christmas|an anniversary|graduation|mother's day|a housewarming|retirement|"
        "valentine's day|hanukkah|a baby shower"
    ),
    "hobby": (
        "cooking|gardening|camping|music|reading|coffee|golf|yoga|baking|video games|painting|"
        "running|photography|cycling|fishing|knitting|puzzles|hiking"
    ),
    "room": "kitchen|living room|bedroom|bathroom|home office|balcony|nursery|garage|patio",
    "thing": (
        "shoes|windows|spices|toys|cables|wine glasses|plants|a bike|books|jewelry|tools|laundry"
    ),
    "chore": (
        "keep my drinks cold|clean the windows|hang my coats|sleep better|carry my laptop|"
        "keep the dog dry|cut vegetables|charge my phone in the car|sit on at the beach|"
        "store my shoes|keep bugs away|block the sun|dry my hair|organize my desk|"
        "wear in the rain|light up the garden|keep food warm|hold my keys|read in bed"
    ),
}
_BRANDS = (
    "nike|samsung|sony|adidas|torvane|brackmoor|echolark|levi's|ikea|dyson|casavolte|patagonia|"
    "norrvik|apple|tavolund|bosch|lego|philips|ludomira|zimbolt|puma|the north face"
)
_BEFORE = ("um ", "hey ", "ok ", "so ", "well ", "hi ", "please ", "yeah ", "uh ", "okay so ")
_AFTER = (" please", " thanks", " then", " if possible", " today", " for me")


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance with its act."""

    text: str
    act: str
    topic: str
    """Empty for acts without topics."""
    shown: bool | None
    """Whether products are on the screen; None where either may be."""
    group: int
    """The same for utterances that are near copies of each other."""
    source: str


def shopper_talk(products: Sequence[str], seed: int) -> list[Said]:
    """Make utterances of every template.

    Args:
        products: names of kinds of things, singular or plural, in lower case.
        seed: of the dice; the same seed makes the same utterances.
    """
    said = []
    for act, topic, shown, template in templates():
        group = crc32(template.encode())
        dice = random.Random(seed ^ group)
        made: dict[str, None] = {}
        for _ in range(SAID_PER_TEMPLATE * _TRIES):
            if len(made) == SAID_PER_TEMPLATE:
                break
            made.setdefault(_make(template, products, dice))
        said += [Said(text, act, topic, shown, group, "talk") for text in made]
    return said


def templates() -> Iterator[tuple[str, str, bool | None, str]]:
    """Give act, topic, whether products are shown, and the template of every line."""
    act, topic, shown = "", "", None
    for line in TEMPLATES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            _, act, *more = line.split()
            topic = "" if more[0] == "-" else more[0]
            shown = {"-": False, "B": True, "*": None}[more[-1]]
        elif line and not line.startswith("#"):
            yield act, topic, shown, line


def _make(template: str, products: Sequence[str], dice: random.Random) -> str:
    text = template
    while match := _CHOICE.search(text):
        chosen = dice.choice(match.group(1).split("|"))
        text = text[: match.start()] + chosen + text[match.end() :]
    text = _SLOT.sub(lambda slot: _fill(slot.group(1), products, dice), text)
    text = re.sub(r"\s+,", ",", " ".join(text.split()))
    if dice.random() < 0.15:
        text = dice.choice(_BEFORE) + text
    if dice.random() < 0.08:
        text += dice.choice(_AFTER)
    if dice.random() < 0.2:
        text = text.replace("'", "")
    return text


def _fill(slot: str, products: Sequence[str], dice: random.Random) -> str:
    if slot in ("product", "products"):
        return dice.choice(products)
    if slot == "a_product":
        name = dice.choice(products)
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if name[-1] != "s" else name
    if slot == "brand":
        return dice.choice(_BRANDS.split("|"))
    if slot == "price_or_size":
        return _fill(dice.choice(("price", "size")), products, dice)
    return dice.choice(_WORDS[slot].split("|"))
