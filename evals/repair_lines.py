"""Self-repairs written by hand, and lines that look like one and are none.

Data only. Under each line stands what is wanted (+) and what must not be (-), as
`evals.repair_forms` writes it.
"""

from evals.price_phrases import Half

REPAIRED: dict[Half, str] = {
    "dev": """\
I want, show me rain jackets
    + category=rain jackets
do you, do you have red sneakers
    + colour=red, category=sneakers
can you show, I'm looking for a tent
    + category=tents
I need a, I need a red dress
    + colour=red, category=dresses
a tent for two, make that four people
    + words=4|four
    - words=two|2
I need a tent for two people, no, for six
    + category=tents, words=6|six
    - words=two|2
leather boots, hmm, I mean suede ones
    + material=suede
    - material=leather
red, no blue, no wait, green sneakers
    + colour=green, category=sneakers
    - colour=red, colour=blue
under a hundred, no, under eighty, hmm, under seventy for a desk lamp
    + category=desk lamps, price=..69.99
    - price=..99.99
leather loafers, no wait, not leather
    + category=loafers, material!=leather
    - material=leather
sneakers but not white, sorry, not black
    + category=sneakers, colour!=black
    - colour!=white
the cheapest tents, I mean the best rated tents
    + category=tents, sort=best_rated
    - sort=cheapest
add two, no, three of the first one
    + quantity=3, ordinal=1
I'll take one, make that two of those
    + quantity=2
a gift for my father, sorry, my mother
    + audience=women
    - audience=men
I want hiking boots in a nine, or was it a ten, yes a ten
    + category=hiking boots, size=10
    - size=9
show me dresses under 50. Oh wait, I meant over 50.
    + category=dresses, price=50.01..
    - price=..49.99
a blue sofa, no, armchair
    + colour=blue, category=armchairs
    - category=sofas
a blue sofa, no, a gray armchair
    + colour=gray, category=armchairs
    - category=sofas, colour=blue
queen size, I mean king size sheet sets
    + size=king, category=sheet sets
    - size=queen
boots, for hiking, I mean, hiking boots
    + category=hiking boots
between 50 and 80, no, between 60 and 90 for a backpack
    + price=60.00..90.00
    - price=50.00..80.00
it should be rated four stars, no, at least four and a half, a blender
    + category=blenders, rating=4.5
    - rating=4
a dog bed, what was I saying, a cat tree
    + category=cat trees
    - category=dog beds
men's, ah, women's running shoes
    + audience=women, category=running shoes
    - audience=men
""",
    "held_out": """\
I'd like, um, can I see winter coats
    + category=winter coats
have you, have you got blue hoodies
    + colour=blue, category=hoodies
what are, show me the sleeping bags
    + category=sleeping bags
we need a, we want a black coffee table
    + colour=black, category=coffee tables
a tent for three people, uh, four people
    + category=tents, words=4|four
    - words=three|3
something to sleep two, sorry, four people in, a tent
    + category=tents, words=4|four
    - words=two|2
suede loafers, hmm, or rather leather ones
    + material=leather, category=loafers
    - material=suede
blue, or black, no, you know what, gray sweaters
    + colour=gray, category=sweaters
    - colour=blue
max a hundred, no, max one twenty, sorry, one fifty, for a rain jacket
    + category=rain jackets, price=..150.00
    - price=..100.00
cotton sheet sets, no sorry, anything but cotton
    + category=sheet sets, material!=cotton
    - material=cotton
boots without laces, I mean sneakers without laces
    + category=sneakers
    - category=hiking boots, category=ankle boots
the most expensive, sorry, the cheapest coffee tables
    + category=coffee tables, sort=cheapest
    - sort=dearest
put one, actually two of the second one in my cart
    + quantity=2, ordinal=2
I want four, no wait, five of them
    + quantity=5
a present for my wife, I mean my husband
    + audience=men
    - audience=women
sneakers in an eight, no that's too small, a nine
    + category=sneakers, size=9
    - size=8
I need curtains over 50, sorry, under 50 I should say
    + category=curtains, price=..49.99
    - price=50.01..
a red armchair, uh, sofa
    + colour=red, category=sofas
    - category=armchairs
a wool sweater, no, a cotton shirt
    + material=cotton, category=shirts
    - material=wool, category=sweaters
twin, er, full, no, queen size duvet covers
    + size=queen, category=duvet covers
    - size=twin, size=full
running, trail running shoes
    + category=trail running shoes
from 100 to 200, I mean from 150 to 250, a desk
    + category=desks, price=150.00..250.00
    - price=100.00..200.00
an espresso machine with three stars, no, at least four stars
    + category=espresso machines, rating=4
    - rating=3
stuffed animals, no that's silly, board games
    + category=board games
    - category=stuffed animals
kids', sorry, men's hiking boots
    + audience=men, category=hiking boots
    - audience=kids
""",
}
"""With restarts, counts, negations, double repairs."""

NOT_REPAIRED: dict[Half, str] = {
    "dev": """\
no, show me sandals
    + category=sandals
sorry, I don't like red
    + colour!=red
    - colour=red
actually, blue sneakers
    + colour=blue, category=sneakers
red and blue sneakers
    + colour=red, colour=blue, category=sneakers
sneakers in black or white
    + colour=black, colour=white, category=sneakers
leather boots, no suede
    + material=leather, material!=suede
    - material=suede
I mean it, under fifty dollars, a dress
    + category=dresses, price=..49.99
no leather, I want canvas sneakers
    + material!=leather, material=canvas, category=sneakers
    - material=leather
sorry to bother you, do you have wool sweaters
    + material=wool, category=sweaters
wait, what about tents
    + category=tents
well, I'd rather have a desk
    + category=desks
black jeans for men, no more than 80 dollars
    + colour=black, audience=men, category=jeans, price=..80.00
navy blazers, not black
    + colour=navy, colour!=black, category=blazers
    - colour=black
I'd actually prefer linen shirts
    + material=linen, category=shirts
waterproof hiking boots, insulated, in black
    + feature=waterproof, feature=insulated, colour=black
""",
    "held_out": """\
no, I'd like ankle boots
    + category=ankle boots
sorry, no wool, just cotton sweaters
    + material!=wool, material=cotton, category=sweaters
    - material=wool
actually I need a desk lamp
    + category=desk lamps
green or blue rain jackets
    + colour=green, colour=blue, category=rain jackets
handbags in brown and tan
    + colour=brown, colour=tan, category=handbags
cotton pajamas, no polyester
    + material=cotton, material!=polyester, category=pajamas
    - material=polyester
I mean business, show me blazers
    + category=blazers
no suede, I prefer leather loafers
    + material!=suede, material=leather, category=loafers
    - material=suede
sorry, could you show me queen size duvet covers
    + size=queen, category=duvet covers
hold on, do you also have yoga mats
    + category=yoga mats
I would rather look at bookcases
    + category=bookcases
white sneakers for women, no more than 90
    + colour=white, audience=women, category=sneakers, price=..90.00
brown ankle boots, not burgundy
    + colour=brown, colour!=burgundy, category=ankle boots
    - colour=burgundy
I'd actually like them in suede, loafers
    + material=suede, category=loafers
wait, don't show me anything in pink, sneakers in white
    + colour!=pink, colour=white, category=sneakers
    - colour=pink
""",
}
"""Nothing of these may be taken for a slip."""
