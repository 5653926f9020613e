"""Model names by trade: the word after the brand in a title."""

from collections.abc import Mapping

_PEAKS = """Ridge Tarn Larch Scree Gully Crag Heath Boulder Glen Fjord Spruce Lichen Moraine
Sierra Tundra Gorge Thicket Brook Cobble Drift Kelpie Rowan Sedge Stonecrop Wolfram Alder
Cascade Hollow Meadow Ravine"""
_PACE = """Allegro Sprint Volley Rally Comet Pulse Quickstep Breeze Meteor Dart Flicker Rush Stride
Tailwind Ripple Gust Skylark Relay Cadence Surge Zigzag Bolt Glide Falcon Ember Vector Orbit
Lark Cirrus Nova"""
_FIRST_NAMES = """Ada Clara Edith Flora Greta Hazel Ines Iris Jonah Leona Lorna Mabel Marta Nell
Odile Orla Peggy Rosa Selma Silas Thea Tilda Una Vera Wilma Alma Bruno Celia Dora Elsa
Fergus Gemma"""
_TOWNS = """Amberley Bexford Corley Dunster Eltham Farrow Haddon Ingleby Kelby Langley Milburn
Norwood Oakham Pelham Radley Selby Tarleton Upton Varley Winslow Yardley Ashby Burford
Chesham Denby Elmore"""
_ROOMS = """Arlo Bergen Calla Delft Enna Fabel Gotland Harbor Isla Jutta Kalmar Lund Mora Nysa
Odense Palma Ravn Skagen Tove Uppsala Visby Wilder Ystad Aspen Birka Cove Dune Eira"""
_TABLE = """Basil Caper Chervil Clove Fennel Ginger Juniper Lemon Marjoram Mustard Nutmeg Endive
Paprika Parsley Pepper Quince Savory Shallot Sorrel Sumac Tarragon Thyme Vanilla Cumin
Cardamom Anise"""
_SIGNAL = """Ada Duo Trio Opus Arc Beam Cube Delta Flux Glow Helix Ion Junction Key Lens Motif
Nexus Octave Prism Quartz Relay Signet Tone Union Vista Wave Zenith Axis"""
_BLOOMS = """Aster Bluebell Camellia Dahlia Freesia Gardenia Heather Hibiscus Jasmine Lantana
Larkspur Magnolia Marigold Narcissus Orchid Peony Poppy Primrose Rosehip Tulip Verbena Speedwell
Zinnia Mallow Yarrow Clover"""
_PLAY = """Bumble Dizzy Doodle Fiddle Giggle Hop Jiggle Jolly Jumble Kazoo Merry Muddle Noodle
Pogo Puddle Rumble Scamper Skip Tickle Toffee Topsy Twirl Waddle Whistle Wobble Zippy
Hullabaloo Pumpkin"""
_YARD = """Acorn Barrow Briar Bramble Coppice Daisy Elder Fern Furrow Hazel Hedge Ivy Loam Maple
Moss Nettle Orchard Pergola Pippin Robin Rowan Sorrel Sparrow Thistle Thrush Willow
Wren Yew"""
_PAWS = """Biscuit Bramble Buddy Button Chester Coco Daisy Fudge Hazel Honey Jasper Luna Maple
Marley Milo Mocha Nugget Otis Oscar Peanut Pepper Poppy Rufus Scout Teddy Tilly Waffle
Ziggy"""
_DESK = """Almanac Ballad Chapter Draft Epistle Fable Gazette Herald Index Journey Keepsake Ledger
Memoir Novella Overture Preface Quarto Refrain Sonnet Treatise Verse Vignette Folio Essay
Margin Stanza"""
_ROUTES = """Adagio Bali Corso Dover Express Faro Genova Harbor Istria Java Kyoto Lisbon Meridian
Nairobi Orient Porto Quito Riviera Siena Tangier Umbria Valencia Weekender Zanzibar Atlas
Bermuda"""

_MODELS: Mapping[str, str] = {
    "trail": _PEAKS,
    "outdoor": _PEAKS,
    "running": _PACE,
    "fitness": _PACE,
    "cycling": _PACE,
    "yoga": _BLOOMS,
    "footwear": _TOWNS,
    "womenswear": _FIRST_NAMES,
    "menswear": _TOWNS,
    "clothing": _TOWNS,
    "accessories": _FIRST_NAMES,
    "furniture": _ROOMS,
    "lighting": _ROOMS,
    "textiles": _BLOOMS,
    "cookware": _TABLE,
    "tableware": _TABLE,
    "appliances": _SIGNAL,
    "audio": _SIGNAL,
    "gadgets": _SIGNAL,
    "beauty": _BLOOMS,
    "makeup": _BLOOMS,
    "toys": _PLAY,
    "baby": _PLAY,
    "garden": _YARD,
    "grill": _YARD,
    "pets": _PAWS,
    "stationery": _DESK,
    "art": _DESK,
    "luggage": _ROUTES,
}


def models_of(trade: str) -> tuple[str, ...]:
    """Return the model names of `trade`, in the order of the data."""
    return tuple(_MODELS[trade].split())
