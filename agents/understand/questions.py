"""Questions about products shown: "is it waterproof?", "how heavy is the second one?".

Maps words to the names of attributes that the catalog states, and to price,
stock, rating, size, colour, material, brand, description, features, reviews.
"""

import re
from collections.abc import Mapping

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Question, Reading, Reference
from agents.understand import confidence
from agents.understand.found import Found
from agents.understand.part import Part
from agents.understand.tokens import norms
from agents.understand.words import stem
from retrieval.wordset import wordset

_TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"weigh|weight|\bheavy|how light", ("weight",)),
    (
        r"how long (?:does|do|will|would) (?:\w+ )*(?:last|battery|charge)|battery|run ?time",
        ("battery_life", "battery"),
    ),
    (
        r"how long (?:does|do) (?:it|they|this) take to charge|charging time|charge",
        ("charging_time", "charging", "battery_life"),
    ),
    (
        r"how (?:much|many) .*(?:hold|fit|carry|store)|capacity|volume",
        ("capacity", "volume", "max_load"),
    ),
    (
        r"how many (?:people|persons|person|sleep)|sleeps? (?:how many|\d)|seats?\b.*how many|"
        r"how many .*seats?",
        ("capacity", "sleeps", "seats"),
    ),
    (r"how (?:tall|high)\b|height", ("height", "dimensions")),
    (r"how wide|width", ("width", "dimensions")),
    (r"how deep|depth", ("depth", "dimensions")),
    (r"how long (?:is|are)|\blength", ("length", "dimensions")),
    (
        r"dimension|measurement|how (?:big|large|small) (?:is|are)|measure",
        ("dimensions", "size", "capacity"),
    ),
    (r"warranty|guarantee", ("warranty", "warranty_years")),
    (
        r"made in\b|where .*\b(?:made|from|come from)|country|origin|manufactured in|which country",
        ("made_in", "origin", "country_of_origin", "country"),
    ),
    (r"dish ?washer", ("dishwasher_safe", "dishwasher")),
    (r"microwave", ("microwave_safe", "microwave")),
    (r"\boven\b", ("oven_safe",)),
    (r"induction", ("induction", "induction_compatible", "induction_ready")),
    (
        r"(?:machine|washing machine).*wash|wash.*machine|machine washable|\bwash(?:able|ed|"
        r"ing)?\b|tumble|\bdryer\b|\biron(?:ed)?\b|care instructions|how .*clean",
        ("machine_washable", "washable", "care"),
    ),
    (
        r"water ?proof|in the rain|\bget wet\b|rain ?proof|in water|under water|the wet\b|"
        r"keep .*dry",
        ("waterproof", "water_resistant", "water_resistance"),
    ),
    (r"water resistan|splash", ("water_resistant", "waterproof", "water_resistance")),
    (r"\bwatts?\b|wattage|how powerful|how much power", ("power", "wattage")),
    (
        r"assembl|put (?:it|them) together|set ?up|hard to build",
        ("assembly", "assembly_required", "setup_time"),
    ),
    (
        r"what ages?|how old|age range|recommended age|suitable for .*year|for (?:a )?\d+ year|"
        r"age group",
        ("age_range", "age", "recommended_age", "ages"),
    ),
    (r"voltage|\bvolts?\b", ("voltage",)),
    (r"bluetooth", ("bluetooth", "connectivity", "wireless")),
    (r"\busb|\bwi ?fi\b|connect", ("connectivity", "bluetooth", "ports")),
    (r"how many (?:pieces|parts)|piece count", ("pieces", "piece_count")),
    (r"how many (?:pages|sheets)", ("pages", "sheets")),
    (r"how many players|players", ("players",)),
    (r"ingredient|contain|fragrance|paraben|sulfate", ("ingredients", "fragrance_free")),
    (r"\bvegan\b", ("vegan",)),
    (r"cruelty|tested on animals", ("cruelty_free",)),
    (r"\borganic\b", ("organic",)),
    (r"\bspf\b", ("spf",)),
    (r"noise cancel|noise canceling|\banc\b", ("noise_cancelling", "noise_canceling", "anc")),
    (r"how (?:loud|quiet)|\bnoisy?\b|decibel", ("noise_level", "noise")),
    (
        r"how (?:warm|cold)|temperature|\bwarm enough|in winter|season",
        ("temperature_rating", "comfort_temperature", "season", "warmth"),
    ),
    (r"\blin(?:ing|ed)\b", ("lining",)),
    (
        r"(?:in|inside) the (?:box|package|set|kit)\b|what (?:all )?(?:comes|is included|"
        r"does it come|do i get|do you get) ?(?:with|in|$)|what else is included",
        ("box_contents", "in_the_box", "included", "includes", "contents", "description"),
    ),
    (r"\bsoles?\b", ("sole",)),
    (r"\bheel\b", ("heel_height",)),
    (r"\bfold", ("foldable",)),
    (r"pockets?\b", ("pockets", "pocket_count")),
    (r"\bhood(?:ed)?\b", ("hood", "hooded")),
    (r"screen|display", ("screen_size", "display", "resolution")),
    (r"\bram\b|memory", ("memory", "ram")),
    (r"storage|\bgigs\b", ("storage",)),
    (r"laptop", ("laptop_size", "fits_laptop", "laptop_sleeve", "laptop_compartment")),
    (
        r"how much (?:weight|load)|max(?:imum)? (?:load|weight)|weight limit|support how|hold \d+",
        ("max_load", "weight_capacity", "load"),
    ),
    (
        r"true to size|run (?:small|big|large|narrow|wide)|how (?:does|do|will|would) (?:it|they|"
        r"these|this) fit|\bthe fit\b|what fit",
        ("fit",),
    ),
    (
        r"\bcolors?\b.*(?:come|available|have|are|is|else|other)|(?:what|which|other|"
        r"any other) (?:colors?|colorways?)|\b(?:shades?|colorways?|tones?)\b.*(?:come|available)",
        ("colour",),
    ),
    (
        r"(?:what|which|other|any other|the) sizes?\b|size range|come in sizes|"
        r"sizes? .*(?:available|have|come)",
        ("size",),
    ),
    (r"made (?:of|from|out of|with)|what material|which material|fabric|\bmaterial", ("material",)),
    (
        r"(?:what|which) (?:brand|make)|who (?:makes|made|is it by|is it from)|brand is|"
        r"about the brand|"
        r"manufacturer|whose brand",
        ("brand",),
    ),
    (
        r"reviews?\b|what (?:do|are|did) (?:people|customers|others|buyers|other)|customers? sa|"
        r"opinion|worth (?:it|the|buying)|complain",
        ("reviews",),
    ),
    (r"\bratings?\b|\brated\b|how many stars|star rating", ("rating",)),
    (
        r"in stock|\bavailable\b|sold out|out of stock|how many (?:are |do you have |"
        r"of .* )?(?:left|in stock)|availability|still have|any left|back in stock|"
        r"how many do you have",
        ("stock",),
    ),
    (
        r"how much\b|price|\bcosts?\b|how expensive|on sale|discount(?:ed)?\b|going for|expensive|"
        r"set me back|how pricey",
        ("price",),
    ),
    (
        r"\bfeatures?\b|special about|what (?:can|does) (?:it|this|that) do|selling points|pros|"
        r"cons\b",
        ("features",),
    ),
    (
        r"(?:tell|more|know|hear|read|learn|say) (?:me )?(?:a (?:bit|little) )?(?:more )?(?:about|"
        r"on)\b|details?\b|more info|information|describe|description|spec(?:s|ification)|"
        r"what is (?:it|this|that)(?: one)?$|elaborate|what about it|looks? like|explain",
        ("description",),
    ),
)
_COMPILED = tuple((re.compile(pattern), names) for pattern, names in _TOPICS)
_BUILT_IN = wordset("price stock rating size colour material brand description features reviews")

_START = re.compile(
    r"^(?:(?:so|and|ok|well|but|wait|hey|now|also|then|yes|alright|oh|hi|i wonder|i was wondering|"
    r"do you know|can you tell me|could you tell me|tell me|please|just|if) )*(?:is|are|does|do|"
    r"did|"
    r"can|could|will|would|has|have|how|what|which|where|who|why|should|was|were|any|tell me|"
    r"whether|if)\b"
)
_TELL = re.compile(
    r"\b(?:tell me|know|hear|read|give me|show me|learn|say) (?:me )?(?:a (?:bit|"
    r"little) )?(?:some )?"
    r"(?:more|about|the details|details|all)\b|\bmore (?:about|details|info|information|on)\b|"
    r"\bdetails (?:on|of|about|for|please)\b|\bdescribe\b|^(?:the )?(?:details|specs|reviews|price|"
    r"dimensions|"
    r"specifications)(?: please)?$|^(?:(?:ok|and|please|can you|could you) )*tell me (?:a (?:bit|"
    r"little) )?more(?: please)?$"
)
_SEARCHES = re.compile(
    r"\b(?:do you (?:have|sell|carry|stock|got)|have you got|you got|got) (?!left\b|any left|"
    r"it\b|that\b|this\b|"
    r"them\b|"
    r"these\b|those\b|the\b|both\b|more (?:info|details))|\b(?:can|could|will|would) (?:you|i|we) "
    r"(?:please )?(?:show|find|get|see|recommend|suggest|help|have a look|look|give|filter|sort|"
    r"only|"
    r"narrow|try|search)\b(?! (?:me )?(?:the )?(?:details|more (?:about|details|info)))|"
    r"\b(?:are|is) there (?:any|some|a|an|one|something|anything)\b|"
    r"^(?:(?:ok|and|so|well|but|hmm) )*(?:what|how) about\b|^(?:and )?what (?:do you have|"
    r"have you got|else|kind of|kinds of|"
    r"other) |"
    r"\bdo you (?:recommend|suggest)\b|^what would you|^can i (?:have|get|see)\b"
)
_HAVE_IN = re.compile(
    r"\b(?:do|would|did) (?:you|they) (?:still )?(?:have|sell|carry|stock|make|got)\b|"
    r"\bhave you got\b|"
    r"\bcan i get\b|\bpossible to (?:have|get)\b|"
    r"\b(?:does|do|did|will|would) (?:it|they|that|this|these|those|the \w+(?: \w+)?) (?:also |"
    r"still )?come in\b|\bcomes? in\b(?=.* (?:too|as well|also)$)|\bis (?:it|that|this|"
    r"the \w+(?: \w+)?|there) (?:still )?(?:available|in stock|"
    r"sold)\b|"
    r"\bavailable in\b|\bin stock\b|\bsold out\b|\bis there\b"
)
_MADE_IN = re.compile(r"\b(?:made in|exists? in)\b")
_OTHER_FORMS = re.compile(
    r"\b(?:what|which|any|are there) (?:other|different) (?:colors?|sizes?)\b"
)
_NO_QUESTION = re.compile(
    r"^(?:which|what|who) (?:one )?(?:was|is) the .*\bagain$|\bgo back to\b|^(?:please )?do not\b"
)
"""Asks to see something once more, or not to: "which was the first one again"."""
_OF_THE_SKY = re.compile(
    r"\b(?:will it|is it going to|is it|does it look like|might it) (?:rain|raining|snow|snowing|"
    r"storm|be (?:sunny|rainy|cold|hot|warm|nice))(?: (?:out|outside|here|there|later|all))* ?"
    r"(?:today|tomorrow|tonight|now|outside|this \w+|next \w+|on \w+day)\b"
)
"""No "it" that is shown rains."""
_OF_THE_WORLD = 3
"""With nothing shown, a question with so many words of its own is about something else."""
_PRICE_STOCK = frozenset({"price", "stock"})
_GOOD_FOR = re.compile(
    r"\b(?:good|suitable|ok|okay|fine|great|right|enough|work|works|safe|comfortable|appropriate|"
    r"suited|used?|use (?:it|them|this)|wear (?:it|them)|designed|meant|made) (?:for|on|in|with|"
    r"to)\b"
    r"(?: (?:a|the|my))?(?P<x>(?: \w+){1,4})"
)


def read_question(part: Part, attributes: Mapping[str, int]) -> Reading | None:
    """Return the reading of a question about a product, None if `part` asks none.

    Args:
        part: One part of an utterance.
        attributes: Names of the catalog's attributes.
    """
    text = part.text
    only_stocked = part.in_stock and re.match(r"(?:\w+ )?(?:just|only)\b", text)
    if _NO_QUESTION.search(text) or only_stocked or _OF_THE_SKY.search(text):
        return None
    tells = bool(_TELL.search(text))
    starts = bool(_START.search(text)) and (part.asks or not text.startswith("any "))
    if not (starts or tells or (part.asks and part.shown.titles)):
        return None
    own = re.search(r"\b(?:its|their)\b", text)
    asks_all = bool(_OTHER_FORMS.search(text)) and any(not r.deictic for r in part.references)
    of_one = text.startswith(("is there ", "are there ")) and any(
        r.ordinal or r.descriptors for r in part.references
    )
    searches = bool(_SEARCHES.search(text)) and not (asks_all or of_one)
    if searches and not (tells and part.references) and not own:
        return None
    # "what other colors does the second one have" asks of that one.
    if part.edits_outside_references and not asks_all:
        return None
    refers = bool(part.references)
    new_type = [f for f in part.of(Kind.CATEGORY) if not _referred(f, part)]
    if new_type and not refers:
        return None
    attribute, value = _asked(part, attributes)
    attribute = attribute or ("description" if tells and not refers else None)
    if attribute is None and all(r.cheapest or r.dearest or r.best_rated for r in part.references):
        return None
    if not part.shown.titles and len(part.content(part.reference_spans)) >= _OF_THE_WORLD:
        return None
    if not refers and not (part.shown.titles and attribute):
        return None
    act = Act.PRICE_OR_STOCK if attribute in _PRICE_STOCK else Act.ASK_PRODUCT
    size, colour = part.value(Kind.SIZE), part.value(Kind.COLOUR)
    if (size or colour) and _HAVE_IN.search(text) and not _MADE_IN.search(text):
        # "Does it come in green" asks whether that variant is to be had.
        act, attribute, value = Act.PRICE_OR_STOCK, "stock", size or colour
    every = any(r.every for r in part.references)
    sure = confidence.PATTERN if part.shown.titles else confidence.LIKELY
    if attribute is None:
        sure = confidence.WISH if refers else confidence.GUESS
    if not starts and not tells:
        sure = min(sure, confidence.WISH)
    references = part.references or ((Reference("", deictic=True),) if not every else ())
    return Reading(
        act,
        sure,
        part.words,
        references=references,
        question=Question(part.words, attribute, value),
        size=size,
        colour=colour,
    )


def _referred(found: Found, part: Part) -> bool:
    return any(found.span.overlaps(s) for s in part.reference_spans)


def _asked(part: Part, attributes: Mapping[str, int]) -> tuple[str | None, str | None]:
    """Return the attribute asked about and, for yes-or-no questions, the value."""
    free = [f for f in part.found if not _referred(f, part)]
    text = part.text
    named = _by_name(part, attributes)
    for pattern, names in _COMPILED:
        if not pattern.search(text):
            continue
        if names[0] in ("colour", "size", "material") and (match := _of_kind(free, names[0])):
            return names[0], str(match.values[0])
        if names[0] not in _BUILT_IN and names[0] not in attributes and named is not None:
            return named, None
        known = next((n for n in names if n in attributes or n in _BUILT_IN), names[0])
        return known, None
    for each in free:
        if each.kind is Kind.FEATURE:
            slug = "_".join(norms(str(each.values[0])))
            return (slug, None) if slug in attributes else ("features", str(each.values[0]))
        if each.kind in (Kind.COLOUR, Kind.MATERIAL, Kind.SIZE, Kind.BRAND):
            return each.kind.value, str(each.values[0])
    if named is not None:
        return named, None
    if each_audience := _of_kind(free, "audience"):
        return "description", str(each_audience.values[0])
    if good := _GOOD_FOR.search(text):
        return "description", good["x"].strip()
    return None, None


def _of_kind(found: list[Found], kind: str) -> Found | None:
    return next((f for f in found if f.kind.value == kind), None)


def _by_name(part: Part, attributes: Mapping[str, int]) -> str | None:
    """Return the attribute all of whose words the question has, the longest of them."""
    said = {stem(t.norm) for t in part.line.tokens}
    said |= {
        stem(a.norm + b.norm) for a, b in zip(part.line.tokens, part.line.tokens[1:], strict=False)
    }
    best = None
    for name in attributes:
        words = [stem(w) for w in name.split("_") if w not in ("is", "has", "of")]
        if len(words) == 1 and name.endswith("able"):
            said_so = words[0] in said or name[:-4] in said or name[:-4] + "e" in said
            words = words if said_so else ["", *words]
            said = said | {words[0]} if said_so else said
        if words and all(w in said for w in words) and (best is None or len(name) > len(best)):
            best = name
    return best
