"""What reads an item of a sentence at a token, each None where there is none of its kind.

sentence.py  what all of them look at
products.py  names, codes and places of products: "the second one"
facts.py     sizes, figures, comparisons and claims
joints.py    marks, and words that join: negations, "and", "than"
several.py   words for one product or several: "it", "both", "the first two"
words.py     idioms, and words that nothing else explains
"""
