"""Words around the name of a thing: what asks for it, what ends it, what is no part of it."""

import re

from retrieval.wordset import wordset

ASKS = re.compile(
    r"\b(?:(?:look|looking|search|searching|shop|shopping|hunting|hunt) (?:to (?:buy|get|find|"
    r"purchase|order) |for |at )?(?:buying |getting |finding )?|"
    r"in need of |need(?:ing)? (?:of )?(?:to (?:buy|get|find|purchase|order|have|see) )?|"
    r"want(?:ing|ed|s)? (?:you )?(?:to (?:buy|get|find|purchase|order|have|see|look (?:for|at)) )?|"
    r"(?:would|i will) (?:like|love|prefer) (?:you )?(?:to (?:buy|get|find|purchase|order|have|"
    r"see|look (?:for|at)) )?|(?:find|show|buy|purchase|recommend|suggest) (?:me |us )?|"
    r"^what (?:kinds? of |sorts? of |types? of )?(?=(?:\w+ ){1,4}do you (?:have|sell|carry|stock))|"
    r"(?:get|give|bring|order|fetch|grab) (?:me |us )?(?=me |us |an? |some |the |new |\d|$)|"
    r"(?:do|did) you (?:guys )?(?:have|sell|carry|stock|offer|got) |have you got |got any |"
    r"are there |is there |interested in (?:buying |getting |purchasing )?|buying |purchasing |"
    r"(?:can|could) i (?:get|find|see|have|buy) |in the market for |"
    r"(?:^|(?:am|are|is|was|really|only|also|just|been) )after |(?:what|how) about |"
    r"also |(?:forget|scrap|skip)(?: about)? (?:the|that|those|it)(?: \w+)? "
    r"(?=an? |some )|my (?:wife|husband|mom|dad|son|daughter|kid|kids) (?:needs|wants) |"
    r"i will take )"
    r"(?:out |up |for |me |us )?"
)
LEADING = wordset(
    "a an the some any my our his her their me us you please another more new of to just kind "
    "sort type that these those pair pairs couple few lot lots good nice"
)
PARTITIVE = wordset(
    "pair pairs set sets box boxes bag bags pack packs bottle bottles case cases piece pieces "
    "kind type sort can cans jar jars tube roll bundle bunch variety couple selection number "
    "package packages count lot ounce ounces pound pounds assortment sampler quart carton tin "
    "stick"
)
SEVERAL = wordset(
    "pair pairs set sets pack packs piece pieces package packages bundle bunch variety couple "
    "selection number lot count assortment sampler"
)
"""After a type they say how many: "duvet cover set"; a phone case is no phone."""
BREAKS = wordset(
    "with without for that which who in on at under over below above between from by is are was "
    "were has have should could would can will must i it they we you made using having like than "
    "to so because as if when while where suitable compatible please but around about up less "
    "cheaper only then preferably ideally designed comes does do not be and or of featuring "
    "include including size sized color colored not no there per via within make pick choose plus"
)
NO_HEADS = wordset(
    "waist inseam "
    "one ones thing things stuff something anything item items product products way time day idea "
    "ideas help option options choice choices style quality price budget brand model version kind "
    "gift gifts present presents lot more less place store deal deals sale recommendation "
    "suggestion suggestions information question questions order refund return answer break look "
    "everything nothing person someone anyone people room home house living work use today "
    "tomorrow now online instead again too also well here there while bit size color material fit "
    "finish length width height weight number pack count inch inches us uk collection feature "
    "features flavor flavors flavour scent resolution design pattern ingredient month week year "
    "minute second first third last next cheaper cheapest best birthday party flavored flavoured "
    "wedding christmas occasion weekend summer winter trip vacation job dollars bucks much cheap "
    "wear"
)
ADJECTIVAL = re.compile(r"(?:able|ible|ful|less|ous|ive|ish|est|ly|proof|free|sized|ed|er than)$")
STAY = wordset("sleeve rope table cable bed shed bread seed feed sled thread sweater olive")
ATTRIBUTES = wordset(
    "high low long short quick fast slim wide anti non ultra super multi heavy light easy ready "
    "round square mini small large big soft hard modern classic vintage traditional contemporary "
    "professional official natural organic delicious tasty healthy fresh comfortable casual "
    "formal stylish elegant luxurious luxury durable portable electric wireless bluetooth digital "
    "smart automatic manual universal single double triple twin queen king full pack count "
    "quality value mens womens men women man woman boy girl boys girls kids kid baby toddler "
    "adult ladies unisex cute pretty sexy fashion fashionable trendy hd 4k uhd usb-c gluten dairy "
    "sugar fat free certified premium authentic genuine original handmade indoor outdoor "
    "waterproof replacement gold plated hand crafted travel antique rustic industrial decorative "
    "black white sturdy thick thin lightweight weight strong speed definition powered duty space "
    "saving easy clean"
)

PARTS = wordset(
    "pocket zipper zip hood strap sleeve collar handle wheel lid button lace lining sole heel "
    "cuff buckle band belt loop drawer shelf leg arm back seat cushion cover case light screen "
    "battery charger cable cord plug speaker microphone camera mic filter blade "
    "padding insulation waterproofing stripe dot flower print pattern logo graphic star heart "
    "review rating picture photo image price discount color size style brand deal sale point "
    "toe feature hole vent pouch divider compartment holder hook magnet fan stand feather stone"
)
"""What a thing on the screen may have: "pockets" alone asks for no other thing. Stems."""

FORMING = wordset("digital electric smart")
"""Attributes that make another thing of the noun after them: a digital camera."""

HELLO = wordset(
    "actually maybe oh then now but and instead hi hello hey ok so well um please yes no good "
    "morning evening there"
)

NAMED_IN_TWO = frozenset(
    {
        ("hair", "color"),
        ("nail", "color"),
        ("lip", "color"),
        ("variety", "pack"),
        ("battery", "pack"),
        ("gift", "set"),
        ("birthday", "gift"),
        ("ice", "pack"),
        ("baby", "food"),
        ("dog", "food"),
        ("cat", "food"),
        ("pet", "food"),
        ("baby", "wipes"),
        ("anti", "perspirant"),
        ("body", "wash"),
        ("face", "wash"),
        ("hand", "wash"),
        ("mouth", "wash"),
        ("eau", "parfum"),
    }
)
"""Names whose last word alone says nothing."""

OTHERS = wordset("for with on under in behind near beside of to fit fits into onto")
FORMATS = wordset("travel full king queen twin family mini pocket compact plus bite fun party")
