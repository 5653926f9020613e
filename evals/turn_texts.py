"""Requests with pauses in them, for measuring turn detection: all texts are our own.

A bar marks where the speaker pauses and goes on; the mark before it (a comma, a dash)
is what a voice reads. What was asked before, if anything, stands in front in brackets.
Half of the texts are held out: thresholds and weights are chosen on the other half.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from speech.completeness import Expected

Kind = Literal["comma", "hesitation", "repair", "plain"]

_COMMA = """
I need a backpack for school, | something with a laptop pocket.
Show me running shoes, | under eighty dollars.
Actually make it grey, | and cheaper than forty bucks.
I'm looking for a desk lamp, | a small one, | with a warm light.
Do you have rain jackets, | in a medium?
I want headphones for my commute, | noise canceling if possible, | below two hundred.
Find me a coffee maker, | preferably one with a timer.
My daughter turns seven next week, | so I need a present.
I'd like the second one, | in black please.
Show me the cheapest tent, | for two people.
Something like that, | but with longer sleeves.
Not the leather ones, | I want canvas.
A yoga mat, | a thick one, | not too slippery.
Okay, | what else do you have?
Can you compare the first two, | and tell me which is lighter?
Hiking boots, | waterproof, | size eleven.
I have a budget of sixty dollars, | and I need it by friday.
If it comes in blue, | put it in my cart.
Remove the socks from my cart, | and add the hat instead.
For my kitchen, | I need a set of knives, | nothing too expensive.
Show me sneakers for men, | white ones.
Is the jacket waterproof, | or just water resistant?
Forget the price, | show me the best one.
Which of these is good for beginners, | and easy to clean?
I need a gift for my brother, | he likes camping.
The red one looks nice, | does it come in a smaller size?
Yes, | but only if it's in stock.
Add two of those, | and one of the blue ones.
I saw a blender here yesterday, | it was about fifty dollars.
Give me something under a hundred, | with good reviews.
When I go running, | my feet hurt, | what would help?
A winter coat for women, | knee length, | dark green.
Tell me about the third one, | how heavy is it?
Same shoes, | half a size bigger.
I want a chair for my desk, | one that is good for my back.
Sunglasses, | the cheaper the better.
Let's see the watches, | from the cheapest up.
No thanks, | show me something different.
We need plates, bowls and cups, | for six people.
Can I get this in large, | and when would it arrive?
"""

_HESITATION = """
I'm looking for, um, | a birthday present for my mom.
Show me, uh, | running shoes under ninety dollars.
I need a jacket, um, | for the rain.
Do you have it in, let me think, | dark blue?
I want headphones, let me think, | over ear ones.
Maybe something, hmm, | a bit cheaper.
My size is, uh, | ten and a half.
Under, let me see, | seventy dollars.
It's for, um, | my nephew, | he is four.
Can you find me, uh, | a lamp for the bedroom?
The one with, you know, | the leather strap.
I think I'd like, um, | the second one.
Something for camping, uh, | a small stove maybe.
Could I see, hmm, | the brown boots again?
I want the, the, | what is it called, | the foldable one.
Well, um, | what do you recommend?
Around, uh, | forty or fifty dollars.
Let me think, | a medium, please.
I need, like, | a bag for the gym.
So, um, | I am looking for a gift.
Show me shoes that are, I don't know, | good for walking all day.
A keyboard, um, | one of those quiet ones.
It should have, let me think, | at least two pockets.
Is there anything, uh, | with free shipping?
Add the, um, | blue bottle to my cart.
What about, hmm, | the one you showed me before?
I would prefer, um, | cotton, | or maybe wool.
In size, let me see, | thirty two.
I'm not sure, um, | show me the popular ones.
Compare the first one with, uh, | the last one.
"""

_REPAIR = """
Show me blue, no wait, | green jackets.
I need size nine, | no, ten.
Under fifty dollars, | sorry, under sixty.
I want the second one, | wait, the third one.
Find me boots for men, | I mean for women.
Add two of them, | no, make that three.
A small tent, | or rather a medium one.
For my son, | well, actually for my daughter.
Put the first one in my cart, | hold on, | the second one.
Show me cheap, | I mean inexpensive, | office chairs.
I'm looking for a coat, | no wait, a rain jacket.
Something in black, | actually no, dark grey.
Remove the lamp, | sorry, the clock.
Do you have it in medium, | no, large?
Over a hundred, | no, under a hundred dollars.
Compare the first and the second, | I mean the third.
I'd like leather, | hmm, no, | canvas shoes.
Show me headphones, | actually earbuds.
It's for a ten, | an eleven year old.
Sort them by price, | no, by rating.
"""

_PLAIN = """
Show me waterproof hiking boots.
I'm looking for a rain jacket under eighty dollars.
Which one is the lightest?
Add the second one to my cart.
Do you have that in medium?
How much is the red one?
I need a birthday present for my sister.
Something cheaper please.
What is your return policy?
Find me wireless headphones with noise canceling.
Put it in my cart.
Is it machine washable?
Show me more like the first one.
Take the lamp out of my cart.
I want a coffee grinder for under fifty.
Does it come in green?
Can you compare the first two?
I need running shoes in size nine.
What is the cheapest one?
Only show me leather.
Tell me more about the third one.
I'd like a desk for a small room.
When will it arrive?
That's all for today.
[size] Ten and a half.
[size] Medium.
[colour] Dark blue.
[yes_no] Yes please.
[yes_no] No, thank you.
[choice] The second one.
[price] Under a hundred dollars.
[any] It's for my brother.
Anything with free shipping?
Show me tents for four people.
I want to see the brown ones again.
Do you sell umbrellas?
Forget the budget.
Give me a good camera for beginners.
What colors does it come in?
Not that brand.
"""

_ASKED = re.compile(r"^\[(\w+)\] ")


@dataclass(frozen=True, slots=True)
class TurnText:
    """One request, in the pieces between which its speaker pauses."""

    kind: Kind
    pieces: tuple[str, ...]
    asked: Expected | None
    held_out: bool

    @property
    def text(self) -> str:
        """The whole request."""
        return " ".join(self.pieces)


def turn_texts() -> tuple[TurnText, ...]:
    """Return every request; those with pauses first."""
    blocks: tuple[tuple[Kind, str], ...] = (
        ("comma", _COMMA),
        ("hesitation", _HESITATION),
        ("repair", _REPAIR),
        ("plain", _PLAIN),
    )
    return tuple(_read(kind, line) for kind, block in blocks for line in block.strip().split("\n"))


def held_out(name: str) -> bool:
    """Whether the sample of this name (a text, a file) is in the half not tuned on."""
    return sha256(name.encode()).digest()[0] % 2 == 1


def _read(kind: Kind, line: str) -> TurnText:
    asked = _ASKED.match(line)
    text = line[asked.end() :] if asked else line
    pieces = tuple(piece.strip() for piece in text.split("|"))
    return TurnText(kind, pieces, _expected(asked.group(1)) if asked else None, held_out(text))


def _expected(name: str) -> Expected:
    kinds: tuple[Expected, ...] = get_args(Expected)
    for known in kinds:
        if known == name:
            return known
    raise ValueError(f"{name!r} is nothing that is asked for; take one of {get_args(Expected)}.")
