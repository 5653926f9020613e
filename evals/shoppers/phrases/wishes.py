"""How each kind of wish is said: before the noun, after it, or as an utterance of its own.

{v} is the value; for a price {n}, or {a} and {b}.
"""

from collections.abc import Mapping

from evals.shoppers.phrases import Styled, Ways

BEFORE: Mapping[str, Ways] = {
    "colour": ("{v}",),
    "material": ("{v}",),
    "audience": ("{v}",),
    "brand": ("{v}",),
    "adjective": ("{v}",),
}
"""Before the noun; "audience" is already a possessive: "women's"."""

AFTER: Mapping[str, Ways] = {
    "category": ("{v}",),
    "brand": ("from {v}", "by {v}"),
    "colour": ("in {v}",),
    "material": ("made of {v}", "in {v}"),
    "audience": ("{v}",),
    "size": ("in {size}", "in {size}"),
    "adjective": ("that are {v}", "that are {v}"),
    "adjective_one": ("that's {v}", "that's {v}"),
    "feature": ("with {v}",),
    "purpose": ("{v}",),
    "at_most": ("for {n} or less", "up to {n}", "for no more than {n}", "for {n} at the most"),
    "under": ("under {n}", "for less than {n}", "for under {n}"),
    "at_least": ("for at least {n}", "from {n} up", "for {n} or more"),
    "between": ("between {a} and {b}", "for between {a} and {b}"),
    "rating": ("rated at least {v} stars", "with {v} stars or more"),
    "in_stock": ("that are in stock", "that you have in stock"),
    "in_stock_one": ("that's in stock", "that you have in stock"),
}

OWN: Mapping[str, Styled] = {
    "category": {"plain": ("{v}", "I mean {v}", "I'd like {v}"), "terse": ("{v}",)},
    "type": {"plain": ("{v}", "I mean {v}"), "terse": ("{v}",)},
    "brand": {
        "plain": ("I'd like something from {v}", "do you have any from {v}?", "by {v} please",
                  "they should be from {v}", "show me the {v} ones"),
        "terse": ("{v}", "from {v}", "only {v}"),
    },
    "brand_one": {
        "plain": ("I'd like one from {v}", "do you have one from {v}?", "by {v} please",
                  "it should be from {v}", "show me the {v} ones"),
        "terse": ("{v}", "from {v}", "only {v}"),
    },
    "colour": {
        "plain": ("I'd like them in {v}", "in {v} please", "do you have them in {v}?",
                  "I want {v} ones", "they should be {v}", "I'm after something in {v}"),
        "terse": ("{v}", "in {v}", "{v} ones"),
    },
    "colour_one": {
        "plain": ("I'd like it in {v}", "in {v} please", "do you have one in {v}?",
                  "I want a {v} one", "it should be {v}", "I'm after something in {v}"),
        "terse": ("{v}", "in {v}", "a {v} one"),
    },
    "material": {
        "plain": ("I'd like them in {v}", "they should be made of {v}", "made of {v} please",
                  "something in {v}", "do you have any in {v}?"),
        "terse": ("{v}", "in {v}"),
    },
    "material_one": {
        "plain": ("I'd like it in {v}", "it should be made of {v}", "made of {v} please",
                  "something in {v}", "do you have one in {v}?"),
        "terse": ("{v}", "in {v}"),
    },
    "audience": {
        "plain": ("they're {v}", "{v}", "it has to be something {v}", "I need them {v}"),
        "terse": ("{v}",),
    },
    "audience_one": {
        "plain": ("it's {v}", "{v}", "it has to be something {v}", "I need it {v}"),
        "terse": ("{v}",),
    },
    "size": {
        "plain": ("I need {size}", "in {size} please", "I'd need them in {size}",
                  "do you have them in {size}?", "I'm looking for {size}"),
        "terse": ("{size}", "in {size}"),
    },
    "size_one": {
        "plain": ("I need {size}", "in {size} please", "I'd need it in {size}",
                  "do you have one in {size}?", "I'm looking for {size}"),
        "terse": ("{size}", "in {size}"),
    },
    "adjective": {
        "plain": ("they have to be {v}", "they should be {v}", "I need them to be {v}",
                  "are there any that are {v}?", "I want {v} ones", "{v} please"),
        "terse": ("{v}", "{v} ones"),
    },
    "adjective_one": {
        "plain": ("it has to be {v}", "it should be {v}", "I need it to be {v}",
                  "is there one that's {v}?", "I want a {v} one", "{v} please"),
        "terse": ("{v}", "a {v} one"),
    },
    "feature": {
        "plain": ("they should have {v}", "with {v} please", "I'd like them with {v}",
                  "I want ones with {v}"),
        "terse": ("with {v}",),
    },
    "feature_one": {
        "plain": ("it should have {v}", "with {v} please", "I'd like it with {v}",
                  "I want one with {v}"),
        "terse": ("with {v}",),
    },
    "purpose": {
        "plain": ("they should be {v}", "something {v}", "{v} please"),
        "terse": ("{v}",),
    },
    "purpose_one": {
        "plain": ("it should be {v}", "something {v}", "{v} please"),
        "terse": ("{v}",),
    },
    "at_most": {
        "plain": ("nothing over {n}", "I can spend up to {n}", "no more than {n}",
                  "my budget is {n}", "I don't want to spend more than {n}", "{n} at the most",
                  "{n} or less"),
        "terse": ("max {n}", "up to {n}", "{n} tops"),
    },
    "under": {
        "plain": ("under {n}", "it should be under {n}", "for less than {n}",
                  "can you keep it under {n}?", "something under {n}"),
        "terse": ("under {n}", "less than {n}"),
    },
    "at_least": {
        "plain": ("at least {n}", "{n} or more", "I want to spend at least {n}"),
        "terse": ("at least {n}",),
    },
    "between": {
        "plain": ("between {a} and {b}", "somewhere between {a} and {b}",
                  "I'd like to spend between {a} and {b}"),
        "terse": ("{a} to {b}", "between {a} and {b}"),
    },
    "rating": {
        "plain": ("rated at least {v} stars", "with {v} stars or more",
                  "nothing rated below {v} stars"),
        "terse": ("{v} stars or more",),
    },
    "in_stock": {
        "plain": ("only what you have in stock", "it has to be in stock",
                  "something that's in stock please"),
        "terse": ("in stock only",),
    },
}  # fmt: skip
"""As an utterance of its own; "..._one" where the thing is one thing: "a sofa"."""

NOT_AFTER: Mapping[str, Ways] = {
    "brand": ("but not from {v}", "not {v}"),
    "colour": ("but not in {v}", "not {v}"),
    "material": ("but not {v}", "but no {v}"),
    "adjective": ("but not {v}",),
    "feature": ("without {v}",),
    "purpose": ("but not {v}",),
    "category": ("but not {v}",),
    "audience": ("but not {v}",),
    "size": ("but not in {size}",),
}
NOT_OWN: Mapping[str, Ways] = {
    "brand": ("not {v}", "nothing from {v}", "anything but {v}", "no {v} please"),
    "colour": ("not {v}", "anything but {v}", "nothing in {v} please", "I don't want {v}"),
    "material": ("no {v} please", "not {v}", "anything but {v}", "nothing made of {v}"),
    "adjective": ("they shouldn't be {v}", "not {v} please", "nothing {v}"),
    "feature": ("without {v}", "no {v} please"),
    "purpose": ("not {v}",),
    "category": ("not {v}", "no {v} please"),
    "audience": ("not {v}",),
    "size": ("not {size}",),
}

SOFTLY: Ways = ("ideally {w}", "preferably {w}", "{w} if possible", "{w} would be nice")
"""Around what stands after the noun, where it is only preferred."""

AUDIENCE_BEFORE: Mapping[str, Ways] = {
    "women": ("women's", "women's", "ladies'"),
    "men": ("men's",),
    "kids": ("kids'", "children's"),
    "baby": ("baby",),
}
AUDIENCE_AFTER: Mapping[str, Ways] = {
    "women": ("for women", "for my wife", "for a woman"),
    "men": ("for men", "for my husband", "for a man"),
    "kids": ("for kids", "for children", "for my little girl", "for my little boy"),
    "baby": ("for a baby", "for our baby"),
    "adults": ("for adults", "for grown-ups"),
    "dogs": ("for dogs", "for my dog"),
    "cats": ("for cats", "for my cat"),
    "pets": ("for pets", "for my pets"),
}

LEADS: Styled = {
    "plain": ("", "", "", "and ", "oh, and ", "also, ", "okay, "),
    "terse": ("",),
    "chatty": (
        "oh, and one more thing, ",
        "nice! so ",
        "okay cool, ",
        "oh I nearly forgot, ",
        "those look fun, but ",
        "haha okay, ",
        "",
    ),
    "hesitant": ("um, ", "uh, and ", "hmm, ", "let me see, ", "well, ", "so, um, ", ""),
    "polite": ("thank you, and ", "lovely, and ", "thanks, ", ""),
}
"""Before a wish that is told on its own."""

LETTER_SIZES: Mapping[str, Ways] = {
    "XS": ("an extra small", "an XS"),
    "S": ("a small", "size small"),
    "M": ("a medium", "size medium"),
    "L": ("a large", "size large"),
    "XL": ("an extra large", "an XL"),
    "XXL": ("a double XL", "an XXL"),
}
NUMBER_SIZES: Ways = ("size {v}", "a size {v}", "a {v}")
NUMBER_SIZES_TERSE: Ways = ("{v}", "size {v}")
WORD_SIZES: Ways = ("the {v} size", "{v}", "size {v}")
"""Of "queen"."""
OTHER_SIZES: Ways = ("{v}",)
"""Of "8 x 10 ft", "64 GB"."""

ADJECTIVES: Ways = (
    "warm", "very warm", "tall", "short", "soft", "thick", "firm", "round", "sheer", "oversized",
    "manual", "automatic", "portable", "slim", "smooth", "fast", "clear", "chunky", "mini", "midi",
    "formal", "4K", "over-ear", "on-ear", "in-ear", "mid cut", "low cut", "high cut", "blank",
    "indoor", "cable knit", "lightweight", "weatherproof", "solar powered", "insulated",
    "noise cancelling",
)  # fmt: skip
"""Features that follow "they should be"; how others are built is known to `is_adjective`."""
COUNTED: Ways = (
    "cover", "frother", "lock", "pocket", "grinder", "zipper", "microphone", "touchscreen", "hood",
    "belt", "sole", "heel", "strap", "lid", "handle", "screen", "light", "setting", "neck",
    "camera",
)  # fmt: skip
"""Last words of features that have "a" before them: "with a removable cover"."""
ADJECTIVE_ENDS: Ways = (" fit", "-free", " free", "proof")
