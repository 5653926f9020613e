"""What a reply says of products, read and held against the record and the catalog.

Written apart from the assistant's own guard, and sharing no code with it: a fault of the guard
must not hide itself. It reads fewer forms of speech than the guard, and says "wrong" only of what
it can prove wrong: names, prices, totals, counts, ratings, stock, sizes, colours, measures,
"cheaper", "cheapest", "rated higher", "under X" and "there are none".

world.py      what there is to be said
sentences.py  a reply in sentences, its numbers in figures
mentions.py   which product is spoken of where
prices.py sums.py counts.py ratings.py offers.py compared.py denials.py stated.py   claims
checker.py    all of them over one turn
"""
