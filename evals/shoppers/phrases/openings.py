"""How a conversation begins: {what} is "waterproof hiking boots under a hundred and fifty"."""

from evals.shoppers.phrases import Styled, Ways

OPENINGS: Styled = {
    "plain": (
        "I'm looking for {what}",
        "I need {what}",
        "show me {what}",
        "do you have {what}?",
        "I want to buy {what}",
        "I'd like {what}",
        "can you find me {what}?",
        "hi, I'm looking for {what}",
        "what do you have in the way of {what}?",
        "I'm shopping for {what}",
    ),
    "terse": ("{what}", "{what}", "need {what}", "looking for {what}", "show me {what}"),
    "chatty": (
        "hey there, so I finally want to get myself {what}",
        "okay so my old ones finally gave up on me and now I need {what}",
        "hi! I've got some birthday money and I'd love to get {what}",
        "hello, I was just talking to a friend about this, and I think I want {what}",
        "so I've been looking all over town and I still haven't found {what}, can you help?",
        "hey, it's my first time here, I'm looking for {what}",
    ),
    "hesitant": (
        "um, I'm looking for {what}",
        "uh, hi, I need, um, {what}",
        "so, let me see, I think I want {what}",
        "I'm, uh, I'm looking for {what}",
        "I need, let me think, {what}",
        "well, um, do you maybe have {what}?",
    ),
    "polite": (
        "hello, could you please show me {what}?",
        "good morning, I'm looking for {what}, please",
        "hi, would you mind showing me {what}?",
        "excuse me, do you have {what}, please?",
        "I'd like to see {what}, please",
    ),
}

STARTS_OVER: Ways = (
    "I'm looking for {what}",
    "what I need is {what}",
    "okay, once more: {what}",
    "I want {what}",
    "let me start over, {what}",
    "{what}, that's what I'm after",
    "can you just show me {what}?",
    "find me {what}, please",
    "all I want is {what}",
    "let's try this again, I need {what}",
    "{what}",
)
"""All that was told so far, said again in other words."""
