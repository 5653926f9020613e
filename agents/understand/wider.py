"""Names of goods, and the wider names under which some catalogs keep them: cars are vehicles.

Used only where the catalog has no narrower category of its own: one that sells sneakers
apart is not asked for shoes. The name itself stays in the text to search for.
"""

WIDER: tuple[tuple[str, str], ...] = (
    ("shoes, footwear", "sneakers, trainers, running shoes, tennis shoes, gym shoes, boots, heels, "
     "high heels, pumps, loafers, sandals, flip flops, oxfords, moccasins, slip-ons, kicks"),
    ("boots", "ankle boots, rain boots, snow boots, chelsea boots, hiking boots, cowboy boots"),
    ("bags", "purses, handbags, totes, tote bags, satchels, shoulder bags, crossbody bags, "
     "backpacks, rucksacks, clutches, duffel bags, messenger bags"),
    ("handbags", "totes, tote bags, crossbody bags, satchels, clutches"),
    ("shirts, tops", "t-shirts, t shirts, tees, tshirts, tee shirts, polo shirts, polos"),
    ("tops", "blouses, shirts, tank tops, tunics, crop tops, camisoles"),
    ("jackets, coats, outerwear", "raincoats, rain jackets, windbreakers, parkas, puffers, "
     "puffer jackets, anoraks, blazers, winter coats"),
    ("pants, trousers, bottoms", "leggings, joggers, sweatpants, chinos, slacks, capris, jeans, "
     "track pants"),
    ("sweatshirts", "hoodies, pullovers"),
    ("sweaters, knitwear", "cardigans, jumpers, pullovers, turtlenecks"),
    ("jewelry, jewellery", "necklaces, earrings, bracelets, rings, pendants, brooches, anklets"),
    ("watches", "smartwatches, wristwatches, smart watches"),
    ("vehicles, cars", "cars, suvs, sedans, trucks, pickup trucks, automobiles, minivans"),
    ("motorcycles", "motorbikes, scooters, mopeds, dirt bikes"),
    ("fragrances, perfumes", "perfumes, colognes, eau de toilette, eau de parfum, body mists, "
     "aftershaves"),
    ("makeup, cosmetics, beauty", "lipsticks, mascaras, eyeshadows, eye shadows, eyeliners, "
     "foundations, concealers, blushers, nail polishes, nail polish, eyeshadow palettes"),
    ("skin care, skincare", "moisturizers, face creams, face serums, cleansers, face washes, "
     "lotions, body lotions, sunscreens"),
    ("furniture", "sofas, couches, armchairs, bookcases, bookshelves, nightstands, "
     "bedside tables, dressers, wardrobes, coffee tables, dining tables, bed frames, beds"),
    ("sofas", "loveseats, sectionals, sofa beds"),
    ("chairs", "armchairs, recliners, rocking chairs, office chairs, dining chairs, desk chairs"),
    ("tables", "desks, coffee tables, side tables, end tables, dining tables, nightstands, "
     "bedside tables"),
    ("lighting, lights, lamps", "lamps, table lamps, desk lamps, floor lamps, pendant lights, "
     "chandeliers, sconces, wall sconces, ceiling lights, lanterns"),
    ("computers", "laptops, desktops, desktop computers, notebook computers"),
    ("headphones", "earbuds, earphones, headsets, ear buds"),
    ("flowers, bouquets", "roses, tulips, lilies"),
    ("phones, smartphones", "iphones, android phones"),
)  # fmt: skip
"""Names of categories, and names of what they hold, plural, parted by commas."""
