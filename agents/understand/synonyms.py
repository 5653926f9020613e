"""What shoppers call things, beside what the catalog calls them.

General English, not of one catalog: a phrase counts only where the catalog has
another phrase of its group, or for colours and materials a near value.
"""

from retrieval.wordset import wordset

CATEGORIES: tuple[str, ...] = (
    "sneakers, trainers, running shoes, athletic shoes, tennis shoes, gym shoes, sports shoes, "
    "runners, kicks",
    "sofas, couches, settees, loveseats, sofa",
    "pants, trousers, slacks, chinos, joggers",
    "jeans, denims, denim pants",
    "sweaters, jumpers, pullovers, knitwear, knits",
    "hoodies, hooded sweatshirts, sweatshirts, hooded sweaters",
    "jackets, coats, outerwear, parkas",
    "rain jackets, raincoats, rain coats, rain shells, macs",
    "winter jackets, winter coats, down jackets, puffer jackets, puffers, parkas, insulated "
    "jackets",
    "t-shirts, tees, tshirts, t shirts, tee shirts",
    "dresses, frocks, gowns, sundresses",
    "swimsuits, bathing suits, swimwear, bikinis, swim trunks",
    "underwear, boxers, briefs, undies, panties",
    "pajamas, pjs, sleepwear, nightwear, nightgowns",
    "handbags, purses, shoulder bags",
    "backpacks, rucksacks, knapsacks, daypacks, day packs, bookbags, book bags, school bags",
    "carry-on suitcases, carry ons, carry on bags, carry on luggage, cabin bags, cabin suitcases, "
    "cabin luggage",
    "suitcases, luggage, carry-ons, travel bags, rolling bags",
    "wallets, billfolds, card holders",
    "sunglasses, shades, sunnies",
    "watches, wristwatches, timepieces",
    "necklaces, pendants, chains",
    "beanies, winter hats, knit caps, woolly hats, knit hats, hats",
    "caps, baseball caps, ball caps, hats",
    "gloves, mittens, mitts",
    "scarves, mufflers, shawls",
    "sandals, flip flops, slides",
    "heels, high heels, pumps, stilettos",
    "slippers, house shoes",
    "hiking boots, walking boots, trekking boots, hikers, trail boots",
    "hiking shoes, walking shoes, trail shoes",
    "tents, camping tents, shelters",
    "sleeping pads, sleeping mats, camping mats, camping mattresses",
    "hiking poles, trekking poles, walking poles, walking sticks",
    "headlamps, head torches, head lamps, headlights",
    "flashlights, torches, torch",
    "lanterns, camping lights, camping lanterns",
    "camp stoves, camping stoves, backpacking stoves, portable stoves",
    "coolers, ice chests, cool boxes",
    "water bottles, drinking bottles, hydration bottles, canteens, flasks",
    "vacuum flasks, thermos, thermoses, insulated bottles, thermos flasks",
    "rugs, carpets, area rugs, mats",
    "curtains, drapes, drapery",
    "throw pillows, cushions, decorative pillows, accent pillows",
    "pillows, bed pillows",
    "blankets, throws, throw blankets",
    "duvets, comforters, quilts",
    "bedding, bed sheets, sheets, sheet sets, bedsheets, linens, bed linen",
    "mattresses, mattress toppers",
    "armchairs, accent chairs, easy chairs, lounge chairs, recliners",
    "office chairs, desk chairs, computer chairs, task chairs",
    "desks, writing desks, office desks, computer desks",
    "standing desks, sit-stand desks, adjustable desks",
    "bookcases, bookshelves, book shelves",
    "dressers, chests of drawers, drawers",
    "nightstands, bedside tables, night tables, end tables, side tables",
    "tv stands, media consoles, tv units, media units",
    "lamps, table lamps, desk lamps, bedside lamps, reading lamps",
    "floor lamps, standing lamps",
    "ceiling lights, pendant lights, chandeliers, light fixtures",
    "towels, bath towels, hand towels, beach towels",
    "frying pans, skillets, fry pans, frypans",
    "saucepans, pots, sauce pans",
    "cookware sets, pots and pans, pan sets, cookware",
    "dutch ovens, casserole pots, cast iron pots",
    "knives, kitchen knives, chef knives, chefs knives, chef's knives",
    "cutting boards, chopping boards",
    "cutlery sets, silverware, flatware, cutlery",
    "mugs, coffee mugs, cups, coffee cups, tea cups",
    "glasses, drinking glasses, tumblers, glassware",
    "wine glasses, wineglasses, stemware",
    "plates, dinner plates, dinnerware, dinnerware sets, dishes, crockery, tableware",
    "bowls, mixing bowls, serving bowls",
    "kettles, electric kettles, tea kettles, water boilers",
    "coffee makers, coffee machines, drip coffee makers, coffeemakers",
    "espresso machines, espresso makers",
    "toasters, toaster ovens",
    "air fryers, air friers, airfryers",
    "blenders, smoothie makers",
    "headphones, earphones, headsets, over-ear headphones",
    "earbuds, wireless earbuds, in-ear headphones, ear buds, earphones",
    "speakers, bluetooth speakers, portable speakers, wireless speakers",
    "televisions, tvs, tv, tv sets, smart tvs, t v s, t vs, t v",
    "monitors, computer monitors, computer screens, displays",
    "laptops, notebook computers, laptop computers, ultrabooks, computers",
    "phones, smartphones, cell phones, mobile phones, mobiles, cellphones",
    "tablets, tablet computers",
    "chargers, wall chargers, phone chargers, power adapters",
    "power banks, portable chargers, battery packs, powerbanks",
    "keyboards, computer keyboards",
    "smartwatches, smart watches, fitness watches, fitness trackers",
    "moisturizers, face creams, face cream, moisturisers, day cream",
    "cleansers, face washes, face wash, facial cleansers",
    "sunscreens, sunblock, sun cream, sun lotion, sunscreen",
    "perfumes, fragrances, colognes, scents",
    "lipsticks, lip colors, lip sticks",
    "shampoos, shampoo, hair wash",
    "body lotions, lotions, body creams",
    "plush toys, stuffed animals, soft toys, teddy bears, plushies, cuddly toys",
    "building blocks, building sets, construction sets, bricks, building toys",
    "puzzles, jigsaws, jigsaw puzzles",
    "board games, tabletop games, family games, games",
    "dolls, baby dolls",
    "garden hoses, hosepipes, hoses, water hoses",
    "planters, plant pots, flower pots, flowerpots, pots",
    "pruning shears, pruners, secateurs, garden shears",
    "patio furniture, garden furniture, outdoor furniture",
    "grills, barbecues, bbqs, bbq grills, barbecue grills",
    "yoga mats, exercise mats, workout mats",
    "dumbbells, weights, free weights, hand weights, barbells",
    "bicycles, bikes, cycles",
    "bike helmets, cycling helmets, bicycle helmets, helmets",
    "dog beds, pet beds",
    "dog leashes, dog leads, leashes",
    "cat trees, scratching posts, cat towers, cat scratchers",
    "dog food, puppy food, kibble, food for dogs, food for my dog, food for a dog, food for my "
    "puppy, food for the dog",
    "cat food, kitten food, food for cats, food for my cat, food for a cat, food for my kitten, "
    "food for the cat",
    "cat trees, scratching trees, climbing trees for cats",
    "remote control cars, rc cars, r c cars, toy cars, remote cars, radio control cars, "
    "remote controlled cars",
    "play kitchens, toy kitchens, kids kitchens",
    "garden gloves, gardening gloves, work gloves",
    "food storage containers, food containers, lunch containers, storage containers, meal prep "
    "containers, food boxes",
    "litter boxes, cat litter boxes, cat boxes, cat toilets",
    "travel backpacks, traveling backpacks, backpacks for travel, backpacks for traveling",
    "face serums, serums, facial serums",
    "electric shavers, shavers, electric razors, razors",
    "external drives, hard drives, external hard drives, portable drives",
    "computer mice, mouse, computer mouse, mouses",
    "e-readers, ebook readers, e book readers, book readers",
    "pet toys, dog toys, cat toys",
    "notebooks, journals, notepads, diaries",
    "pens, ballpoints, biros, ballpoint pens",
    "fountain pens, ink pens",
    "planners, organizers, diaries, agendas",
    "backpack, school backpacks, school bags",
    "motorcycles, motorbikes, motor bikes",
    "vehicles, automobiles, cars, autos",
    "tanks, tank tops, sleeveless tops, muscle tees",
    "jewelry, jewellery",
    "makeup, cosmetics, beauty products",
    "refrigerators, fridges",
    "vacuums, vacuum cleaners, hoovers",
    "stoves, cookers, ovens",
    "closets, wardrobes, armoires",
    "strollers, prams, pushchairs, buggies, baby carriages",
    "diapers, nappies",
    "pacifiers, dummies, soothers",
    "bras, brassieres",
    "leggings, tights",
    "vests, waistcoats, gilets",
    "soccer balls, footballs",
    "trash cans, garbage cans, bins, waste bins",
    "wrenches, spanners",
    "faucets, taps",
    "cell phone cases, phone cases, phone covers, mobile covers",
    "groceries, grocery",
)
"""Groups of names of one thing, plural, parted by commas."""

ONLY_PLURAL = wordset(
    "throws weights heels pumps slides shades kicks runners displays chains glasses lights hikers "
    "linens scents torches bricks cases briefs slacks headlights organizers dishes"
)
"""Names that mean something else, or a verb, in the singular: "weights" but not "weight"."""

COLOURS: tuple[tuple[str, str], ...] = (
    ("gray", "charcoal, slate, graphite, silver, stone"),
    ("navy", "navy blue, dark blue, midnight blue, midnight"),
    ("navy blue", "navy, dark blue, midnight blue"),
    ("burgundy", "maroon, wine, wine red, dark red, oxblood, bordeaux"),
    ("maroon", "burgundy, dark red, wine"),
    ("teal", "turquoise, aqua, petrol"),
    ("turquoise", "teal, aqua"),
    ("beige", "tan, sand, cream, khaki, camel, natural, oatmeal"),
    ("tan", "beige, camel, sand, cognac, light brown"),
    ("cream", "ivory, off white, beige, natural"),
    ("off white", "cream, ivory, white"),
    ("ivory", "cream, off white"),
    ("dark green", "forest green, forest, olive, hunter green"),
    ("light blue", "sky blue, sky, baby blue, powder blue"),
    ("sky blue", "light blue, sky, baby blue"),
    ("light gray", "silver, stone, gray"),
    ("dark gray", "charcoal, slate, graphite"),
    ("dark brown", "chocolate, espresso, walnut, brown"),
    ("light pink", "blush, rose, pink"),
    ("hot pink", "fuchsia, magenta, pink"),
    ("purple", "lavender, plum, violet, lilac, mauve"),
    ("violet", "purple, lavender, plum"),
    ("yellow", "mustard, lemon, gold"),
    ("pink", "blush, rose, coral, fuchsia"),
    ("orange", "rust, terracotta, coral, apricot"),
    ("green", "olive, sage, forest green, forest, mint, emerald"),
    ("multi colored", "multicolor, multicolored, rainbow, assorted"),
    ("multicolored", "multicolor, rainbow, assorted"),
    ("colorful", "multicolor, rainbow"),
    ("rainbow", "multicolor"),
    ("see through", "clear, transparent"),
    ("transparent", "clear"),
    ("golden", "gold"),
)
"""A colour as said, and values that mean or come near it; used only when the catalog lacks it."""

AMBIGUOUS_COLOURS = wordset(
    "natural clear stone sand rose sky forest midnight mint ice ash smoke honey chocolate coffee "
    "champagne wine walnut oak espresso slate graphite rust moss clay ocean sage lemon cherry "
    "peach plum berry pearl assorted rainbow amber ember copper bronze lime camel"
)
"""Colour names that are more often something else: they need "in", "color" or a noun after them."""

MATERIALS: tuple[tuple[str, str], ...] = (
    ("metal", "steel, stainless steel, aluminum, iron, cast iron, brass, copper, titanium"),
    ("wood", "oak, walnut, pine, beech, acacia, birch, teak, bamboo, solid wood, maple, ash"),
    ("wooden", "wood, oak, walnut, pine, beech, acacia, birch, teak, solid wood, maple, ash"),
    ("stainless", "stainless steel"),
    ("woolen", "wool, merino wool, merino"),
    ("woollen", "wool, merino wool, merino"),
    ("merino", "merino wool"),
    ("leathery", "leather"),
    ("faux leather", "vegan leather, synthetic leather, pu leather"),
    ("vegan leather", "faux leather, synthetic leather"),
    ("fake leather", "faux leather, vegan leather, synthetic leather"),
    ("down", "goose down, duck down"),
    ("goretex", "gore-tex"),
    ("ceramics", "ceramic, stoneware, porcelain"),
    ("china", "porcelain"),
    ("denim", "cotton"),
    ("synthetic", "polyester, nylon"),
    ("synthetics", "polyester, nylon"),
    ("cashmere wool", "cashmere"),
    ("silicon", "silicone"),
    ("plastics", "plastic"),
)
"""As `COLOURS`; "metal" and "wood" also where the catalog has the word itself."""

WIDE_MATERIALS = frozenset({"metal", "wood", "wooden"})
NOT_THE_REAL = frozenset({"faux", "vegan", "imitation", "synthetic", "artificial", "fake"})
"""Before a material they make it another one: "vegan leather" is no leather."""

FEATURES: tuple[str, ...] = (
    "waterproof, water proof, water-tight, watertight, rainproof",
    "water resistant, water-resistant, water repellent, splash proof, splashproof",
    "noise cancelling, noise canceling, noise cancellation, anc, active noise cancelling",
    "machine washable, washable, machine washed, machine wash, in the washing machine",
    "dishwasher safe, dishwasher-safe, dishwasher proof, the dishwasher",
    "microwave safe, microwavable, microwaveable, the microwave, and microwave",
    "induction compatible, induction, for induction",
    "wireless, cordless",
    "lightweight, light weight",
    "foldable, folding, collapsible, folds up, folds, fold up, be folded, that fold",
    "long sleeves, long sleeve, long sleeved, full sleeves",
    "short sleeves, short sleeve, short sleeved",
    "high waist, high waisted, high rise",
    "squeaker, squeaky, squeaking",
    "rechargeable, usb rechargeable",
    "insulated, thermal",
    "non-slip, nonslip, anti-slip, slip resistant, slip-resistant, non slip",
    "non-stick, nonstick, non stick",
    "fragrance free, unscented, scent free, fragrance-free, without fragrance, no fragrance, no "
    "perfume",
    "cruelty free, cruelty-free, not tested on animals",
    "bpa free, bpa-free",
    "breathable, airy",
    "windproof, wind proof, wind resistant",
    "quick drying, quick-drying, fast drying, quick dry, quick-dry",
    "dimmable, dimming",
    "adjustable, height adjustable, adjustable height",
    "comfortable, comfy",
    "cozy, cosy",
    "eco-friendly, eco friendly, sustainable, environmentally friendly",
    "recycled, recycled materials, made from recycled materials",
    "bluetooth, bluetooth enabled",
    "leakproof, leak proof, leak-proof, spill proof, spillproof",
)

AUDIENCES: tuple[tuple[str, str], ...] = (
    ("women", "women woman womens ladies lady female females girlfriend wife mom mother mum mommy "
     "sister aunt grandma grandmother fiancee bridesmaid bridesmaids nana granny"),
    ("men", "men man mens gentlemen gentleman male males guys guy boyfriend husband dad father "
        "daddy "
     "brother uncle grandpa grandfather fiance groomsmen granddad"),
    ("kids", "kids kid children child childrens daughter son nephew niece grandson granddaughter "
     "toddler toddlers grandchild grandchildren grandkids boy boys girl girls kiddo godson "
     "goddaughter preschooler youth"),
    ("baby", "baby babies infant infants newborn newborns"),
    ("teens", "teens teen teenager teenagers"),
    ("adults", "adults adult grownups"),
    ("dogs", "dog dogs puppy puppies pup doggy pooch"),
    ("cats", "cat cats kitten kittens kitty"),
)  # fmt: skip
"""Who it is for, and the words for them. The catalog's audience of the same name is meant."""

NARROWER_AUDIENCES: dict[str, tuple[str, ...]] = {
    "girls": ("girl", "girls", "daughter", "niece", "granddaughter", "goddaughter"),
    "boys": ("boy", "boys", "son", "nephew", "grandson", "godson"),
    "toddlers": ("toddler", "toddlers"),
}
"""Used in place of "kids" where the catalog sells for them apart."""

RELATION_WORDS = wordset(
    "girlfriend wife mom mother mum mommy sister aunt grandma grandmother fiancee nana granny "
    "boyfriend husband dad father daddy brother uncle grandpa grandfather fiance granddad daughter "
    "son nephew niece grandson granddaughter boy girl boys girls guy guys lady female male baby "
    "child kid man woman grandchild toddler teenager teen dog puppy cat kitten"
)
"""An audience only after "for" or "my": "my son" alone may be who is talking."""
