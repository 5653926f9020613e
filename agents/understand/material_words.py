"""Words for what things are made of, in any shop. Lists only; where they count is `materials`."""

from retrieval.wordset import wordset

BASES = wordset(
    "polyester rayon nylon spandex elastane lycra viscose modal lyocell tencel cotton linen wool "
    "lambswool merino cashmere mohair angora alpaca silk satin chiffon tulle velvet velour "
    "velveteen corduroy denim tweed microfiber microfibre sherpa shearling suede nubuck leather "
    "leatherette pleather vinyl pvc polyurethane polycarbonate polypropylene polyethylene acrylic "
    "plexiglass silicone latex neoprene tpu eva wood wooden oak walnut pine bamboo teak acacia "
    "mahogany birch beech maple cedar rattan wicker seagrass jute sisal burlap hemp mdf plywood "
    "particleboard aluminum steel brass copper titanium pewter zinc nickel chrome tungsten "
    "ceramic porcelain stoneware earthenware terracotta marble granite quartz travertine slate "
    "concrete resin fiberglass melamine bakelite cork metal alloy plastic rubber polyamide "
    "polycotton percale sateen organza boucle chenille gingham seersucker polyamid kevlar gore- "
    "tex goretex beeswax metallic kraft raffia plush fleece flannel lace mesh canvas"
)
"""A material before a thing, after "made of", "in" or "and"; some of them also by themselves."""

LOOSE = wordset(
    "glass iron paper stone gold silver bronze crystal clay foam felt down fur feather cardboard "
    "synthetic fabric knit jersey tin china wax straw rope ash rubberwood poplar elm cherry "
    "spruce"
)
"""Materials only before a thing or after words such as "made of"."""

SELDOM_ALONE = wordset(
    "nickel chrome metallic plush slate quartz lace mesh canvas fleece flannel denim pine walnut "
    "maple cedar mahogany satin plastic metal rubber steel copper brass zinc cork hemp bamboo "
    "acrylic latex wood leather silk wool cotton alloy marble concrete titanium velvet"
)
"""Of `BASES`, those that are also things or colours: as the last word they are not the material."""

PHRASES: tuple[str, ...] = (
    "stainless steel", "carbon steel", "cast iron", "wrought iron", "sterling silver", "rose gold",
    "carbon fiber", "carbon fibre", "memory foam", "high density foam", "gel foam", "foam rubber",
    "faux fur", "fake fur", "faux leather", "vegan leather", "pu leather", "pu", "fake leather",
    "synthetic leather", "patent leather", "genuine leather", "real leather", "full grain leather",
    "top grain leather", "bonded leather", "faux suede", "solid wood", "engineered wood",
    "reclaimed wood", "natural wood", "solid oak", "solid pine", "solid walnut", "rubber wood",
    "tempered glass", "borosilicate glass", "stained glass", "frosted glass", "bone china",
    "alloy steel", "aluminum alloy", "aluminium alloy", "zinc alloy", "metal alloy", "soy wax",
    "human hair", "synthetic hair", "organic cotton", "cotton blend", "wool blend", "linen blend",
    "egyptian cotton", "pima cotton", "combed cotton", "ring spun cotton", "cotton heather",
    "heather cotton", "heathers cotton", "polyester heathers", "cotton spandex",
    "polyester spandex", "polyester cotton", "nylon spandex", "ripstop nylon", "merino wool",
    "goose down", "duck down", "down alternative", "coco coir", "ethylene vinyl", "vinyl acetate",
    "ethylene vinyl acetate", "manufactured wood", "faux wood", "faux marble", "gold plated",
    "abs plastic", "recycled plastic", "natural rubber", "mulberry silk", "french terry",
    "terry cloth", "cotton canvas", "crushed velvet",
)  # fmt: skip
"""Materials of several words."""

MODIFIERS = wordset(
    "solid genuine real pure faux fake vegan organic recycled natural synthetic soft tempered "
    "engineered reclaimed imitation combed crushed ribbed brushed waxed washed heavyweight"
)
"""Before a material they are part of its name."""

NOT_MATERIALS: dict[str, frozenset[str]] = {
    "leather": wordset("conditioner cleaner repair punch dye care"),
    "wood": wordset("glue stain polish filler screw working burning cleaner chip pellet"),
    "wooden": frozenset(), "metal": wordset("detector music band polish gear"),
    "cotton": wordset("candy swab ball pad bud round"),
    "steel": wordset("wool guitar toe cut drum"),
    "silk": wordset("press screen road"), "rubber": wordset("band duck stamp cement"),
    "plastic": wordset("wrap bag surgery"),
    "paper": wordset("towel shredder clip weight bag cutter trimmer punch tray"),
    "glass": wordset("cleaner cutter"), "iron": wordset("man supplement maiden on"),
    "stone": frozenset(), "gold": wordset("fish rush"), "bamboo": wordset("shoot"),
    "pine": wordset("nut apple scent"), "walnut": wordset("oil butter scrub"),
    "maple": wordset("syrup flavor"), "hemp": wordset("seed oil heart"),
    "concrete": wordset("cleaner mix saw"), "crystal": wordset("clear light"),
    "foam": wordset("roller cleanser"), "bone": wordset("broth conduction"),
    "shell": wordset("fish"), "fur": wordset("remover"), "feather": frozenset(),
    "straw": wordset("berry"), "lace": wordset("front"), "canvas": wordset("shoe"),
    "cork": wordset("screw board"), "cedar": wordset("scent"), "mesh": wordset("wifi router"),
    "metallic": wordset("taste"), "cherry": frozenset(), "quartz": wordset("watch movement"),
}  # fmt: skip
"""Words after a material's name that make it none. Stems."""

PARTS = wordset(
    "sole outsole insole upper lining strap handle frame band leg base shade top insert cover "
    "finish trim accent detail shell fill filling liner back seat lid drawer knob hardware "
    "closure pocket bottom case border interior exterior body"
)
"""Parts of things: a "leather strap" is a wish, not what the whole watch is made of. Stems."""

MADE = wordset("of from in with material fabric is being out using")
"""Before a material they say that it is one."""
