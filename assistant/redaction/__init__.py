"""Taking out of a text what tells who somebody is, as it is written and as it is spoken.

    redact.py        all of it: a text in, the text without it out
    records.py       a whole record of the intent log; dialogues.py, a stored dialogue
    told.py          what one utterance told, wherever it comes again
    glance.py        whether a text is worth reading closely
    found.py         what is found, and where
    tokens.py        words, figures and signs of a text
    figures.py       rows of figures, in figures and in words
    numbers.py       phone and card numbers
    codes.py         what is announced: orders, PINs, zip codes, accounts; heads.py, by what
    dates.py         dates of birth and of cards; card_dates.py, those with a month's name
    emails.py        e-mail addresses and passwords
    addresses.py     where somebody lives; street_names.py, the street; towns.py, the town;
                     abroad.py, the number last; placed_addresses.py, where something is sent;
                     located.py, a street, town or code alone; places.py, the words of it
    misheard.py      what a recogniser bent; heard_*.py, each kind of it
    names.py         people's names, from who says them; recipients.py, from whom it is for;
                     naming.py, how far a name goes; spelling.py, where they are spelled
    asked.py         names given when asked for; introduced.py, "this is Ann"; partings.py,
                     "regards, Ann"
    wares.py         titles of goods, in which only strong evidence counts
    people.py        names that only lists and their place in a sentence tell of: called.py and
                     name_words.py, how far one goes; believed.py, behind what announces it;
                     around.py and announced.py, what stands beside it; spelled_names.py,
                     letters; may_name.py, a quick look; gazetteer.py, the lists; brands.py,
                     what is only called as people are; goods.py, what goods are called
    known_words.py   everyday words, which are no names; with common_words.py, first_names.py and
                     titles.py

Says where it stands, exactly; `agents.routing.personal_data` rather takes too much than too
little, since it only decides which models may be asked. Prices, sizes, model numbers and the names
of products stay. Does not find a name that is a word too and that nothing announces, a number that
is split over two turns, number plates, or anything in another language than English.
"""
