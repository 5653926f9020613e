"""Words for colours in any shop. Lists only; where they count is `colours`."""

from retrieval.wordset import wordset

BASES = wordset(
    "black white gray red blue green yellow purple pink brown beige navy maroon burgundy teal "
    "turquoise aqua cyan magenta fuchsia khaki ivory taupe tan crimson scarlet indigo violet "
    "mauve lilac nude gold golden silver bronze multicolor multicolored multicolour rainbow coral "
    "ecru offwhite blonde brunette greenish bluish reddish yellowish brownish grayish pinkish "
    "purplish blackish whitish oxblood chartreuse periwinkle cobalt cerulean vermilion sepia camo "
    "camouflage leopard bordeaux anthracite greige gunmetal fuschia"
)
"""A colour wherever they stand, but for `NOT_COLOURS`."""

LOOSE = wordset(
    "charcoal orange rose cream peach plum wine berry cherry lemon lime mint sage olive moss "
    "forest sky ocean sand stone slate clay rust copper brass chocolate coffee mocha espresso "
    "caramel honey mustard butter vanilla champagne apricot salmon lavender amber emerald ruby "
    "sapphire jade pearl opal ash smoke steel nickel chrome walnut oak mahogany ebony cognac "
    "camel wheat natural clear transparent midnight snow ice blush melon mango watermelon "
    "raspberry cranberry strawberry blueberry cinnamon ginger pumpkin terracotta brick sienna "
    "umber graphite onyx platinum titanium hazel chestnut auburn tortoise poppy orchid iris "
    "heather denim neon floral zebra cheetah plaid striped assorted multi"
)
"""A colour only beside another, after "in", before "color", or before what is worn or furnished."""

SHADES = wordset(
    "light dark pale deep bright hot neon matte dusty pastel royal heather heathered faded "
    "vintage distressed antique brushed polished satin metallic glossy burnt off army sky baby "
    "ice powder hunter rose warm cool washed soft true electric rich oil rubbed steel jet slate "
    "sand stone lime mint sea ocean forest olive navy wine cherry blood brick rust chocolate "
    "coffee cream walnut cognac camel champagne dirty ash smoke smoky medium oatmeal mustard "
    "lemon canary turquoise peacock petrol midnight cobalt emerald kelly grass moss sage apple "
    "fluorescent shiny solid pure snow pearl milky rainbow tie extra athletic mahogany pinky "
    "royal"
)
"""Before a colour they make it a shade: "dusty rose", "brushed nickel", "wine red"."""

ONLY_BESIDE = wordset("medium solid true soft pure extra warm cool rich tie oil vintage apple sea")
"""Shades that are something else unless a plain colour comes right after."""

FINISHED = wordset("nickel chrome brass bronze copper steel gold silver pewter")
FINISHES = wordset("brushed polished satin antique matte oil rubbed aged burnished rose white")
"""Metals as colours: "brushed nickel"."""

NOT_COLOURS: dict[str, frozenset[str]] = {
    "orange": wordset("juice peel soda marmalade blossom zest slice tree flavor scent extract oil "
                      "tea chicken cake jam"),
    "cream": wordset("cheese soda"), "peach": wordset("tea jam cobbler schnapps pie ring"),
    "olive": wordset("oil tree garden jar fork"), "mint": wordset("tea gum leaf chocolate candy"),
    "lavender": wordset("oil tea scent soap candle lotion"), "sage": wordset("tea leaf stick"),
    "rose": wordset("tea water petal oil bush hip quartz wine"),
    "white": wordset("noise rice wine chocolate tea bread bean pepper vinegar board sugar gold "
                     "flour fish potato castle grape truffle"),
    "black": wordset("tea pepper bean friday rice bear eye olive cherry belt garlic coffee hole "
                     "box tie seed cumin currant walnut magic head"),
    "green": wordset("tea bean onion screen pepper pea apple day giant curry salad energy chili "
                     "light olive deal"),
    "red": wordset("wine pepper bull velvet bean onion cross light eye cabbage carpet lentil hat "
                   "sox curry sauce meat"),
    "blue": wordset("light cheese ray tooth jay corn buffalo raspberry ribbon sky"),
    "brown": wordset("sugar rice bread gravy butter paper spot"),
    "yellow": wordset("mustard page onion squash cab"),
    "pink": wordset("salt floyd grapefruit himalayan eye lemonade"),
    "purple": wordset("rain heart"),
    "gold": wordset("plated rush medal standard tone card bond fish coast member bear"),
    "golden": wordset("retriever syrup raisin girl goose gate state oat"),
    "silver": wordset("plated lining screen bullet medal member state"),
    "bronze": wordset("medal age"),
    "leopard": wordset("gecko"), "navy": wordset("bean seal"), "rainbow": wordset("loom trout"),
    "nude": wordset("photo"), "tan": wordset("line"), "blonde": wordset("roast ale"),
    "coral": wordset("reef"), "charcoal": wordset("toothpaste grill soap mask filter briquette "
                                                  "scrub starter bag pencil"),
    "ivory": wordset("soap"), "khaki": wordset("pants"),
}  # fmt: skip
"""Words after a colour's name that make it no colour. Stems."""

NO_COLOUR_AFTER: dict[str, frozenset[str]] = {
    "cream": wordset(
        "shaving firming hand face facial eye body ice sour night day skin hair foot whipped heavy "
        "moisturizing moisturising wrinkle aging acne sun cuticle diaper bb cc tooth lip massage "
        "numbing repair healing whitening brightening cooling anti barrier rash neck bust "
        "treatment clotted double whipping pastry bronzing tanning depilatory removal styling "
        "curl nipple stretch scar eczema antifungal pain relief dairy tartar lightening "
        "nourishing hydrating soothing collagen retinol"
    ),
    "mint": wordset("breath peppermint"), "butter": wordset("body shea cocoa peanut almond"),
}  # fmt: skip
"""Words before a colour's name that make it no colour: shaving cream."""

NO_PIGMENT_AFTER = wordset("kettle cup pot mug set canister infuser caddy glass cooker holder")
"""After "black tea" they take the colour back: a black tea kettle is black."""

WORN_OR_FURNISHED = wordset(
    "dress shirt sofa couch chair curtain rug pillow blanket shoe sneaker boot sandal jacket coat "
    "sweater hoodie pant jean legging skirt blouse top tee bag purse backpack lamp towel "
    "nightstand desk dresser cabinet bed polo suit bikini scarf hat sweatshirt cardigan blazer "
    "tunic romper jumpsuit gown duvet comforter quilt cushion ottoman bench stool bookcase "
    "sideboard headboard t-shirt heel loafer flat pump sock glove tie wallet handbag suitcase "
    "phone headphone earbud watch sheet vase"
)
"""Before these a loose colour is one: "a sage curtain", but not "lavender oil"."""
