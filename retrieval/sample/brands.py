"""The invented brands of the sample shop: trades, price level, manner.

No name is that of a real brand as far as its authors know; the test beside it
holds a list of well-known real ones. Names are easy to say and far apart when
heard. Some invite mishearing, which is what a voice assistant must cope with.
"""

from dataclasses import dataclass

VALUE, MIDDLE, PREMIUM = 0.1, 0.4, 0.7
"""Where a brand sits between a kind's lowest (0) and highest (1) price."""


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand of the shop."""

    name: str
    level: float
    trades: str
    """Separated by spaces; a kind draws from the brands of its trade."""
    manner: str
    """What it is known for, after its name: "makes plain gear for long walks"."""


BRANDS = (
    # Outdoor and sport
    Brand("Fernhollow", MIDDLE, "trail outdoor", "makes plain gear for long walks"),
    Brand("Torvane", PREMIUM, "trail outdoor", "builds for the mountains first"),
    Brand("Brackmoor", VALUE, "trail outdoor", "keeps the outdoors affordable"),
    Brand("Ullstrand", PREMIUM, "trail outdoor", "works in small batches by the sea"),
    Brand("Cairnsley", MIDDLE, "trail outdoor", "tests everything on its own staff"),
    Brand("Oddfell", VALUE, "trail outdoor fitness", "leaves out whatever is not needed"),
    Brand("Kestrova", PREMIUM, "running fitness", "is what many club athletes wear"),
    Brand("Pavondo", MIDDLE, "running fitness yoga", "likes clean lines and loud soles"),
    Brand("Fleetwick", VALUE, "running fitness footwear yoga", "sells honest basics for sport"),
    Brand("Rokanda", MIDDLE, "running fitness trail", "is easy to like and hard to wear out"),
    Brand("Ardenzo", PREMIUM, "running cycling", "trims every needless ounce"),
    Brand("Asanova", MIDDLE, "fitness yoga", "comes from a yoga studio and shows it"),
    Brand("Grippendale", VALUE, "fitness yoga", "outfits gyms and living rooms alike"),
    Brand("Lotimara", PREMIUM, "yoga fitness", "cares how things feel in the hand"),
    Brand("Velmarch", PREMIUM, "cycling", "builds bikes and everything around them"),
    Brand("Spokely", VALUE, "cycling", "is made for getting to work"),
    Brand("Dunnock", MIDDLE, "cycling fitness", "is a favorite of everyday riders"),
    # Shoes, clothes, accessories
    Brand("Solvenna", PREMIUM, "footwear accessories", "finishes its work by hand"),
    Brand("Tobbin", VALUE, "footwear", "makes cheerful shoes for little money"),
    Brand("Ambledown", MIDDLE, "footwear menswear", "changes its lasts about once a decade"),
    Brand("Dunmarrow", MIDDLE, "footwear accessories", "aims for comfort from the first day"),
    Brand("Clogalong", VALUE, "footwear", "thinks of tired feet first"),
    Brand("Ostrella", PREMIUM, "footwear womenswear", "has an eye for color"),
    Brand("Anselma", MIDDLE, "womenswear clothing", "cuts for real women"),
    Brand("Odelisse", PREMIUM, "womenswear", "sews in its own workshop"),
    Brand("Plainsong", VALUE, "womenswear menswear clothing", "does basics and little else"),
    Brand("Lindenrow", MIDDLE, "womenswear menswear clothing", "dresses people for the week"),
    Brand("Tansyfield", VALUE, "womenswear clothing", "brings out something new each month"),
    Brand("Hartwin", PREMIUM, "menswear clothing", "tailors with old patterns"),
    Brand("Braddock Mill", MIDDLE, "menswear clothing", "weaves most of its own cloth"),
    Brand("Wexcombe", VALUE, "menswear", "keeps it simple and sturdy"),
    Brand("Inverlaine", PREMIUM, "clothing womenswear menswear", "knits in the far north"),
    Brand("Bellaverne", PREMIUM, "accessories", "keeps a small and careful range"),
    Brand("Harcassel", MIDDLE, "accessories", "sends every piece in a small box"),
    Brand("Tickwell", VALUE, "accessories", "is bought as a present more often than not"),
    Brand("Ludomira", MIDDLE, "accessories womenswear", "plays with shape"),
    # Home and kitchen
    Brand("Norrvik", VALUE, "furniture lighting textiles", "packs flat and builds fast"),
    Brand("Tollmarsh", MIDDLE, "furniture", "gives long thought to small rooms"),
    Brand("Casavolte", PREMIUM, "furniture lighting", "works with young designers"),
    Brand("Stenhage", PREMIUM, "furniture", "joins without screws where it can"),
    Brand("Plumfield", VALUE, "furniture textiles", "furnishes first apartments"),
    Brand("Tavolund", MIDDLE, "furniture tableware lighting", "likes quiet shapes"),
    Brand("Dovecroft", MIDDLE, "textiles", "has been weaving for three generations"),
    Brand("Softacre", VALUE, "textiles", "makes bedding that nobody fusses about"),
    Brand("Belsomme", PREMIUM, "textiles", "supplies small hotels"),
    Brand("Hushwell", MIDDLE, "textiles", "is all about a good night"),
    Brand("Lumarre", PREMIUM, "lighting", "treats light as furniture"),
    Brand("Glimmerby", VALUE, "lighting textiles", "brightens corners for little money"),
    Brand("Wattling", MIDDLE, "lighting", "makes lamps that can be repaired"),
    Brand("Ironmere", MIDDLE, "cookware grill", "makes things to hand down"),
    Brand("Cocotelle", PREMIUM, "cookware tableware", "is seen in serious kitchens"),
    Brand("Skillando", VALUE, "cookware appliances", "equips first kitchens"),
    Brand("Steinbruk", PREMIUM, "cookware", "grinds and hones by hand"),
    Brand("Tessaro", MIDDLE, "tableware cookware", "sets relaxed tables"),
    Brand("Crumbleigh", VALUE, "tableware cookware", "cheers up the breakfast table"),
    Brand("Tazzora", PREMIUM, "appliances", "takes coffee very seriously"),
    Brand("Hobstead", MIDDLE, "appliances", "builds appliances that open with a screwdriver"),
    Brand("Whirrly", VALUE, "appliances", "fits small kitchens and budgets"),
    Brand("Nordkel", MIDDLE, "appliances", "keeps the buttons to a minimum"),
    # Electronics
    Brand("Sonavique", PREMIUM, "audio", "tunes everything by ear"),
    Brand("Echolark", MIDDLE, "audio gadgets", "is a safe choice for everyday sound"),
    Brand("Bassoway", VALUE, "audio", "gives a lot of sound for the money"),
    Brand("Murandi", MIDDLE, "audio gadgets", "updates its products for years"),
    Brand("Tavrix", PREMIUM, "gadgets audio", "does fewer things and does them well"),
    Brand("Zimbolt", VALUE, "gadgets audio", "undercuts nearly everyone"),
    Brand("Kelvora", MIDDLE, "gadgets", "offers a long warranty"),
    Brand("Netherby", PREMIUM, "gadgets", "designs for the desk"),
    Brand("Pluggins", VALUE, "gadgets audio", "covers the basics"),
    # Beauty
    Brand("Amaranelle", PREMIUM, "beauty makeup", "formulates in its own laboratory"),
    Brand("Petalune", MIDDLE, "beauty makeup", "keeps its ingredient lists short"),
    Brand("Mellowroot", VALUE, "beauty", "is gentle on skin and wallet"),
    Brand("Saffrine", PREMIUM, "beauty makeup", "likes rich textures"),
    Brand("Dabbleaf", VALUE, "beauty makeup", "makes simple care for every day"),
    Brand("Grisholm", MIDDLE, "beauty", "began in a barber shop"),
    # Toys, baby
    Brand("Tumblewick", MIDDLE, "toys baby", "tests with the children next door"),
    Brand("Pippalo", VALUE, "toys baby", "makes toys for rough hands"),
    Brand("Zoomble", VALUE, "toys", "puts play before polish"),
    Brand("Grimbletoft", PREMIUM, "toys", "works to last more than one childhood"),
    Brand("Quibblebee", MIDDLE, "toys art", "makes games that parents like as well"),
    Brand("Lullabay", PREMIUM, "baby", "is often on wish lists"),
    Brand("Bumblekin", MIDDLE, "baby toys", "is run by parents of five"),
    Brand("Snugglet", VALUE, "baby", "keeps the first year affordable"),
    # Garden, pets
    Brand("Hedgerley", MIDDLE, "garden", "makes tools that can be sharpened"),
    Brand("Rootwell", VALUE, "garden", "gets a small garden going"),
    Brand("Verdanta", PREMIUM, "garden grill", "furnishes large and small terraces"),
    Brand("Sprigmore", MIDDLE, "garden grill", "thinks of balconies too"),
    Brand("Cindermoor", PREMIUM, "grill garden", "is fond of fire"),
    Brand("Charlow", VALUE, "grill garden", "is simple to use and to store"),
    Brand("Romparoo", MIDDLE, "pets", "is led by a pack of office dogs"),
    Brand("Mewlington", MIDDLE, "pets", "has been approved by choosy cats"),
    Brand("Bonnybark", VALUE, "pets", "spoils pets on a budget"),
    Brand("Houndsmere", PREMIUM, "pets", "uses what it would use for people"),
    Brand("Whiskerby", VALUE, "pets", "replaces what gets chewed"),
    # Stationery, luggage
    Brand("Inkwren", MIDDLE, "stationery", "loves good paper"),
    Brand("Papelaire", PREMIUM, "stationery art", "binds in a small workshop"),
    Brand("Scribbins", VALUE, "stationery art", "fills schoolbags"),
    Brand("Quillmark", PREMIUM, "stationery", "makes writing a pleasure"),
    Brand("Pastelio", MIDDLE, "art stationery", "is used in art schools"),
    Brand("Voyanne", PREMIUM, "luggage", "repairs its cases for years"),
    Brand("Trundell", MIDDLE, "luggage", "rolls quietly"),
    Brand("Portmanta", MIDDLE, "luggage accessories", "packs more than one expects"),
    Brand("Gaddabout", VALUE, "luggage", "is made for short trips and small budgets"),
    Brand("Wayfold", VALUE, "luggage outdoor trail", "saves weight and money"),
)


def brands_of(trade: str) -> tuple[Brand, ...]:
    """Return the brands of `trade`, in the order of the data.

    Raises:
        ValueError: no brand works in it.
    """
    found = tuple(brand for brand in BRANDS if trade in brand.trades.split())
    if not found:
        raise ValueError(f"no sample brand works in the trade {trade!r}")
    return found
