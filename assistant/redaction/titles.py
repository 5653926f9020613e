"""How people are addressed, and what follows such a word in names of brands. Data only."""

from assistant.redaction.tokens import word_set

TITLES = frozenset(("mr", "mrs", "ms", "mister", "missus", "mx", "dr", "doctor", "miss"))
BEHIND_A_TITLE = word_set(
    """
    coffee clean meyer meyers meyer's beast potato rogers bean dash pac pac-man pacman martens
    martin scholl scholl's scholls pepper seuss teal teals bronner bronners who strange incredible
    christmas heater pen peanut bubble bubbles sketch muscle men fields fredrick claus doolittle
    evil mario monopoly pickles universe muscle right marvel america dior chocolate and & sparky
    darcy tickle marple doubtfire bovary poirot hyde jekyll zhivago watson bump twit twits
    jart jan brandt dre dennis butler squatty
    """
)
