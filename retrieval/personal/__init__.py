"""What a shopper likes, learned in house from what they do.

    deeds (viewed, asked for, saved, carted) ─▶ `Profile`, which fades ─▶ `Taste` of a search

Nothing but sums is kept: no list of what was looked at when. `ProfileStore` keeps one profile
a shopper in a file of its own, can switch it off and can erase it.
"""
