"""What is refused whatever stands beside it: harm, threats, haggling, restricted goods.

Word patterns over normal words ("I'm going to" is "i am going to"). They say which calm answer is
due, not what kind of person speaks: a pattern prefers to miss a remark over refusing a product,
so words that also name goods ("weed killer", "bath bombs", "whiskey glasses") are let through.
"""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part

SELF_HARM = "self_harm"
"""This topic is answered alone: nothing is sold beside it."""

_SOMEONE = (
    r"(?:you|him|her|them|someone|somebody|everyone|everybody|people|my (?:wife|husband|boss|"
    r"neighbou?r|neighbou?rs|ex|girlfriend|boyfriend|mother|father|mom|dad|brother|sister|"
    r"roommate|teacher|coworkers?|family|kids?|child|children))"
)
_WILL = (
    r"(?:i (?:will|am going to|am gonna|want to|wanna|would like to|could|might|should|shall)|"
    r"let me|how (?:do|can|could|to) (?:i )?|help me|going to|gonna)"
)
_BEFORE_A_FIGHT = (
    r"(?<!nerf )(?<!water )(?<!glue )(?<!heat )(?<!massage )(?<!toy )(?<!nail )(?<!spray )"
    r"(?<!bubble )(?<!foam )(?<!caulk )(?<!staple )(?<!caulking )(?<!squirt )(?<!bath )"
    r"(?<!photo )(?<!cherry )(?<!top )(?<!rubbing )(?<!isopropyl )(?<!root )(?<!ginger )"
    r"(?<!cap )(?<!label )(?<!tape )(?<!grease )(?<!solder )(?<!no )(?<!without )(?<!non )"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (SELF_HARM, re.compile(
        r"\b(?:kill(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|hang(?:ing)?|shoot(?:ing)?|"
        r"drown(?:ing)?|starv(?:e|ing)|poison(?:ing)?) myself\b|"
        r"\b(?:commit(?:ting)? )?suicid(?:e|al)\b(?! squad)|"
        r"\b(?:end(?:ing)?|take|taking) (?:it all|my (?:own )?life)\b|\bself harm\b|"
        r"\bi (?:just |really |only )*(?:want to|wanna|wish i could) (?:die|be dead|disappear "
        r"forever|not exist|stop living)\b(?! (?:laughing|my|for|of))|"
        r"\bi (?:do not|no longer) (?:really )?want to (?:live|be alive|be here|exist|wake up)"
        r"(?: any ?more| any longer)?$|\bi wish i (?:was|were) (?:dead|never born)\b|"
        r"\b(?:life|living) is (?:not|no longer) worth\b|\bno (?:reason|point) (?:to|in) liv(?:e|"
        r"ing)\b|"
        r"\b(?:better off|rather be) dead\b|\boverdos(?:e|ing) on\b"
    )),
    ("threat", re.compile(
        rf"\b{_WILL}(?: \w+)?(?: \w+)? ?(?:kill|murder|stab|hurt|strangle|poison|rape|punch|attack|"
        rf"beat up|shoot) {_SOMEONE}\b(?!r)|"
        r"\b(?:bomb|blow up|burn down|shoot up|set fire to) (?:you|your|the|this|my|a|that) "
        r"(?:\w+ )?(?:store|shop|school|house|office|place|building|church|company|"
        r"warehouse|headquarters|home|mosque|synagogue)\b|\byou (?:will|are going to|are gonna|"
        r"deserve to|should) die\b|\b(?:find|know) where you live\b|\byou (?:are|re) dead\b|"
        r"\b(?:kill|hurt) you\b|\bgo (?:kill|hang) yourself\b|\bmake a bomb\b"
    )),
    ("sexual", re.compile(
        r"\b(?:send|see|share|trade|your|got any)(?: me)?(?: some| your| a| any)* "
        r"nudes?\b(?! colo)|"
        r"\b(?:naked (?:pics?|pictures?|photos?)|blow ?jobs?|hand ?jobs?|horny|masturbat\w+|"
        r"orgasms?)\b(?! (?:lip\w*|colou?red|palette|shade|heels?|pumps?|bra|tights|color))|"
        r"\b(?:have|having|want|wants|like|some) sex\b(?! (?:education|and))|\bsex with\b|"
        r"\bfuck me\b|\b(?:want to|wanna|let us|let me) (?:fuck|bang|screw) (?:you|me|her|him)?\b|"
        r"\bsuck (?:my|on my|me)\b|\bmy (?:dick|cock|penis|balls|pussy|tits|boobs)\b|"
        r"\byou(?: are| sound| look| re)?(?: (?:so|very|really|pretty|a|damn))* (?:sexy|hot|horny|"
        r"kinky|sexy thing|turn me on)\b(?! (?:and|dress|in))|\btalk dirty\b|\bwhat are you "
        r"wearing\b|\bare you (?:single|a virgin)\b|\b(?:sleep|make out|go to bed|sext) with me\b|"
        r"\btake (?:off )?your clothes off\b|\bshow me your (?:tits|boobs|body|ass)\b"
    )),
    ("personal", re.compile(
        r"\bmy (?:social security(?: number)?|ssn|passwords?|passcode|pin(?: code| number)?|"
        r"passport(?: number)?|bank account(?: number)?|account number|routing number|"
        r"date of birth|driver s? ?licen[cs]e(?: number)?|drivers licen[cs]e(?: number)?|"
        r"home address|phone number|cell number|e ?mail(?: address)?) (?:is|are|was)\b|"
        r"\bmy (?:ssn|password|pin|passcode)\b \S*\d|\bi live at \d+\b|\bmy address is \d+\b"
    )),
    ("private", re.compile(
        r"\b(?:address|phone number|number|e ?mail|password|name|names|card|cards|credit cards?|"
        r"orders?|"
        r"data|details|information|purchases) of (?:the |your |my |an? |some |an?other |all )*"
        r"(?:last |other |previous |next |first )*(?:customers?|shoppers?|users?|clients?|people|"
        r"person|neighbou?rs?|employees?|buyers?|owner|ceo|ex)\b|"
        r"\b(?:customers?|shoppers?|users?|buyers?|neighbou?rs?|people|someone|employees?|ex|"
        r"girlfriend|"
        r"boyfriend) (?:s )?(?:home |e ?mail |credit )?(?:address|addresses|phone numbers?|"
        r"passwords?|cards?|card numbers?|personal (?:data|details|information))\b|"
        r"\bwhat (?:did|have) (?:the |your |my )?(?:other|last|previous|neighbou?r|wife|husband) ?"
        r"(?:customers?|shoppers?|people|person|one)? (?:buy|bought|order|ordered)\b"
    )),
    ("too_many", re.compile(
        r"\b(?:add|buy|order|get|take|put|want|purchase)\b.{0,20}\b(?:everything|every (?:single )?"
        r"(?:product|item|thing)|all (?:the |your |of the |of your )?(?:products|items|things|"
        r"stuff|"
        r"goods|inventory)) (?:(?:that )?you (?:have|sell|got|carry)|(?:that is )?(?:in|from|on|"
        r"at) "
        r"(?:the|this|your) (?:whole |entire )?(?:shop|store|catalog|website|site))\b"
    )),
    ("emergency", re.compile(
        r"\b(?:chest pains?|heart attack|(?:can not|cannot) breathe|having a (?:stroke|seizure)|"
        r"overdosed|bleeding badly)\b"
    )),
    ("medicine", re.compile(
        r"\b(?:safe|ok|okay|dangerous|bad|fine) to (?:take|mix|combine) (?!(?:it|this|that|them|a|"
        r"the|"
        r"my)\b)\w+ (?:with|and|while|when|during)\b|\bcan i take \w+ (?:with|and|while|when|"
        r"during|"
        r"for my)\b"
    )),
    ("discount", re.compile(
        r"\b(?:give|sell|offer|apply|make|let|set|take|get|grant|"
        r"have)\b.{0,30}\b(?:\d{1,3} percent "
        r"(?:off|discount)|for free|free of charge|at no cost|for nothing|discount of|(?:price|it|"
        r"them|everything) (?:to|for|at) (?:zero|0|\$ ?[01]|1 dollar|1 cent|one (?:dollar|cent)|"
        r"a (?:dollar|penny|cent)))\b|"
        r"\bchange the price\b|\b\d{2,3} percent off (?:for me|please|now|everything)\b|"
        r"\bmake it free\b|\bmake everything (?:cost )?(?:\$ )?(?:\d|free)|\bemployee discount\b|"
        r"\b(?:lower|reduce|drop|cut|come down on|bring down|negotiate|haggle over) (?:the|your|"
        r"that|this|its) (?:price|cost)(?: a (?:bit|little))? (?:for me|of|on (?!(?:these|"
        r"those)\b))|"
        r"\b(?:lower|reduce|drop|cut) the price for me\b|\bcome down on (?:the|that) price\b|"
        r"\b(?:do|give me) (?:any |a )?better (?:price|deal)?(?: on (?:that|the|your) price| than "
        r"that)\b|\b(?:knock|take|shave|get) (?:\$ ?)?(?:\d+|some|a few|another)(?: (?:dollars?|"
        r"bucks|percent))? off(?: (?:it|that|the price|for me|of it|the \w+ one|please))*$|"
        r"\bi (?:will|can|would) (?:give|pay|offer) you (?:only )?(?:\$ ?)?\d+|\bcan we (?:haggle|"
        r"negotiate)\b|\bhow about (?:\$ ?)?\d+(?: dollars| bucks)? (?:for it|instead)\b|"
        r"\bset (?:the|its|that|their) prices? (?:to|at) (?:\$ ?)?\d"
    )),
    ("restricted", re.compile(
        rf"{_BEFORE_A_FIGHT}\b(?:(?:cocaine|heroin|crystal meth|meth|lsd|mdma|ecstasy|opioids?|"
        r"fentanyl|"
        r"oxycontin|oxycodone|vicodin|percocet|ketamine|magic mushrooms)|(?:guns?(?! ?metal)|"
        r"handguns?|"
        r"firearms?|shotguns?|rifles?|pistols?|revolvers?|ammo|ammunition|bullets for|explosives?|"
        r"dynamite|grenades?|"
        r"bombs?|weed|marijuana|cannabis|thc|edibles|joints for smoking|cigarettes?|"
        r"cigars?|tobacco|vapes?|vape juice|e ?cigarettes?|nicotine|vodka|whiske?y|rum(?= "
        r"(?:bottle|"
        r"please)|"
        r"$)|tequila|liquor|booze|alcohol(?= (?:please|for|and|drinks?|bottles?)|$)|beers?|viagra|"
        r"xanax|adderall|valium|steroids|"
        r"fake (?:ids?|passports?|drivers? licen[cs]es?)|counterfeit \w+|stolen (?!(?:from|at|by|"
        r"out)\b)\w+|"
        r"silencers?|switchblades?|brass knuckles|tasers?|pepper spray|porn\w*))\b"
    )),
)  # fmt: skip
_GOODS = re.compile(
    r"\b(?:killers?|barriers?|whackers?|eaters?|pullers?|trimmers?|wrench|control|preventer|fabric|"
    r"blocks?|mats?|toys?|glass(?:es)?|flutes?|openers?|mugs?|steins?|wipes?|racks?|holsters?|"
    r"cases?|safes?|grinders?|free|coolers?|stones|decanters?|flasks?|holders?|books?|posters?|"
    r"shirts?|costumes?|fridges?|cabinets?|shelves|shelf|belts?|bath|shampoo|bread|batter|"
    r"pong|vase|ashtrays?|lighters?|bandages?|range|cologne|perfume|patch(?:es)?|gum|"
    r"colou?rs?|colou?red|brown|black|blac|scopes?|piercing|ear|antiperspirant|deodorant|skins?|"
    r"decals?|swabs?|pads?|detector|tester|markers?|inks?|game|games|bar|cart(?=$)|tumblers?|"
    r"rubbing)\b"
)
"""Goods that are named after what is restricted, and may be sold."""
_HARD = re.compile(
    r"\b(?:cocaine|heroin|meth|lsd|mdma|fentanyl|oxycontin|oxycodone|vicodin|percocet|ketamine|"
    r"fake|counterfeit|porn\w*)\b"
)
TOPICS = frozenset(topic for topic, _ in _PATTERNS)


def read_refusal(part: Part) -> Reading | None:
    """Return a remark or request that gets a calm no; None for anything else."""
    for topic, pattern in _PATTERNS:
        if pattern.search(part.text) and not (topic == "restricted" and _may_be_sold(part)):
            return Reading(Act.OUT_OF_SCOPE, confidence.PATTERN, part.words, topic=topic)
    return None


def _may_be_sold(part: Part) -> bool:
    if _HARD.search(part.text):
        return False
    return bool(_GOODS.search(part.text)) or any(
        f.strength >= _NAMED for f in part.of(Kind.CATEGORY)
    )


_NAMED = 0.9
"""Strength of the catalog's own name for a type; a shop that sells beer is asked for it."""

_SWEARING = re.compile(
    r"\b(?:mother)?(?:fuck(?:ing|in)'?|fricking|frigging|freaking|goddamn(?:ed)?|damn(?:ed)?|"
    r"bloody|f\*+(?:ing|g)?|effing)\s+(?=[a-z])",
    re.I,
)


def without_swearing(text: str) -> str:
    """Return `text` without oaths that only stress the next word: "some fucking boots"."""
    return _SWEARING.sub("", text)
