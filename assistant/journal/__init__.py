"""What is written about a conversation besides its turns, and what has to be known for it.

journal.py       writes the events of one conversation
visits.py        when a shopper came through a door and left
shown.py         which turn showed a product, and where in its list
changes.py       what a turn or a click changed of the cart and the boards
experiments.py   which arm of which experiment a conversation is in
"""
