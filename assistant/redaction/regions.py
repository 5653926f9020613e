"""Counties, states, provinces and countries. Data, and how they are read."""

from assistant.redaction.tokens import Tokens, word_set

_STATES = """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|
    hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|
    michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|
    new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|
    south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|
    wisconsin|wyoming|district of columbia|puerto rico|ontario|quebec|british columbia|alberta|
    manitoba|saskatchewan|nova scotia|new brunswick|newfoundland|prince edward island|
    new south wales|victoria|queensland|south australia|western australia|tasmania|
    northern territory|australian capital territory|
    karnataka|maharashtra|tamil nadu|kerala|telangana|andhra pradesh|gujarat|rajasthan|punjab|
    haryana|uttar pradesh|madhya pradesh|west bengal|bihar|odisha|goa|assam|jharkhand|
    chhattisgarh|himachal pradesh|uttarakhand|
    england|scotland|wales|northern ireland|kent|essex|surrey|norfolk|suffolk|devon|cornwall|
    somerset|dorset|cumbria|merseyside|greater manchester|west midlands|east sussex|west sussex|
    west yorkshire|south yorkshire|north yorkshire|tyne and wear|middlesex|county durham|
    bavaria|catalonia|gauteng|western cape|kowloon|new territories|kwazulu natal|eastern cape
"""
_COUNTRIES = """
    united kingdom|great britain|united states|usa|u s a|uk|u k|ireland|republic of ireland|india|
    australia|canada|new zealand|germany|france|spain|italy|netherlands|the netherlands|belgium|
    austria|switzerland|portugal|sweden|norway|denmark|finland|poland|south africa|singapore|
    united states of america|hong kong|uae|nigeria|ghana|kenya|malaysia|philippines|pakistan|
    bangladesh|sri lanka|mexico|brazil|japan|israel|saudi arabia|qatar|kuwait|egypt|uganda
"""


def _words_of(text: str) -> frozenset[tuple[str, ...]]:
    names = "".join(line.strip() for line in text.splitlines()).split("|")
    return frozenset(tuple(name.split()) for name in names)


_REGIONS = _words_of(_STATES) | _words_of(_COUNTRIES)
_FIRST = frozenset(name[0] for name in _REGIONS)
_WORDS_MOST = 4
CODES = word_set(
    """
    al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm
    ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc on qc bc ab mb sk ns nb nl pei
    nsw vic qld sa tas nt act
    """
)
"""Of states in North America and Australia."""
CODES_WORDS_TOO = word_set("in me or hi ok oh la pa ma de id co al on act ab ms mt sa")
"""Those that are words of a sentence as well."""
_SHIRES_LEAST = 8


def region_at(tokens: Tokens, place: int) -> int:
    """Return the place behind a region's or a country's name in full, else the place itself.

    "new south wales", "ohio", "county kerry", "berkshire", "united kingdom".
    """
    word = tokens.at(place)
    if word == "county" and tokens.is_word(place + 1):
        return place + 2
    if word == "co" and tokens.at(place + 1) == "." and tokens.is_word(place + 2):
        return place + 3
    if word.endswith("shire") and len(word) >= _SHIRES_LEAST:
        return place + 1
    if word not in _FIRST:
        return place
    for size in range(min(_WORDS_MOST, len(tokens) - place), 0, -1):
        if tuple(tokens.low[place : place + size]) in _REGIONS:
            return place + size
    dotted = tokens.low[place : place + 6]  # "U.K.", "U.S.A."
    letters = tuple(one for one in dotted if one != ".")
    for size in (3, 2):
        if len(letters) >= size and letters[:size] in _REGIONS and dotted[1:2] == ["."]:
            after = min(place + 2 * size - 1, len(tokens))
            return after + (tokens.at(after) == "." and tokens.is_glued(after))
    return place
