"""Names at the end, as letters and talks are closed: "thanks, Ann", "regards, Ann Lee"."""

from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.naming import Spans, capital, name_after, strange
from assistant.redaction.tokens import Tokens, word_set

SIGNS_OFF = word_set("regards thanks thank cheers sincerely love best yours")


def after_parting(tokens: Tokens, place: int) -> Spans:
    """ "thanks, Ann" and "regards, Ann Lee" at the end; "best Headphones" is no parting."""
    on = place + 1
    while (
        tokens.at(on) in (",", "you", "so", "much", "-", ".", "a", "lot", "again")
        and on - place < 5
    ):
        on += 1
    if place == on or on >= len(tokens):
        return
    after = name_after(tokens, on, is_sure=False)
    if after is None or tokens.at(after) not in ("", ".", "!") or after < len(tokens) - 1:
        return
    is_apart = tokens.at(place + 1) == "," or tokens.low[place] not in ("best", "love")
    is_parting = tokens.low[place] in ("regards", "sincerely")
    is_told = tokens.at(on) in FIRST_NAMES or (
        strange(tokens, on) and (tokens.at(on - 1) == "," or after - on > 1)
    )
    if is_told or (is_apart and capital(tokens, on)) or (is_parting and after - on <= 2):
        yield on, after
