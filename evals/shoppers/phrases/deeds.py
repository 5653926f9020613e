"""What is asked to be done: {it} is a product on the screen, {form} " in a size nine"."""

from collections.abc import Mapping

from evals.shoppers.phrases import Styled, Ways

LIKES: Styled = {
    "plain": ("I like {it}", "{it} looks good", "tell me more about {it}", "show me {it}"),
    "terse": ("{it}",),
    "chatty": ("ooh, I really like {it}", "okay, {it} is calling my name"),
    "hesitant": ("hmm, maybe {it}", "um, I think I like {it}"),
    "polite": ("could you tell me more about {it}, please?", "I'd like to hear about {it}, please"),
}
"""Before anything is done with it."""

TAKES: Styled = {
    "plain": (
        "I'll take {it}{form}",
        "add {it}{form} to my cart",
        "put {it}{form} in my cart",
        "I want to buy {it}{form}",
        "okay, I'll take {it}{form}",
        "let's get {it}{form}",
    ),
    "terse": ("add {it}{form}", "take {it}{form}", "add {it}{form} to cart"),
    "chatty": (
        "you know what, I'll take {it}{form}",
        "perfect, put {it}{form} in my cart",
        "love it, let's add {it}{form} to the cart",
    ),
    "hesitant": (
        "um, okay, I think I'll take {it}{form}",
        "hmm, yeah, add {it}{form} to my cart",
        "I'll, uh, I'll take {it}{form}",
    ),
    "polite": (
        "could you please add {it}{form} to my cart?",
        "I'd like to buy {it}{form}, please",
        "please put {it}{form} in my cart",
    ),
}
TAKES_SEVERAL: Styled = {
    "plain": (
        "I'll take {n} of {it}{form}",
        "add {n} of {it}{form} to my cart",
        "put {n} of {it}{form} in my cart",
    ),
    "terse": ("add {n} of {it}{form}", "{n} of {it}{form} in the cart"),
    "polite": (
        "could you please add {n} of {it}{form} to my cart?",
        "please put {n} of {it}{form} in my cart",
    ),
}
SAVES: Styled = {
    "plain": (
        "save {it} for later",
        "save {it}",
        "can you save {it} for me?",
        "put {it} on my list",
    ),
    "terse": ("save {it}",),
    "chatty": ("I want to sleep on it, save {it} for me", "oh nice, save {it} for later"),
    "hesitant": ("um, could you save {it}?", "hmm, save {it} for now"),
    "polite": ("could you save {it} for me, please?", "please save {it} for later"),
}
CHECKS_OUT: Styled = {
    "plain": (
        "I'm ready to check out",
        "let's check out",
        "take me to checkout",
        "I'd like to pay now",
    ),
    "terse": ("checkout", "check out"),
    "chatty": ("okay, that's everything, let's check out", "great, I'm ready to pay"),
    "hesitant": ("um, okay, I'd like to check out", "so, uh, how do I pay?"),
    "polite": ("I'd like to check out, please", "could we go to checkout, please?"),
}
COMPARES: Styled = {
    "plain": (
        "compare {it} with {other}",
        "how does {it} compare to {other}?",
        "what's the difference between {it} and {other}?",
    ),
    "terse": ("compare {it} and {other}",),
    "hesitant": ("um, can you compare {it} with {other}?",),
    "polite": ("could you compare {it} with {other}, please?",),
}
REMOVES: Ways = (
    "no, not that one, take it out",
    "that's the wrong one, take it out of my cart",
    "no, please remove that again",
    "not the {name}, take it out of the cart",
    "remove the {name} from my cart",
)
"""Something is in the cart that was not wanted."""

WRONG_SIZE: Ways = (
    "no, I wanted {size}",
    "change it to {size}, please",
    "that's the wrong size, make it {size}",
)
WRONG_COLOUR: Ways = (
    "no, I wanted it in {v}",
    "change it to {v}, please",
    "that's the wrong color, make it {v}",
)
WRONG_NUMBER: Ways = (
    "make it {n}",
    "no, I wanted {n} of them",
    "change it to {n} pieces",
)
WRONG_NUMBER_ONE: Ways = ("make it just one", "no, I only want one", "I only need one of them")

CORRECTS: Styled = {
    "plain": (
        "no, I said {w}",
        "I wanted them {w}",
        "that's not what I asked for, {w}",
        "I did say {w}",
        "no, {w}, please",
    ),
    "terse": ("no, {w}", "I said {w}"),
    "chatty": ("ha, no, those aren't it, I said {w}", "close, but I did say {w}"),
    "hesitant": ("um, no, I, uh, I said {w}", "hmm, but I wanted, um, {w}"),
    "polite": ("sorry, I did ask for {w}", "I'm sorry, but I said {w}"),
}
"""What was told is not what is shown; {w} stands as after a noun: "in blue", "waterproof"."""

OTHERS: Styled = {
    "plain": (
        "what else do you have?",
        "show me some others",
        "do you have anything else?",
        "not quite, show me more",
        "any others?",
        "can I see different ones?",
        "none of these, what else is there?",
        "something else please",
    ),
    "terse": ("others", "more", "next", "something else", "what else"),
    "chatty": (
        "hmm, those aren't really me, what else have you got?",
        "I'm sure you have more of these, show me some others",
    ),
    "hesitant": (
        "um, do you have any others?",
        "hmm, maybe something else?",
        "uh, not sure about these, what else is there?",
    ),
    "polite": (
        "could you show me some others, please?",
        "do you have anything else, please?",
        "might there be any others?",
    ),
}
"""What was told is shown, but nothing of it is wanted."""

CHANGES: Styled = {
    "plain": ("actually, {w}", "on second thought, {w}", "hmm, I changed my mind, {w}",
              "how about {w} instead?", "actually {w} instead"),
    "terse": ("actually {w}", "{w} instead"),
    "chatty": ("you know what, scrap that, {w}",
               "okay so I thought about it some more, {w} instead"),
    "hesitant": ("um, wait, actually, {w}", "hmm, you know, maybe {w} instead"),
    "polite": ("sorry, I've changed my mind, {w} please",
               "actually, could we do {w} instead, please?"),
}  # fmt: skip
"""{w} takes the place of what was told before."""

NEW_THING: Ways = (
    "actually, I'm looking for {what} instead",
    "on second thought, show me {what}",
    "I changed my mind, let's look at {what}",
)

DROPS: Mapping[str, Ways] = {
    "price": ("forget the budget", "the price doesn't matter after all", "never mind the budget"),
    "brand": ("forget the brand", "any brand is fine after all", "the brand doesn't matter"),
    "colour": ("any color is fine after all", "the color doesn't matter", "forget the color"),
    "material": ("the material doesn't matter", "forget the material",
                 "any material is fine after all"),
    "audience": ("it doesn't matter who they're for", "never mind who it's for"),
    "size": ("forget the size", "the size doesn't matter", "any size is fine after all"),
    "adjective": ("actually, it doesn't have to be {v}", "forget the {v} part",
                  "it doesn't need to be {v} after all"),
    "feature": ("actually, I don't need {v}", "forget the {v}", "it's fine without {v}"),
    "purpose": ("actually, it doesn't have to be {v}",),
}  # fmt: skip
