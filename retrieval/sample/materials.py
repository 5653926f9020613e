"""The materials of the sample shop: what they are called, cost and imply."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Material:
    """One material, or a blend that is sold as one."""

    values: tuple[str, ...]
    """What `Product.materials` says; suede says leather as well, so that "not leather" holds."""
    prose: str
    """How a sentence says it: "full-grain leather"."""
    lift: float = 0.0
    """How far it moves the price within the kind's bounds, -1..1."""
    title: str = ""
    """How a title says it; empty for what no shop boasts of."""
    animal: bool = False
    forces: Mapping[str, str] = field(default_factory=dict)
    """What it settles about facts that the kind states."""
    adds: Mapping[str, str] = field(default_factory=dict)
    """What is true of it for any kind."""


_NO_WASH = {"machine_washable": "no"}
_HAND_WASH = {"dishwasher_safe": "no"}
_RECYCLED = {"recycled": "yes"}
_ORGANIC = {"organic": "yes"}
_DRY_ONLY = {"machine_washable": "no", "waterproof": "no", "water_resistant": "no"}
_METAL = {"microwave_safe": "no", "oven_safe": "yes"}
_STIFF = {"stretch": "no"}
_ELASTIC = {"stretch": "yes"}
_SOAKS = {"waterproof": "no"}
_MELTS = {"oven_safe": "no"}

_FIBRES = {
    "leather": Material(("leather",), "full-grain leather", 0.14, "Leather", True, _NO_WASH),
    "nubuck": Material(("nubuck", "leather"), "nubuck leather", 0.12, "Nubuck", True, _NO_WASH),
    "suede": Material(("suede", "leather"), "soft suede", 0.1, "Suede", True, _DRY_ONLY),
    "leather_mesh": Material(("leather", "mesh"), "leather and mesh", 0.06, "", True, _NO_WASH),
    "faux_leather": Material(("faux leather",), "faux leather", -0.06, "", forces=_NO_WASH),
    "nylon": Material(("nylon",), "tough nylon"),
    "ripstop": Material(("nylon",), "ripstop nylon", 0.05),
    "recycled_nylon": Material(("nylon",), "recycled nylon", 0.04, adds=_RECYCLED),
    "polyester": Material(("polyester",), "polyester", -0.05),
    "recycled_polyester": Material(("polyester",), "recycled polyester", 0.0, adds=_RECYCLED),
    "mesh": Material(("mesh",), "light mesh", -0.02),
    "synthetic": Material(("synthetic",), "a hard-wearing synthetic", -0.08),
    "rubber": Material(("rubber",), "natural rubber"),
    "canvas": Material(("canvas", "cotton"), "cotton canvas", -0.03, "Canvas", forces=_SOAKS),
    "waxed_canvas": Material(("canvas", "cotton"), "waxed canvas", 0.08, "Waxed", forces=_NO_WASH),
    "cotton": Material(("cotton",), "cotton", -0.02, "Cotton", forces=_SOAKS),
    "organic_cotton": Material(("cotton",), "organic cotton", 0.06, "Cotton", adds=_ORGANIC),
    "cotton_blend": Material(
        ("cotton", "elastane"), "cotton with a little elastane", -0.02, forces=_ELASTIC
    ),
    "poly_blend": Material(
        ("polyester", "elastane"), "polyester with elastane", -0.02, forces=_ELASTIC
    ),
    "nylon_blend": Material(("nylon", "elastane"), "nylon with elastane", 0.04, forces=_ELASTIC),
    "denim": Material(("denim", "cotton"), "cotton denim"),
    "corduroy": Material(("corduroy", "cotton"), "cotton corduroy", 0.0, "Corduroy"),
    "flannel": Material(("flannel", "cotton"), "brushed cotton flannel", 0.0, "Flannel"),
    "jersey": Material(("jersey", "cotton"), "cotton jersey", -0.04, "Jersey"),
    "fleece": Material(("fleece", "polyester"), "soft fleece", -0.05, "Fleece"),
    "linen": Material(("linen",), "linen", 0.07, "Linen", forces=_STIFF),
    "hemp": Material(("hemp",), "hemp", 0.05, "Hemp", forces=_STIFF),
    "viscose": Material(("viscose",), "viscose", -0.06),
    "lyocell": Material(("lyocell",), "lyocell", 0.03),
    "bamboo_viscose": Material(("viscose",), "bamboo viscose", 0.03),
    "silk": Material(("silk",), "silk", 0.2, "Silk", True, _NO_WASH),
    "satin": Material(("satin", "polyester"), "satin", 0.0, "Satin", forces=_NO_WASH),
    "velvet": Material(("velvet", "polyester"), "velvet", 0.05, "Velvet", forces=_NO_WASH),
    "boucle": Material(("boucle", "polyester"), "looped boucle", 0.1, "Boucle", forces=_NO_WASH),
    "wool": Material(("wool",), "wool", 0.08, "Wool", True, _NO_WASH),
    "lambswool": Material(("lambswool", "wool"), "lambswool", 0.1, "Lambswool", True, _NO_WASH),
    "merino": Material(("merino wool", "wool"), "fine merino wool", 0.14, "Merino", True),
    "cashmere": Material(("cashmere", "wool"), "cashmere", 0.3, "Cashmere", True, _NO_WASH),
    "wool_blend": Material(("wool", "polyester"), "a wool blend", 0.04, "Wool", True, _NO_WASH),
    "acrylic": Material(("acrylic",), "soft acrylic", -0.1),
    "down": Material(("down", "nylon"), "nylon filled with down", 0.14, "Down", True),
    "synthetic_fill": Material(("polyester",), "soft polyester fiber", -0.04),
    "feather": Material(("down", "cotton"), "down in a cotton shell", 0.16, "Down", True),
    "microfiber": Material(("microfiber", "polyester"), "microfiber", -0.1),
    "jute": Material(("jute",), "hand-woven jute", -0.04, "Jute", forces=_NO_WASH),
    "plush": Material(("polyester",), "plush polyester", -0.02),
}

_WOODS = {
    "oak": Material(("oak", "wood"), "solid oak", 0.1, "Oak", forces=_HAND_WASH),
    "walnut": Material(("walnut", "wood"), "solid walnut", 0.18, "Walnut", forces=_HAND_WASH),
    "pine": Material(("pine", "wood"), "solid pine", -0.05, "Pine", forces=_HAND_WASH),
    "beech": Material(("beech", "wood"), "solid beech", 0.02, "Beech", forces=_HAND_WASH),
    "ash": Material(("ash", "wood"), "solid ash", 0.06, "Ash", forces=_HAND_WASH),
    "acacia": Material(("acacia", "wood"), "solid acacia", 0.0, "Acacia", forces=_HAND_WASH),
    "teak": Material(("teak", "wood"), "solid teak", 0.16, "Teak", forces=_HAND_WASH),
    "birch": Material(("birch", "wood"), "birch plywood", 0.0, "Birch"),
    "wood_veneer": Material(("wood",), "wood veneer", -0.08),
    "bamboo": Material(("bamboo",), "bamboo", -0.05, "Bamboo", forces=_HAND_WASH),
    "rattan": Material(("rattan",), "woven rattan", 0.04, "Rattan"),
    "cork": Material(("cork",), "natural cork", 0.08, "Cork"),
    "paper": Material(("paper",), "smooth paper", -0.02),
    "recycled_paper": Material(("paper",), "recycled paper", 0.0, adds=_RECYCLED),
    "cardboard": Material(("cardboard",), "sturdy cardboard", -0.04),
}

_HARD = {
    "steel": Material(("steel",), "powder-coated steel", -0.02),
    "stainless": Material(("stainless steel",), "stainless steel", 0.06, "Steel", forces=_METAL),
    "carbon_steel": Material(
        ("carbon steel",), "carbon steel", 0.04, "Carbon Steel",
        forces={"dishwasher_safe": "no", "oven_safe": "yes", "induction_compatible": "yes"},
    ),
    "aluminum": Material(
        ("aluminum",), "light aluminum", 0.0, forces={"dishwasher_safe": "no"}
    ),
    "titanium": Material(("titanium",), "titanium", 0.2, "Titanium"),
    "cast_iron": Material(
        ("cast iron",), "cast iron", 0.05, "Cast Iron",
        forces={"dishwasher_safe": "no", "oven_safe": "yes", "induction_compatible": "yes"},
    ),
    "copper": Material(
        ("copper",), "copper", 0.2, "Copper",
        forces={"dishwasher_safe": "no", "induction_compatible": "no"},
    ),
    "brass": Material(("brass",), "brushed brass", 0.1, "Brass"),
    "iron": Material(("iron",), "wrought iron", 0.04),
    "silver": Material(("sterling silver",), "sterling silver", 0.15, "Silver"),
    "gold_plated": Material(("gold plated",), "gold-plated brass", 0.0, "Gold-Plated"),
    "ceramic": Material(("ceramic",), "glazed ceramic", 0.0, "Ceramic"),
    "stoneware": Material(("stoneware",), "stoneware", 0.04, "Stoneware"),
    "porcelain": Material(("porcelain",), "fine porcelain", 0.08, "Porcelain"),
    "terracotta": Material(
        ("terracotta",), "baked terracotta", -0.04, "Terracotta",
        forces={"frost_resistant": "no"},
    ),
    "concrete": Material(("concrete",), "cast concrete", 0.06, "Concrete"),
    "marble": Material(("marble",), "polished marble", 0.15, "Marble", forces=_HAND_WASH),
    "glass": Material(("glass",), "clear glass", 0.0, "Glass"),
    "crystal": Material(("crystal",), "lead-free crystal", 0.16, "Crystal", forces=_HAND_WASH),
    "borosilicate": Material(("glass",), "heat-proof glass", 0.04, "Glass"),
    "plastic": Material(("plastic",), "sturdy plastic", -0.1, forces=_MELTS),
    "recycled_plastic": Material(
        ("plastic",), "recycled plastic", -0.02, forces=_MELTS, adds=_RECYCLED
    ),
    "polycarbonate": Material(("polycarbonate",), "polycarbonate", 0.06),
    "resin": Material(("resin",), "cast resin", -0.04),
    "silicone": Material(("silicone",), "food-grade silicone", 0.0, "Silicone"),
    "memory_foam": Material(("memory foam",), "memory foam", 0.05, "Memory Foam"),
    "latex": Material(("latex",), "natural latex", 0.14, "Latex"),
    "foam": Material(("foam",), "dense foam", -0.04, "Foam"),
    "pvc": Material(("PVC",), "cushioned PVC", -0.1),
    "carbon": Material(("carbon fiber",), "carbon fiber", 0.24, "Carbon"),
}  # fmt: skip

MATERIALS: Mapping[str, Material] = _FIBRES | _WOODS | _HARD
