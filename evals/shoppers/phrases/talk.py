"""What is said besides: small talk, thanks, and the end."""

from evals.shoppers.phrases import Styled, Ways

SMALL_TALK: Ways = (
    "how are you doing today?",
    "it's so rainy out there today",
    "you're really good at this",
    "I love a good shopping day",
    "sorry, my kids are being loud",
    "this is kind of fun",
    "what a long week it's been",
    "do you ever get tired of this?",
    "my coffee just got cold, anyway",
    "you sound really friendly",
)
THANKS: Styled = {
    "plain": ("thanks, that's all", "great, thank you", "perfect, thanks, bye"),
    "terse": ("thanks", "ok thanks", "done, thanks"),
    "chatty": ("you've been so helpful, thanks a lot, bye!", "awesome, thank you so much, bye now"),
    "hesitant": ("okay, um, thanks, that's it", "uh, great, thank you"),
    "polite": ("thank you so much for your help, goodbye", "that's all, thank you very much"),
}
GIVES_UP: Styled = {
    "plain": ("never mind, I'll look somewhere else", "forget it, bye",
              "this isn't working, never mind"),
    "terse": ("forget it", "never mind"),
    "chatty": ("okay, I think I'll try another store, thanks anyway",
               "you know what, forget it, I'll come back some other day"),
    "hesitant": ("um, never mind, I guess I'll look elsewhere", "uh, okay, forget it"),
    "polite": ("thank you for trying, but I'll look elsewhere", "never mind, thank you anyway"),
}  # fmt: skip

ADDRESSED_AGAIN: Ways = (
    "let me put that another way, {w}",
    "what I mean is {w}",
    "I mean {w}",
    "sorry, {w}",
    "I was saying {w}",
)
"""What was not understood, in other words."""

FILLERS: Ways = ("um", "uh", "let me see", "hmm")
"""In the middle of what a hesitant shopper says."""
TAKES_BACK: Ways = ("no wait,", "I mean", "no, I mean", "sorry,", "or no,")
"""Between what slipped out and what was meant: "in blue, no wait, in black"."""
SLIPS: Ways = ("red", "blue", "black", "green", "white", "brown")
"""Colors that slip out."""
