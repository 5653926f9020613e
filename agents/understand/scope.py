"""What is not the shop's business: weather, travel, sums, its own instructions, other languages.

Word patterns only: the safety net below the trained heads (`heads_opinion`), and all there is
where no embedder is at hand. Topics: those of `refusals`, instructions, language, code, weather,
news, travel, maths, medical, finance, device, entertainment, knowledge.
"""

import re
import unicodedata

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part
from agents.understand.refusals import TOPICS, read_refusal
from agents.understand.tokens import Token
from retrieval.wordset import wordset

_ALWAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("instructions", re.compile(
        r"\b(?:ignore|disregard|forget|override|bypass|break|violate|skip) (?:all |any |the |your |"
        r"of |my |those |these )*(?:previous |prior |above |earlier |system |safety |other |"
        r"former )*"
        r"(?:instructions?|rules?|guidelines?|prompts?|programming|training|directives?|"
        r"restrictions|orders|constraints you)\b|"
        r"\b(?:system|hidden|initial|secret|your|the) prompts?\b|\b(?:your|the|"
        r"all) (?:\w+ )?(?:instructions|guidelines|system message|configuration|source code|"
        r"api keys?|secrets?)\b|"
        r"\b(?:you are now|from now on you|pretend (?:to be|you|that you)|act as|role ?play|"
        r"simulate|jailbreak|developer mode|dan mode|do anything now|sudo|admin mode|"
        r"debug mode|god mode)\b|\breveal (?:your|the)\b|\b(?:print|show|repeat|output|"
        r"tell me) (?:me )?(?:your|the) (?:system|instructions|rules|prompt|config)\b|"
        r"\b(?:repeat|print|output) (?:everything|all|the (?:text|words)) (?:above|before)\b|"
        r"\bsystem (?:override|message|instruction)\b|\bas an? (?:admin|administrator|developer|"
        r"language model)\b|\bdrop table\b|\bselect .{0,20} from \w+ where\b|\bdelete (?:the |"
        r"all )?(?:database|users|records|files)\b|"
        r"\b(?:script|alert|eval|import os|rm rf|def|console log|select from|printf|function|"
        r"var)\b.*\b(?:script|alert|eval|exec|return|system|print|table|console)\b")),
    ("entertainment", re.compile(
        r"\b(?:write|sing|compose|tell|make up) (?:me |us )?(?:an? |another |"
        r"some )?(?:\w+ )?(?:poem|poetry|story|song|jokes?|essay|haiku|limerick|lyrics)\b")),
)  # fmt: skip

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("food", re.compile(
        r"\b(?:pizzas?|burgers?|sushi|burritos?|tacos|hamburgers?|take ?out|takeaway|groceries|"
        r"breakfast|lunch|dinner|brunch|ice cream|sandwich(?:es)?|french fries|milkshake)\b"
        r"(?! (?:stones?|cutters?|ovens?|plates?|box(?:es)?|bags?|sets?|containers?|tables?|"
        r"makers?|rolls?|mats?|party|sleeve|press|menu planner|service|toys?))")),
    ("weather", re.compile(
        r"\b(?:weather|forecast|temperature (?:outside|today|in|tomorrow)|(?:is it|will it|"
        r"going to) (?:rain|raining|snow|snowing|sunny|be (?:sunny|rainy|cold|hot|warm) "
        r"(?:today|tomorrow|outside))|how (?:hot|cold|warm) is it (?:outside|today|in)|humidity|"
        r"sunrise|(?<!after )(?<!before )(?<!at )(?<!until )sunset)\b")),
    ("travel", re.compile(
        r"\b(?:flights?|book (?:me )?(?:a|an|the) (?:hotel|flight|room|table|trip|taxi|cab|car|"
        r"ticket|train|appointment|cruise)|hotels?\b|airlines?|airport|airbnb|"
        r"directions? to|how (?:do i|to) get to|traffic|uber|lyft|taxi|restaurants?|reservation|"
        r"rental car|car rental|visa for|passport|train to|bus to|travel (?:alert|to|advice|"
        r"advisory)|"
        r"how far (?:is|to)|nearest (?:gas|bank|hospital|pharmacy)|gas station|tourist|"
        r"vaccinations?|itinerary|carry on (?:rules|allowed)|time ?zone)\b")),
    ("news", re.compile(
        r"\b(?:news|headlines|election|elections|president|prime minister|politics|political|"
        r"congress|senate|democrats?|republicans?|brexit|trump|biden|obama|stock market|"
        r"who won|score of|the game last|nfl|nba|mlb|super bowl|world cup|playoffs|war in|ukraine|"
        r"covid|government|top stories)\b")),
    ("maths", re.compile(
        r"\b(?:what is|calculate|compute|solve|how much is|"
        r"evaluate)\b.{0,12}?\b\d+(?:\.\d+)? (?:plus|minus|times|divided|multiplied|squared|over|x|"
        r"to the|percent of)\b|\bsquare root\b|"
        r"\bderivative\b|\bequation\b|\balgebra\b|\bcalculus\b|"
        r"\bhow many (?!calories)(?:\w+) (?:are )?in an? (?:\w+)$|\bconvert \d|\bexchange rate\b|"
        r"\b\d+ (?:dollars|usd|euros|pounds|yen|pesos) (?:is |are )?(?:worth )?in (?:euros|dollars|"
        r"cad|pounds|yen|pesos|us|usd|canadian)\b|"
        r"\bprime number\b|\bintegral of\b|"
        r"^\d+ (?:plus|minus|times|divided by|x) \d+|\baverage of\b|\bmedian of\b|\barea of\b")),
    ("medical", re.compile(
        r"\b(?:symptoms?|diagnos\w+|doctor|prescription|dosage|medicine for|medication|my (?:head|"
        r"chest|stomach|tooth|back|throat) hurts?|headache|fever|disease|cancer|"
        r"diabetes|pregnant|depress\w+|suicid\w+|therap(?:y|ist)|is it (?:contagious|normal to)|"
        r"infection|cure for|antibiotics?|lose weight|blood pressure|contagious|side effects|"
        r"vaccines?)\b")),
    ("finance", re.compile(
        r"\b(?:my bank|bank account|checking account|savings account|account balance|credit score|"
        r"credit limit|interest rates?|mortgage|loans?|stocks?(?= (?:price|market|should))|"
        r"invest\w*|bitcoin price|apr|"
        r"transfer (?:money|\$|\d|funds)|routing number|401k|w ?2|paycheck|payday|direct deposit|"
        r"salary|income|insurance|retirement|crypto|pin number|minimum payment|"
        r"spending history|transactions?|paid time off|pto|vacation days|bill(?:s)? (?:due|is)|"
        r"(?:electric|water|phone|cable) bill|report fraud|freeze my|lost (?:my )?card|tax return|"
        r"irs)\b")),
    ("device", re.compile(
        r"\b(?:set (?:an? |the |my )*(?:alarm|timer|reminder|thermostat)|remind me|(?:add|"
        r"put) .* (?:calendar|to do list|todo list)|(?<!for )my (?:calendar|schedule|to do list|"
        r"todo list|playlist|voicemail|phone$|alarm|inbox|meetings?|reminders?)|"
        r"(?:play|skip|pause|next) (?:a |some |the |this |my |that )*(?:music|song|songs|playlist|"
        r"album|radio|podcast|video|movie|track|jazz)|(?:turn|switch|dim) (?:on|off|up|"
        r"down) (?:the |my )|(?:call|text|message|email|phone|dial) (?:my |mom|dad|him|her|\d)|"
        r"send (?:a |an )?"
        r"(?:text|email|message)|what time is it|what is the (?:time|date|day)|what day is|"
        r"current time|alarm for|find my phone|open (?:google|youtube|spotify|netflix|whatsapp)|"
        r"volume (?:up|down)|schedule (?:a|my) (?:meeting|appointment|maintenance)|"
        r"oil change|tire pressure|jump start|roll (?:a )?(?:die|dice)|flip a coin|change (?:your|"
        r"the) (?:voice|accent|language|name)|speak (?:in )?(?:spanish|french|german|chinese|"
        r"italian)|sync (?:my )?(?:device|phone)|where did i park|share my location)\b")),
    ("entertainment", re.compile(
        r"\b(?:jokes?|sing (?:me |us |a )|riddle|(?:tell|read|write) (?:me )?(?:a |an |"
        r"my )*(?:story|poem|essay|song|code|letter|email|haiku|script|program|homework)|"
        r"fun fact|facts? about|"
        r"trivia(?! game)|horoscope|lottery|movies? (?:playing|tonight|showing)|"
        r"tv show|what should i (?:watch|eat|cook)|recipe|how (?:do i|to|long) (?:cook|bake|boil|"
        r"make (?:a cake|pasta|bread|rice))|lyrics|celebrity|actor|actress|translate|"
        r"how do you say|spell (?:the word )?|synonym|definition of|define)\b")),
    ("knowledge", re.compile(
        r"\b(?:who (?:is|was|were|invented|discovered|wrote|won|painted|directed|sings|plays|"
        r"founded)|capital (?:of|city)|population of|how (?:old|tall|rich) is (?!it|this|that|"
        r"the)\w+|when (?:was|did|is (?:the|my|christmas|easter|thanksgiving)|were)|"
        r"meaning of (?:life|the)|"
        r"why (?:is|do|does|did|are) (?!it|this|that|they|these|those|the price|the \w+ one|"
        r"you)\w+|what (?:causes?|happened|happens)|how (?:does|do|did) (?:a |an )?(?:\w+ )(?:work|"
        r"happen|form)$|what does \w+ mean|"
        r"history of|distance (?:from|between|to)|how many (?:calories|planets|countries|states|"
        r"miles|kilometers|days until|people live|continents)|tallest|planet|universe|galaxy|"
        r"dinosaurs?(?! (?:toy|plush|costume|pajamas))|god exist|"
        r"world war|what year|what language|national anthem|einstein|shakespeare|philosophy|"
        r"homework|how do i (?:get better|become|learn|apply|file|fix|unclog|root|change (?:a|my|"
        r"the) (?:tire|oil)))\b")),
)  # fmt: skip
_LOOKS_FOR = re.compile(r"\b(?:looking for|(?:need|want|buy|sell|find) (?:me )?(?:an?|some)) ")
_MINE = re.compile(
    r"\bi (?:want|need|would like|am looking for)\b|\b(?:show|find|sell|buy|shop|recommend)\b"
)


def read_always_out(part: Part) -> Reading | None:
    """Return what is never done, whatever stands beside it: instructions, free goods, arms."""
    if (refused := read_refusal(part)) is not None:
        return refused
    for topic, pattern in _ALWAYS:
        if pattern.search(part.text):
            return Reading(Act.OUT_OF_SCOPE, confidence.PATTERN, part.words, topic=topic)
    return None


def kept_out(reading: Reading) -> bool:
    """Tell whether a refusal stands whatever a head says of it."""
    return reading.topic in _NEVER


_NEVER = TOPICS | {topic for topic, _ in _ALWAYS} | {"language", "code"}


def read_out_of_scope(part: Part) -> Reading | None:
    """Return a topic that is not the shop's; None where products of the catalog are named."""
    if _BOOKS.search(part.text):
        return Reading(Act.OUT_OF_SCOPE, confidence.PATTERN, part.words, topic="travel")
    types = part.of(Kind.CATEGORY)
    if any(f.strength >= _NAMED or _MINE.search(part.text) for f in types) or part.of(Kind.BRAND):
        return None
    if part.anything_shown and types:
        return None
    for topic, pattern in _TOPICS:
        if pattern.search(part.text):
            wishes = bool(_MINE.search(part.text)) and topic not in ("travel", "device", "finance")
            looks = bool(_LOOKS_FOR.search(part.text)) and topic in ("knowledge", "medical")
            if wishes and (part.anything_shown or looks):
                continue
            sure = confidence.LIKELY if wishes or part.found else confidence.PATTERN
            return Reading(Act.OUT_OF_SCOPE, sure, part.words, topic=topic)
    if _asks_of_the_world(part):
        return Reading(Act.OUT_OF_SCOPE, confidence.WISH, part.words, topic="other")
    return None


_NAMED = 0.9
"""Strength of the catalog's own name for a type; synonyms and ends of names have less."""
_BOOKS = re.compile(
    r"\b(?:book|reserve) (?:me |us )?(?:a|an|the) (?:hotel|flight|room|table|trip|taxi|cab|ticket)"
    r"\b|\btable for \d+ (?:at|tonight|tomorrow|on)\b|\breservations?\b"
)
_WORLD = re.compile(
    r"^(?:(?:please|hey|ok|so|and|hi|can you|could you|would you|tell me|do you know|explain|"
    r"i wonder|what is|i need to know|i want to know|i would like to know|find out|also) )*"
    r"(?:how (?:many|long|do|does|did|can|could|should|would|safe|soon|far|often|come)|where|who|"
    r"why|when|do i|did i|am i|should i|have i|turn|increase|decrease|call|convert|roll|transfer|"
    r"is there (?:a way|enough)|is it (?:bad|safe|legal|possible|true|normal|ok) to|the average|"
    r"does (?:our|my)|what (?:time|date|day|year|electrical|steps|causes|were|was)|"
    r"(?:the )?(?:best|proper) (?:way|time|type))\b"
)
_STILL_SHOPS = re.compile(
    r"\b(?:you (?:have|got|sell|carry|stock|guys|recommend|suggest)|looking for|find me|buy|show|"
    r"shop|(?:can|could|do|should) i (?:get|find|see|add|put|use|wear|wash)|cost|price|much|cart|"
    r"i (?:need|want|am looking)(?! to know)|yours?|section)\b"
)


def _asks_of_the_world(part: Part) -> bool:
    """Tell whether a question is about anything but products: "how many ounces in a cup"."""
    if part.anything_shown or part.references or not _WORLD.match(part.text):
        return False
    named = any(f.strength >= _NAMED for f in part.of(Kind.CATEGORY)) or part.of(Kind.DEPARTMENT)
    return not named and not _STILL_SHOPS.search(part.text) and bool(part.content() or part.found)


_FOREIGN = {
    "es": (
        "el la los las un una que de para por con busco quiero necesito tiene tienes zapatos "
        "hola gracias y en es estoy buscando cuanto cuesta mas barato botas menos muestrame del "
        "mi muestrame ensename quisiera quieres hay donde rojo roja negro negra blanco azul verde "
        "zapatillas camisa camisas vestido vestidos chaqueta regalo mesa silla telefono buenos "
        "dias algo caro "
    ),
    "fr": (
        "le la les un une des que de pour avec je cherche veux voudrais bonjour merci et est "
        "vous avez chaussures combien moins cher du mon ma dans sur bottes pas ai besoin "
        "montre montrez moi rouge rouges noir noire blanc bleu vert robe robes chemise veste "
        "cadeau acheter coute plus aussi salut "
    ),
    "de": (
        "der die das ein eine einen und ich suche brauche habe haben sie für mit nicht bitte "
        "danke schuhe ist wie viel kostet unter guten tag zeigen mir möchte hallo stiefel euro "
        "wanderschuhe zeig zeige hast haben mal rote roten schwarze blaue kleid kleider hemd "
        "hose jacke geschenk tisch stuhl kaufen teuer billiger gibt etwas "
    ),
    "it": (
        "il lo la gli un una che di per con cerco voglio vorrei ciao grazie e sono avete scarpe "
        "quanto costa meno del mi stivali mostrami fammi vedere rosso rossa rosse rossi nero nera "
        "vestito vestiti camicia giacca regalo tavolo sedia comprare qualcosa buongiorno bianco "
    ),
    "pt": (
        "o os uma um que de para com procuro quero preciso obrigado ola tem sapatos quanto "
        "custa mais barato eu botas por favor menos mostre mostra queria gostaria vermelho "
        "vermelha preto preta branco vestido camisa presente mesa cadeira comprar bom dia algo "
    ),
    "nl": (
        "de het een en ik zoek wil nodig heb met voor niet schoenen hoeveel kost alstublieft "
        "dank je hallo "
    ),
}


def _plain(word: str) -> str:
    """Return a word without accents: "muéstrame" as it is often typed."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _ACCENTS))


_ACCENTS = "\u0300\u0301\u0302\u0303\u0308\u0327"
_FOREIGN_SETS = tuple(frozenset(map(_plain, words.split())) for words in _FOREIGN.values())
_ENGLISH = wordset(
    "the i you is are do have show me for with under want need looking find it what how can my in "
    "on "
    "and to of this that some any please would like boots shoes not no one how much add buy get"
)


_CODE = re.compile(
    r"\w\([^)]*[\"'][^)]*\)|</?[a-z]+[^>]*>|[{}\[\]]\s*;|;\s*[{}]|\b(?:SELECT|INSERT|DELETE|"
    r"DROP)\b.+\b(?:FROM|INTO|TABLE)\b|"
    r"^\s*[\[{]\s*[\"'{\[]|\"\s*:\s*[\"\d{\[]|=>|==|\(\)\s*[{;]|\bdef \w+\(|#include|\$\{|\{\{"
)


def is_code(text: str) -> bool:
    """Tell whether `text` is a piece of a program or of markup."""
    return _CODE.search(text) is not None


GREETING_WORDS = 2
_GREETS = wordset("bonjour bonsoir gracias danke grazie obrigado obrigada buongiorno guten buenas")
"""Words that open or close a line of another language, and no English one that short."""


def other_language(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the words are of another language than English, by script or small words."""
    words = [_plain(t.norm) for t in tokens if t.norm[0].isalpha()]
    if not words:
        return False
    letters = [c for w in words for c in w]
    latin = sum(1 for c in letters if c.isascii() or "LATIN" in unicodedata.name(c, ""))
    if latin < len(letters) / 2:
        return True
    if len(words) <= GREETING_WORDS and words[0] in _GREETS and not _ENGLISH & set(words):
        return True
    english = sum(w in _ENGLISH for w in words)
    most = max(sum(w in foreign for w in words) for foreign in _FOREIGN_SETS)
    distinct = max(len({w for w in words if w in foreign}) for foreign in _FOREIGN_SETS)
    return distinct >= 2 and most > english and most >= 0.4 * len(words)
