"""What is said to a question of the assistant's."""

from collections.abc import Mapping

from evals.shoppers.phrases import Styled, Ways

LEADS: Styled = {
    "plain": ("", "", "", "oh, "),
    "terse": ("",),
    "chatty": ("good question, ", "oh, that's easy, ", "hmm, I'd say ", "ha, "),
    "hesitant": ("um, ", "uh, ", "hmm, ", "let me think, ", "oh, um, "),
    "polite": ("", "sure, "),
}

NO_OPINION: Styled = {
    "plain": ("I don't mind", "it doesn't matter", "whatever you have", "no preference",
              "I don't really care", "anything is fine"),
    "terse": ("don't care", "whatever", "any", "doesn't matter"),
    "chatty": ("oh, honestly, I don't mind at all", "you know what, it really doesn't matter",
               "I'm not picky, whatever you have", "ha, surprise me"),
    "hesitant": ("um, I don't really mind", "uh, no preference, I guess",
                 "hmm, it doesn't matter, I think", "I, uh, I don't mind"),
    "polite": ("I don't mind, thank you", "no preference, thanks",
               "it doesn't matter, thank you", "anything is fine, thanks"),
}  # fmt: skip

EITHER: Ways = ("either is fine", "either one", "it doesn't matter which")
"""Where two things were named."""

YES: Styled = {
    "plain": ("yes", "yes please", "sure", "yeah", "okay, yes"),
    "terse": ("yes", "yep", "sure", "ok"),
    "chatty": ("oh yes, please do", "yeah, that'd be great", "sure, why not"),
    "hesitant": ("um, yes", "uh, yeah, okay", "I guess, yes"),
    "polite": ("yes, please", "yes, that would be lovely", "yes, thank you"),
}
NO: Styled = {
    "plain": ("no", "no thanks", "nope", "no, not really"),
    "terse": ("no", "nope"),
    "chatty": ("oh no, that's okay", "nah, thanks though"),
    "hesitant": ("um, no", "uh, no, I don't think so", "hmm, no"),
    "polite": ("no, thank you", "no thank you, that's all right"),
}

NO_ORDER: Ways = (
    "I don't have a number, never mind that",
    "I didn't order anything yet",
    "there is no order, I'm still looking",
)

AS_SAID: Ways = ("{w}, like I said", "as I said, {w}", "{w}", "still {w}")
"""Where it was told before."""

PIECES: Mapping[int, str] = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
    9: "nine", 10: "ten", 11: "eleven", 12: "twelve",
}  # fmt: skip
QUANTITIES: Ways = ("{n} please", "{n} of them", "just {n}", "I need {n}")
"""How many."""
