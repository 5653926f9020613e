"""Words that the catalog lacks, read as words that it has: misspelt, joined, cut in two, misheard.

    text ─▶ `words` (which are unknown) ─▶ `near` (by letters), a shop's terms (by sound)
         ─▶ `speller` (certain enough to search for, or only to ask "did you mean")

What a catalog knows is left alone, and so is ordinary English: somebody who asks for "night
cream" where there is none is not answered with Nike.
"""
