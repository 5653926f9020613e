"""Taking out of a text what tells who somebody is, as it is written and as it is spoken.

    found.py         what is found, and where
    numbers.py       phone and card numbers, in figures and in words
    addresses.py     where somebody lives, on the net and in a street
    names.py         people's names, and the numbers of their orders
    redact.py        all of it: a text in, the text without it out

Says where it stands, exactly; `agents.routing.personal_data` rather takes too much than too
little, since it only decides which models may be asked. Prices, sizes, model numbers and the names
of products stay. Does not find a name that nothing announces: "Tell Miriam that it fits".
"""
