"""Words of a product text that may be colours, materials or people, and when they are not.

"orange juice" is no orange thing, "faux leather" is no leather, "Red Wing" is a
brand. The lists are general English, of no catalog.
"""

from typing import Final

from retrieval.wordset import wordset

NOT_COLOUR_BEFORE: Final = {
    "black": "friday diamond decker box tie pepper bean beans tea coffee market hole widow mirror "
             "panther sabbath ops rifle light tar magic belt butler sesame truffle garlic cherry "
             "forest out eyed currant currants history salve star swan sheep cohosh",
    "white": "noise collar elephant rabbit house wine chocolate rice bread glove stuff label "
             "water paper board sox castle tea sage oak pepper christmas fish truffle album walker "
             "wash matter lotus bean beans balance tiger swan beech pine ash hot gold rock meat "
             "sangria vinegar sauce cheddar musk peach",
    "red": "wing wings bull carpet hat wine sox heart robin baron cross devils bell pepper peppers "
           "velvet cedar oak apple apples potato potatoes onion onions meat eye tape light dot "
           "snapper lentils cabbage beans bean hot envelope delicious flag kap dwarf sea current "
           "vines grape grapes ginseng clover rice star stripe kite maple rover chili curry tea "
           "lobster shoulder raspberry sauce",
    "blue": "cheese light apron buffalo bottle yeti ray tooth moon collar chip jay jays note "
        "ribbon "
            "lagoon whale heron sky diamond mountain mountains spruce raspberry water ocean ridge "
            "corn print bell cross crab agave microphone heeler lizard",
    "green": "tea bay giant day onion onions bean beans card energy house thumb works toys pepper "
             "peppers apple apples room living lantern peas olives coffee beret screen party "
             "goddess "
             "grapes salad smoothie curry lentils chili mountain egg eggs gobbler",
    "yellow": "pages brick stone squash pepper peppers onion tail stripe mustard gold corn fin "
              "curry cake submarine jacket lab",
    "orange": "juice peel zest blossom marmalade county is oil extract slices soda theory chicken "
              "amps spice cake tree trees crush flavor flavored flavour flavoured scent scented "
              "roughy bell pepper cream citrus",
    "pink": "floyd panther himalayan salt lady grapefruit lemonade slip salmon peppercorn friday",
    "purple": "heart rain reign mattress potato potatoes cabbage haze",
    "brown": "sugar rice bread bag bear gravy butter ale university mustard trout eggs betty",
    "silver": "lining spoon screen cross state palate surfer medal fox dollar fern fish fir "
              "jewelry "
              "polish cleaner lake age sneaker birch maple jews plated",
    "gold": "standard toe bond rush medal coast star fish digger mine leaf label rated card plated "
            "filled vermeil dust finch winning class award tone",
    "navy": "beans bean seal seals pier federal yard veteran officer inspired",
    "olive": "oil oils garden tree trees branch wood grove leaf tapenade tray dish spread and",
    "cream": "cheese cleanser soda puff puffs brulee sauce blush eyeshadow for of pie maker "
        "chargers "
             "soup based formula foundation with lotion cracker filling concealer",
    "coral": "reef gables springs calcium snake castle",
    "copper": "river pipe pipes wire tone canyon",
    "bronze": "medal age star fonz",
    "violet": "extract flowers leaf scent femme",
    "lavender": "oil scent scented essential extract fields field soap candle sachet tea fragrance "
                "honey bath lemon vanilla chamomile plant plants flower flowers infused water "
                "bouquet and",
    "lilac": "scent scented fragrance tree bush flowers",
    "aqua": "shoes socks park aerobics fitness pure globe lung net man fit flex force",
    "tan": "line lines lotion through removal extender boots luxe",
    "charcoal": "grill grills filter filters mask soap toothpaste briquettes starter barbecue bbq "
                "smoker kettle scrub cleanser face drawing pencils sticks",
    "coffee": "table", "khaki": "campbell", "indigo": "girls", "magenta": "ink",
}  # fmt: skip
"""A colour is another thing before one of these words."""

NOT_COLOUR_AFTER: Final = {
    "black": "pitch kate jack sirius men",
    "white": "snow egg betty jack barry warm cool soft daylight",
    "red": "simply code infra in",
    "blue": "cordon code deep bleu out",
    "green": "eco go evergreen putting village bowling salad going leafy",
    "brown": "charlie james hash bobbi",
    "gold": "white yellow solid 14k 18k 10k 24k 9k karat carat kt k gotham heart filled",
    "silver": "sterling 925 fine",
    "cream": "ice hand face eye night day body foot shaving sour whipped skin moisturizing "
             "moisturising anti-aging repair cold whipping cleansing cc bb heavy butter hydrating "
             "sun tanning wrinkle firming facial barrier conditioning hair styling after nipple "
             "coconut lip diaper healing relief shave and of in to",
    "orange": "blood agent mandarin clockwork fresh navel juicy zesty citrus of juice and",
    "olive": "black green kalamata extra virgin",
    "rose": "", "tan": "self sun spray", "coral": "fresh living",
    "lavender": "of relaxing soothing dried calming fresh french fragrant vanilla and with",
    "copper": "", "bronze": "", "violet": "african ultra", "navy": "old us u.s. royal",
    "lilac": "of and", "purple": "deep",
}  # fmt: skip
"""A colour is another thing after one of these words."""

_BEFORE: Final = {word: frozenset(after.split()) for word, after in NOT_COLOUR_BEFORE.items()}
_AFTER: Final = {word: frozenset(before.split()) for word, before in NOT_COLOUR_AFTER.items()}
_NONE: Final[frozenset[str]] = frozenset()


def is_colour_between(colour: str, before: str, after: str) -> bool:
    """Say whether a colour word means a colour between its two neighbours, "" at an end."""
    return after not in _BEFORE.get(colour, _NONE) and before not in _AFTER.get(colour, _NONE)


NO_COLOUR_SHELVES: Final = wordset(
    """
    food foods beverage beverages tobacco grocery groceries fruit fruits vegetable vegetables meat
    seafood dairy bakery snack snacks drink drinks wine beer spirits coffee tea book books media
    music movie movies film films software vinyl dvd dvds games magazine magazines fragrance
    fragrances perfume perfumes plant plants floral flowers bouquet seeds supplements vitamins
    gourmet dispensed ebook ebooks skin candles pizza
    """
)
"""Shelves where a colour word is mostly a taste, a scent, a plant or a title."""

BACKED_OFF: Final = wordset(
    """
    with w/ for on in and/or featuring plus against from by inspired fits compatible vs like
    includes including without no not
    """
)
"""After these words a title speaks of a part, a place or another thing."""

NOT_MADE_OF_BEFORE: Final = wordset(
    """
    cone cones needle needles viscose rayon tree trees plant
    look like effect print printed style styled free scented scent cleaner cleaners conditioner care
    polish polisher wash repair glue paint tone toned colored coloured patterned pattern finish
    dye stain protector protectant punch stitch tool tools cutter cutting worker working burning
    burner splitter candy bark toe toed grain pellet pellets chips detergent shaver touch soft
    smooth inspired trim trimmed lined accents accent straps strap detail details hardware buckle
    handle handles sole soles blade buttons zipper piping binding spray oil soap tip tips holder
    rack storage stopper alternative substitute feel lace-up imitation ball ducky duck blower
    hanger vault crafts
    """
)
"""Words after a material that make it another thing, or the material of a part only."""

NOT_MADE_OF_AFTER: Final = wordset(
    """
    faux fake vegan imitation artificial mock simulated not no without non like as pu eco for on
    replica synthetic man-made alternative wax removes safe
    """
)
"""Words before a material that make it another one, or say that it is not there."""

SCENTS: Final = wordset(
    """
    lavender lilac violet
    """
)
SCENTED: Final = wordset(
    """
    soap soaps candle candles scent scented bath oil oils lotion balm spray diffuser sachet
    fragrance perfume cologne shampoo conditioner detergent cleaner tea honey incense
    """
)
"""Beside one of these words a flower's name is a scent."""
