"""A small catalog of invented brands that covers many product types, for the tests."""

# ruff: noqa: E501 - a table is read by its lines

from decimal import Decimal

from retrieval.product import Product, Variant
from retrieval.vocabulary import Vocabulary

_SHOES = ("7", "8", "8.5", "9", "9.5", "10", "10.5", "11", "12")
_CLOTHES = ("XS", "S", "M", "L", "XL", "XXL")

_ROWS: tuple[tuple[str, str, str, str, str, tuple[str, ...], str | None, str], ...] = (
    # category, brand, department, colours, materials, sizes, audience, features
    ("hiking boots", "Tarnholm", "Outdoor", "brown,black", "leather", _SHOES, "men", "waterproof,breathable"),
    ("hiking boots", "Ostravel", "Outdoor", "gray,green", "suede,nylon", _SHOES, "women", "waterproof,lightweight"),
    ("rain boots", "Pluvora", "Shoes", "yellow,navy", "rubber", _SHOES, "kids", "waterproof"),
    ("ankle boots", "Velmoor", "Shoes", "black,tan", "leather,vegan leather", _SHOES, "women", "cushioned insole"),
    ("running shoes", "Kelvane", "Shoes", "blue,white,red", "mesh", _SHOES, "women", "lightweight,reflective"),
    ("running shoes", "Strivora", "Shoes", "black,orange", "mesh", _SHOES, "men", "breathable"),
    ("sandals", "Velmoor", "Shoes", "brown", "cork,leather", _SHOES, "women", "adjustable straps"),
    ("tents", "Tarnholm", "Outdoor", "green,orange", "nylon", ("2 person", "4 person"), None, "waterproof,windproof"),
    ("sleeping bags", "Ostravel", "Outdoor", "blue,red", "down,nylon", (), None, "insulated"),
    ("backpacks", "Ostravel", "Outdoor", "black,green", "nylon", ("20 l", "35 l"), None, "laptop sleeve,water resistant"),
    ("water bottles", "Brennick", "Outdoor", "steel blue,white", "stainless steel", ("16 oz", "32 oz"), None, "insulated,bpa free"),
    ("headlamps", "Lumeno", "Outdoor", "black", "plastic", (), None, "rechargeable"),
    ("jackets", "Ostravel", "Fashion", "navy,olive", "polyester", _CLOTHES, "men", "waterproof,packable"),
    ("rain jackets", "Pluvora", "Fashion", "yellow,red", "nylon", _CLOTHES, "kids", "waterproof"),
    ("dresses", "Mirelle", "Fashion", "red,black,floral", "cotton,linen", _CLOTHES, "women", "machine washable"),
    ("t-shirts", "Plainfold", "Fashion", "white,gray,burgundy", "cotton", _CLOTHES, "men", "machine washable,organic"),
    ("jeans", "Plainfold", "Fashion", "blue,black", "cotton", ("30", "32", "34"), "men", "stretch"),
    ("sweaters", "Mirelle", "Fashion", "cream,gray", "merino wool,cashmere", _CLOTHES, "women", "soft"),
    ("socks", "Plainfold", "Fashion", "gray,white", "wool,cotton", ("S", "M", "L"), "adults", "warm"),
    ("handbags", "Mirelle", "Fashion", "tan,black", "leather", (), "women", "zip pocket"),
    ("sunglasses", "Solvane", "Fashion", "black,tortoise", "acetate", (), "adults", "polarized"),
    ("watches", "Solvane", "Fashion", "silver,gold", "stainless steel,leather", (), "adults", "water resistant"),
    ("sofas", "Hearthwell", "Home", "gray,beige", "linen,wood", ("2 seat", "3 seat"), None, "removable covers"),
    ("coffee tables", "Hearthwell", "Home", "natural", "oak,walnut", (), None, "easy to assemble"),
    ("bedside tables", "Hearthwell", "Home", "white", "pine", (), None, "soft close drawers"),
    ("rugs", "Lanova", "Home", "cream,blue", "wool,jute", ("5x8", "8x10"), None, "non-slip"),
    ("duvet covers", "Lanova", "Home", "white,sage", "linen,cotton", ("Twin", "Queen", "King"), None, "machine washable"),
    ("mattresses", "Lanova", "Home", "white", "memory foam", ("Twin", "Full", "Queen", "King"), None, "hypoallergenic"),
    ("table lamps", "Lumeno", "Home", "brass,black", "brass,glass", (), None, "dimmable"),
    ("frying pans", "Brennick", "Kitchen", "black", "cast iron,aluminum", ("8 in", "10 in", "12 in"), None, "non-stick,dishwasher safe"),
    ("chef knives", "Brennick", "Kitchen", "silver", "steel", (), None, "sharp"),
    ("kettles", "Brennick", "Kitchen", "red,silver", "stainless steel", ("1 l", "1.7 l"), None, "cordless"),
    ("mugs", "Lanova", "Kitchen", "blue,white", "ceramic,stoneware", (), None, "dishwasher safe,microwave safe"),
    ("headphones", "Sonquill", "Electronics", "black,white", "plastic", (), None, "wireless,noise cancelling"),
    ("earbuds", "Sonquill", "Electronics", "white,pink", "plastic", (), None, "wireless,waterproof"),
    ("monitors", "Vantel", "Electronics", "black", "plastic", ("24 in", "27 in"), None, "adjustable stand"),
    ("laptops", "Vantel", "Electronics", "silver,gray", "aluminum", (), None, "lightweight,backlit keyboard"),
    ("keyboards", "Vantel", "Electronics", "white,black", "plastic", (), None, "wireless,mechanical"),
    ("moisturizers", "Aurelin", "Beauty", "", "", ("50 ml", "100 ml"), "adults", "fragrance free,vegan"),
    ("sunscreens", "Aurelin", "Beauty", "", "", ("50 ml",), "adults", "water resistant,spf 50"),
    ("perfumes", "Mirelle", "Beauty", "", "", ("30 ml", "50 ml"), "women", "long lasting"),
    ("building blocks", "Tinkerby", "Toys", "multicolor", "plastic,wood", (), "kids", "educational"),
    ("puzzles", "Tinkerby", "Toys", "multicolor", "cardboard", (), "kids", "educational"),
    ("plush toys", "Tinkerby", "Toys", "brown,pink", "polyester", (), "baby", "machine washable,soft"),
    ("garden hoses", "Fernley", "Garden", "green", "rubber", ("25 ft", "50 ft"), None, "kink free"),
    ("planters", "Fernley", "Garden", "terracotta,white", "ceramic,clay", (), None, "drainage hole"),
    ("yoga mats", "Strivora", "Sports", "purple,teal", "rubber,cork", (), None, "non-slip"),
    ("dumbbells", "Strivora", "Sports", "black", "cast iron", ("10 lb", "20 lb"), None, "non-slip"),
    ("bike helmets", "Strivora", "Sports", "white,matte black", "polycarbonate", ("S", "M", "L"), "adults", "ventilated"),
    ("dog beds", "Pawsome Home", "Pets", "gray,brown", "cotton,memory foam", ("S", "M", "L"), "dogs", "washable cover"),
    ("dog leashes", "Pawsome Home", "Pets", "red,black", "nylon,leather", (), "dogs", "reflective"),
    ("cat trees", "Pawsome Home", "Pets", "beige", "sisal,wood", (), "cats", "sturdy"),
    ("notebooks", "Inkwell & Co", "Stationery", "black,red", "paper", ("A5", "A4"), None, "dotted pages,recycled"),
    ("fountain pens", "Inkwell & Co", "Stationery", "blue,black", "brass,resin", (), None, "refillable"),
    ("snow boots", "Summit", "Shoes", "white,black", "nylon", _SHOES, "women", "insulated,waterproof"),
)  # fmt: skip

ATTRIBUTES = (
    "waterproof", "weight", "warranty", "battery_life", "dishwasher_safe", "machine_washable",
    "made_in", "capacity", "screen_size", "season", "heel_height", "assembly", "age_range",
    "dimensions", "power", "lining", "sole", "closure",
)  # fmt: skip


def products() -> tuple[Product, ...]:
    """Return 55 products, prices 4.99 to 1,899."""
    return tuple(_product(i, row) for i, row in enumerate(_ROWS))


def _product(
    i: int, row: tuple[str, str, str, str, str, tuple[str, ...], str | None, str]
) -> Product:
    category, brand, department, colours, materials, sizes, audience, features = row
    price = Decimal("4.99") if i == 0 else Decimal("1899") if i == 1 else Decimal(20 + 7 * i)
    return Product(
        id=f"p{i}",
        title=f"{brand} {category.title()} {i}",
        brand=brand,
        price=price,
        department=department,
        category=category,
        colours=tuple(c for c in colours.split(",") if c),
        materials=tuple(m for m in materials.split(",") if m),
        audience=audience,
        features=tuple(features.split(",")),
        attributes=dict.fromkeys(ATTRIBUTES, "yes"),
        variants=tuple(
            Variant(id=f"p{i}-{n}", size=size, price=price, stock=3) for n, size in enumerate(sizes)
        ),
        stock=9,
    )


def vocabulary() -> Vocabulary:
    return Vocabulary.of(products())
