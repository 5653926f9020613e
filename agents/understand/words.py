"""Word lists and the forms of words: plurals, small talk around a wish.

Does not know the catalog (`lexicon`).
"""

from functools import cache

from retrieval.wordset import wordset

_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "knives": "knife", "shelves": "shelf",
    "leaves": "leaf", "loaves": "loaf", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "scarves": "scarf", "wolves": "wolf", "halves": "half", "people": "person", "geese": "goose",
    "gloves": "glove", "stoves": "stove", "sleeves": "sleeve", "movies": "movy",
}  # fmt: skip


@cache
def stem(word: str) -> str:
    """Return one form for the singular and plural of `word`; not always an English word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s"):
        word = word[:-1]
    # "shoe" and "shoes", "potato" and "potatoes", "cookie" and "cookies" meet here.
    if word.endswith("oe") and len(word) > 3:
        return word[:-1]
    if word.endswith("ie") and len(word) > 3:
        return word[:-2] + "y"
    return word


FUNCTION_WORDS = wordset(
    "a an the of in on at to for with and or but by from as is are be been was were am it its this "
    "that these those i you we they he she me us them my your our their his her some any so do "
    "does "
    "did have has had will would can could should may might must shall if then than too very just "
    "also there here what which who how when where why not no yes please one ones up out about "
    "into "
    "over under be being because while both all ok oh well right now still only even yet each"
)

ASKING_WORDS = wordset(
    "looking look find search searching need want show get give shopping shop buy buying purchase "
    "see like love sell carry recommend suggest help browse hunting hunt after try trying thinking "
    "think something anything thing things stuff options option choices kind kinds type sort ideas "
    "hi hello hey thanks thank please maybe actually really instead again more let go got going "
    "interested meant meaning asked prefer preferably ideally "
    "rather wish hoping hope available pair new "
    "product products item items tell know say said wondering "
    "wonder check us guess make made come comes "
    "switch change keep add filter sort narrow down few bit little lot lots um uh way everything "
    "whatever money price prices priced cost costs budget dollars bucks color colors size sizes "
    "brand brands material range spend around "
)
"""Words that ask but do not say what for: left out of the text to search for at its ends."""

SUBJECTIVE = wordset(
    "soft warm comfortable comfy lightweight light durable stylish sturdy cozy elegant modern "
    "classic simple quiet strong thick thin easy casual formal cute pretty nice compact premium "
    "handmade versatile breathable spacious roomy slim portable"
)
"""Features that are a matter of degree: a wish for one raises the score and filters nothing."""

OBJECTIVE = wordset(
    "waterproof windproof wireless cordless organic vegan recycled insulated rechargeable hooded "
    "foldable folding adjustable reversible washable polarized automatic manual bluetooth padded "
    "lined stackable packable dimmable cushioned reflective refillable expandable inflatable "
    "wheeled "
    "lockable touchscreen hypoallergenic leakproof nonstick programmable backlit quilted ribbed "
    "fleece mechanical electric digital solar stretch ergonomic microphone pockets"
)
"""Single words for a property that a thing has or has not: a wish for one filters."""

ADJECTIVES = SUBJECTIVE | wordset(
    "good great best better cheap affordable inexpensive expensive decent big small large tiny "
    "huge "
    "little long short wide narrow tall high low new cool fancy plain basic beautiful perfect "
    "favorite reliable solid heavy bright dark colorful fun funny quality different similar other "
    "another nicer cheaper smaller bigger larger warmer lighter softer popular regular normal "
    "everyday outdoor indoor winter summer vintage rustic minimalist sexy smart fast proper real "
    "matching whole full dressy sporty trendy fashionable gorgeous lovely amazing awesome "
    "first second third last next"
)
"""Words before a product type that do not change the type."""
